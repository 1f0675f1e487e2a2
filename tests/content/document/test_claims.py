"""The state of a claim follows from the editor's finding and the sources that were opened."""

import pytest

from content.actions import save
from content.models import Claim, Page, Revision
from search.models import SearchEntry
from tests.factories import ClaimFactory, FacetFactory, OrganizationFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

CORRECTIONS = ["imprecise", "wrong", "overstated", "outdated", "omission"]
STATES = [
    ("", True, "unverified", "not-checked"),
    ("", False, "unverified", "not-checked"),
    ("unsupported", True, "unverified", "unsupported"),
    ("unsupported", False, "unverified", "unsupported"),
    ("doubtful", True, "disputed", "doubtful"),
    ("doubtful", False, "disputed", "doubtful"),
    ("supported", True, "supported", "supported"),
    ("supported", False, "unverified", "no-source"),
    ("opinion", True, "opinion", "opinion"),
    ("opinion", False, "opinion", "opinion"),
    ("inconsistent", True, "corrected", "inconsistent"),
    ("inconsistent", False, "corrected", "inconsistent"),
    *((finding, True, "corrected", "sources") for finding in CORRECTIONS),
    *((finding, False, "disputed", "no-source") for finding in CORRECTIONS),
]


def claim(finding, *references):
    FacetFactory(slug="f")
    rows = [{"reference": reference.slug} for reference in references]
    return ClaimFactory(slug="K1", about=["facet:f"], finding=finding, references=rows)


def state(page):
    found = Page.objects.get(pk=page.pk).computed
    return found["state"], found["reason"]


@pytest.mark.parametrize(("finding", "with_source", "expected", "reason"), STATES)
def test_a_finding_with_or_without_a_checked_source_makes_the_state(finding, with_source, expected, reason):
    page = claim(finding, *([ReferenceFactory()] if with_source else []))

    assert state(page) == (expected, reason)
    entry = SearchEntry.objects.get(key="claim:K1", language="zh")
    assert (entry.row["state"], entry.row["reason"]) == (expected, reason)
    assert {f"state:{expected}", f"finding:{finding or 'none'}"} <= set(entry.facets)


def test_every_finding_is_tried_with_and_without_a_source():
    assert {(finding, with_source) for finding, with_source, *_rest in STATES} == {
        (finding, with_source) for finding in Claim.Finding.values for with_source in (True, False)
    }


@pytest.mark.parametrize("stance", ["contradicts", "context"])
def test_a_source_that_does_not_support_the_finding_corrects_nothing(stance):
    FacetFactory(slug="f")
    rows = [{"reference": ReferenceFactory().slug, "stance": stance}]

    page = ClaimFactory(slug="K1", about=["facet:f"], finding="wrong", references=rows)

    assert state(page) == ("disputed", "no-source")


def test_a_source_that_nobody_opened_corrects_nothing():
    assert state(claim("wrong", ReferenceFactory(last_checked=None))) == ("disputed", "no-source")


def test_the_claim_names_the_sources_it_rests_on_and_who_published_them():
    OrganizationFactory(slug="acme")
    checked = ReferenceFactory(slug="checked", organization="acme")

    page = claim("wrong", checked, ReferenceFactory(last_checked=None))

    assert page.computed["sources"] == [{"reference": "checked", "organization": "acme", "affiliates": []}]


def test_a_source_that_is_opened_later_makes_the_correction():
    reference = ReferenceFactory(last_checked=None)
    page = claim("wrong", reference)

    save(kind="reference", document=reference.document | {"last_checked": "2026-11-20"}, source=Revision.Source.ADMIN)

    assert state(page) == ("corrected", "sources")


def test_a_source_that_is_removed_takes_the_correction_with_it():
    reference = ReferenceFactory()
    page = claim("wrong", reference)
    gone = {"status": "removed", "status_reason": {"zh": "网址失效"}}

    save(kind="reference", document=reference.document | gone, source=Revision.Source.ADMIN)

    assert state(page) == ("disputed", "no-source")
