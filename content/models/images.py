"""Images: their bytes, and the rows of pages that show them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from content.models.pages import Page

IMAGE_NAME = r"[0-9a-f]{32}\.webp"
MEDIA = "/media/"
"""Below this address stand the images of what is published."""


def random_name():
    """A name that nobody can guess, so that the address of an image tells nothing."""
    return f"{secrets.token_hex(16)}.webp"


class ImageQuerySet(models.QuerySet):
    def public(self):
        """Images that anyone may see now: of a page that is public, in its current version or an older one."""
        uses = self.model.pages.through.objects.filter(image_id=OuterRef("pk"), page__in=Page.objects.public())
        return self.filter(Exists(uses))


class Image(models.Model):
    """An image as the portal wrote it anew. Its bytes never change; what it shows, each page says for itself."""

    name = models.CharField(_("file name"), max_length=40, unique=True, default=random_name, editable=False)
    data = models.BinaryField()
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    pages = models.ManyToManyField(Page, related_name="+", verbose_name=_("pages"))
    """Pages of which some version shows it."""
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(condition=Q(name__regex=f"^{IMAGE_NAME}$"), name="image_name_is_random"),
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="image_has_a_size"),
        ]

    def __str__(self):
        return self.name


class PageImage(models.Model):
    """An image in a list of a page's document; each kind of page with images has a table of its own."""

    position = models.PositiveIntegerField()
    file = models.ForeignKey(Image, models.PROTECT, to_field="name", related_name="+", verbose_name=_("image file"))
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    alt = TranslatedField(models.CharField(_("alternative text"), max_length=300, blank=True))
    caption = TranslatedField(models.CharField(_("caption"), max_length=300, blank=True))
    credit = models.CharField(_("credit"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self):
        return self.file_id
