"""What was sent, and what happened to it: rows that are added and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import one_of
from contributions.models.contribution import Contribution, State
from contributions.models.guidelines import Reason


class Round(models.Model):
    """What was sent, each time: it stays as it was, whatever the author writes afterwards."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField(_("round"))
    document = models.JSONField(_("document"))
    sources = models.JSONField(_("new sources"), default=list)
    proposals = models.JSONField(_("new tags and organisations"), default=list)
    declarations = models.JSONField(_("declarations"))
    base_version = models.PositiveIntegerField(_("based on version"), null=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="round_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_number_from_one"),
        ]

    def __str__(self):
        return f"{self.contribution_id} {self.number}"


class Event(models.TextChoices):
    SENT = "sent", _("Sent for review")
    CLAIMED = "claimed", _("Taken on by a reviewer")
    RELEASED = "released", _("Put back into the queue")
    CHANGES = "changes", _("Changes asked for")
    ACCEPTED = "accepted", _("Accepted and published")
    DECLINED = "declined", _("Not used")
    DUPLICATE = "duplicate", _("Already there")
    WITHDRAWN = "withdrawn", _("Withdrawn by the author")
    APPEALED = "appealed", _("Appeal: another reviewer is asked")
    HELD = "held", _("Set aside")
    UNHELD = "unheld", _("No longer set aside")
    CONFIRMED = "confirmed", _("Confirmed by a party")


class Transition(models.Model):
    """One thing that happened to a contribution. Rows are added and never changed; a trigger refuses anything else."""

    Event = Event

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="transitions")
    event = models.CharField(_("what happened"), max_length=20, choices=Event)
    from_state = models.CharField(_("state before"), max_length=20, choices=State)
    to_state = models.CharField(_("state after"), max_length=20, choices=State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), auto_now_add=True)
    reason = models.ForeignKey(Reason, models.PROTECT, null=True, related_name="+", verbose_name=_("reason"))
    message = models.TextField(_("message"), blank=True)
    changes = models.JSONField(_("what became of the changes"), default=dict, blank=True)
    """Of a suggestion that was accepted: the keys of its changes by what became of them (`Became`)."""

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.CheckConstraint(
                condition=~Q(event__in=["changes", "declined"]) | (Q(reason__isnull=False) & ~Q(message="")),
                name="transition_refusal_with_reason",
            ),
            one_of("event", Event, "transition_event_known"),
            one_of("from_state", State, "transition_from_known"),
            one_of("to_state", State, "transition_to_known"),
        ]

    def __str__(self):
        return f"{self.contribution_id} {self.event}"
