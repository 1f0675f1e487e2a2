"""Suggested changes: accepted field by field, merged with what others changed meanwhile, or chosen from."""

import pytest

from content.actions import save
from content.models import Page, Revision
from contributions import actions
from contributions.models import Contribution, State
from contributions.refusals import Collisions, NothingToAccept
from tests.contributions.conftest import sent_change
from tests.factories import CaseFactory, text

pytestmark = pytest.mark.django_db


def test_a_suggestion_becomes_the_next_version_with_its_note(author, reviewer):
    page = CaseFactory()
    sent = sent_change(author, page, note="年份有误", summary=text("更正后的摘要。", "Corrected."))

    accepted = actions.accept(sent, by=reviewer)

    assert accepted.page_version == 2
    revision = Revision.objects.get(page=page, number=2)
    assert (revision.note, revision.contribution) == ("年份有误", sent.uid)
    assert Page.objects.get(pk=page.pk).summary_en == "Corrected."


def test_a_suggestion_can_be_accepted_field_by_field(author, reviewer):
    page = CaseFactory(summary=text("旧摘要", "Old"), background=text("旧背景", ""))
    sent = sent_change(author, page, summary=text("新摘要", "New"), background=text("新背景", ""))
    assert [change.key for change in actions.proposed_changes(sent)] == ["summary/zh", "summary/en", "background/zh"]

    actions.accept(sent, by=reviewer, accepted={"summary/en", "background/zh"}, message="摘要原来就对。")

    document = Page.objects.get(pk=page.pk).document
    assert (document["summary"], document["background"]["zh"]) == (text("旧摘要", "New"), "新背景")


def test_accepting_none_of_the_changes_is_refused(author, reviewer):
    sent = sent_change(author, CaseFactory(), summary=text("新"))

    with pytest.raises(NothingToAccept):
        actions.accept(sent, by=reviewer, accepted=set())

    assert Contribution.objects.get().state == State.SUBMITTED


def edited_meanwhile(page, **parts):
    save(kind=page.kind, document=page.document | parts, source="admin")


def test_what_others_changed_elsewhere_on_the_page_stays(author, reviewer):
    page = CaseFactory(summary=text("旧摘要"), background=text("旧背景"))
    sent = sent_change(author, page, summary=text("我的摘要"))
    edited_meanwhile(page, background=text("编辑的背景"))

    accepted = actions.accept(sent, by=reviewer)

    document = Page.objects.get(pk=page.pk).document
    assert (document["summary"]["zh"], document["background"]["zh"]) == ("我的摘要", "编辑的背景")
    assert accepted.page_version == 3


@pytest.mark.parametrize(("choice", "stays"), [("mine", "我的摘要"), ("theirs", "编辑的摘要")])
def test_the_same_field_changed_by_both_is_chosen_from(author, reviewer, choice, stays):
    page = CaseFactory(summary=text("旧摘要"), background=text("旧背景"))
    sent = sent_change(author, page, summary=text("我的摘要"), background=text("我的背景"))
    edited_meanwhile(page, summary=text("编辑的摘要"))

    with pytest.raises(Collisions) as refusal:
        actions.accept(sent, by=reviewer)
    (change,) = refusal.value.changes
    assert (change.key, change.base, change.mine, change.theirs) == ("summary/zh", "旧摘要", "我的摘要", "编辑的摘要")

    actions.accept(sent, by=reviewer, choices={"summary/zh": choice})
    document = Page.objects.get(pk=page.pk).document
    assert (document["summary"]["zh"], document["background"]["zh"]) == (stays, "我的背景")


def test_one_side_of_the_ledger_changed_by_each_merges(author, reviewer):
    page = CaseFactory()
    mine, theirs = ([dict(book) for book in page.document["ledger"]] for _ in "ab")
    mine[0]["cost"], theirs[1]["gained"] = text("分叉"), text("客户")
    sent = sent_change(author, page, ledger=mine)
    edited_meanwhile(page, ledger=theirs)

    actions.accept(sent, by=reviewer)

    ledger = Page.objects.get(pk=page.pk).document["ledger"]
    assert (ledger[0]["cost"]["zh"], ledger[1]["gained"]["zh"]) == ("分叉", "客户")
