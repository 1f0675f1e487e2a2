"""Two editors on one page: the second keeps their text and is shown both."""

import pytest

from content.models import Page, Revision
from content.templatetags.content import day
from tests.admin_form import AdminForm, address, fields_of
from tests.factories import CaseFactory, TermFactory, text

pytestmark = pytest.mark.django_db


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


def test_only_what_both_changed_is_asked(conflict):
    notice = conflict[1].content.decode().partition('id="conflict"')[2].partition("</section>")[0]

    assert "admin" in notice
    assert "对方的理由" in notice
    assert day(Revision.objects.latest("pk").created_at) in notice
    assert notice.count("<fieldset") == 1
    assert 'name="choice-summary/zh" value="mine"' in notice
    assert "对方的" in notice and "我的" in notice
    assert "My title" not in notice


def chosen(client, conflict, choice, **changes):
    """The answer to the conflict's form, sent with a choice."""
    _page, answer = conflict
    fields = fields_of(answer.content.decode()) | {"choice-summary/zh": choice, "_save": "Save"}
    return client.post(answer.request["PATH_INFO"], fields | changes)


@pytest.mark.parametrize(("choice", "summary"), [("mine", "我的释义。"), ("theirs", "对方的释义。")])
def test_after_choosing_both_texts_are_joined(conflict, desk, choice, summary):
    assert chosen(desk, conflict, choice).status_code == 302

    page = Page.objects.get(pk=conflict[0].pk)
    assert (page.version, page.document["summary"]["zh"], page.document["title"]["en"]) == (3, summary, "My title")


@pytest.mark.parametrize("choice", ["", "both"])
def test_without_a_choice_nothing_is_saved(conflict, desk, choice):
    assert chosen(desk, conflict, choice).status_code == 409
    assert Page.objects.get(pk=conflict[0].pk).version == 2


def test_a_choice_against_another_version_does_not_count(conflict, desk):
    AdminForm(desk, conflict[0]).send(summary_zh_hans="第三人的释义。")

    assert chosen(desk, conflict, "mine").status_code == 409
    assert Page.objects.get(pk=conflict[0].pk).document["summary"]["zh"] == "第三人的释义。"


def test_changes_to_different_fields_are_joined_without_asking(desk, admin):
    page = TermFactory(summary=text("原来的释义。", "The first definition."))
    second = AdminForm(desk, page)
    desk.force_login(admin)
    AdminForm(desk, page).send(summary_zh_hans="对方的释义。")

    answer = second.send(title_en="My title", _continue="1")

    assert answer.status_code == 302
    document = Page.objects.get(pk=page.pk).document
    assert (document["summary"]["zh"], document["title"]["en"]) == ("对方的释义。", "My title")
    said = desk.get(address(page)).content.decode()
    assert "双方的改动已经合并" in said
    assert "标题少了" not in said


def test_a_third_editor_is_refused_again(conflict, desk):
    page, answer = conflict
    AdminForm(desk, page).send(title_en="Third")
    fields = fields_of(answer.content.decode())

    assert desk.post(answer.request["PATH_INFO"], fields).status_code == 409


def test_rows_of_the_loser_survive(desk):
    page = CaseFactory(lessons=[text("一", "One")])
    second = AdminForm(desk, page)
    AdminForm(desk, page).send(title_en="Changed", **{"parties-0-role_en": "Changed too"})

    AdminForm(desk, page).send(lessons_en="Another")
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
