"""What contributors agree to, by version, and the reasons that a decision can rest on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from content.models import any_language


class GuidelineVersionManager(models.Manager):
    def current(self):
        """The version in force: the newest one. Raises GuidelineVersion.DoesNotExist before the first."""
        return self.latest("number")


class GuidelineVersion(models.Model):
    """One version of the guidelines. What somebody agreed to is never changed: a new text is a new version."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    text = TranslatedField(models.TextField(_("text"), blank=True))
    created_at = models.DateTimeField(_("in force since"), auto_now_add=True)

    objects = GuidelineVersionManager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of the guidelines")
        verbose_name_plural = _("guidelines")
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="guidelines_number_from_one"),
            models.CheckConstraint(condition=~Q(text_zh_hans="") & ~Q(text_en=""), name="guidelines_in_both_languages"),
        ]

    def __str__(self):
        return str(self.number)


class Reason(models.Model):
    """A reason to ask for changes or to decline: its code, the clause of the guidelines it follows from, its words."""

    guidelines = models.ForeignKey(
        GuidelineVersion, models.PROTECT, related_name="reasons", verbose_name=_("guidelines")
    )
    code = models.SlugField(_("code"), max_length=40)
    clause = models.CharField(_("clause"), max_length=10)
    words = TranslatedField(models.CharField(_("words"), max_length=300, blank=True))
    for_changes = models.BooleanField(_("can ask for changes"), default=True)
    for_decline = models.BooleanField(_("can decline"), default=True)

    class Meta:
        ordering = ["clause", "pk"]
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        constraints = [
            models.UniqueConstraint(fields=["guidelines", "code"], name="reason_code_once_a_version"),
            models.CheckConstraint(condition=Q(clause__regex=r"^[1-9][0-9]?(\.[1-9][0-9]?)?$"), name="reason_clause"),
            models.CheckConstraint(condition=any_language("words"), name="reason_in_words"),
            models.CheckConstraint(condition=Q(for_changes=True) | Q(for_decline=True), name="reason_is_for_something"),
        ]

    def __str__(self):
        return f"{self.clause} {self.words}"
