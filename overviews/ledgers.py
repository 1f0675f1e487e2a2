"""Who pays what and who gains what: one row of the ledgers of many cases, both sides beside each other, in the words of
the cases. Numbers of it stand among the charts."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.ledgers import MISSING, STATED, entries, sides, state
from cases.views import case_labels, case_sorts
from content.document import localise, reader_language
from content.models import Page
from content.taking.spreadsheets import csv_answer
from content.views import feeds, head
from overviews.narrowed import filters_of, refused_program, rooms
from search.listing import Layout, listing

TITLES = {
    "put_in": gettext_lazy("Who puts in what"),
    "gained": gettext_lazy("Who gains what"),
    "cost": gettext_lazy("Who pays what"),
}
"""What the page is called, for each row of a ledger."""
AT_ONCE = 1_000
"""Cases of the CSV whose ledgers are read in one query."""


@require_safe
def page(request, entry):
    """A row of the ledgers of the cases that the filters leave. Four queries, five when nothing is left."""
    language = reader_language()
    layout = Layout(facets=("mechanism",), labels=case_labels(), sorts=case_sorts(), more=("organization",))
    shown = listing(request.GET, "case", language, layout)
    books = books_of([row.page_id for row in shown.entries])
    query = feeds.query_of(shown.filters)
    context = {
        "shown": shown,
        "entry": entry,
        "rows": [(row, cells(row, books.get(row.page_id, []), entry, language)) for row in shown.entries],
        "sides": sides(),
        "entries": [(words, address(name) + query, name == entry) for name, words in entries().items()],
        "path": address(entry),
        "table": reverse("overviews:ledgers_table") + query,
        "rooms": rooms("overviews:ledgers_put_in"),
        "crumbs": [(_("Insights"), reverse("overviews:insights")), (TITLES[entry], "")],
        "meta": head(request, TITLES[entry], _("What communities and companies put in, gained and paid, case by case, "
                                               "from both sides' ledgers."))
        | {"feed": feeds.address_of_list("cases", shown.filters)},
    }  # fmt: skip
    return render(request, "overviews/ledgers.html", context, status=shown.status)


def address(entry):
    """The address of the page about a row of the ledgers."""
    return reverse(f"overviews:ledgers_{entry}")


def books_of(pages):
    """{number of a page: its ledgers} of those of these pages that are public; one query."""
    return dict(Page.objects.public().filter(pk__in=pages).values_list("pk", "document__ledger"))


@dataclass(frozen=True)
class Cell:
    """A row of one side's ledger of a case."""

    ledger: str
    """What the ledger is called."""
    parties: list
    """The names of those who stand on this side."""
    words: str
    """"" where nothing is written yet."""
    stated: bool
    """Is something stated, not only that nothing was found?"""


def cells(case, books, entry, language):
    """A row of both ledgers of a case, the community's first."""
    texts = {book["side"]: book[entry] for book in books}
    found = []
    for side, ledger in sides().items():
        text = texts.get(side, {})
        parties = [party["name"] for party in case.row["parties"] if party["side"] == side]
        words = "" if state(text) == MISSING else localise(text, language)
        found.append(Cell(ledger, parties, words, state(text) == STATED))
    return found


@require_safe
def table(request):
    """All rows of the ledgers of these cases as CSV. Two queries, and one for every 1,000 cases; 400 for filters that
    cannot be used."""
    asked = filters_of(request)
    if answer := refused_program(asked):
        return answer
    cases = list(asked.cases().order_by("year_from", "page_id").values_list("page_id", "title", "slug"))
    names = [(side, entry) for side in sides() for entry in entries()]
    lines = []
    for start in range(0, len(cases), AT_ONCE):
        some = cases[start : start + AT_ONCE]
        books = books_of([page for page, _title, _slug in some])
        for page, title, slug in some:
            found = {book["side"]: localise(book, asked.language) for book in books.get(page, [])}
            lines.append([title, *(found.get(side, {}).get(entry, "") for side, entry in names), slug])
    columns = [f"{sides()[side]} · {entries()[entry]}" for side, entry in names]
    return csv_answer("ledgers.csv", [[_("Case"), *columns, _("Address of the case")], *lines])
