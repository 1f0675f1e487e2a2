"""Two people at the same moment: real connections, real locks."""

import threading

import pytest

from content.actions import Draft, StaleVersion, save, save_all, saving
from content.models import Page, Revision
from search.models import SearchEntry
from tests.at_once import at_once
from tests.factories import (
    CaseFactory,
    ClaimFactory,
    FacetFactory,
    OrganizationFactory,
    ReferenceFactory,
    StrategyFactory,
    text,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ADMIN = Revision.Source.ADMIN


@pytest.fixture
def _slowly(monkeypatch):
    """Between finding a page and writing it, others have time to do the same."""
    pause, write_page = threading.Event(), saving.write_columns
    monkeypatch.setattr(saving, "write_columns", lambda *args: (pause.wait(0.1), write_page(*args)))


def saver(document, kind="facet", **options):
    return lambda: save(kind=kind, document=document, source=ADMIN, **options)


@pytest.mark.usefixtures("_slowly")
def test_of_two_saves_based_on_the_same_version_one_wins_and_one_is_refused():
    page = FacetFactory(slug="f")
    documents = [page.document | {"title": text("", f"Editor {n}")} for n in range(4)]

    results = at_once(*(saver(document, base_version=1) for document in documents))

    refused = [result for result in results if isinstance(result, StaleVersion)]
    (won,) = [result for result in results if isinstance(result, Page)]
    assert len(refused) == 3
    assert Page.objects.get(pk=page.pk).document == won.document
    assert all(error.page.document == won.document for error in refused)
    assert Revision.objects.filter(page_id=page.pk).count() == 2


@pytest.mark.usefixtures("_slowly")
def test_of_two_new_pages_with_one_address_one_wins_and_one_is_refused():
    documents = [FacetFactory.build(slug="same") for _ in range(2)]

    results = at_once(*(saver(document, base_version=0) for document in documents))

    assert sorted(type(result).__name__ for result in results) == ["Facet", "StaleVersion"]
    assert Page.objects.get().slug == "same"


@pytest.mark.usefixtures("_slowly")
def test_new_pages_made_at_once_get_different_numbers():
    results = at_once(*(saver(FacetFactory.build()) for _ in range(6)))

    assert sorted(page.uid for page in results) == [f"F-{number:04}" for number in range(1, 7)]


@pytest.mark.usefixtures("_slowly")
def test_pages_saved_at_once_in_opposite_order_do_not_block_each_other():
    pages = [FacetFactory() for _ in range(4)]

    def drafts(title):
        return [Draft("facet", page.document | {"title": text("", title)}) for page in pages]

    results = at_once(
        lambda: save_all(drafts("One"), source=ADMIN), lambda: save_all(drafts("Two")[::-1], source=ADMIN)
    )

    assert results == [None, None]
    assert set(Page.objects.values_list("version", flat=True)) == {3}
    assert len(set(Page.objects.values_list("title_en", flat=True))) == 1


@pytest.mark.usefixtures("_slowly")
def test_pages_that_begin_to_link_to_each_other_at_once_do_not_block_each_other():
    one, two = StrategyFactory(), StrategyFactory()

    results = at_once(
        saver(one.document | {"related": [two.slug]}, "strategy"),
        saver(two.document | {"related": [one.slug]}, "strategy"),
    )

    assert [getattr(result, "version", result) for result in results] == [2, 2]


@pytest.mark.usefixtures("_slowly")
def test_a_page_and_what_it_shows_of_another_saved_at_once_are_both_new_in_the_index():
    acme = OrganizationFactory(slug="acme")
    case = CaseFactory(slug="case", parties=[{"side": "company", "organization": "acme"}])

    at_once(
        saver(acme.document | {"title": text("", "New name")}, "organization"),
        saver(case.document | {"title": text("", "New title")}, "case"),
    )

    entry = SearchEntry.objects.get(key="case:case", language="en")
    assert (entry.title, entry.row["parties"][0]["name"]) == ("New title", "New name")


@pytest.mark.usefixtures("_slowly")
def test_two_claims_about_one_case_made_at_once_both_count():
    CaseFactory(slug="case")
    claims = [
        ClaimFactory.build(about=["case:case"], references=[{"reference": ReferenceFactory().slug}]) for _ in "ab"
    ]

    at_once(*(saver(claim, "claim") for claim in claims))

    case = Page.objects.get(kind="case")
    assert (case.computed["sources"], case.computed["corrected"]) == (2, 2)
