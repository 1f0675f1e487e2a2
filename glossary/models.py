"""Terms, the categories they are filed under, and their other names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from content.models import Page, one_of, parent_page


class TermCategory(Page):
    """A shelf of the glossary."""

    page = parent_page()
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("category of terms")
        verbose_name_plural = _("categories of terms")


class Term(Page):
    """A word that the portal uses in one sense: the title is the headword, the summary its definition."""

    page = parent_page()
    term_category = models.ForeignKey(TermCategory, models.PROTECT, related_name="terms", verbose_name=_("category"))
    pinyin = models.CharField(_("pinyin"), max_length=200, blank=True)
    text = TranslatedField(models.TextField(_("longer text"), blank=True))
    in_appendix = models.BooleanField(_("in the book's appendix"), default=False)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")


class AliasLanguage(models.TextChoices):
    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")


class AliasStatus(models.TextChoices):
    PREFERRED = "preferred", _("preferred")
    ALLOWED = "allowed", _("allowed")
    ABBREVIATION = "abbreviation", _("abbreviation")
    FORBIDDEN = "forbidden", _("do not use")


class Alias(models.Model):
    """Another name of a term, and whether it should be used."""

    Language = AliasLanguage
    Status = AliasStatus

    term = models.ForeignKey(Term, models.CASCADE, related_name="aliases")
    position = models.PositiveIntegerField()
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ALLOWED)

    class Meta:
        ordering = ["position"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(fields=["term", "text", "language"], name="alias_once_a_term"),
            models.CheckConstraint(condition=~Q(text=""), name="alias_not_empty"),
            one_of("language", AliasLanguage, "alias_language_known"),
            one_of("status", AliasStatus, "alias_status_known"),
        ]

    def __str__(self):
        return self.text
