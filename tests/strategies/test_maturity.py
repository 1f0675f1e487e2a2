"""How far a playbook is proved: computed from the cases that it names and that name it."""

import pytest

from content.models import Page
from search.models import SearchEntry
from tests.factories import CaseFactory, OrganizationFactory, ReferenceFactory, StrategyFactory, VerifiedCaseFactory

pytestmark = pytest.mark.django_db
ADOPTED = [{"strategy": "plan", "role": "adopter"}]


@pytest.fixture
def plan(db):
    return StrategyFactory(slug="plan")


def maturity(page):
    found = Page.objects.get(pk=page.pk).computed
    return found["maturity"], found["cases"], found["proved"], found["tested"]


def test_a_playbook_without_cases_is_a_draft(plan):
    assert maturity(plan) == (1, 0, 0, False)


def test_cases_without_public_sources_prove_nothing(plan):
    CaseFactory(strategies=ADOPTED)
    CaseFactory(strategies=ADOPTED, references=[{"reference": ReferenceFactory().slug}])

    assert maturity(plan) == (1, 2, 0, False)


def test_one_case_with_public_sources_makes_it_two(plan):
    VerifiedCaseFactory(strategies=ADOPTED)
    CaseFactory(strategies=ADOPTED)

    assert maturity(plan) == (2, 2, 1, False)


def test_three_successes_do_not_make_it_three(plan):
    for _ in range(3):
        VerifiedCaseFactory(strategies=ADOPTED)

    assert maturity(plan) == (2, 3, 3, False)


def test_a_case_that_says_nothing_of_its_outcome_tests_nothing(plan):
    for outcome in ("positive", "positive", "not_said"):
        VerifiedCaseFactory(strategies=ADOPTED, outcome_status=outcome)

    assert maturity(plan) == (2, 3, 3, False)


@pytest.mark.parametrize("outcome", ["mixed", "negative", "too_early"])
def test_three_such_cases_one_of_them_no_success_make_it_three(plan, outcome):
    for status in ("positive", "positive", outcome):
        VerifiedCaseFactory(strategies=ADOPTED, outcome_status=status)

    assert maturity(plan) == (3, 3, 3, True)


def test_three_such_cases_one_of_them_confirmed_by_a_party_make_it_three(plan):
    confirmed = {"side": "company", "organization": OrganizationFactory().slug, "confirmed_on": "2026-11-01"}
    VerifiedCaseFactory(strategies=ADOPTED, parties=[confirmed])
    for _ in range(2):
        VerifiedCaseFactory(strategies=ADOPTED)

    assert maturity(plan) == (3, 3, 3, True)


def test_two_such_cases_are_not_enough_for_three(plan):
    VerifiedCaseFactory(strategies=ADOPTED, outcome_status="negative")
    VerifiedCaseFactory(strategies=ADOPTED)

    assert maturity(plan) == (2, 2, 2, True)


def test_a_failure_without_public_sources_tests_nothing(plan):
    for _ in range(3):
        VerifiedCaseFactory(strategies=ADOPTED)
    CaseFactory(strategies=ADOPTED, outcome_status="negative")

    assert maturity(plan) == (2, 4, 3, False)


def test_a_counterexample_counts_as_a_case(plan):
    VerifiedCaseFactory(strategies=[{"strategy": "plan", "role": "counterexample"}])

    assert maturity(plan) == (2, 1, 1, False)


def test_cases_that_its_steps_name_count_and_a_case_named_twice_counts_once():
    VerifiedCaseFactory(slug="case")

    plan = StrategyFactory(slug="plan", steps=[{"title": {"zh": title}, "cases": ["case"]} for title in "甲乙"])

    assert maturity(plan) == (2, 1, 1, False)


def test_maturity_stands_in_the_index(plan):
    VerifiedCaseFactory(strategies=ADOPTED)

    entry = SearchEntry.objects.get(key="strategy:plan", language="zh")
    assert (entry.row["maturity"], entry.row["cases"], entry.evidence) == (2, 1, 2)
    assert "maturity:2" in entry.facets
