"""The challenges: what there is for each difficulty, and where the open places lead."""

import re

import pytest

from tests.factories import (
    CaseFactory,
    FacetFactory,
    PracticeFactory,
    PracticeGroupFactory,
    StrategyFactory,
    TagFactory,
    VerifiedCaseFactory,
    text,
)
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def rows(client):
    """{the difficulty's title: the HTML of its row}."""
    html = client.get("/en/challenges/").content.decode()
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", html.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL)
    return {words_of(re.search("<a[^>]*>(.*?)</a>", row).group(1)): row for row in found}


def challenge(slug, **document):
    group = PracticeGroupFactory(challenge=True).slug
    return PracticeFactory(slug=f"{group}/{slug}", group=group, **document)


@pytest.fixture
def _tags():
    FacetFactory(slug="challenge", title=text("挑战", "Challenge"))
    TagFactory(slug="ip", facet="challenge", title=text("产权", "Property"), position=1)
    TagFactory(slug="pace", facet="challenge", title=text("节奏", "Pace"), position=2)
    TagFactory(slug="elsewhere", title=text("别处", "Elsewhere"))


@pytest.mark.usefixtures("_tags")
def test_each_difficulty_has_its_advice_its_playbooks_and_its_cases(client):
    challenge("signed", tags=["ip"], solution=text("签协议。", "Sign an agreement."))
    PracticeFactory(title=text("代管", "A trustee"), tags=["ip"])
    StrategyFactory(title=text("护栏", "Guardrails"), tags=["ip"])
    CaseFactory(title=text("见过", "Seen before"), tags=["ip"])
    CaseFactory(title=text("无关", "Unrelated"), tags=["elsewhere"])

    found = rows(client)

    assert list(found) == ["Property", "Pace"]
    for part in ("Sign an agreement.", "A trustee", "Guardrails", "Seen before"):
        assert part in found["Property"]
    assert "still open" not in words_of(found["Property"])
    assert "Unrelated" not in "".join(found.values())


@pytest.mark.usefixtures("_tags")
def test_open_places_lead_to_a_draft_that_knows_what_it_is_about(client):
    page = challenge("unsolved", tags=["ip"])

    row = rows(client)["Property"]

    assert words_of(row).count("still open") == 3
    assert f'href="/en/practices/{page.slug}/suggest/"' in row
    assert 'href="/en/contribute/new/?kind=strategy&amp;tag=ip"' in row
    assert 'href="/en/contribute/new/?kind=case&amp;tag=ip"' in row


@pytest.mark.usefixtures("_tags")
def test_a_difficulty_of_which_nothing_is_written_is_open_everywhere_and_leads_to_writing_everywhere(client):
    row = rows(client)["Pace"]

    assert words_of(row).count("still open") == 3
    assert row.count('href="/en/contribute/new/?kind=') == 3 and "Write down what helps" in row


@pytest.mark.usefixtures("_tags")
def test_a_playbook_helps_where_its_steps_use_what_stands_in_the_row(client):
    page = challenge("slow", tags=["pace"])
    StrategyFactory(title=text("提速", "Speed up"), steps=[{"title": text("一"), "practices": [page.slug]}])
    StrategyFactory(title=text("别的", "Something else"), steps=[{"title": text("一")}])

    found = rows(client)

    assert "Speed up" in found["Pace"] and "Something else" not in found["Pace"]
    assert "Speed up" not in found["Property"]


@pytest.mark.usefixtures("_tags")
def test_each_challenge_says_how_much_there_is_for_its_difficulty(client):
    challenge("slow", title=text("慢", "Slowness"), tags=["pace"])
    StrategyFactory(title=text("提速", "Speed up"), tags=["pace"])
    CaseFactory(tags=["pace"])
    CaseFactory(tags=["pace"])

    html = client.get("/en/challenges/").content.decode()

    assert 'id="for-pace"' in html and 'href="#for-pace"' in html
    assert "Pace : 1 playbook, 2 cases" in words_of(html)


@pytest.mark.usefixtures("_tags")
def test_a_challenge_of_the_book_under_no_difficulty_has_a_row_of_its_own(client):
    page = challenge("talent", title=text("人才", "Talent"), tags=["elsewhere"])
    StrategyFactory(title=text("育人", "Bring people up"), steps=[{"title": text("一"), "practices": [page.slug]}])
    CaseFactory(title=text("无关", "Unrelated"))

    row = rows(client)["Talent"]

    assert "Unrelated" not in row
    CaseFactory(title=text("见过", "Seen before"), activities=[{"title": text("做"), "practice": page.slug}])
    assert "Seen before" in rows(client)["Talent"]

    assert f'href="#{page.slug.replace("/", "-")}"' in row
    assert "Bring people up" in row and 'href="/en/contribute/new/?kind=case"' in row


@pytest.mark.usefixtures("_tags")
def test_the_best_evidenced_cases_stand_in_the_row_and_a_link_leads_to_all(client):
    VerifiedCaseFactory(title=text("可靠", "Well proved"), tags=["ip"])
    for number in range(4):
        CaseFactory(title=text(f"案例{number}", f"Told {number}"), tags=["ip"])

    row = rows(client)["Property"]

    assert row.index("Well proved") < row.index("Told 3")
    assert "Told 0" not in row
    assert 'href="/en/cases/?challenge=ip">All 5 cases' in row
    assert "5 cases" in words_of(client.get("/en/cases/?challenge=ip").content.decode())


def test_below_stands_what_the_book_says_challenge_by_challenge(client):
    challenge("solved", solution=text("签协议。", "Sign an agreement."))
    challenge("unsolved")
    PracticeFactory(title=text("不是难题", "No challenge"))

    words = words_of(client.get("/en/challenges/").content.decode())

    assert "1 with a solution in the book" in words and "1 still open" in words
    assert "Sign an agreement." in words and "No challenge" not in words


@pytest.mark.parametrize("many", [1, 12])
def test_the_matrix_costs_four_queries(client, django_assert_num_queries, many):
    FacetFactory(slug="challenge")
    for number in range(many):
        TagFactory(slug=f"t{number}", facet="challenge")
        challenge(f"c{number}", tags=[f"t{number}"])
        CaseFactory(tags=[f"t{number}"])

    with django_assert_num_queries(4):
        assert client.get("/challenges/").status_code == 200


def test_without_tags_it_costs_three_queries_and_says_when_there_is_nothing(client, django_assert_num_queries, prefix):
    with django_assert_num_queries(3):
        html = client.get(f"{prefix}/challenges/").content.decode()

    assert "<table" not in html
    assert ("No challenges have been written" if prefix else "还没有") in html
    assert client.post(f"{prefix}/challenges/").status_code == 405
