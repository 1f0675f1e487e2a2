"""The admin of the kinds that all others use, and of all pages together."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as PlainTag

from content.admin import unrelated  # noqa: F401 - it registers its model
from content.admin.all_pages import AllPagesAdmin
from content.admin.pages import PageAdmin
from content.forms import Words
from content.forms.showing import Section
from content.models import Claim, Facet, Page, Reference, Tag

if admin.site.is_registered(PlainTag):  # django-taggit registers its own tags, which the portal does not use
    admin.site.unregister(PlainTag)

admin.site.register(Page, AllPagesAdmin)


@admin.register(Facet)
class FacetAdmin(PageAdmin):
    own_columns = ("position",)
    ordering = ("position", "pk")
    sections = (Section("order", _("Order"), ("position",)),)


@admin.register(Tag)
class TagAdmin(PageAdmin):
    own_columns = ("facet", "position")
    own_filters = ("facet",)
    ordering = ("facet__position", "position", "pk")
    list_select_related = ("facet",)
    wording = {
        "summary": Words(_("Definition"), _("What the tag means; one or two sentences.")),
        "facet": Words(_("Facet"), _("The question that this tag answers.")),
        "aliases": Words(_("Other names"), _("One a line. Who types one of these in a tag field gets this tag.")),
    }
    sections = (Section("place", _("Where it belongs"), ("facet", "aliases", "position")),)


@admin.register(Reference)
class ReferenceAdmin(PageAdmin):
    own_columns = ("reference_type", "year", "last_checked", "in_book", "verdict")
    own_filters = ("reference_type", "publisher_kind", "in_book", "verdict")
    date_hierarchy = "last_checked"
    ordering = ("position", "pk")
    search_fields = (*PageAdmin.search_fields, "publisher", "url", "doi")
    wording = {
        "authors": Words(hint=_("One a line, the way the source writes them.")),
        "container": Words(hint=_("The journal, the site or the series.")),
        "archived_url": Words(hint=_("A copy at a web archive, for when the page is gone.")),
        "organization": Words(
            hint=_("Only when an organisation of the portal published it: then it counts as a source from that party.")
        ),
        "last_checked": Words(
            hint=_(
                "When an editor last opened the source and found what it is cited for. "
                "Only opened sources count as evidence."
            )
        ),
        "problems": Words(hint=_("What is wrong with the entry in the book, one a line.")),
        "alternative": Words(hint=_("Another work that the book's entry may have meant.")),
        "alternative.title": Words(_("Title")),
    }
    sections = (
        Section("entry", _("Bibliographic entry"), (
            "reference_type", "year", "authors", "container", "publisher", "isbn", "doi", "url", "archived_url")),
        Section("trust", _("Who published it, and whether it was opened"), (
            "publisher_kind", "organization", "last_checked", "relevance")),
        Section("book", _("The book's own entry"), (
            "in_book", "position", "verdict", "confidence", "problems", "alternative", "unsure"), closed=True),
    )  # fmt: skip


@admin.register(Claim)
class ClaimAdmin(PageAdmin):
    own_columns = ("state", "finding", "confidence", "claimant")
    own_filters = ("finding", "confidence", "claimant")
    ordering = ("pk",)
    wording = {
        "title": Words(_("The claim"), _("What the book or a contributor says, in one sentence.")),
        "summary": Words(_("Editor's note"), _("What you found, in plain words. It is shown where the claim stands.")),
        "about": Words(_("About these pages"), _("The note is shown on each of them.")),
        "finding": Words(
            hint=_("A correction needs a source that was opened; without one the claim shows as disputed.")
        ),
        "correction": Words(hint=_("What it should say.")),
    }
    sections = (Section("finding", _("What was found"), ("about", "finding", "confidence", "claimant", "correction")),)
