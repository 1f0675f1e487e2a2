"""Documents from before a field: they get its default in place, and readers see no new version."""

import pytest
from django.core.management import call_command

from book.actions import load
from book.content_files import Entry
from content.actions import save
from content.actions.completing import completed
from content.models import Page, Revision
from tests.content.documents import FULL, prepare_neighbours
from tests.factories import CaseFactory, text

pytestmark = pytest.mark.django_db


def without_parts(document):
    """The document as it was before some of its fields: on its own, in a part, in a row and in a row's part."""
    old = {name: value for name, value in document.items() if name not in {"compiled", "lessons", "status"}}
    party, outcome, period = dict(old["parties"][0]), dict(old["outcomes"][0]), dict(old["period"])
    del party["confirmed_on"], outcome["figure"], period["note"]
    return old | {"parties": [party], "outcomes": [outcome], "period": period}


@pytest.fixture
def case():
    """A case whose stored documents lack fields, and its document as it is today."""
    outcome = {"dimension": "success_rate", "book": text("好。"), "editor": text("")}
    page = CaseFactory(slug="case", parties=[{"name": text("某社区"), "side": "community"}], outcomes=[outcome])
    whole = page.document
    Page.objects.filter(pk=page.pk).update(document=without_parts(whole))
    Revision.objects.filter(page_id=page.pk).update(document=without_parts(whole))
    return page, whole


def is_as_before(page, whole):
    now = Page.objects.get(pk=page.pk)
    revision = now.revisions.get()
    return (now.document, revision.document, now.version, now.updated_at) == (whole, whole, 1, page.updated_at)


def test_loading_makes_no_version_of_what_only_gained_fields(case):
    page, whole = case

    report = load([Entry(None, "case", whole, None)])

    assert dict(report.counts["case"]) == {"unchanged": 1}
    assert is_as_before(page, whole)


def test_loading_makes_a_version_where_a_new_field_says_something(case):
    page, whole = case

    report = load([Entry(None, "case", whole | {"compiled": text("由编辑整理。")}, None)])

    assert dict(report.counts["case"]) == {"updated": 1}
    assert Page.objects.get(pk=page.pk).version == 2


def test_a_start_with_new_code_completes_what_staff_wrote_too(case):
    page, whole = case
    Revision.objects.filter(page_id=page.pk).update(source=Revision.Source.ADMIN)

    call_command("rebuild_search", verbosity=0)

    assert is_as_before(page, whole)


def test_old_versions_are_read_and_compared_as_if_they_had_the_fields(case, client):
    page, whole = case
    save(kind="case", document=whole | {"title": text("新标题")}, source=Revision.Source.ADMIN)
    old = without_parts(whole)
    Revision.objects.filter(page_id=page.pk, number=1).update(document=old)

    assert client.get("/cases/case/v/1/").status_code == 200
    shown = client.get("/cases/case/compare/1..2/").content.decode()
    assert "新标题" in shown and "published" not in shown
    assert Revision.objects.get(page_id=page.pk, number=1).document == old


@pytest.mark.parametrize("kind", FULL)
def test_a_whole_document_stays_as_it_is(kind):
    prepare_neighbours()
    document = save(kind=kind, document=FULL[kind], source=Revision.Source.LOADER).document

    assert completed(kind, document) == document


def test_what_must_be_given_is_not_made_up(case):
    _page, whole = case
    old = {name: value for name, value in whole.items() if name != "outcome_status"}

    assert "outcome_status" not in completed("case", old)
