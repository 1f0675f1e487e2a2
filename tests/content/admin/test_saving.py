"""Saving pages of every kind in the admin: through the one saving action, or not at all."""

import pytest

from content.actions import save
from content.document import kinds
from content.models import Page, Revision
from search.models import SearchEntry
from tests.admin_form import AdminForm, address, address_of_kind, edited
from tests.content.documents import EDITED, FULL, MINIMAL, prepare_neighbours
from tests.factories import CaseFactory, TermFactory, ledger, text

pytestmark = pytest.mark.django_db


def stored(kind, document):
    prepare_neighbours()
    return save(kind=kind, document=document, source=Revision.Source.LOADER)


def test_every_kind_of_page_has_documents_to_test():
    assert set(FULL) == set(MINIMAL) == set(kinds())


@pytest.mark.parametrize("documents", [FULL, MINIMAL], ids=["full", "minimal"])
@pytest.mark.parametrize("kind", EDITED)
def test_saving_unchanged_makes_no_revision(desk, kind, documents):
    page = stored(kind, documents[kind] | ({"ledger": ledger()} if kind == "case" else {}))

    document = edited(desk, page)

    assert document == page.document
    assert Revision.objects.filter(page_id=page.pk).count() == 1


@pytest.mark.parametrize(("name", "language"), [("title_zh_hans", "zh"), ("title_en", "en")])
@pytest.mark.parametrize("kind", EDITED)
def test_each_language_is_edited_by_itself(desk, kind, name, language):
    page = stored(kind, FULL[kind])

    document = edited(desk, page, **{name: "新的 New"})

    assert document == page.document | {"title": page.document["title"] | {language: "新的 New"}}


@pytest.mark.parametrize("kind", EDITED)
def test_an_edit_is_at_once_in_the_index_in_both_languages(desk, kind):
    page = stored(kind, FULL[kind])

    edited(desk, page, title_zh_hans="改过的题目", title_en="A changed title")

    titles = SearchEntry.objects.filter(page_id=page.pk).order_by("language").values_list("title", "version")
    assert list(titles) == [("A changed title", 2), ("改过的题目", 2)]


def test_the_revision_says_who_and_why(desk, editor):
    page = TermFactory()

    edited(desk, page, title_en="Changed", note="更正英文名")

    revision = Revision.objects.get(page_id=page.pk, number=2)
    assert (revision.author, revision.note, revision.source) == (editor, "更正英文名", Revision.Source.ADMIN)


def test_what_is_not_the_editors_to_say_is_ignored(desk):
    page = TermFactory(slug="word")
    sent = {"slug": "other", "uid": "T-9999", "version": "7", "document": "{}", "kind": "case", "computed": "{}"}

    edited(desk, page, title_en="Changed", **sent)

    page = Page.objects.get(pk=page.pk)
    assert (page.slug, page.uid, page.version, page.kind) == ("word", "T-0001", 2, "term")


CELLS = {f"ledger-{row}-{cell}_en": "Something" for row in (0, 1) for cell in ("put_in", "gained", "cost")}
PARTIES = {
    "parties-TOTAL_FORMS": "2", "parties-0-side": "community", "parties-0-name_en": "Some community",
    "parties-1-side": "company", "parties-1-name_en": "Some company",
}  # fmt: skip
NEW = {
    "facet": {},
    "tag": {"facet": "f"},
    "term_category": {},
    "term": {"term_category": "shelf"},
    "organization": {"organization_kind": "other"},
    "reference": {"reference_type": "webpage", "publisher_kind": "other"},
    "strategy": {"audience": "both", "stage": "plan"},
    "practice_group": {},
    "practice": {"group": "group"},
    "chapter": {},
    "case": {"outcome_status": "too_early"} | CELLS | PARTIES,
    "claim": {"about": "case:other-case"},
}


@pytest.mark.parametrize("kind", NEW)
def test_a_new_page_of_every_kind(desk, kind):
    prepare_neighbours()

    answer = AdminForm(desk, kind=kind).send(slug="brand-new", title_zh_hans="新的一页", **NEW[kind])

    assert answer.status_code == 302, answer.content.decode()
    page = Page.objects.get(kind=kind, slug="brand-new")
    assert (page.version, page.document["title"]["zh"], page.origin) == (1, "新的一页", "editors")


def test_a_new_page_needs_an_address_of_its_own(desk):
    page = TermFactory(slug="word")

    answer = AdminForm(desk, kind="term").send(slug="word", title_en="Again", term_category="category-0")

    assert answer.status_code == 400
    assert Page.objects.get(pk=page.pk).version == 1


def test_faults_stand_at_their_fields_and_nothing_is_lost(desk):
    page = stored("reference", FULL["reference"])

    answer = AdminForm(desk, page).send(url="javascript:alert(1)", year="99999", title_en="Kept text", doi="x")

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Kept text" in html
    assert "id_year_error" in html
    assert Page.objects.get(pk=page.pk).version == 1


def test_a_page_is_removed_with_a_reason_and_never_deleted(desk):
    page = TermFactory()

    refused = AdminForm(desk, page).send(status="removed")
    document = edited(desk, page, status="removed", status_reason_en="Asked for.")

    assert refused.status_code == 400
    assert document["status"] == "removed"
    assert not SearchEntry.objects.filter(page_id=page.pk).exists()


@pytest.mark.parametrize("kind", EDITED)
def test_there_is_no_way_to_delete(desk, admin_client, kind):
    page = stored(kind, FULL[kind])

    for browser in (desk, admin_client):
        assert browser.get(address(page, "delete")).status_code == 403
        assert browser.post(address(page, "delete"), {"post": "yes"}).status_code == 403
        browser.post(address_of_kind(kind), {"action": "delete_selected", "_selected_action": page.pk, "post": "yes"})
    assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("note", ["", "   "])
def test_a_change_needs_its_reason(desk, note):
    page = TermFactory()

    answer = AdminForm(desk, page).send(title_en="Changed", note=note)

    assert answer.status_code == 400
    assert "请用一句话写明" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).version == 1


def test_an_empty_cell_of_a_published_ledger_is_named(desk):
    page = CaseFactory(ledger=ledger(company={"cost": text("", "")}))

    answer = AdminForm(desk, page).send(title_en="Changed")

    assert answer.status_code == 400
    before, _field, _after = answer.content.decode().partition('name="ledger-1-cost_zh_hans"')
    assert "还空着" in before.rpartition('class="part')[2]


def test_an_archived_case_may_have_empty_cells(desk):
    page = CaseFactory(ledger=ledger(company={"cost": text("", "")}), status="archived")

    assert AdminForm(desk, page).send(title_en="Changed").status_code == 302


def test_a_title_that_loses_a_language_is_saved_with_a_warning(desk):
    page = TermFactory()

    AdminForm(desk, page).send(title_en="")

    assert Page.objects.get(pk=page.pk).document["title"]["en"] == ""
    assert "标题少了一种语言" in desk.get(address(page)).content.decode()
