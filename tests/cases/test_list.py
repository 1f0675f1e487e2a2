"""The list of cases, as readers meet it."""

import re

import pytest

from tests.cases.test_views import shown
from tests.factories import (
    CaseFactory,
    MechanismFactory,
    OrganizationFactory,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_three_queries(client, django_assert_num_queries, many):
    company = OrganizationFactory().slug
    for _ in range(many):
        CaseFactory(parties=[{"side": "company", "organization": company}])

    with django_assert_num_queries(3):
        assert client.get("/cases/").status_code == 200


def test_an_empty_list_says_so(client, prefix):
    answer = client.get(f"{prefix}/cases/")

    assert answer.status_code == 200
    assert "0" in shown(answer)


def test_facets_are_or_inside_and_and_across(client):
    MechanismFactory(slug="sharing")
    MechanismFactory(slug="win-win", title=text("共赢", "Win-win"))
    CaseFactory(title=text("甲", "Only shares"), tags=["sharing"])
    CaseFactory(title=text("乙", "Only wins"), tags=["win-win"], outcome_status="mixed")

    either = shown(client.get("/en/cases/?mechanism=sharing&mechanism=win-win"))
    both = shown(client.get("/en/cases/?mechanism=sharing&mechanism=win-win&outcome=mixed"))

    assert "Only shares" in either and "Only wins" in either
    assert "Only shares" not in both and "Only wins" in both


def test_a_chosen_facet_is_ticked_and_has_a_chip_that_removes_it(client):
    MechanismFactory(slug="sharing")
    CaseFactory(tags=["sharing"])

    html = client.get("/en/cases/?mechanism=sharing&sort=year").content.decode()

    assert re.search(r'name="mechanism" value="sharing" checked', html)
    assert re.search(r'<a class="chip on" href="\?sort=year">', html)


def test_an_option_that_would_find_nothing_is_disabled_not_hidden(client):
    CaseFactory(outcome_status="positive")

    html = client.get("/en/cases/").content.decode()

    assert re.search(r'name="outcome" value="negative" disabled', html)


def test_an_empty_result_names_the_condition_to_drop(client, django_assert_num_queries):
    CaseFactory(title=text("旧事", "Old"), period={"start": "2015", "end": "2016"})

    with django_assert_num_queries(4):
        answer = client.get("/en/cases/?outcome=positive&year_from=2023")

    assert "Nothing fits all of these conditions" in shown(answer)
    assert "Drop “From 2023”" in shown(answer)
    assert 'href="?outcome=positive"' in answer.content.decode()


def test_cases_are_found_by_the_years_in_which_they_began(client):
    CaseFactory(title=text("旧事", "Old"), period={"start": "2015", "ongoing": True})
    CaseFactory(title=text("新事", "New"), period={"start": "2018", "end": "2019"})

    words = shown(client.get("/en/cases/?began_from=2016&began_to=2018"))

    assert "New" in words and "Old" not in words
    assert "Began in 2016 or later" in words and "Began in 2018 or earlier" in words
    assert client.get("/cases/?began_from=2018&began_to=2016").status_code == 400


def test_narrowing_further_keeps_conditions_that_have_no_field_in_the_form(client):
    CaseFactory()
    form = client.get("/cases/?began_from=2015&ledger=company.cost.stated&outcome=positive").content.decode()
    kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form)
    playbooks = client.get("/strategies/?year_from=2015").content.decode()

    assert kept == [("ledger", "company.cost.stated"), ("began_from", "2015")]
    assert '<input type="hidden" name="year_from" value="2015">' in playbooks


def test_words_are_searched_in_the_whole_text(client):
    CaseFactory(title=text("一", "Found"), background=text("流水线写在地基上。", "A pipeline."))
    CaseFactory(title=text("二", "Other"))

    words = shown(client.get("/en/cases/?q=pipeline"))

    assert "Found" in words and "Other" not in words


def test_a_filter_that_nobody_could_mean_is_said_at_the_field(client):
    CaseFactory(title=text("还在", "Still here"))

    answer = client.get("/en/cases/?year_from=soon")

    assert answer.status_code == 400
    assert "Still here" in shown(answer)
    assert 'name="year_from"' in answer.content.decode() and 'aria-invalid="true"' in answer.content.decode()


def test_the_second_page_follows_the_first(client):
    for _ in range(21):
        CaseFactory()

    html = client.get("/cases/").content.decode()

    assert 'href="?page=2"' in html
    assert client.get("/cases/?page=2").content.decode().count('<li class="row">') == 1


def test_the_language_switch_keeps_the_filters(client):
    CaseFactory()

    assert 'href="/en/cases/?outcome=positive"' in client.get("/cases/?outcome=positive").content.decode()


def test_the_list_is_only_read(client):
    assert client.post("/cases/").status_code == 405
