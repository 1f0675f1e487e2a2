"""Notices and mails about contributions: rows written in the caller's transaction."""

from community.models import Notice, OutgoingMail
from content.views import path_in


def tell(user, kind, *, address="", **parameters):
    """Write a notice."""
    return Notice.objects.create(user=user, kind=kind, address=path_in(address, "zh"), parameters=parameters)


def write_mail(*, to, kind, language, subject, context):
    """Put a mail into the outbox."""
    words = context()
    return OutgoingMail.objects.create(
        to=to, kind=kind, language=language, subject=subject()[:200], text=words["path"], html=""
    )
