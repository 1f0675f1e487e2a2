"""Everybody but the author reads what was sent: on the receipt, in notices and in mails."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from community.models import Notice, OutgoingMail
from contributions import actions
from tests.contributions.review_page import plain

pytestmark = pytest.mark.django_db
SENT, WRITTEN = "补丁怎样进了主线", "写到一半"


@pytest.mark.parametrize(("name", "title", "tie"), [
    ("author", WRITTEN, "作者与其中一方另有关系"), ("colleague", SENT, "没有"), ("reviewer", SENT, "没有"),
])  # fmt: skip
def test_the_receipt_has_the_title_and_the_declarations_that_its_reader_may_know(client, rewritten, name, title, tie):
    client.force_login(get_user_model().objects.get(username=name))

    page = plain(client.get(reverse("contributions:receipt", args=[rewritten.uid])))

    assert title in page
    assert f"与当事方的关系{tie}" in page.replace(" ", "")
    assert (WRITTEN in page, "not yet" in page) == (name == "author", name == "author")


def test_notices_and_mails_have_the_title_that_their_reader_knows(rewritten, author, reviewer):
    actions.message(rewritten, by=author, text="还要两天")
    actions.message(rewritten, by=reviewer, text="好")

    told = {
        notice.user: notice.parameters["title"]["zh"] for notice in Notice.objects.filter(kind="contribution_message")
    }
    assert told == {reviewer: SENT, author: WRITTEN}


def test_somebody_from_outside_is_asked_by_the_title_that_was_sent(rewritten, reviewer):
    guest = actions.Guest("法务", "legal@example.org", "zh-hans", "comment")

    actions.invite(rewritten, by=reviewer, guest=guest, path=lambda token: f"/asked/{token}/")

    mail = OutgoingMail.objects.get(kind="contribution_invitation")
    assert SENT in mail.subject
    assert WRITTEN not in mail.subject + mail.text + mail.html
