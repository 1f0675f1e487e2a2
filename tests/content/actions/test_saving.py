"""The one way in: rows, revision and index together, or nothing; each save based on the version it saw."""

import pytest
from rest_framework.exceptions import ValidationError

from content.actions import BadDocuments, Draft, StaleVersion, indexing, save, save_all, saving
from content.models import Link, Page, Revision
from search.models import SearchEntry
from tests.factories import CaseFactory, FacetFactory, OrganizationFactory, StrategyFactory, TermFactory, text

pytestmark = pytest.mark.django_db
ADMIN = Revision.Source.ADMIN


def stored():
    """Everything that saving writes."""
    pages = list(Page.objects.order_by("pk").values())
    revisions = list(Revision.objects.order_by("pk").values())
    return pages, revisions, list(SearchEntry.objects.order_by("pk").values()), list(Link.objects.values())


def renamed(page, en, **options):
    return save(kind=page.kind, document=page.document | {"title": text("", en)}, source=ADMIN, **options)


class Broken(Exception):
    pass


def fail(*args, **options):
    raise Broken


# --- All or nothing ---------------------------------------------------------------------------------------------------


def test_a_save_writes_the_page_its_revision_and_an_entry_in_each_language(stranger):
    page = save(kind="facet", document=FacetFactory.build(slug="why"), source=ADMIN, by=stranger, note="First")

    revision = Revision.objects.get(page=page)
    assert (revision.number, revision.document, revision.author, revision.note) == (1, page.document, stranger, "First")
    assert (page.version, page.uid, revision.source) == (1, "F-0001", "admin")
    entries = SearchEntry.objects.filter(key="facet:why", version=1, uid="F-0001")
    assert sorted(entries.values_list("language", flat=True)) == ["en", "zh"]


@pytest.mark.parametrize("part", ["write_lists", "record", "refresh"])
def test_when_one_part_of_saving_fails_nothing_of_a_new_page_is_left(monkeypatch, part):
    monkeypatch.setattr(saving, part, fail)

    with pytest.raises(Broken):
        FacetFactory()

    assert stored() == ([], [], [], [])


@pytest.mark.parametrize("part", ["write_lists", "record", "refresh"])
def test_when_one_part_of_saving_fails_a_page_stays_as_it_was(monkeypatch, part):
    page = TermFactory(related=[TermFactory().slug])
    before = stored()
    monkeypatch.setattr(saving, part, fail)

    with pytest.raises(Broken):
        save(kind="term", document=page.document | {"title": text("", "New"), "related": []}, source=ADMIN)

    assert stored() == before


def test_when_a_dependent_page_cannot_be_indexed_nothing_is_saved(monkeypatch):
    organization = OrganizationFactory(slug="acme")
    CaseFactory(parties=[{"side": "company", "organization": "acme"}])
    before, entry_of = stored(), indexing.entry_of
    monkeypatch.setattr(
        indexing, "entry_of", lambda kind, *rest: (fail if kind.name == "case" else entry_of)(kind, *rest)
    )

    with pytest.raises(Broken):
        renamed(organization, "New name")

    assert stored() == before


def test_a_later_document_with_a_fault_stops_the_earlier_ones():
    drafts = [Draft("facet", FacetFactory.build(slug="good")), Draft("facet", FacetFactory.build(slug="not good"))]

    with pytest.raises(BadDocuments) as error:
        save_all(drafts, source=ADMIN)

    assert [position for position, _detail in error.value.faults] == [1]
    assert stored() == ([], [], [], [])


def test_the_longest_title_can_be_kept_and_indexed():
    page = FacetFactory(title=text("创" * 300, "a" * 300))

    assert SearchEntry.objects.filter(page_id=page.pk, title__in=page.document["title"].values()).count() == 2


def test_the_page_that_comes_back_knows_what_was_computed():
    page = CaseFactory()

    assert page.computed == Page.objects.get(pk=page.pk).computed != {}


# --- Versions ---------------------------------------------------------------------------------------------------------


def test_an_unchanged_document_makes_no_revision():
    page = CaseFactory()
    before = stored()

    again = save(kind="case", document=page.document, source=ADMIN, note="Nothing new")

    assert again.version == 1
    assert stored() == before


def test_each_change_makes_the_next_revision_and_keeps_the_former():
    page = FacetFactory(title=text("", "One"))

    page = renamed(renamed(page, "Two"), "Three")

    titles = Revision.objects.filter(page=page).values_list("number", "document__title__en")
    assert (page.version, list(titles)) == (3, [(3, "Three"), (2, "Two"), (1, "One")])


def test_the_version_it_was_based_on_lets_a_save_through():
    page = renamed(FacetFactory(), "Two")

    assert renamed(page, "Three", base_version=2).version == 3


@pytest.mark.parametrize("base_version", [0, 1, 3])
def test_another_version_is_refused_with_both_documents_in_hand(base_version):
    page = renamed(FacetFactory(), "Theirs")

    with pytest.raises(StaleVersion) as error:
        renamed(page, "Mine", base_version=base_version)

    assert (error.value.page.version, error.value.page.document["title"]["en"]) == (2, "Theirs")
    assert error.value.document["title"]["en"] == "Mine"
    assert Page.objects.get(pk=page.pk).document == page.document


def test_version_nought_makes_a_new_page():
    assert save(kind="facet", document=FacetFactory.build(), source=ADMIN, base_version=0).version == 1


def test_a_page_that_is_not_there_cannot_be_saved_again():
    with pytest.raises(ValidationError) as error:
        save(kind="facet", document=FacetFactory.build(), source=ADMIN, base_version=1)

    assert list(error.value.detail) == ["slug"]
    assert not Page.objects.exists()


def test_a_new_page_cannot_take_the_address_of_another():
    FacetFactory(slug="taken", title=text("", "Theirs"))

    with pytest.raises(StaleVersion) as error:
        save(kind="facet", document=FacetFactory.build(slug="taken"), source=ADMIN, base_version=0)

    assert error.value.page.document["title"]["en"] == "Theirs"


# --- Numbers ----------------------------------------------------------------------------------------------------------


def test_each_kind_counts_its_own_pages():
    pages = [FacetFactory(), StrategyFactory(), FacetFactory()]

    assert [page.uid for page in pages] == ["F-0001", "S-0001", "F-0002"]


def test_the_number_of_a_removed_page_is_not_given_to_another():
    page = FacetFactory()
    gone = {"status": "removed", "status_reason": text("重复", "")}
    save(kind="facet", document=page.document | gone, source=ADMIN)

    assert FacetFactory().uid == "F-0002"


def test_numbers_go_on_beyond_four_digits():
    page = FacetFactory()
    Page.objects.filter(pk=page.pk).update(uid="F-9999")

    assert [FacetFactory().uid, FacetFactory().uid] == ["F-10000", "F-10001"]
