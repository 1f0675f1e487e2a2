"""Sending what is in the outbox. A mail is tried until the mail server takes it; none is lost, few are sent twice.

Each mail is sent while its row is locked, so two workers never take the same one. A worker that dies between the mail
server's yes and the commit sends that one mail again.
"""

import logging
import smtplib
from datetime import timedelta
from enum import Enum, auto

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone, translation

from community.models import OutgoingMail
from community.notices.kinds import notice_kinds
from community.notices.mail import site_address
from community.notices.unsubscribing import unsubscribe_path

MINUTES_BETWEEN_TRIES = (1, 2, 5, 15, 30, 60, 120, 240)
MOST_ATTEMPTS = 48  # about a week, then somebody has to look; the mail stays in the outbox
KEPT = timedelta(days=30)  # after it was sent
log = logging.getLogger("community.outbox")


def send_due(most=100):
    """Send what is due now: (sent, failed). A mail server that does not answer ends the round: the others can wait."""
    sent = failed = 0
    while sent + failed < most:
        outcome = send_next()
        if outcome is Outcome.NOTHING_DUE:
            break
        sent, failed = sent + (outcome is Outcome.SENT), failed + (outcome is not Outcome.SENT)
        if outcome is Outcome.NO_SERVER:
            break
    return sent, failed


class Outcome(Enum):
    NOTHING_DUE = auto()
    SENT = auto()
    REFUSED = auto()
    """The server does not take this mail."""
    NO_SERVER = auto()


@transaction.atomic
def send_next():
    """Try the mail that is due longest."""
    mail = OutgoingMail.objects.due().select_for_update(skip_locked=True).first()
    if mail is None:
        return Outcome.NOTHING_DUE
    mail.attempts += 1
    try:
        message(mail).send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError) as error:
        fail(mail, error)
        return Outcome.REFUSED
    except OSError as error:  # other errors of SMTP among them
        fail(mail, error)
        return Outcome.NO_SERVER
    mail.sent_at, mail.next_try_at, mail.last_error = timezone.now(), None, ""
    mail.text = mail.html = ""  # it may hold a link that is as good as a password
    mail.save(update_fields=["attempts", "sent_at", "next_try_at", "last_error", "text", "html"])
    return Outcome.SENT


def fail(mail, error):
    """Note why, and when to try again."""
    wait = MINUTES_BETWEEN_TRIES[min(mail.attempts, len(MINUTES_BETWEEN_TRIES)) - 1]
    mail.last_error = f"{type(error).__name__}: {error}"[:300]
    mail.next_try_at = timezone.now() + timedelta(minutes=wait) if mail.attempts < MOST_ATTEMPTS else None
    mail.save(update_fields=["attempts", "last_error", "next_try_at"])
    details = {"event": "mail_failed", "mail": mail.pk, "kind": mail.kind, "attempts": mail.attempts}
    log.warning("a mail could not be sent: %s", type(error).__name__, extra={"details": details})


def message(mail):
    """The mail as it goes out: plain text first, HTML beside it, one click to switch its kind off."""
    headers = {"Auto-Submitted": "auto-generated"}
    kind = notice_kinds().get(mail.kind)
    if kind and kind.can_be_switched_off and mail.user_id:
        with translation.override(mail.language):
            headers["List-Unsubscribe"] = f"<{site_address(unsubscribe_path(mail.user, mail.kind))}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    out = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    if mail.html:
        out.attach_alternative(mail.html, "text/html")
    return out


def try_again(mails):
    """Put failed mails at the head of the queue; returns how many."""
    return mails.filter(sent_at=None).update(next_try_at=timezone.now(), attempts=0, last_error="")


def forget_sent():
    """Remove what was sent long ago; returns how many."""
    return OutgoingMail.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()[0]
