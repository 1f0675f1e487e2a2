"""Setting aside a person whose texts are spam, and the undo: nothing is deleted, nothing published changes."""

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Person
from contributions.actions.steps import WORKING_DAYS, given_message, in_working_days, step
from contributions.models import Contribution, Event, Held, Transition, may_review
from contributions.refusals import NotAllowed


@transaction.atomic
def quarantine(user, *, by, message=""):
    """Set aside all that this person has in review, and what they will send. Returns how many were set aside.

    They see on their receipts that it is held; nobody gets a mail from what they do. Only for reviewers; never for
    oneself or for colleagues.
    """
    person = locked_person(user, by)
    if person.quarantined_at is None:
        person.quarantined_at = timezone.now()
        person.save(update_fields=["quarantined_at"])
    rows = list(Contribution.objects.in_review().filter(author=user).exclude(held=Held.SPAM).select_for_update())
    for row in rows:
        row.held = Held.SPAM
        step(row, Event.HELD, by=by, message=given_message(message, needed=False))
    return len(rows)


@transaction.atomic
def end_quarantine(user, *, by):
    """Undo it: what was set aside since then waits for reviewers again. Returns how many these are."""
    person = locked_person(user, by)
    since, person.quarantined_at = person.quarantined_at, None
    if since is None:
        return 0
    person.save(update_fields=["quarantined_at"])
    # What a reviewer had set aside by itself before stays so: its last hold or release until then says which.
    earlier = Transition.objects.filter(contribution=OuterRef("pk"), event__in=[Event.HELD, Event.UNHELD], at__lt=since)
    held = Contribution.objects.in_review().filter(author=user, held=Held.SPAM)
    held = held.alias(before=Subquery(earlier.order_by("-pk").values("event")[:1]))
    rows = list(held.filter(~Q(before=Event.HELD) | Q(before=None)).select_for_update(of=("self",)))
    for row in rows:
        row.held, row.due = Held.NOT, in_working_days(WORKING_DAYS)
        step(row, Event.UNHELD, by=by)
    return len(rows)


def locked_person(user, by):
    """The person, if `by` may do this to them. Raises NotAllowed."""
    if not may_review(by) or by.pk == user.pk or user.is_staff or may_review(user):
        raise NotAllowed(_("Colleagues, and you yourself, cannot be set aside."))
    Person.objects.of(user)
    return Person.objects.select_for_update().get(user=user)
