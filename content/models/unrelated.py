"""Pairs of pages that editors keep from being suggested beside each other.

A table of its own, not a part of the documents: it is a judgement about a suggestion that the portal computed, nothing
that either page says. So documents, their histories, the API and the open data know nothing of it, and it holds for
both pages at once.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.models.pages import Page


class Unrelated(models.Model):
    """Two pages that have something in common, and yet nothing to do with each other; the one with the lower key first.

    Written by `content.related.tell_apart` and changed by `content.related.revise`; taken back, it stays with `holds`
    off, since editors delete nothing.
    """

    first = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("page"))
    second = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("other page"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    holds = models.BooleanField(_("holds"), default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who said so")
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("pages not related")
        verbose_name_plural = _("pages not related")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="unrelated_once",
                violation_error_message=_("That has been said already; change it where it stands."),
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="unrelated_in_order"),
        ]

    def __str__(self):
        return f"{self.first} / {self.second}"
