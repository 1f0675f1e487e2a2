"""What the review desk says: people, kinds, why somebody cannot decide, why something waits."""

from django.utils.translation import gettext as _

from community.models import Membership, organizations_of, public_name_of
from content.document import reader_language
from content.document.reading import choose
from content.wording import kind_name
from contributions.models import Contribution, Event


def called_outside(user):
    """What a reviewer is called towards people without an account: their name, if they want it known."""
    return public_name_of(user) or _("an editor")


def title_of(contribution):
    """The title in the reader's language, falling back visibly; the number while there is none."""
    return choose(contribution.title, reader_language()) or contribution.uid


def sort_of(contribution):
    """What is proposed: "New: Case" or "Change: Term"."""
    words = {"kind": kind_name(contribution.kind)}
    return (_("New: %(kind)s") if contribution.is_new_page else _("Change: %(kind)s")) % words


def why_not(contribution, user):
    """Why this reviewer cannot decide on a contribution that is in review, as a sentence; "" if they can."""
    if Contribution.objects.decidable_by(user).filter(pk=contribution.pk).exists():
        return ""
    if contribution.author_id == user.pk:
        return _("You wrote this one. Another reviewer decides.")
    mine = set(organizations_of(user).values_list("pk", flat=True))
    if mine & {contribution.organization_id, contribution.target_id}:
        return _("This one comes from your organisation or is about it. Somebody else decides.")
    if Membership.objects.verified().filter(organization__in=mine, user=contribution.author_id).exists():
        return _("Its author belongs to your organisation. Somebody else decides.")
    if contribution.transitions.filter(event=Event.DECLINED, by=user).exists():
        return _("You declined this one before, and its author has appealed. Somebody else decides.")
    return _("Somebody else decides on this one.")
