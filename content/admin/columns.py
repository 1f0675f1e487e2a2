"""What lists of pages show beside the title."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.document.reading import languages_of
from content.wording import evidence_name, partial_date

STATES = {
    "unverified": gettext_lazy("unverified"),
    "supported": gettext_lazy("supported"),
    "disputed": gettext_lazy("disputed"),
    "corrected": gettext_lazy("corrected"),
    "opinion": gettext_lazy("opinion"),
}


def bars(level, word):
    """A level of three as bars with its word: the bars alone say nothing to a screen reader."""
    return format_html('<span class="bars" aria-hidden="true">{}{}</span> {}', "▮" * level, "▯" * (3 - level), word)


class PageColumns:
    """Columns, filters and order of every list of pages; `own_columns` and `own_filters` are the kind's."""

    own_columns = ()
    own_filters = ()
    list_display_links = ("uid", "chinese_title", "english_title")

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def get_list_display(self, request):
        return ("uid", "chinese_title", "english_title", *self.own_columns, "status", "origin", "in_languages",
                "version", "updated")  # fmt: skip

    def get_list_filter(self, request):
        return (*self.own_filters, "status", "origin")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(version__gt=0)

    @admin.display(description=gettext_lazy("title"), ordering="title_zh_hans")
    def chinese_title(self, page):
        return page.title_zh_hans or "—"

    @admin.display(description=gettext_lazy("English title"), ordering="title_en")
    def english_title(self, page):
        return page.title_en or "—"

    @admin.display(description=gettext_lazy("languages"))
    def in_languages(self, page):
        return " · ".join({"zh": "中", "en": "En"}[key] for key in languages_of(page.document))

    @admin.display(description=gettext_lazy("updated"), ordering="updated_at")
    def updated(self, page):
        return partial_date(timezone.localdate(page.updated_at).isoformat())

    @admin.display(description=gettext_lazy("evidence"))
    def evidence(self, page):
        return bars(page.computed["level"], evidence_name(page.computed["level"], page.origin))

    @admin.display(description=gettext_lazy("maturity"))
    def maturity(self, page):
        return bars(page.computed["maturity"], _("%(count)d cases") % {"count": page.computed["cases"]})

    @admin.display(description=gettext_lazy("state"))
    def state(self, page):
        return STATES.get(page.computed["state"], page.computed["state"])
