"""Pages of the book: its contents, and a chapter with all its sections."""

import functools
from operator import attrgetter

from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from content.document import get_kind, localise, reader_language
from content.document.page import document_links
from content.document.reading import choose
from content.markdown import reading_minutes
from content.models import Origin, Status
from content.views import Loaded, address_of_number, asked_pages, gone, head, page_context, trail
from glossary.mentions import Mentions
from search.models import SearchEntry


@require_safe
def contents(request):
    """The parts and sections, each in one sentence; one query."""
    chapters = SearchEntry.objects.public().filter(kind="chapter", language=reader_language())
    entries = list(chapters.order_by("position", "page_id"))
    title = pgettext("navigation", "The book")
    gist = _("Open-source communities and AI companies: co-creation, sharing and win-win, section by section.")
    context = {
        "meta": head(request, title, gist),
        "crumbs": [(title, "")],
        "parts": parts(entries),
        "minutes": round_up(sum(entry.row["minutes"] for entry in entries)),
        "sections": len(entries),
    }
    return render(request, "book/contents.html", context)


def parts(entries):
    """The parts with their sections: each an entry, its children, and the minutes of all its text."""
    nodes = {entry.slug: {"entry": entry, "sections": [], "minutes": entry.row["minutes"]} for entry in entries}
    top = []
    for entry in reversed(entries):
        node, parent = nodes[entry.slug], nodes.get(entry.row["parent"])
        (parent["sections"] if parent else top).insert(0, node)
        if parent:
            parent["minutes"] += node["minutes"]
    for node in nodes.values():
        node["minutes"] = round_up(node["minutes"])
    return top


def round_up(minutes):
    """Whole minutes, at least one if there is any text."""
    return max(1, round(minutes)) if minutes else 0


# --- A chapter --------------------------------------------------------------------------------------------------------


def with_sections(view):
    """Like `content.views.page_view`, for a chapter that comes with the sections below it: three queries."""

    @require_safe
    @functools.wraps(view)
    def shown(request, slug):
        language = reader_language()
        found = asked_pages(Q(slug=slug) | Q(slug__startswith=f"{slug}."), kind="chapter")
        pages = {page.slug: page for page in found}
        if slug not in pages:
            return redirect(address_of_number("chapter", slug), permanent=True)
        page = pages.pop(slug)
        if page.status == Status.REMOVED:
            return gone(choose(page.document["status_reason"], language))
        below = sorted(
            (page for page in pages.values() if page.status != Status.REMOVED),
            key=lambda page: page.document["position"],
        )
        near = around([page, *below], language)
        loaded = [Loaded(each, localise(each.document, language), language, near) for each in (page, *below)]
        return view(request, loaded[0], loaded[1:])

    shown.of_loaded = view
    return shown


def around(pages, language):
    """Entries by key of what stands around these chapters, and of those before and after the first. Two queries."""
    links = {key for page in pages for key in document_links(get_kind("chapter").document, page.document)}
    keys = [page.key for page in pages]
    entries = SearchEntry.objects.around(keys, sorted(links), language)
    turning = SearchEntry.objects.public().filter(beside(pages[0], language), language=language)
    return {entry.key: entry for entry in [*turning, *entries]}


def beside(page, language):
    """Condition: the chapters before and after this one that stand no deeper."""
    position, level = page.document["position"], max(1, page.document["level"])
    chapters = SearchEntry.objects.public().filter(kind="chapter", language=language, row__level__lte=level)
    before, after = chapters.filter(position__lt=position), chapters.filter(position__gt=position)
    return Q(pk__in=before.order_by("-position").values("pk")[:1]) | Q(
        pk__in=after.order_by("position").values("pk")[:1]
    )


@with_sections
def chapter(request, loaded, below=()):
    document = loaded.document
    sections = [section_of(each, each.document["level"] - document["level"]) for each in (loaded, *below)]
    seen = set()
    for section in sections:
        section["claims"] = [claim for claim in section["loaded"].claims if claim.key not in seen]
        seen |= {claim.key for claim in section["claims"]}
    text = "\n\n".join(section["text"] for section in sections if section["text"])
    parent = loaded.entry("chapter", document["parent"])
    crumbs = [trail("book"), *([(parent.title, get_kind("chapter").path(parent.slug))] if parent else [])]
    previous, following = neighbours_in_order(loaded)
    context = page_context(request, loaded, crumbs=crumbs, linked={"@type": "Chapter"}) | {
        "own": sections[0],
        "sections": sections[1:],
        "minutes": reading_minutes(text, spoken(sections)) if text else 0,
        "toc": [(f"s-{section['slug']}", f"{section['slug']} {section['title']}") for section in sections[1:]],
        "origin": Origin(document["origin"]).label,
        "mentions": Mentions(loaded.language, loaded.page.collection_version),
        "previous": previous,
        "following": following,
    }
    return render(request, "book/chapter.html", context)


def section_of(loaded, depth):
    """A section as its page and its part's page show it; `links`: (label, entries) of what stands in it."""
    document = loaded.document
    text = document["body"]
    return {
        "loaded": loaded,
        "slug": document["slug"],
        "heading": f"h{min(1 + max(depth, 1), 6)}",
        "title": document["title"],
        "summary": document["summary"],
        "text": text,
        "mentions": document["mentions"],
        "links": [
            (label, entries)
            for label, kind, slugs in (
                (_("Cases"), "case", document["cases"]),
                (_("Playbooks"), "strategy", document["strategies"]),
                (_("Practices"), "practice_group", document["practice_groups"]),
                (_("Organisations"), "organization", document["organizations"]),
                (_("Terms"), "term", document["terms"]),
            )
            if (entries := named_and_naming(loaded, kind, slugs))
        ],
    }


def named_and_naming(loaded, kind, slugs):
    """Entries of the pages that the chapter names, then of those that name the chapter."""
    named = loaded.entries(kind, slugs)
    return named + [entry for entry in loaded.backlinks(kind) if entry not in named]


def spoken(sections):
    """The language that most of the text is in: the reader's, unless it is missing."""
    text = next(section["text"] for section in sections if section["text"])
    return {"zh-Hans": "zh", "en": "en"}.get(text.foreign, sections[0]["loaded"].language)


def neighbours_in_order(loaded):
    """The chapters before and after this one that stand no deeper, or None."""
    position, level = loaded.document["position"], max(1, loaded.document["level"])
    chapters = [entry for entry in loaded.near.values() if entry.kind == "chapter" and entry.row["level"] <= level]
    before = [entry for entry in chapters if entry.position < position]
    after = [entry for entry in chapters if entry.position > position]
    order = attrgetter("position")
    return max(before, key=order, default=None), min(after, key=order, default=None)
