"""Switching a kind of mail off with the link at its foot: signed, so that it needs no sign-in."""

from django.core import signing
from django.db import transaction
from django.urls import reverse

from community.models import Person
from community.notices.kinds import notice_kinds

SALT = "community.unsubscribe"


def unsubscribe_path(user, kind):
    """The address in the active language that switches this kind of mail off for this person."""
    return reverse("accounts:unsubscribe", args=[signing.dumps([user.pk, kind], salt=SALT)])


def read_token(token):
    """(user's number, NoticeKind) of a link. Raises signing.BadSignature for any other text."""
    number, code = signing.loads(token, salt=SALT)
    kind = notice_kinds().get(code)
    if kind is None or not kind.can_be_switched_off:
        raise signing.BadSignature(code)
    return number, kind


@transaction.atomic
def switch_off(number, kind):
    """No more mails of this kind for the person; doing it twice changes nothing more. Unknown people are no error."""
    person = Person.objects.select_for_update().filter(pk=number).first()
    if person and kind.code not in person.muted:
        person.muted = [*person.muted, kind.code]
        person.save(update_fields=["muted"])
