"""The search over every kind of page, and what it offers while somebody types."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.collecting.finding import titled
from community.collecting.pages import by_line, foreign, listed
from content.document import Role, get_kind, kinds, reader_language, side_by_side
from content.views import head
from content.wording import kind_name
from search.kinds import NOT_SEARCHED
from search.listing import page_links
from search.searching import MOST_PAGES, search
from search.suggesting import suggest

MOST_COLLECTIONS = 5


@require_safe
def page(request):
    """Results of all kinds, the best first. Bad parameters are left out; three queries, more when little is found."""
    text = request.GET.get("q", "")
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds() and kind not in NOT_SEARCHED else ""
    number = request.GET.get("page", "1")
    number = min(int(number), MOST_PAGES) if number.isdecimal() and number.isascii() and len(number) < 5 else 1
    expand = request.GET.get("exact") != "1"
    results = search(text, reader_language(), kind=kind, page=max(1, number), expand=expand)
    asked = {"text": results.typed, "kind": kind, "expand": expand}

    def address(**changes):
        return query_string(**(asked | changes))

    context = {
        "results": results,
        "rows": [(entry, kind_name(entry.kind)) for entry in results.entries],
        "kinds": [(each.many, results.counts[each.name], address(kind=each.name), each.name == kind)
                  for each in kinds_to_choose() if results.counts.get(each.name)],
        "everything": sum(results.counts.values()),
        "all_kinds": address(kind=""),
        "pager": page_links(results.page, results.pages, lambda number: address(page=number)),
        "exact": address(expand=False),
        "expanded": address(expand=True),
        "expand": expand,
        "collections": collections(results) if results.page == 1 and not kind else [],
        "near": [(name, address(text=name)) for name in results.near],
        "meta": head(request, title_of(results), _("Search in cases, playbooks, terms, organisations and the book.")),
    }  # fmt: skip
    response = render(request, "overviews/search.html", context)
    response["X-Robots-Tag"] = "noindex"  # there is no end of such pages, and other search engines need none
    return response


def kinds_to_choose():
    """The kinds of results in the order of the choice, what is looked for most before the rest."""
    return sorted(side_by_side(), key=lambda kind: Role.MAIN not in kind.roles)


def collections(results):
    """[(collection, who made it, language to mark it with)]: public ones whose title has what was searched for; one
    query when there are some."""
    found = titled(results.query, results.version)
    rows = listed().filter(pk__in=found)[:MOST_COLLECTIONS] if found else []
    return [(row, by_line(row), foreign(row)) for row in rows]


def title_of(results):
    """What the page is called."""
    return _("Search: %(words)s") % {"words": results.typed} if results.typed else _("Search")


def query_string(*, text, kind, expand, page=1):
    """The address of a search, relative to its page."""
    pairs = [("q", text), ("kind", kind), ("exact", "" if expand else "1"), ("page", page if page > 1 else "")]
    return "?" + urlencode([(name, value) for name, value in pairs if value])


@require_safe
def suggestions(request):
    """What a name may go on to: JSON for the small script beside the search's box. One query, a kilobyte."""
    rows = suggest(request.GET.get("q", "")[:80], reader_language())
    found = [{"title": title, "kind": kind_name(kind), "url": get_kind(kind).path(slug)} for kind, slug, title in rows]
    return JsonResponse({"suggestions": found})
