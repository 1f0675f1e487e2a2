"""The finder: answers that lead to what fits, with reasons; and what it says when nothing does."""

import re

import pytest

from tests.factories import CaseFactory, FacetFactory, StrategyFactory, TagFactory, text
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def page(client, query="", status=200):
    answer = client.get(f"/en/finder/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def shown(html):
    """[(title, "2 of 3", the rest of its words)] of the pages that are offered."""
    rows = re.findall(r'<li class="row">(.*?)</li>', html, re.DOTALL)
    return [words_of(row) for row in rows]


@pytest.fixture
def _tags():
    FacetFactory(slug="challenge", title=text("挑战", "Challenge"))
    TagFactory(slug="ip", facet="challenge", title=text("知识产权", "Intellectual property"))
    TagFactory(slug="pace", facet="challenge", title=text("节奏", "Pace"))
    FacetFactory(slug="governance", title=text("治理", "Governance"))
    TagFactory(slug="board", facet="governance", title=text("理事会", "A board"))


@pytest.fixture
def _pages(_tags):
    for number in range(3):
        StrategyFactory(slug=f"often-{number}", title=text(f"常见{number}", f"Often {number}"), tags=["ip"],
                        audience="community", stage="plan")  # fmt: skip
    StrategyFactory(slug="rare", title=text("少见", "Rare"), tags=["pace", "board"], audience="company", stage="start")
    CaseFactory(slug="seen", title=text("见过", "Seen"), tags=["ip"], outcome_status="mixed")
    CaseFactory(slug="other", title=text("别的", "Other"), tags=["board"])


# --- Questions --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_tags")
def test_answers_are_the_values_that_pages_have_and_nothing_else(client):
    StrategyFactory(tags=["ip"], audience="community")

    html = page(client)

    assert 'name="challenge" value="ip"' in html and "Intellectual property" in html
    assert 'value="pace"' not in html and 'name="governance"' not in html
    assert 'name="audience" value="community"' in html and 'value="company"' not in html


@pytest.mark.usefixtures("_tags")
def test_that_a_case_says_nothing_of_its_outcome_is_no_answer(client):
    for outcome in ("mixed", "not_said"):
        CaseFactory(outcome_status=outcome)

    html = page(client)

    assert 'name="outcome" value="mixed"' in html
    assert 'value="not_said"' not in html


@pytest.mark.usefixtures("_pages")
def test_a_tag_that_editors_add_is_an_answer_at_once(client):
    TagFactory(slug="money", facet="challenge", title=text("钱", "Money"))
    CaseFactory(tags=["money"])

    assert 'name="challenge" value="money"' in page(client)


# --- What fits --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_pages")
def test_each_page_says_what_fits_what_differs_and_what_it_does_not_say(client):
    rows = shown(page(client, "?audience=community&stage=start&challenge=ip&governance=board"))

    often = next(row for row in rows if "Often 0" in row)
    assert "2 of 4" in often
    assert "Fits : you maintain a project · Challenge: Intellectual property" in often
    assert "Differs: Stage: Before you start" in often
    assert "Says nothing of: Governance" in often
    assert "Differs: For whom: Companies · Challenge: Pace" in next(row for row in rows if "Rare" in row)


@pytest.mark.usefixtures("_pages")
def test_more_answers_come_first_and_among_equals_what_is_rare(client):
    assert "Rare" in shown(page(client, "?challenge=ip&challenge=pace"))[0]
    assert "Often" in shown(page(client, "?challenge=ip&challenge=pace&audience=community"))[0]


@pytest.mark.usefixtures("_pages")
def test_what_fits_best_is_offered_side_by_side(client):
    addresses = re.findall(r'href="(/en/compare/\?[^"]*)"', page(client, "?challenge=ip&challenge=pace"))

    assert addresses and all(2 <= address.count("=") <= 3 for address in addresses)
    for address in addresses:
        assert '<th scope="col">' in client.get(address.replace("&amp;", "&")).content.decode()


@pytest.mark.usefixtures("_pages")
def test_questions_that_are_not_about_a_kind_do_not_count_against_it(client):
    html = page(client, "?stage=plan&challenge=ip&outcome=mixed")

    assert any("Seen" in row and "2 of 2" in row and "outcome: mixed" in row.lower()
               for row in shown(html))  # fmt: skip
    assert any("Often 1" in row and "2 of 2" in row for row in shown(html))


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize(
    ("query", "words", "way_on"),
    [
        ("?stage=plan", "about playbooks only, so no case is chosen", "/en/cases/"),
        ("?outcome=mixed", "about cases only, so no playbook is chosen", "/en/strategies/"),
    ],
)
def test_where_no_answer_is_about_a_kind_it_says_why_none_is_shown(client, query, words, way_on):
    html = page(client, query)

    assert words in html and re.search(rf'{words}[^<]*<a href="{way_on}">All ', html)
    assert words not in page(client, f"{query}&challenge=ip")


@pytest.mark.usefixtures("_pages")
def test_a_case_says_what_came_of_it_and_how_far_it_is_proved(client):
    seen = next(row for row in shown(page(client, "?challenge=ip")) if "Seen" in row)

    assert "No checked source yet" in seen and "Outcome: Mixed" in seen.replace("Outcome :", "Outcome:")


# --- When nothing fits ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_pages")
def test_where_nothing_fits_everything_it_says_which_answer_to_drop(client):
    html = page(client, "?audience=company&challenge=ip&stage=plan")

    assert "Nothing here fits all your answers" in html
    assert "Without “I do open source at an AI company” there are 3." in html
    assert 'href="?stage=plan&amp;challenge=ip"' in html
    assert "Without “Stage" not in html


@pytest.mark.usefixtures("_pages")
def test_where_one_answer_less_is_not_enough_it_says_so(client):
    html = page(client, "?audience=company&challenge=ip&stage=scale")

    assert "Dropping one answer is not enough" in html
    assert shown(html)


@pytest.mark.usefixtures("_pages")
def test_where_nothing_fits_at_all_it_says_so(client):
    html = page(client, "?stage=sustain")

    assert "Nothing here fits any of your answers" in html
    assert shown(html) == []


# --- The address ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_pages")
def test_answers_stay_when_one_of_them_goes(client):
    html = page(client, "?stage=plan&challenge=ip&challenge=pace&evidence=")

    assert 'href="?stage=plan&amp;challenge=ip"' in html
    assert 'href="?challenge=ip&amp;challenge=pace"' in html
    assert re.search(r'name="challenge" value="ip" checked', html)


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize(
    "query", ["?challenge=board", "?challenge=nothing", "?stage=nothing", "?evidence=0", "?audience=both"]
)
def test_what_cannot_be_an_answer_is_left_out_and_said(client, query):
    html = page(client, f"{query}&challenge=ip" if "challenge" not in query else query, status=400)

    assert "An answer was left out" in html


@pytest.mark.usefixtures("_pages")
def test_other_parameters_do_not_matter_and_answered_pages_are_not_for_search_engines(client):
    answer = client.get("/finder/?utm_source=x&stage=plan")

    assert answer.status_code == 200 and answer["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/finder/")


@pytest.mark.parametrize(("query", "queries"), [("", 2), ("?stage=plan", 3), ("?stage=plan&challenge=ip", 4)])
@pytest.mark.parametrize("many", [1, 12])
@pytest.mark.usefixtures("_tags")
def test_the_finder_costs_two_queries_and_one_for_each_kind(client, django_assert_num_queries, query, queries, many):
    for _ in range(many):
        StrategyFactory(tags=["ip"])
        CaseFactory(tags=["ip"])

    with django_assert_num_queries(queries):
        assert client.get(f"/finder/{query}").status_code == 200


def test_without_any_page_there_is_nothing_to_answer(client, prefix):
    html = client.get(f"{prefix}/finder/").content.decode()

    assert "<h1>" in html and 'type="checkbox"' not in html
    assert client.post(f"{prefix}/finder/").status_code == 405
