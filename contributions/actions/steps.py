"""What all actions share: the lock on a contribution, its steps, and telling people."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notices import tell
from contributions.models import Contribution, Reason, Transition
from contributions.models.guidelines import GuidelineVersion
from contributions.refusals import NotAllowed, Unsaid

WORKING_DAYS = 5


def locked(contribution):
    """The contribution as it is now; nobody else changes it until this transaction ends."""
    return Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)


def own(contribution, by):
    """The locked contribution, for its author. Raises NotAllowed for others."""
    row = locked(contribution)
    if not Contribution.objects.by(by).filter(pk=row.pk).exists():
        raise NotAllowed(_("Only its author can do this."))
    return row


def step(contribution, event, *, by, to=None, **said):
    """Set the state and add the row that says so; the caller has set other columns.

    said: the row's `reason`, `message` and `changes`, as far as there are any.
    """
    before = contribution.state
    contribution.state = to or before
    contribution.save()
    return Transition.objects.create(
        contribution=contribution,
        event=event,
        from_state=before,
        to_state=contribution.state,
        by=by,
        **said,
    )


def inform(user, kind, contribution, **parameters):
    """Tell somebody about a contribution, in this transaction: by the title that they read it under."""
    title = contribution.read_by(user).title
    words = title if any(title.values()) else {"zh": contribution.uid, "en": contribution.uid}
    tell(user, kind, address=address_of(contribution, user), title=words, uid=contribution.uid, **parameters)


def address_of(contribution, reader):
    """Where somebody reads the contribution: its author on the receipt, whoever reviews it at the desk."""
    name = "contributions:receipt" if reader.pk == contribution.author_id else "review:desk"
    return reverse(name, args=[contribution.uid])


def in_working_days(days):
    """The date that many days from today on, Saturdays and Sundays not counted."""
    day = timezone.localdate()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def given_reason(code, *, to_decline):
    """The reason with this code in the guidelines in force. Raises Unsaid for one that does not fit."""
    if isinstance(code, Reason):
        code = code.code
    fitting = {"for_decline": True} if to_decline else {"for_changes": True}
    reason = Reason.objects.filter(guidelines=GuidelineVersion.objects.current(), code=code, **fitting).first()
    if reason is None:
        raise Unsaid(_("Choose a reason."), "reason")
    return reason


def given_message(text, needed=True, asking=""):
    """The message without blanks around it. Raises Unsaid for none, with what is asked of whoever writes it."""
    text = (text or "").strip()
    if needed and not text:
        raise Unsaid(asking or _("Write to the author what is missing, or why."), "message")
    return text
