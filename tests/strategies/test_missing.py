"""What a playbook still lacks for the next level, and where one begins to add it."""

import re
from html import unescape

import pytest

from tests.factories import CaseFactory, StrategyFactory, VerifiedCaseFactory, text

pytestmark = pytest.mark.django_db
ADOPTED = [{"strategy": "plan", "role": "adopter"}]


@pytest.fixture(autouse=True)
def _plan():
    StrategyFactory(slug="plan")


def note(client):
    """The HTML of what the next level takes; "" where nothing is said."""
    html = client.get("/en/strategies/plan/").content.decode()
    found = re.search(r'<div class="note no-print"><strong>What the next level takes.*?</div>', html, re.DOTALL)
    return unescape(found.group()) if found else ""


def test_at_the_first_level_one_case_with_public_sources_is_missing(client):
    CaseFactory(slug="weak", title=text("弱", "Weak"), strategies=ADOPTED)

    html = note(client)

    assert "Used in checked cases" in html and "1 more case with public sources" in html
    assert '<a href="/en/cases/weak/suggest/">Weak</a>' in html
    assert "did not simply succeed" not in html


def test_at_the_second_level_it_says_how_many_more_and_of_which_sort(client):
    VerifiedCaseFactory(strategies=ADOPTED)

    html = note(client)

    assert "2 more cases with public sources" in html and "did not simply succeed" in html
    assert 'href="/en/contribute/new/?kind=case&strategy=plan"' in html
    assert "/suggest/" not in html


def test_enough_successes_still_lack_one_that_was_none(client):
    for _ in range(3):
        VerifiedCaseFactory(strategies=ADOPTED)

    html = note(client)

    assert "more case" not in html and "did not simply succeed" in html


def test_a_failure_among_few_cases_leaves_only_the_number_missing(client):
    VerifiedCaseFactory(strategies=ADOPTED, outcome_status="negative")

    html = note(client)

    assert "2 more cases" in html and "did not simply succeed" not in html


def test_at_the_highest_level_and_in_old_versions_nothing_is_missing(client):
    for status in ("positive", "positive", "mixed"):
        VerifiedCaseFactory(strategies=ADOPTED, outcome_status=status)

    assert note(client) == ""
    assert "What the next level takes" not in client.get("/en/strategies/plan/v/1/").content.decode()


def test_whoever_used_it_is_led_to_a_case_that_names_it(client):
    html = unescape(client.get("/en/strategies/plan/").content.decode())

    assert '<a href="/en/contribute/new/?kind=case&strategy=plan">We used this: tell the case</a>' in html
    assert "We used this" not in client.get("/en/strategies/plan/v/1/").content.decode()
