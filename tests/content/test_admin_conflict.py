"""Two editors on one page: the second keeps their text and is shown both."""

import pytest

from content.models import Page, Revision
from tests.admin_form import AdminForm, fields_of
from tests.factories import CaseFactory, TermFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def conflict(desk, admin):
    """(page, the answer to the second of two editors who opened the same version)."""
    page = TermFactory(summary=text("原来的释义。", "The first definition."))
    second = AdminForm(desk, page)
    desk.force_login(admin)
    AdminForm(desk, page).send(summary_zh_hans="对方的释义。", note="对方的理由")
    return page, second.send(summary_zh_hans="我的释义。", title_en="My title")


def test_the_second_editor_is_told_and_nothing_is_saved(conflict):
    page, answer = conflict

    assert answer.status_code == 409
    assert Page.objects.get(pk=page.pk).document["summary"]["zh"] == "对方的释义。"
    assert Revision.objects.filter(page_id=page.pk).count() == 2


def test_the_form_still_holds_the_second_text(conflict):
    fields = fields_of(conflict[1].content.decode())

    assert fields["summary_zh_hans"] == ["我的释义。"]
    assert fields["title_en"] == ["My title"]


def test_both_versions_are_shown_with_who_and_why(conflict):
    notice = conflict[1].content.decode().partition('id="conflict"')[2].partition("</section>")[0]

    assert "admin" in notice
    assert "对方的理由" in notice
    assert "<del>对方" in notice
    assert "<ins>我" in notice
    assert "<ins>My" in notice


def test_after_looking_the_text_can_be_saved_over_the_other_one(conflict, desk):
    page, answer = conflict
    fields = fields_of(answer.content.decode())

    again = desk.post(answer.request["PATH_INFO"], fields | {"_save": "Save"})

    assert again.status_code == 302
    page = Page.objects.get(pk=page.pk)
    assert (page.version, page.document["summary"]["zh"]) == (3, "我的释义。")


def test_a_third_editor_is_refused_again(conflict, desk):
    page, answer = conflict
    AdminForm(desk, page).send(title_en="Third")
    fields = fields_of(answer.content.decode())

    assert desk.post(answer.request["PATH_INFO"], fields).status_code == 409


def test_rows_of_the_loser_survive(desk):
    page = CaseFactory(lessons=[text("一", "One")])
    second = AdminForm(desk, page)
    AdminForm(desk, page).send(title_en="Changed", **{"parties-0-role_en": "Changed too"})

    answer = second.send(**{"parties-0-name_zh_hans": "我的社区", "lessons_en": "One\r\nTwo"})
    fields = fields_of(answer.content.decode())

    assert answer.status_code == 409
    assert fields["parties-0-name_zh_hans"] == ["我的社区"]
    assert fields["lessons_en"] == ["One\r\nTwo"]


@pytest.mark.parametrize("base", ["", "x", "-1", "99", "9" * 400, "0"])
def test_a_version_that_never_was_saves_nothing(desk, base):
    page = TermFactory()

    answer = AdminForm(desk, page).send(title_en="Changed", base_version=base)

    assert answer.status_code in {400, 409}
    assert Page.objects.get(pk=page.pk).version == 1
