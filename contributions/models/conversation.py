"""What author, reviewers and people asked from outside say to each other about a contribution."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from content.models import one_of
from contributions.models.contribution import Contribution
from contributions.models.querysets import may_review


class InvitationPurpose(models.TextChoices):
    COMMENT = "comment", _("to comment")
    CONFIRM = "confirm", _("to confirm for a party")


class InvitationAnswer(models.TextChoices):
    COMMENTED = "commented", _("commented")
    CONFIRMED = "confirmed", _("confirmed")
    OBJECTED = "objected", _("did not confirm")
    NONE = "", _("no answer yet")


class InvitationQuerySet(models.QuerySet):
    def usable(self):
        """Not answered, not taken back, not expired."""
        return self.filter(answered_at=None, withdrawn_at=None, expires_at__gt=Now())


class Invitation(models.Model):
    """Somebody without an account was asked: by a signed link that expires and can be used once."""

    Purpose = InvitationPurpose
    Answer = InvitationAnswer

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="invitations")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    party = models.CharField(_("for the party"), max_length=100, blank=True)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    message = models.TextField(_("message"), blank=True, max_length=2_000)
    round = models.PositiveIntegerField(_("round"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True, default="")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="invitation_answered_with_time",
            ),
            models.CheckConstraint(
                condition=Q(purpose="confirm") & ~Q(party="") | Q(purpose="comment", party=""),
                name="invitation_to_confirm_names_the_party",
            ),
            one_of("purpose", InvitationPurpose, "invitation_purpose_known"),
            one_of("answer", InvitationAnswer, "invitation_answer_known"),
        ]

    def __str__(self):
        return f"{self.contribution_id} {self.purpose}"


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What this person may read of a contribution that they may see: staff-only notes are for reviewers."""
        if may_review(user):
            own = Q(contribution__author=user)
            return self.filter(~own | Q(staff_only=False))
        return self.filter(staff_only=False)


class Message(models.Model):
    """One message on a field of the document, or on the whole; an answer stands in the thread of the first."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="messages")
    thread = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answers")
    place = models.CharField(_("about the field"), max_length=200, blank=True)
    quoted = models.TextField(_("quoted"), blank=True, max_length=2_000)
    text = models.TextField(_("text"), max_length=10_000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, blank=True, related_name="messages")
    staff_only = models.BooleanField(_("for reviewers only"), default=False)
    resolved_at = models.DateTimeField(_("settled"), null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False, invitation=None) | Q(author=None, invitation__isnull=False),
                name="message_from_somebody",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="message_not_empty"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="message_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(staff_only=False) | Q(author__isnull=False), name="message_of_staff_from_an_account"
            ),
        ]

    def __str__(self):
        return f"{self.contribution_id} {self.pk}"

    @property
    def outside_name(self):
        """The name of somebody without an account, "" for others."""
        return self.invitation.name if self.invitation else ""
