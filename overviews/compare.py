"""Two to six pages of a kind side by side: ledgers first, as a page and as CSV."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.addresses import site_address
from content.document import get_kind, reader_language
from content.related import related
from content.taking.spreadsheets import csv_answer
from content.views import head, load_page, trail
from overviews.tables import compared, rows_of
from search.models import SearchEntry
from search.searching import search

PARAMETERS = {"case": "c", "strategy": "s", "organization": "o"}
LEAST, MOST = 2, 6
LONGEST_SLUG = 100
MOST_OFFERED = 8


@require_safe
def page(request):
    """The comparison, or the way to one. Two queries, three for organisations; three more at most while somebody looks
    for another page."""
    kind, asked = asked_for(request.GET)
    pages = compared(kind, asked[:MOST], reader_language())
    slugs = [page.slug for page in pages]
    rows = rows_of(kind, pages) if len(pages) >= LEAST else []
    only = request.GET.get("differences") == "1"
    typed = request.GET.get("q", "").strip()
    context = {
        "kind": kind,
        "lede": ledes()[kind],
        "parameter": PARAMETERS[kind],
        "kinds": [(get_kind(name).model._meta.verbose_name_plural, f"?{parameter}=", name == kind)
                  for name, parameter in PARAMETERS.items()],
        "pages": [(page, address(kind, [slug for slug in slugs if slug != page.slug])) for page in pages],
        "slugs": slugs,
        "rows": [row for row in rows if not (only and row.same)],
        "same": sum(row.same for row in rows),
        "only": only,
        "everything": address(kind, slugs),
        "differences": address(kind, slugs, differences=1),
        "table": f"{reverse('overviews:compare_table')}{address(kind, slugs)}",
        "left_out": [slug[:LONGEST_SLUG] for slug in asked[:MOST] if slug not in slugs],
        "too_many": len(asked) > MOST,
        "typed": typed,
        "offered": offered(kind, typed, slugs),
        "suggested": [] if typed else suggested(kind, slugs),
        "printed": f"{site_address(request)}{request.get_full_path()}",
        "full": len(pages) >= MOST,
        "crumbs": [trail(get_kind(kind).section), (_("Compare"), "")],
        "meta": head(request, title_of(pages), _("Cases, playbooks or organisations side by side, ledgers first.")),
    }  # fmt: skip
    response = render(request, "overviews/compare.html", context)
    response["X-Robots-Tag"] = "noindex"  # there is no end of such pages
    return response


def ledes():
    """What a comparison of each kind shows."""
    return {
        "case": _(
            "Two to six side by side: what each put in, gained and paid, then how it was done and what came of it."
        ),
        "strategy": _("Two to six side by side: when each fits, what is to do, and what it rests on."),
        "organization": _("Two to six side by side: who each is, and the cases it took part in."),
    }


def asked_for(parameters):
    """(kind, slugs) that an address names; cases when it names none."""
    for kind, parameter in PARAMETERS.items():
        if parameter in parameters:
            return kind, list(dict.fromkeys(slug for slug in parameters.getlist(parameter) if slug))
    return "case", []


def title_of(pages):
    """What the page is called."""
    names = " / ".join(str(page.document["title"]) for page in pages)
    return _("Compare: %(names)s") % {"names": names} if len(pages) >= LEAST else _("Compare")


def address(kind, slugs, **more):
    """The query string of a comparison."""
    return "?" + urlencode([*((PARAMETERS[kind], slug) for slug in slugs or [""]), *more.items()])


def offered(kind, typed, slugs):
    """[(title, address)] of pages that could be added: what the words find."""
    if not typed or len(slugs) >= MOST:
        return []
    found = search(typed, reader_language(), kind=kind).entries
    rows = [entry for entry in found if entry.slug not in slugs]
    return [(entry.title, address(kind, [*slugs, entry.slug])) for entry in rows[:MOST_OFFERED]]


def suggested(kind, slugs):
    """[(title, address)] to begin with, the pages changed last, or to go on with: those close to the one chosen."""
    if len(slugs) > 1:
        return []
    found = close(kind, slugs[0]) if slugs else changed_last(kind)
    return [(entry.title, address(kind, [*slugs, entry.slug])) for entry in found[:MOST_OFFERED]]


def changed_last(kind):
    """The entries of the pages of a kind that changed last; one query."""
    entries = SearchEntry.objects.public().filter(kind=kind, language=reader_language())
    return list(entries.order_by("-updated_at", "-page_id")[:MOST_OFFERED])


def close(kind, slug):
    """The entries of pages of the same kind that a page names, is named by, or has much in common with; 3 queries."""
    loaded = load_page(kind, slug, reader_language())
    near = [*loaded.near.values(), *(row.entry for row in related(loaded))]
    return [entry for entry in near if entry.kind == kind and entry.slug != slug]


@require_safe
def table(request):
    """The same comparison as CSV: a row a line, a page a column. Raises Http404 when there is nothing to compare."""
    kind, asked = asked_for(request.GET)
    pages = compared(kind, asked[:MOST], reader_language())
    if len(pages) < LEAST:
        raise Http404
    lines = [[f"{row.group} · {row.label}", *map(text_of, row.cells)] for row in rows_of(kind, pages)]
    answer = csv_answer("compare.csv", [["", *(page.document["title"] for page in pages)], *lines])
    answer["X-Robots-Tag"] = "noindex"
    return answer


def text_of(contents):
    """The contents of a cell as one text, a line for each."""
    return "\n".join(words for words, _address in contents)
