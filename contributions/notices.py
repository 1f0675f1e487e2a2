"""What people are told about contributions."""

from django.utils.translation import gettext_lazy as _

from community.notices.kinds import NoticeKind

KINDS = [
    NoticeKind("contribution_sent", _("My contribution was received"), _("Received: “%(title)s”, number %(uid)s")),
    NoticeKind(
        "contribution_changes", _("Changes to my contribution are asked for"),
        _("An editor asks for changes to “%(title)s”"),
    ),
    NoticeKind("contribution_accepted", _("My contribution is published"), _("Published: “%(title)s”")),
    NoticeKind("contribution_declined", _("My contribution is not used"), _("Not used: “%(title)s”")),
    NoticeKind(
        "contribution_duplicate", _("My contribution is about something already there"),
        _("Already there: “%(title)s”"),
    ),
    NoticeKind("contribution_message", _("Somebody answers on a contribution"), _("A message about “%(title)s”")),
    NoticeKind(
        "contribution_resent", _("An author sends a revised text"), _("Revised and sent again: “%(title)s”")
    ),
    NoticeKind(
        "contribution_confirmed", _("A party confirms a contribution"), _("%(party)s answered about “%(title)s”")
    ),
]  # fmt: skip
