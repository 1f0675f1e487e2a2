"""The book's parts and sections, in our own words; the owner may import the full text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from content.models import Page, parent_page


class Chapter(Page):
    """A heading of the book: the slug is its number ("4.2.3", "front", "A"), the summary is ours."""

    page = parent_page()
    position = models.PositiveIntegerField(_("position"), default=0)
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    body = TranslatedField(models.TextField(_("full text"), blank=True))

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__lt=2) | Q(parent__isnull=False), name="chapter_below_a_part_has_a_parent"
            ),
        ]


class Mention(models.Model):
    """Somebody or something that the book names in passing, without a page of its own."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="mentions")
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=300)
    role = TranslatedField(models.CharField(_("as what"), max_length=300, blank=True))
    note = TranslatedField(models.TextField(_("note"), blank=True))

    class Meta:
        ordering = ["position"]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="mention_name_not_empty")]

    def __str__(self):
        return self.name
