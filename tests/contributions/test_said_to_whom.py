"""Sentences fit whoever reads them: authors, reviewers, people from outside; names instead of addresses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Notice, OutgoingMail
from community.notices import sentence_of
from content.models import Page
from contributions import actions
from contributions.models import Contribution
from tests.contributions.conftest import sent_change
from tests.contributions.review_page import address, plain
from tests.factories import CaseFactory, text

pytestmark = pytest.mark.django_db


def receipt(row):
    return reverse("contributions:receipt", args=[row.uid])


@pytest.fixture
def confirmed(sent, reviewer):
    """A text that somebody confirmed for a party that has a page."""
    tokens = []
    guest = actions.Guest("法务", "legal@example.org", "zh-hans", "confirm", "acme")
    actions.invite(sent, by=reviewer, guest=guest, path=lambda token: tokens.append(token) or f"/asked/{token}/")
    actions.answer_invitation(tokens[0], answer="confirmed")
    return sent


def test_a_party_that_confirms_is_called_by_its_title(desk, confirmed):
    mail = OutgoingMail.objects.get(kind="contribution_invitation")
    told = [sentence_of(notice) for notice in Notice.objects.filter(kind="contribution_confirmed")]

    assert "代表尖端公司" in mail.text.replace(" ", "") and "代表尖端公司" in mail.html.replace(" ", "")
    assert [words.startswith("尖端公司") for words in told] == [True]
    assert "当事方确认 · 尖端公司" in plain(desk.get(receipt(confirmed)))


def test_the_title_of_an_organisation_that_nobody_may_read_is_told_to_nobody(acme, desk, request):
    Page.objects.filter(slug="acme").update(visible_from=timezone.now() + timedelta(days=1))
    confirmed = request.getfixturevalue("confirmed")

    mail = OutgoingMail.objects.get(kind="contribution_invitation")
    told = [sentence_of(notice) for notice in Notice.objects.filter(kind="contribution_confirmed")]

    assert "acme" in mail.text and "尖端公司" not in mail.text + mail.html
    assert [words.startswith("acme") for words in told] == [True]
    assert "当事方确认 · acme" in plain(desk.get(receipt(confirmed)))


@pytest.mark.parametrize(("act", "words"), [("message", "先写下要说的话"), ("appeal", "写明为什么要请别人再看")])
def test_an_author_who_writes_nothing_is_not_asked_to_write_to_the_author(desk, sent, reviewer, act, words):
    actions.decline(sent, by=reviewer, reason="vague", message="太笼统")

    answer = desk.post(reverse(f"contributions:{act}", args=[sent.uid]), {"message": " "})

    assert answer.status_code == 409
    assert words in plain(answer) and "写给作者" not in plain(answer)


def test_a_late_answer_is_said_to_be_late(client, author, reviewer, sent):
    Contribution.objects.update(due=timezone.localdate() - timedelta(days=1))
    for user, path, words in ((author, receipt(sent), "现在晚了"), (reviewer, address(sent), "前处理")):
        client.force_login(user)
        assert words in plain(client.get(path))


def test_an_appeal_says_who_decides(desk, sent, reviewer):
    declined = actions.decline(sent, by=reviewer, reason="vague", message="太笼统")
    actions.appeal(declined, by=declined.author, message="再看看")

    assert "由另一位审稿人决定" in plain(desk.get(receipt(sent)))


def test_what_nobody_reads_offers_no_message(desk, draft, author):
    actions.withdraw(draft, by=author)

    assert 'id="message"' not in desk.get(receipt(draft)).content.decode()


def test_reviewers_read_which_page_is_changed_by_its_title(as_reviewer, author):
    case = CaseFactory(title=text("原来的标题"))
    row = sent_change(author, case, summary=text("改过。"))

    for path in ("/review/", address(row)):
        words = plain(as_reviewer.get(path))
        assert "原来的标题" in words and case.uid not in words


def test_a_decided_text_is_nobody_s_any_more(as_reviewer, sent, reviewer):
    actions.decline(sent, by=reviewer, reason="vague", message="太笼统")

    assert "你已认领" not in plain(as_reviewer.get(address(sent)))


@pytest.mark.parametrize(("act", "anchor"), [("decline", "decide-heading"), ("accept", "changes-heading")])
def test_what_stands_in_the_way_leads_to_where_it_is_mended(as_reviewer, sent, act, anchor):
    answer = as_reviewer.post(address(sent), {"act": act, "round": 2, "message": "x"})

    html = answer.content.decode()
    assert f'<a href="#{anchor}">' in html.partition('id="stop"')[2].partition("</div>")[0]
