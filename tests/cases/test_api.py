"""Cases in the API: filters and the evidence level."""

import pytest

from tests.factories import CaseFactory, ClaimFactory, MechanismFactory, TagFactory, VerifiedCaseFactory

pytestmark = pytest.mark.django_db
CASES = "/api/v1/cases/"


def slugs(client, **parameters):
    """The slugs that a filtered list gives."""
    answer = client.get(CASES, parameters)
    assert answer.status_code == 200, answer.json()
    return {item["slug"] for item in answer.json()["results"]}


def test_level_of_evidence_comes_with_its_reason(client):
    case = VerifiedCaseFactory()

    computed = client.get(f"{CASES}{case.slug}/").json()["computed"]

    assert (computed["level"], computed["reason"]) == (2, "independent")


def test_values_of_one_facet_are_alternatives_and_facets_narrow_each_other(client):
    MechanismFactory()
    TagFactory(slug="law", facet="mechanism")
    CaseFactory(slug="a", tags=["sharing"], outcome_status="positive")
    CaseFactory(slug="b", tags=["law"], outcome_status="mixed")
    CaseFactory(slug="c", tags=["sharing"], outcome_status="negative")

    assert slugs(client, mechanism=["sharing", "law"]) == {"a", "b", "c"}
    assert slugs(client, mechanism="sharing", outcome=["negative", "mixed"]) == {"c"}


def test_cases_are_found_by_party_years_and_evidence(client):
    VerifiedCaseFactory(slug="old", period={"start": "1998", "end": "2004"})
    new = CaseFactory(slug="new", period={"start": "2021", "ongoing": True})
    company = new.document["parties"][1]["organization"]

    assert slugs(client, org=company) == {"new"}
    assert slugs(client, year_to="2005") == {"old"}
    assert slugs(client, year_from="2010") == {"new"}
    assert slugs(client, evidence="2") == {"old"}


def test_a_claim_that_changes_the_level_changes_the_etag(client):
    case = CaseFactory()
    before = client.get(f"{CASES}{case.slug}/")

    ClaimFactory(about=[case.key])

    after = client.get(f"{CASES}{case.slug}/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.json()["version"] == before.json()["version"]
    assert after.json()["computed"] != before.json()["computed"]
