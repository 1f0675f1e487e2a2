"""Telling people things: notices, mails, and an outbox that loses nothing."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation

from community.models import Notice, OutgoingMail, Person
from community.notices import sentence_of, tell
from community.notices.mail import one_line, write_mail
from community.notices.outbox import forget_sent, send_due, try_again
from community.notices.unsubscribing import unsubscribe_path
from tests.community.signing_in import ADDRESS

pytestmark = pytest.mark.django_db

NAME = {"zh": "某组织", "en": "Some organisation"}


@pytest.fixture
def told(member):
    """A notice and its mail."""
    return tell(member, "membership_verified", address="/en/accounts/organizations/x/", organization=NAME)


@pytest.fixture
def dead_server(monkeypatch):
    """A mail server that does not answer."""

    def refuse(self, messages):
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


def test_a_person_gets_the_notice_and_a_mail_in_their_language(told, member):
    Person.objects.filter(user=member).update(language="en")
    tell(Person.objects.get().user, "membership_verified", address="/accounts/organizations/x/", organization=NAME)
    english, chinese = OutgoingMail.objects.order_by("-pk")

    assert chinese.subject == "你现在是某组织的成员"
    assert "http://127.0.0.1:8000/accounts/organizations/x/" in chinese.text
    assert english.subject == "You are now a member of Some organisation"
    assert "http://127.0.0.1:8000/en/accounts/organizations/x/" in english.html
    assert Notice.objects.count() == 2


def test_a_notice_speaks_the_language_of_its_reader(told):
    with translation.override("en"):
        assert sentence_of(told) == "You are now a member of Some organisation"


def test_a_notice_of_a_kind_that_is_gone_shows_its_code(member):
    assert sentence_of(Notice(user=member, kind="bygone")) == "bygone"


def test_words_of_others_are_text_in_the_mails_html(member):
    tell(member, "membership_asked", person="<script>alert(1)</script>", organization=NAME)
    mail = OutgoingMail.objects.get()

    assert "<script>" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert "<script>" in mail.text  # plain text is plain


@pytest.mark.parametrize("name", ["x\r\nBcc: evil@example.org", "x\u2028Bcc: evil@example.org", "x\x00y"])
def test_no_name_makes_another_header(member, name):
    tell(member, "membership_asked", person=name.replace("\x00", ""), organization=NAME)
    send_due()

    assert "\n" not in one_line(name)
    assert sent_mail.outbox[0].recipients() == [ADDRESS]
    assert "Bcc" not in sent_mail.outbox[0].message()


def test_an_address_of_two_lines_is_refused():
    with pytest.raises(ValidationError):
        write_mail(to="a@example.org\nBcc: b@example.org", kind="x", language="en", subject=str, context=dict)


def test_a_kind_that_is_switched_off_comes_as_a_notice_only(member):
    member.person.muted = ["membership_verified", "membership_ended"]
    member.person.save()

    tell(member, "membership_verified", organization=NAME)
    tell(member, "membership_ended", organization=NAME)  # cannot be switched off

    assert Notice.objects.count() == 2
    assert [mail.kind for mail in OutgoingMail.objects.all()] == ["membership_ended"]


def test_nobody_without_a_verified_address_gets_mail(stranger):
    tell(stranger, "membership_verified", organization=NAME)

    assert not OutgoingMail.objects.exists()


def test_what_is_rolled_back_was_not_told(member):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(member, "membership_verified", organization=NAME)
        raise RuntimeError

    assert not OutgoingMail.objects.exists()
    assert not Notice.objects.exists()


def test_sending_keeps_the_row_and_forgets_the_text(told):
    assert send_due() == (1, 0)
    assert send_due() == (0, 0)

    mail = OutgoingMail.objects.get()
    assert mail.sent_at and mail.text == mail.html == ""
    message = sent_mail.outbox[0]
    assert message.alternatives[0][1] == "text/html"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_dead_mail_server_delays_and_loses_nothing(told, dead_server, monkeypatch):
    assert send_due() == (0, 1)
    mail = OutgoingMail.objects.get()
    assert (mail.attempts, mail.sent_at, mail.last_error) == (1, None, "ConnectionRefusedError: nobody there")
    assert mail.next_try_at > timezone.now()
    assert send_due() == (0, 0)

    monkeypatch.undo()
    OutgoingMail.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))
    assert send_due() == (1, 0)


def test_a_refused_address_does_not_hold_up_the_others(told, member, monkeypatch):
    tell(member, "membership_ended", organization=NAME)

    def refuse(self, messages):
        if "不再" in messages[0].subject:
            return 1
        raise smtplib.SMTPRecipientsRefused({"a": (550, b"no")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)

    assert send_due() == (1, 1)


def test_a_mail_that_was_given_up_can_be_tried_again(told):
    OutgoingMail.objects.update(next_try_at=None, attempts=48, last_error="no")
    assert send_due() == (0, 0)

    assert try_again(OutgoingMail.objects.all()) == 1
    assert send_due() == (1, 0)


def test_what_was_sent_long_ago_is_forgotten(told):
    send_due()
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=32))
    OutgoingMail.objects.update(sent_at=timezone.now() - timedelta(days=31))

    assert forget_sent() == 1


def test_one_click_switches_a_kind_off_without_signing_in(client, member):
    path = unsubscribe_path(member, "membership_verified")

    assert client.get(path).status_code == 200
    member.person.refresh_from_db()
    assert member.person.muted == []
    client.handler.enforce_csrf_checks = True  # mail programs have no token
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    member.person.refresh_from_db()
    assert member.person.muted == ["membership_verified"]


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1:x", "%00"])
def test_a_forged_link_switches_nothing_off(client, member, token):
    assert client.post(f"/accounts/unsubscribe/{token}/").status_code in {400, 404}
    member.person.refresh_from_db()
    assert member.person.muted == []
