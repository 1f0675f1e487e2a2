"""The words that pages are classified by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase

from content.models.pages import Page, parent_page


class Facet(Page):
    """A question that tags answer: which mechanism, which technology, which challenge."""

    page = parent_page()
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")


class Tag(Page):
    """A word that pages are classified by, within its facet."""

    page = parent_page()
    facet = models.ForeignKey(Facet, models.PROTECT, related_name="tagged_by", verbose_name=_("facet"))
    position = models.PositiveIntegerField(_("position"), default=0)
    aliases = models.JSONField(_("other names"), default=list, blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @property
    def name(self):
        """What django-taggit calls the tag's text."""
        return self.title


class TaggedPage(ItemBase):
    """A tag on a page."""

    content_object = models.ForeignKey(Page, models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged_pages")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_a_page")]
