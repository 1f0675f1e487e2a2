"""What nobody but its author ever saw can go; everything that was sent stays."""

from django.db import transaction

from contributions.actions.steps import locked, step
from contributions.models import Contribution, Event


@transaction.atomic
def forget_drafts(rows):
    """Delete those of the contributions that were never sent; returns how many.

    Of a draft that was dropped the step that says so stays, and with it an empty row.
    """
    numbers = list(rows.never_sent().select_for_update(of=("self",)).values_list("pk", flat=True))
    dropped = Contribution.objects.filter(pk__in=numbers, transitions__isnull=False).distinct()
    for row in dropped:
        empty(row)
    Contribution.objects.filter(pk__in=numbers, transitions=None).delete()
    return len(numbers)


def empty(row):
    """Take out all that its author wrote and declared."""
    row.document, row.sources, row.proposals, row.unfinished = {}, [], [], {}
    row.licence = row.rights = row.interest = row.interest_note = row.ai_use = row.note = ""
    row.organization = None
    row.save()
    row.images.clear()


def forget_old_drafts():
    """Delete what was never sent and not written in for 180 days; returns how many."""
    return forget_drafts(Contribution.objects.outdated_drafts())


@transaction.atomic
def let_go(contribution, *, by):
    """Put back into the queue what somebody has taken on whose account is being closed."""
    row = locked(contribution)
    if row.claimed_by_id == by.pk and row.in_review:
        row.claimed_by = row.claimed_at = None
        step(row, Event.RELEASED, by=by)
