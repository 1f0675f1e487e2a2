"""The kinds of notices. Each room lists its own, and settings.NOTICE_KINDS lists the rooms' lists."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class NoticeKind:
    """Something that people can be told.

    `sentence` has places like %(organization)s for the notice's parameters; it is the line on the site and the
    subject of the mail. The mail's text is templates/emails/<code>.txt and .html, or the sentence alone.
    """

    code: str
    label: Any
    """What a person switches on or off: “Somebody answers your contribution”."""
    sentence: Any
    can_be_switched_off: bool = True


KINDS = [
    NoticeKind(
        "membership_asked",
        _("Somebody asks to join an organisation that I own"),
        _("%(person)s asks to join %(organization)s"),
    ),
    NoticeKind(
        "membership_verified",
        _("I become a member of an organisation"),
        _("You are now a member of %(organization)s"),
    ),
    NoticeKind(
        "membership_declined",
        _("My request to join an organisation is declined"),
        _("Your request to join %(organization)s was declined"),
    ),
    NoticeKind(
        "membership_ended",
        _("My membership of an organisation ends"),
        _("You are no longer a member of %(organization)s"),
        can_be_switched_off=False,
    ),
    NoticeKind(
        "membership_role",
        _("My role in an organisation changes"),
        _("Your role in %(organization)s is now: %(role)s"),
        can_be_switched_off=False,
    ),
    NoticeKind(
        "collection_shown",
        _("Editors show a collection of mine"),
        _("Everybody can read your collection “%(title)s” now"),
    ),
    NoticeKind(
        "collection_closed",
        _("Editors take a collection of mine off the site"),
        _("Your collection “%(title)s” was taken off the site: %(reason)s"),
        can_be_switched_off=False,
    ),
]


@cache
def notice_kinds():
    """All kinds by code, in the order of the rooms."""
    return {kind.code: kind for path in settings.NOTICE_KINDS for kind in import_string(path)}
