"""What other pages show of a saved page is new in the moment it is saved; and time alone hides and shows pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.actions import indexing, save
from content.actions.indexing import found_by
from content.models import Page, Revision
from search.models import SearchEntry
from search.searching import search
from tests.factories import (
    CaseFactory,
    ClaimFactory,
    OrganizationFactory,
    PracticeFactory,
    PracticeGroupFactory,
    ReferenceFactory,
    StrategyFactory,
    TagFactory,
    VerifiedCaseFactory,
    text,
)

pytestmark = pytest.mark.django_db
GONE = {"status": "removed", "status_reason": text("重复", "A duplicate")}


def change(page, **parts):
    page = Page.objects.get(pk=page.pk)
    return save(kind=page.kind, document=page.document | parts, source=Revision.Source.ADMIN)


def computed(page):
    return Page.objects.get(pk=page.pk).computed


def entry(key, language="zh"):
    return SearchEntry.objects.get(key=key, language=language)


def test_a_renamed_organisation_is_renamed_in_the_rows_of_its_cases_in_both_languages():
    organization = OrganizationFactory(slug="acme")
    CaseFactory(slug="case", parties=[{"side": "company", "organization": "acme"}])

    change(organization, title=text("新名字", "New name"))

    names = [entry("case:case", language).row["parties"][0]["name"] for language in ("zh", "en")]
    assert names == ["新名字", "New name"]


def test_a_case_shown_anew_keeps_its_version_and_its_date():
    organization = OrganizationFactory(slug="acme")
    case = CaseFactory(slug="case", parties=[{"side": "company", "organization": "acme"}])

    change(organization, title=text("新名字", "New name"))

    after = Page.objects.get(pk=case.pk)
    assert (after.version, after.updated_at) == (1, case.updated_at)
    assert entry("case:case").updated_at == case.updated_at


def test_a_claim_s_new_source_raises_the_case_s_evidence_and_the_strategy_s_maturity():
    strategy = StrategyFactory(slug="plan")
    case = CaseFactory(
        slug="case",
        references=[{"reference": ReferenceFactory().slug}],
        strategies=[{"strategy": "plan", "role": "adopter"}],
    )
    claim = ClaimFactory(about=["case:case"], references=[])
    assert (computed(case)["level"], computed(strategy)["maturity"]) == (1, 1)

    change(claim, references=[{"reference": ReferenceFactory().slug}])

    assert (computed(case)["level"], computed(strategy)["maturity"]) == (2, 2)
    assert "evidence:2" in entry("case:case", "en").facets
    assert "maturity:2" in entry("strategy:plan", "en").facets


def test_a_source_that_is_opened_later_counts_from_then_on():
    reference = ReferenceFactory(last_checked=None)
    case = CaseFactory(references=[{"reference": reference.slug}])
    assert computed(case)["level"] == 0

    change(reference, last_checked="2026-11-20")

    assert computed(case)["level"] == 1


def test_a_claim_that_is_about_another_case_now_leaves_the_first():
    one, two = CaseFactory(slug="one"), CaseFactory(slug="two")
    claim = ClaimFactory(about=["case:one"])

    change(claim, about=["case:two"])

    assert [computed(case)["corrected"] for case in (one, two)] == [0, 1]
    assert entry("case:one").row["corrected"] == 0


def test_a_strategy_that_a_case_lets_go_of_counts_it_no_more():
    strategy = StrategyFactory(slug="plan")
    case = VerifiedCaseFactory(strategies=[{"strategy": "plan", "role": "adopter"}])
    assert computed(strategy)["maturity"] == 2

    change(case, strategies=[])

    assert (computed(strategy)["maturity"], computed(strategy)["cases"]) == (1, 0)


def test_a_removed_claim_counts_no_more_and_counts_again_when_it_is_back():
    case = CaseFactory(slug="case")
    claim = ClaimFactory(about=["case:case"])

    change(claim, **GONE)
    without = computed(case)["corrected"]
    change(claim, status="published", status_reason=text(""))

    assert (without, computed(case)["corrected"]) == (0, 1)


def test_a_facet_s_place_orders_its_tags():
    tag = TagFactory(slug="tag", position=3)
    facet = Page.objects.get(kind="facet")

    change(facet, position=5)

    assert entry(tag.key).position == 5003


def test_a_group_that_becomes_one_of_challenges_makes_its_practices_challenges():
    group = PracticeGroupFactory(slug="group")
    PracticeFactory(slug="group/one", group="group")

    change(group, challenge=True)

    assert {"is_challenge:yes", "solution:no"} <= set(entry("practice:group/one").facets)


# --- What cannot be seen ----------------------------------------------------------------------------------------------


def test_a_removed_page_has_no_entries_and_is_not_public():
    case = CaseFactory(slug="case")

    change(case, **GONE)

    assert not SearchEntry.objects.filter(page_id=case.pk).exists()
    assert not Page.objects.public().filter(pk=case.pk).exists()
    assert Revision.objects.filter(page_id=case.pk).count() == 2


def test_an_archived_page_can_still_be_read():
    case = change(CaseFactory(), status="archived")

    assert Page.objects.public().filter(pk=case.pk).exists()
    assert SearchEntry.objects.public().filter(page_id=case.pk).count() == 2


def public_pages(page):
    """How many rows of the page anyone may see now: (pages, entries)."""
    entries = SearchEntry.objects.public().filter(page_id=page.pk)
    return Page.objects.public().filter(pk=page.pk).count(), entries.count()


@pytest.mark.parametrize(
    ("from_hours", "until_hours", "seen"),
    [(None, None, True), (1, None, False), (-1, None, True), (None, 1, True), (None, -1, False), (-2, -1, False),
     (-1, 1, True), (1, 2, False)],
)  # fmt: skip
def test_visibility_is_decided_when_somebody_asks(from_hours, until_hours, seen):
    window = {
        name: (timezone.now() + timedelta(hours=hours)).isoformat() if hours else None
        for name, hours in (("visible_from", from_hours), ("visible_until", until_hours))
    }

    page = CaseFactory(**window)

    assert public_pages(page) == ((1, 2) if seen else (0, 0))


def test_a_page_appears_and_disappears_by_the_clock_alone():
    page = CaseFactory()
    seen = []
    for start, end in ((1, 2), (-1, 1), (-2, -1)):  # instead of waiting: the same page before, in and after its window
        window = {
            "visible_from": timezone.now() + timedelta(hours=start),
            "visible_until": timezone.now() + timedelta(hours=end),
        }
        Page.objects.filter(pk=page.pk).update(**window)
        SearchEntry.objects.filter(page_id=page.pk).update(**window)
        seen.append(public_pages(page))

    assert seen == [(0, 0), (1, 2), (0, 0)]


def everything_public():
    return list(SearchEntry.objects.public().order_by("pk").values())


@pytest.mark.parametrize("hidden", [GONE, {"visible_from": "2126-01-01T00:00:00Z"}])
def test_a_page_that_cannot_be_seen_changes_nothing_that_can(hidden):
    OrganizationFactory(slug="acme")
    StrategyFactory(slug="plan")
    before = everything_public(), list(Page.objects.values_list("slug", "computed", "version"))

    case = VerifiedCaseFactory(
        slug="case",
        parties=[{"side": "company", "organization": "acme"}],
        strategies=[{"strategy": "plan", "role": "adopter"}],
        references=[],
        **hidden,
    )

    others = Page.objects.exclude(pk=case.pk)
    assert (everything_public(), list(others.values_list("slug", "computed", "version"))) == before


def test_a_dependent_page_is_written_anew_only_where_its_entry_says_something_else(monkeypatch):
    organization = OrganizationFactory(slug="acme", title=text("旧名", "Old name"))
    CaseFactory(slug="case", parties=[{"side": "company", "organization": "acme"}])
    cut = []
    monkeypatch.setattr(indexing, "found_by", lambda kind, *rest: cut.append(kind.name) or found_by(kind, *rest))

    change(organization, summary=text("说明", "About it"))
    assert cut == ["organization"] * 2
    change(organization, title=text("旧名", "New name"))
    assert cut == ["organization"] * 4 + ["case"]  # in English alone
    assert entry("case:case", "en").row["parties"][0]["name"] == "New name"
    assert "case:case" in [found.key for found in search("case", "en").entries]
