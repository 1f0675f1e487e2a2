"""The sources, and the claims that editors checked: their lists, and a page for each."""

from collections import defaultdict

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.document import reader_language
from content.models import Claim, Confidence, PublisherKind, Reference
from content.views import feeds, head, page_context, page_view, trail
from content.wording import CLAIM_STATES, claim_state
from search.listing import Layout, listing
from search.models import SearchEntry

ON_ONE_PAGE = 25


# --- Sources ----------------------------------------------------------------------------------------------------------


def problem_names():
    """What the codes of problems with an entry of the book mean."""
    return {
        "author": _("the author is wrong or incomplete"),
        "author-order": _("the authors stand in the wrong order"),
        "title": _("the title is wrong"),
        "subtitle": _("the subtitle is wrong or missing"),
        "publisher": _("the publisher is wrong"),
        "year": _("the year is wrong"),
        "edition-missing": _("the edition is missing"),
        "conflated-works": _("two works are mixed up"),
        "draft": _("it is a draft, not a published work"),
        "not-found": _("the work could not be found"),
        "relevance": _("it has little to do with the subject"),
    }


@require_safe
def reference_list(request):
    """The book's own list with what was found about each entry, then all other sources; three queries."""
    language = reader_language()
    shown = listing(
        request.GET,
        "reference",
        language,
        Layout(
            facets=("publisher", "in_book"),
            labels={"publisher": dict(PublisherKind.choices), "in_book": {"yes": _("In the book's list")}},
            sorts=[("order", _("number")), ("year", _("year")), ("title", _("title"))],
            tags=False,
            page_size=ON_ONE_PAGE,
        ),
    )
    citing = pages_citing(shown.entries, language)
    rows = [reference_row(entry.row, citing[entry.key]) | {"entry": entry} for entry in shown.entries]
    title = _("Sources")
    gist = _("Every source cited on this site, who published it, and when an editor last opened it.")
    context = {
        "meta": head(request, title, gist) | {"feed": feeds.address_of_list("references", shown.filters)},
        "crumbs": [(title, "")],
        "shown": shown,
        "of_the_book": [row for row in rows if row["entry"].row["in_book"]],
        "others": [row for row in rows if not row["entry"].row["in_book"]],
    }
    return render(request, "content/references.html", context, status=shown.status)


def pages_citing(entries, language):
    """For each source, the entries of the pages that cite it; one query."""
    keys = {entry.key for entry in entries}
    citing = defaultdict(list)
    pages = SearchEntry.objects.public().filter(links__overlap=list(keys), language=language)
    for page in pages.order_by("kind", "position", "page_id"):
        for key in keys.intersection(page.links):
            citing[key].append(page)
    return citing


@page_view("reference")
def reference(request, loaded):
    """One source: the work, what was found about it, and every page that cites it."""
    citing = sorted(
        (entry for entry in loaded.near.values() if loaded.page.key in entry.links),
        key=lambda entry: (entry.kind, entry.position, entry.page_id),
    )
    context = page_context(request, loaded, crumbs=[trail("references")]) | {
        "row": reference_row(loaded.document, citing)
    }
    return render(request, "content/reference.html", context)


def reference_row(row, citing):
    """The words for a source's codes, and the pages that cite it."""
    names = problem_names()
    return {
        "work": row,
        "publisher": PublisherKind(row["publisher_kind"]).label,
        "verdict": Reference.Verdict(row["verdict"]).label if row["verdict"] else "",
        "confidence": Confidence(row["confidence"]).label if row["confidence"] else "",
        "problems": [names.get(code, code) for code in row["problems"]],
        "citing": citing,
    }


# --- Claims -----------------------------------------------------------------------------------------------------------


@require_safe
def claim_list(request):
    """What the book says and editors checked: the claim, the finding, the note, the sources; three queries."""
    language = reader_language()
    shown = listing(
        request.GET,
        "claim",
        language,
        Layout(
            facets=("state", "finding"),
            labels={
                "state": {state: claim_state(state) for state in CLAIM_STATES},
                "finding": {value or "none": label for value, label in Claim.Finding.choices},
            },
            sorts=[("order", _("number")), ("updated", _("last updated"))],
            tags=False,
            page_size=ON_ONE_PAGE,
        ),
    )
    keys = {key for entry in shown.entries for key in entry.row["about"]}
    about = SearchEntry.objects.public().filter(key__in=keys, language=language)
    pages = {entry.key: entry for entry in about}
    title = _("Claims and corrections")
    gist = _("Where editors checked what the book says: what it claims, what they found, and on which sources.")
    context = {
        "meta": head(request, title, gist) | {"feed": feeds.address_of_list("claims", shown.filters)},
        "crumbs": [(title, "")],
        "shown": shown,
        "claims": [claim_row(entry.row, pages) | {"entry": entry} for entry in shown.entries],
    }
    return render(request, "content/claims.html", context, status=shown.status)


def claim_row(row, pages):
    """The words for a claim's codes, and the entries of the pages that it is about."""
    return {
        "finding": Claim.Finding(row["finding"]).label,
        "confidence": Confidence(row["confidence"]).label if row["confidence"] else "",
        "about": [pages[key] for key in row["about"] if key in pages],
    }


@page_view("claim")
def claim(request, loaded):
    """One claim: what is said, what editors found, what to read instead, on which sources, and where it matters."""
    context = page_context(request, loaded, crumbs=[trail("claims")]) | {
        "claim": claim_row(loaded.document, loaded.near),
        "computed": loaded.page.computed,
    }
    return render(request, "content/claim.html", context)
