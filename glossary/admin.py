"""The glossary in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin.pages import PageAdmin
from content.forms import Words
from content.forms.showing import Section
from glossary.models import Term, TermCategory


@admin.register(Term)
class TermAdmin(PageAdmin):
    own_columns = ("pinyin", "term_category")
    own_filters = ("term_category", "in_appendix")
    list_select_related = ("term_category",)
    ordering = ("pinyin", "title_en", "pk")
    wording = {
        "title": Words(_("Headword")),
        "summary": Words(_("Definition"), _("One or two sentences. They show where the term stands in a text.")),
        "pinyin": Words(
            hint=_("With tone marks, for example gòngchuàng. Decides the letter under which the term stands.")
        ),
        "aliases": Words(hint=_("Found like the headword. “Do not use” marks a name that texts should avoid.")),
        "related": Words(_("Related terms")),
        "broader": Words(_("Broader terms"), _("Of which this is a part or a sort.")),
    }
    sections = (
        Section("word", _("The word"), ("pinyin", "term_category", "text", "in_appendix")),
        Section("aliases", _("Other names"), ("aliases",)),
        Section("links", _("Other terms"), ("related", "broader")),
    )


@admin.register(TermCategory)
class TermCategoryAdmin(PageAdmin):
    own_columns = ("position",)
    ordering = ("position", "pk")
    sections = (Section("order", _("Order"), ("position",)),)
