"""What became of the changes of a suggestion: kept, told to its author, and shown as it was then."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from community.models import Notice, OutgoingMail
from content.actions import save
from content.models import Page
from contributions import actions
from contributions.models import Contribution, State
from contributions.refusals import NotNow
from tests.contributions.conftest import DECLARED, sent_change
from tests.contributions.review_page import address, plain
from tests.factories import CaseFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(summary=text("旧摘要", "Old"), background=text("旧背景", ""))


@pytest.fixture
def suggested(author, case):
    return sent_change(author, case, summary=text("新摘要", "Old"), background=text("新背景", ""))


@pytest.fixture
def partly(suggested, reviewer):
    return actions.accept(suggested, by=reviewer, accepted={"summary/zh"}, message="背景没有来源。")


def last_changes(row):
    return row.transitions.last().changes


def test_leaving_something_out_needs_words_for_the_author(suggested, reviewer):
    with pytest.raises(NotNow, match="作者"):
        actions.accept(suggested, by=reviewer, accepted={"summary/zh"}, message=" ")

    assert Contribution.objects.get().state == State.SUBMITTED


def test_what_became_of_each_change_is_kept_with_the_step(partly):
    assert last_changes(partly) == {"taken": ["summary/zh"], "left": ["background/zh"], "kept": []}


def test_new_sources_are_one_of_the_changes(author, case, reviewer):
    begun = actions.start(by=author, kind="case", target=case)
    sources = [{"url": "https://example.org/a", "title": "A"}]
    columns = {"document": {"summary": text("新摘要", "Old")}, "sources": sources, "note": "新来源"} | DECLARED
    saved = actions.save_draft(begun, by=author, version=1, **columns)
    sent = actions.send(saved, by=author, version=saved.version)

    row = actions.accept(sent, by=reviewer, accepted={"summary/zh"}, message="来源打不开。")

    assert last_changes(row) == {"taken": ["summary/zh"], "left": ["sources"], "kept": []}
    assert row.page.document["references"] == []


def test_notice_and_mail_say_what_was_accepted_and_what_was_not(suggested, author, reviewer):
    EmailAddress.objects.create(user=author, email=author.email, verified=True, primary=True)

    actions.accept(suggested, by=reviewer, accepted={"summary/zh"}, message="背景没有来源。")

    told = Notice.objects.get(user=author, kind="contribution_accepted").parameters["text"]
    mail = OutgoingMail.objects.get(kind="contribution_accepted")

    assert told["en"] == "背景没有来源。\n\nAccepted: What was done › in Chinese\nNot accepted: Background › in Chinese"
    assert told["zh"].endswith("已采用：做了什么 › 中文\n未采用：背景 › 中文")
    assert told["zh"] in mail.text


def test_the_receipt_says_so_too(client, partly, author):
    client.force_login(author)

    words = plain(client.get(reverse("contributions:receipt", args=[partly.uid])))

    assert "一部分" in words
    for part in ("已采用 做了什么 › 中文", "未采用 背景 › 中文", "背景没有来源。"):
        assert part.replace(" ", "") in words.replace(" ", "")


def test_what_was_accepted_whole_says_nothing_of_parts(client, suggested, reviewer, author):
    row = actions.accept(suggested, by=reviewer)
    client.force_login(author)

    words = plain(client.get(reverse("contributions:receipt", args=[row.uid])))

    assert Notice.objects.get(user=author, kind="contribution_accepted").parameters["text"] == ""
    assert "一部分" not in words
    assert "做了什么 › 中文" not in words


def test_the_desk_shows_what_was_proposed_and_what_became_of_it(client, partly, reviewer):
    client.force_login(reviewer)

    words = plain(client.get(address(partly)))

    for part in ("新摘要", "新背景", "做了什么 › 中文 已采用", "背景 › 中文 未采用"):
        assert part in words
    assert "页面在此期间" not in words
    assert "自动检查" not in words


def test_what_happened_to_the_page_afterwards_changes_nothing_on_the_desk(client, partly, reviewer, case):
    client.force_login(reviewer)
    before = plain(client.get(address(partly)))
    now = Page.objects.get(pk=case.pk)
    save(kind="case", document=now.document | {"summary": text("又改了", "Old")}, source="admin")

    assert plain(client.get(address(partly))) == before


def test_the_page_s_own_newer_text_is_told_as_such(author, case, suggested, reviewer):
    save(kind="case", document=case.document | {"summary": text("编辑的摘要", "Old")}, source="admin")

    row = actions.accept(suggested, by=reviewer, choices={"summary/zh": "theirs"})

    assert last_changes(row) == {"taken": ["background/zh"], "left": [], "kept": ["summary/zh"]}
    told = Notice.objects.get(user=author, kind="contribution_accepted").parameters["text"]
    assert "Not accepted: the page's own newer text was kept: What was done › in Chinese" in told["en"]


def test_a_declined_suggestion_is_shown_against_what_it_was_based_on(client, suggested, reviewer, case):
    actions.decline(suggested, by=reviewer, reason="copied", message="抄来的。")
    save(kind="case", document=case.document | {"summary": text("新摘要", "Old")}, source="admin")
    client.force_login(reviewer)

    words = plain(client.get(address(suggested)))

    assert "做了什么 › 中文" in words
    assert "旧新摘要" in words
