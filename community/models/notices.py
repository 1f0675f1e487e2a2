"""What people are told: notices on the site, and the outbox from which mails are sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from community.models.people import PersonLanguage
from content.models import one_of


class Notice(models.Model):
    """One thing that a person was told: its kind, what it is about, and the words that fill the kind's sentence."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    address = models.CharField(_("address"), max_length=500, blank=True)
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)
    created_at = models.DateTimeField(_("told at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_of_user"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(address="") | (Q(address__startswith="/") & ~Q(address__startswith="//")),
                name="notice_address_on_this_site",
            )
        ]

    def __str__(self):
        return f"{self.kind} → {self.user_id}"


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        """Not sent and not given up."""
        return self.filter(sent_at=None, next_try_at__isnull=False)

    def due(self):
        """Those to be tried now, the longest waiting first."""
        return self.waiting().filter(next_try_at__lte=Now()).order_by("next_try_at", "pk")


class OutgoingMail(models.Model):
    """A mail that is to be sent, or was: written with what it is about, in one transaction; sent by the worker."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    to = models.CharField(_("to"), max_length=320)
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=10, choices=PersonLanguage)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField("HTML", blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True, db_default=Now())
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outbox")
        indexes = [models.Index(fields=["next_try_at"], condition=Q(sent_at=None), name="mail_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to__regex=r"[\r\n]") & ~Q(subject__regex=r"[\r\n]"), name="mail_one_line_headers"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(next_try_at=None), name="mail_sent_is_not_tried_again"
            ),
            one_of("language", PersonLanguage, "mail_language_known"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"
