"""The home page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.views.home import term_of_the_day
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    FacetFactory,
    MechanismFactory,
    PracticeFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
    VerifiedCaseFactory,
    ledger,
    text,
)

pytestmark = pytest.mark.django_db
QUERIES = 7


def shown(answer):
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_home_opens_without_any_content(client, prefix):
    assert client.get(f"{prefix}/").status_code == 200


def test_home_says_how_many_cases_each_mechanism_has(client):
    MechanismFactory(slug="sharing")
    CaseFactory(tags=["sharing"])
    CaseFactory(tags=["sharing"])
    CaseFactory()

    html = client.get("/en/").content.decode()

    row = re.search(r'href="/en/cases/\?mechanism=sharing">(.*?)</a>', html, re.DOTALL)[1]
    assert "2 cases" in row
    assert "3 cases; the site is in Chinese and English" in html


def test_home_shows_the_ledger_of_the_best_evidenced_case(client):
    side = {"community": {"gained": text("一个席位", "A seat at the table")}}
    VerifiedCaseFactory(title=text("有据", "Well founded"), ledger=ledger(**side))
    CaseFactory(title=text("无据", "Only told"))

    words = shown(client.get("/en/"))

    assert "Well founded" in words and "A seat at the table" in words


def test_home_leads_from_a_difficulty_to_its_playbooks(client):
    FacetFactory(slug="challenge", title=text("挑战", "Challenge"))
    TagFactory(slug="ip-licensing", facet="challenge")
    PracticeFactory(slug="challenge-solutions/ip", title=text("知识产权", "Intellectual property"))
    StrategyFactory(tags=["ip-licensing"])

    html = client.get("/en/").content.decode()

    assert "A patch is handed over: whose is it?" in html
    assert 'href="/en/strategies/?challenge=ip-licensing"' in html


def test_home_lists_the_parts_of_the_book_one_term_and_the_latest_changes(client):
    ChapterFactory(slug="4", title=text("互动机制", "How it works"))
    TermFactory(title=text("共创", "Co-creation"), summary=text("一起做。", "Making together."))

    words = shown(client.get("/en/"))

    assert "How it works" in words
    assert "Making together." in words
    assert "Recent changes" in words and "Version 1" in words


@pytest.mark.parametrize("many", [1, 12])
def test_home_costs_the_same_with_much_content(client, django_assert_num_queries, many):
    TermFactory()
    for _ in range(many):
        CaseFactory()

    with django_assert_num_queries(QUERIES):
        client.get("/")


def test_home_counts_once_for_each_version_of_the_collection(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    ChapterFactory(slug="1", title=text("第一部分", "Part one"))
    CaseFactory()
    first, again = queries(), queries()
    CaseFactory()

    assert (again, queries()) == (first - 1, first)


def test_home_is_the_same_page_in_the_other_language(client):
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/">' in client.get("/").content.decode()
    assert 'href="/" lang="zh-Hans"' in client.get("/en/").content.decode()


def test_home_is_only_read(client):
    assert client.post("/").status_code == 405


def test_home_asks_only_what_a_playbook_answers(client):
    StrategyFactory(slug="evaluate")

    html = client.get("/en/").content.decode()

    assert 'href="/en/strategies/evaluate/"' in html
    assert "/en/strategies/co-create/" not in html and "/en/strategies/decide-together/" not in html
    assert "I maintain an open-source project" not in html


def test_a_term_that_goes_while_the_page_is_made_does_no_harm(db):
    assert term_of_the_day("zh", 3) is None
