"""The parts of the review queue, as its page and programs ask for them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from contributions.models.choices import DECIDED, Held, State

UNDECIDED = Q(state__in=[State.SUBMITTED, State.CHANGES_REQUESTED]) & ~Q(held=Held.SPAM)
WAITING = Q(state=State.SUBMITTED) & ~Q(held=Held.SPAM)


def shelves(user):
    """The parts of the queue: name → (words, condition)."""
    return {
        "": (_("All that is open"), UNDECIDED),
        "mine": (_("Mine"), WAITING & Q(claimed_by=user)),
        "free": (_("Not taken yet"), WAITING & Q(claimed_by=None)),
        "others": (_("With colleagues"), WAITING & Q(claimed_by__isnull=False) & ~Q(claimed_by=user)),
        "author": (_("Waiting for the author"), Q(state=State.CHANGES_REQUESTED) & ~Q(held=Held.SPAM)),
        "spam": (_("Set aside as spam"), Q(held=Held.SPAM) & ~Q(state__in=DECIDED)),
        "decided": (_("Decided"), Q(state__in=DECIDED)),
    }
