"""What the portal keeps of a person: to hand it out, and to forget it.

settings.PERSONAL_DATA lists one Part of each room that keeps something. Account, name, memberships and mails are ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from community.models import AccessToken, Membership, Notice, OutgoingMail, Person


@dataclass(frozen=True)
class Part:
    """A room's share of a person's data."""

    name: str
    """Its key in the export."""
    export: Callable[[Any], Any]
    """user → plain JSON-able data."""
    forget: Callable[..., None]
    """(user, keep_name=…): remove what is nobody's business any more. Published content stays."""


def parts():
    return [import_string(path) for path in settings.PERSONAL_DATA]


def export_of(user):
    """Everything that is kept of a person, as JSON-able data."""
    return {"exported_at": timezone.now()} | {part.name: part.export(user) for part in parts()}


@transaction.atomic
def delete_account(user, *, keep_name):
    """Close the account and forget its owner; what they published stays, with their name or without it."""
    for part in parts():
        part.forget(user, keep_name=keep_name)


def end_sessions(user):
    """Sign the account out everywhere, at once, programs with its tokens included."""
    AccessToken.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()


def export_own(user):
    person = Person.objects.of(user)
    return {
        "account": {
            "name": user.username,
            "joined": user.date_joined,
            "last_sign_in": user.last_login,
            "groups": [group.name for group in user.groups.order_by("name")],
            "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        },
        "person": {
            "display_name": person.display_name,
            "show_name": person.show_name,
            "orcid": person.orcid,
            "show_orcid": person.show_orcid,
            "language": person.language,
            "guidelines_version": person.guidelines_version,
            "guidelines_agreed_at": person.guidelines_agreed_at,
            "mails_switched_off": person.muted,
            "in_quarantine_since": person.quarantined_at,
        },
        "memberships": list(
            user.memberships.values("organization__slug", "role", "state", "proof", "asked_at", "decided_at")
        ),
        "second_factors": list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")),
        "sessions": list(UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent")),
        "access_tokens": list(user.access_tokens.values("name", "scopes", "created_at", "expires_at", "last_used_at")),
        "notices": list(user.notices.values("kind", "address", "parameters", "created_at", "read_at")),
        "mails": list(OutgoingMail.objects.filter(user=user).values("to", "kind", "subject", "created_at", "sent_at")),
    }


def forget_own(user, *, keep_name):
    """The row of the account stays without anything personal: histories point to it."""
    end_sessions(user)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Notice.objects.filter(user=user).delete()
    OutgoingMail.objects.filter(user=user).delete()
    now = timezone.now()
    Membership.objects.live().filter(user=user).update(state="left", decided_at=now, decided_by=user)
    person = Person.objects.of(user)
    person.show_name = person.show_orcid = keep_name and bool(person.display_name)
    if not keep_name:
        person.display_name = person.orcid = ""
    person.muted, person.deleted_at = [], now
    person.save()
    user.email = user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()


OWN = Part("community", export_own, forget_own)
