"""What an organisation says to a case that names it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from community.models.organizations import Organization
from content.models import Page, any_language, parent_page


class Reply(Page):
    """An organisation's own words to a case. Only its members write them; archived means that they took it back."""

    page = parent_page()

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="own_replies", verbose_name=_("organisation")
    )
    case = models.ForeignKey(Page, models.PROTECT, related_name="replies", verbose_name=_("case"))
    text = TranslatedField(models.TextField(_("text"), blank=True))

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            models.UniqueConstraint(fields=["organization", "case"], name="reply_once"),
            models.CheckConstraint(condition=any_language("text"), name="reply_says_something"),
        ]
