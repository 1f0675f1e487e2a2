"""How far an account can be trusted: computed from sources, parties and claims, never typed."""

import pytest

from content.actions import save
from content.models import Page, Revision
from search.models import SearchEntry
from tests.factories import CaseFactory, ClaimFactory, OrganizationFactory, ReferenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _party(db):
    OrganizationFactory(slug="acme")


def case_with(*references, confirmed_on=None, **parts):
    party = {"side": "company", "organization": "acme", "confirmed_on": confirmed_on}
    rows = [{"reference": reference.slug} for reference in references]
    return CaseFactory(slug="case", parties=[party], references=rows, **parts)


def evidence(page):
    return Page.objects.get(pk=page.pk).computed


def level(page):
    found = evidence(page)
    return found["level"], found["reason"]


def own(**parts):
    """A checked source that the party itself published."""
    return ReferenceFactory(organization="acme", publisher_kind="company", **parts)


# --- Levels -----------------------------------------------------------------------------------------------------------


def test_without_a_source_there_is_only_the_book_s_word():
    assert level(case_with()) == (0, "no-source")


def test_a_source_that_nobody_opened_does_not_count():
    assert level(case_with(ReferenceFactory(last_checked=None), ReferenceFactory(last_checked=None))) == (
        0,
        "no-source",
    )


def test_one_checked_source_is_a_single_source():
    assert level(case_with(ReferenceFactory(), ReferenceFactory(last_checked=None))) == (1, "one-source")


def test_a_party_s_own_words_are_not_from_outside():
    case = case_with(own(), own(), own())

    assert level(case) == (1, "parties-only")
    assert (evidence(case)["sources"], evidence(case)["outside"]) == (3, 0)


def test_two_sources_one_of_them_from_outside_are_public_sources():
    case = case_with(own(), ReferenceFactory())

    assert level(case) == (2, "independent")
    assert (evidence(case)["sources"], evidence(case)["outside"]) == (2, 1)


def test_a_source_from_another_organisation_is_from_outside():
    OrganizationFactory(slug="other")

    assert level(case_with(own(), ReferenceFactory(organization="other"))) == (2, "independent")


def test_public_sources_and_a_party_that_confirmed_the_account_are_the_highest_level():
    case = case_with(own(), ReferenceFactory(), confirmed_on="2026-11-01")

    assert level(case) == (3, "confirmed")
    assert evidence(case)["confirmed"] == ["acme"]


@pytest.mark.parametrize(("sources", "expected"), [(0, (0, "no-source")), (1, (1, "one-source"))])
def test_a_party_s_confirmation_alone_is_not_evidence(sources, expected):
    case = case_with(*(ReferenceFactory() for _ in range(sources)), confirmed_on="2026-11-01")

    assert level(case) == expected


def test_a_confirmation_with_the_parties_own_sources_stays_one_sided():
    assert level(case_with(own(), own(), confirmed_on="2026-11-01")) == (1, "parties-only")


def test_the_page_names_parties_that_confirmed_with_a_page_or_without(client):
    parties = [
        {"side": "community", "name": {"zh": "某社区", "en": "Some community"}, "confirmed_on": "2026-11-01"},
        {"side": "company", "organization": "acme", "confirmed_on": "2026-11-02"},
    ]
    references = [{"reference": ReferenceFactory().slug} for _ in range(2)]
    CaseFactory(slug="case", parties=parties, references=references)
    organization = Page.objects.get(slug="acme").title_en

    html = client.get("/en/cases/case/").content.decode()

    assert f"the account was confirmed by: Some community, {organization}." in html


def test_a_party_without_a_page_that_confirmed_counts_too():
    party = {"side": "community", "name": {"zh": "某社区"}, "confirmed_on": "2026-11-01"}
    rows = [{"reference": ReferenceFactory().slug} for _ in range(2)]
    case = CaseFactory(parties=[party], references=rows)

    assert level(case) == (3, "confirmed")
    assert evidence(case)["confirmed"] == []


# --- Claims -----------------------------------------------------------------------------------------------------------


def claim(*references, **parts):
    rows = [{"reference": reference.slug} for reference in references]
    return ClaimFactory(about=["case:case"], references=rows, **parts)


def test_the_sources_of_claims_about_the_case_count():
    case = case_with(ReferenceFactory())

    claim(ReferenceFactory())

    assert level(case) == (2, "independent")


def test_a_source_that_stands_under_the_case_and_under_a_claim_counts_once():
    reference = ReferenceFactory()
    case = case_with(reference)

    claim(reference)

    assert level(case) == (1, "one-source")


def test_an_unchecked_source_of_a_claim_does_not_count():
    case = case_with(ReferenceFactory())

    claim(ReferenceFactory(last_checked=None))

    assert level(case) == (1, "one-source")


def test_a_claim_about_another_page_does_not_count():
    case = case_with(ReferenceFactory())

    ClaimFactory(about=["organization:acme"])

    assert evidence(case)["sources"] == 1


@pytest.mark.parametrize(
    ("finding", "sources", "flag"),
    [
        ("doubtful", 1, "disputed"),
        ("unsupported", 1, "unverified"),
        ("", 0, "unverified"),
        ("wrong", 0, "disputed"),
        ("wrong", 1, "corrected"),
        ("supported", 1, None),
        ("opinion", 1, None),
    ],
)
def test_a_disputed_unverified_or_corrected_claim_is_a_flag(finding, sources, flag):
    case = case_with()

    claim(*(ReferenceFactory() for _ in range(sources)), finding=finding)

    expected = {state: int(state == flag) for state in ("corrected", "disputed", "unverified")}
    assert expected.items() <= evidence(case).items()
    assert expected.items() <= SearchEntry.objects.get(key="case:case", language="en").row.items()


@pytest.mark.parametrize("stance", ["contradicts", "context"])
def test_sources_that_do_not_support_the_account_prove_nothing(stance):
    rows = [{"reference": ReferenceFactory().slug, "stance": stance} for _ in range(2)]

    assert level(CaseFactory(slug="case", references=rows)) == (0, "no-source")


RELATIONS = ["part_of", "hosts", "owns", "renamed_to"]


@pytest.mark.parametrize("relation", RELATIONS)
def test_what_a_party_s_page_relates_it_to_is_not_from_outside(relation):
    OrganizationFactory(slug="near")
    OrganizationFactory(slug="acme-2", relations=[{"organization": "near", "relation": relation}])
    party = {"side": "company", "organization": "acme-2"}
    rows = [{"reference": ReferenceFactory(organization="near").slug} for _ in range(2)]

    assert level(CaseFactory(slug="case", parties=[party], references=rows)) == (1, "parties-only")


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_publisher_whose_own_page_relates_it_to_a_party_is_not_from_outside(relation):
    OrganizationFactory(slug="near", relations=[{"organization": "acme", "relation": relation}])

    assert level(case_with(own(), ReferenceFactory(organization="near"))) == (1, "parties-only")


def test_two_parts_of_one_whole_are_outside_of_each_other():
    OrganizationFactory(slug="whole")
    for part in ("here", "there"):
        OrganizationFactory(slug=part, relations=[{"organization": "whole", "relation": "part_of"}])
    party = {"side": "community", "organization": "here"}
    rows = [{"reference": ReferenceFactory(organization="there").slug} for _ in range(2)]

    assert level(CaseFactory(slug="case", parties=[party], references=rows)) == (2, "independent")


def test_the_level_follows_a_relation_that_is_written_down_later():
    near = OrganizationFactory(slug="near")
    case = case_with(ReferenceFactory(organization="near"))
    claim(ReferenceFactory(organization="near"))
    assert level(case) == (2, "independent")

    relations = [{"organization": "acme", "relation": "hosts", "note": {"zh": "", "en": ""}}]
    save(kind="organization", document=near.document | {"relations": relations}, source=Revision.Source.ADMIN)

    assert level(case) == (1, "parties-only")


def test_sources_of_notes_are_told_apart_from_the_case_s_own(client):
    case = case_with(ReferenceFactory())
    claim(ReferenceFactory(), finding="wrong")

    assert (evidence(case)["sources"], evidence(case)["from_notes"]) == (2, 1)
    assert "1 of them stands under an editor&#x27;s note" in client.get("/en/cases/case/").content.decode()


def test_sources_that_contradict_do_not_lower_what_others_prove():
    rows = [
        {"reference": ReferenceFactory().slug, "stance": stance} for stance in ("supports", "supports", "contradicts")
    ]

    assert level(CaseFactory(slug="case", references=rows)) == (2, "independent")


def test_a_disputed_claim_does_not_lower_the_level():
    case = case_with(ReferenceFactory(), ReferenceFactory())

    claim(finding="doubtful")

    assert level(case) == (2, "independent")


# --- Never typed ------------------------------------------------------------------------------------------------------


def test_the_level_is_part_of_the_index_and_not_of_the_document():
    case = case_with(ReferenceFactory(), ReferenceFactory())

    entry = SearchEntry.objects.get(key="case:case", language="zh")
    assert (entry.evidence, entry.row["evidence"]) == (2, 2)
    assert "evidence:2" in entry.facets
    assert not {"level", "evidence", "computed"} & set(case.document)


def test_a_level_falls_again_when_a_source_is_taken_away():
    case = case_with(ReferenceFactory(), ReferenceFactory())

    save(kind="case", document=case.document | {"references": []}, source=Revision.Source.ADMIN)

    assert level(case) == (0, "no-source")
