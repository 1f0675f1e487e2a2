"""What search engines and other programs find the pages by: the sitemap, llms.txt, the search for browsers' own fields.

The sitemap is an index of parts; each part has the pages whose rows have the next so many numbers, so that a new page
changes one part only. A page stands there once for each language it is written in, with its other language beside it.
"""

from collections import defaultdict
from datetime import UTC
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Count, F, Max
from django.db.models.fields.json import KT
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.addresses import path_in, site_address
from content.document import Role, get_kind, kinds_with, reader_language
from content.document.reading import TAGS
from search.models import SearchEntry

PART = 2_000
"""Numbers of pages in one part: at most 4,000 addresses, where the format allows 50,000."""
LISTS = {
    "portal:home": kinds_with(Role.KEPT),
    "cases:list": ("case",),
    "strategies:list": ("strategy",),
    "strategies:practices": ("practice", "practice_group"),
    "strategies:challenges": ("practice", "practice_group"),
    "overviews:finder": ("case", "strategy", "tag", "facet"),
    "glossary:list": ("term",),
    "community:list": ("organization",),
    "collections:list": (),
    "overviews:insights": ("case", "tag", "facet", "practice"),
    "overviews:network": ("case", "organization"),
    "overviews:timeline": ("case",),
    **dict.fromkeys(("overviews:ledgers_put_in", "overviews:ledgers_gained", "overviews:ledgers_cost"), ("case",)),
    "book:contents": ("chapter",),
    "content:tags": ("tag", "facet"),
    "content:references": ("reference",),
    "content:claims": ("claim",),
    **dict.fromkeys(
        ("data", "about", "about_evidence", "about_guidelines", "about_review", "about_accessibility", "about_api"), ()
    ),
}
"""The other pages, and the kinds of pages by whose changes they change; none for those that change with the program."""
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
ALTERNATES = f'{NAMESPACES} xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def listed():
    """The index entries of what stands in the sitemap, in the languages that the page is written in."""
    return SearchEntry.objects.public().order_by().alias(fallen_back=KT("row__title_language")).filter(fallen_back="")


def by_page():
    """One index entry of each of these pages: when it changed is the same in both languages, so the titles need not be
    read."""
    return SearchEntry.objects.public().order_by().filter(language="zh")


def xml(root, attributes, rows):
    """The answer: an XML file of these rows."""
    text = "".join(('<?xml version="1.0" encoding="UTF-8"?>\n', f"<{root} {attributes}>\n", *rows, f"</{root}>\n"))
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def moment(value):
    """A moment as W3C writes it, or nothing."""
    return f"<lastmod>{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if value else ""


@require_safe
def index(request):
    """The parts, each with the moment of its last change; one query."""
    site = site_address(request)
    parts = by_page().filter(kind__in=kinds_with(Role.KEPT)).annotate(part=F("page_id") / PART).values_list("part")
    parts = sorted(parts.annotate(changed=Max("updated_at")))
    rows = [("site", max((changed for _part, changed in parts), default=None)), *parts]
    return xml("sitemapindex", NAMESPACES, (
        f"<sitemap><loc>{escape(site)}/sitemap/{part}.xml</loc>{moment(changed)}</sitemap>\n" for part, changed in rows
    ))  # fmt: skip


@require_safe
def part(request, number):
    """The pages of one part; one query. Raises Http404 for a part without pages."""
    first = number * PART
    entries = listed().filter(kind__in=kinds_with(Role.KEPT), page_id__gte=first, page_id__lt=first + PART)
    pages = defaultdict(dict)
    for kind, slug, language, changed in entries.order_by("page_id", "-language").values_list(
        "kind", "slug", "language", "updated_at"
    ):
        pages[kind, slug][language] = changed
    if not pages:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        rows = [
            urls(site_address(request), get_kind(kind).path(slug), written) for (kind, slug), written in pages.items()
        ]
    return xml("urlset", ALTERNATES, rows)


@require_safe
def site_part(request):
    """Lists and pages about the portal; one query. A list changes when one of its pages does."""
    kinds = {kind for some in LISTS.values() for kind in some}
    changed = dict(by_page().filter(kind__in=kinds).values_list("kind").annotate(Max("updated_at")))
    site, rows = site_address(request), []
    with translation.override(settings.LANGUAGE_CODE):
        for name, some in LISTS.items():
            last = max((changed[kind] for kind in some if kind in changed), default=None)
            path = reverse(name if ":" in name else f"portal:{name}")
            rows.append(urls(site, path, dict.fromkeys(TAGS, last)))
    return xml("urlset", ALTERNATES, rows)


def urls(site, path, written):
    """A page in the languages it is written in: {language: last change}."""
    addresses = {language: escape(site + path_in(path, language)) for language in written}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{TAGS[language]}" href="{address}"/>'
        for language, address in addresses.items()
    )
    return "".join(
        f"<url><loc>{address}</loc>{moment(written[language])}{links}</url>\n"
        for language, address in addresses.items()
    )


# --- Words for programs -----------------------------------------------------------------------------------------------


@require_safe
def llms(request):
    """What a language model should know before it reads: what this is, where the plain texts are. One query."""
    entries = SearchEntry.objects.public().filter(language="zh").order_by()
    counts = dict(entries.values_list("kind").annotate(Count("pk")))
    context = {"site": site_address(request), "counts": counts}
    return render(request, "portal/llms.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request):
    """The description by which browsers and programs search here."""
    language = reader_language()
    context = {
        "site": site_address(request),
        "name": _("Commonsource"),
        "about": _("Cases of open-source communities and AI companies working together"),
        "search": reverse("overviews:search"),
        "language": TAGS[language],
        "itself": request.path,
    }
    return render(request, "portal/opensearch.xml", context, content_type="application/opensearchdescription+xml")
