"""The book's chapters in the admin. The full text is not edited here: its owner imports it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from book.models import Chapter
from content.admin.pages import PageAdmin
from content.forms import Words
from content.forms.showing import Section


@admin.register(Chapter)
class ChapterAdmin(PageAdmin):
    own_columns = ("slug", "level", "parent")
    own_filters = ("level",)
    list_select_related = ("parent",)
    ordering = ("position", "pk")
    wording = {
        "summary": Words(
            hint=_("What the section says, in our own words. The book's text is imported, not typed here.")
        ),
        "level": Words(hint=_("1 for a part, 2 for a chapter, and so on.")),
        "parent": Words(hint=_("The section above this one.")),
        "terms": Words(_("Terms")),
        "practice_groups": Words(_("Groups of practices")),
        "strategies": Words(_("Playbooks")),
        "organizations": Words(_("Organisations")),
        "cases": Words(_("Cases")),
        "mentions": Words(hint=_("Who or what the section names in passing, without a page of their own.")),
    }
    sections = (
        Section("place", _("Place in the book"), ("position", "level", "parent")),
        Section("links", _("What it speaks of"), (
            "cases", "strategies", "practice_groups", "organizations", "terms")),
        Section("mentions", _("Mentions"), ("mentions",)),
    )  # fmt: skip
