"""Writing mails into the outbox: words from templates, links from the settings, headers of one line."""

import unicodedata

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import select_template
from django.utils import translation

from community.models import OutgoingMail

LONGEST_SUBJECT = 200


def site_address(path):
    """The full address of a path on this site. Never made from what a request says of its host."""
    return f"{settings.LINK_BASE}{path}"


def mail_address(user):
    """The verified address that a person's mails go to, or ""."""
    verified = EmailAddress.objects.filter(user_id=user.pk, verified=True).order_by("-primary", "pk")
    return verified.values_list("email", flat=True).first() or ""


def one_line(text):
    """The text without anything that could begin another header."""
    cleaned = "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} else char for char in text)
    return " ".join(cleaned.split())[:LONGEST_SUBJECT]


def write_mail(*, to, kind, language, subject, context, user=None):
    """Put a mail into the outbox, in the caller's transaction; returns the row.

    subject, context: functions that are called in the mail's language. Templates: emails/<kind>, or emails/notice.
    Raises ValidationError for an address that is none.
    """
    validate_email(to)
    if "\n" in to or "\r" in to:
        raise ValidationError("an address has one line")
    with translation.override(language):
        words = {"base": site_address(""), "language": language, **context()}
        return OutgoingMail.objects.create(
            user=user,
            to=to,
            kind=kind,
            language=language,
            subject=one_line(subject()),
            text=rendered(kind, "txt", words),
            html=rendered(kind, "html", words),
        )


def rendered(kind, ending, words):
    return select_template([f"emails/{kind}.{ending}", f"emails/notice.{ending}"]).render(words).strip() + "\n"
