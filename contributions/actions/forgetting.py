"""Drafts that nobody but their author ever saw can go; everything that was sent stays."""

from django.db import transaction

from contributions.actions.steps import locked, step
from contributions.models import Contribution, Event, State


@transaction.atomic
def forget_drafts(rows):
    """Delete those of the contributions that are drafts and were never sent; returns how many."""
    never_sent = rows.filter(state=State.DRAFT, submitted_at=None, transitions=None)
    numbers = list(never_sent.select_for_update(of=("self",)).values_list("pk", flat=True))
    Contribution.objects.filter(pk__in=numbers).delete()
    return len(numbers)


def forget_old_drafts():
    """Delete drafts that were never sent and not touched for 180 days; returns how many."""
    return forget_drafts(Contribution.objects.outdated_drafts())


@transaction.atomic
def let_go(contribution, *, by):
    """Put back into the queue what somebody has taken on whose account is being closed."""
    row = locked(contribution)
    if row.claimed_by_id == by.pk and row.in_review:
        row.claimed_by = row.claimed_at = None
        step(row, Event.RELEASED, by=by)
