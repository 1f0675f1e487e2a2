"""What makes working together hard: each difficulty with what the book advises, the playbooks and the cases for it.

A difficulty is a tag of the facet "challenge"; what carries it stands in its row. A challenge of the book without such
a tag has a row of its own. Where a cell is empty, something is still to be written.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Value, Window
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.views import head, reader_language, trail
from search.models import SearchEntry
from strategies.views import groups_of, playbooks_in_order

FACET = "challenge"
MOST = 3
"""So many cases stand in a cell, those with the strongest evidence; a link leads to all."""


@dataclass
class Row:
    """A difficulty, and what there is for it."""

    title: str
    summary: str = ""
    tag: str = ""
    """The slug of its tag; a challenge of the book that has none stands alone."""
    challenges: list = field(default_factory=list)
    """As the book names it, each with the book's advice or still without."""
    practices: list = field(default_factory=list)
    playbooks: list = field(default_factory=list)
    cases: list = field(default_factory=list)
    total: int = 0
    """How many cases there are; the row shows some."""

    @property
    def advised(self):
        """Is there any advice, or a practice?"""
        return bool(self.practices) or any(item["document"]["solution"] for item in self.challenges)


@require_safe
def page(request):
    """The matrix, and below it each challenge as the book names it: four queries, three where there is no such tag."""
    language = reader_language()
    playbooks = playbooks_in_order(language)
    groups = groups_of(language, playbooks)
    book = [group for group in groups if group["document"]["challenge"]]
    items = [item for group in book for item in group["items"]]
    solved = sum(1 for item in items if item["document"]["solution"])
    description = _(
        "Challenges of working together that the book names, with its solutions; the others are still open."
    )
    context = {
        "groups": book,
        "rows": matrix(groups, playbooks, language),
        "solved": solved,
        "open": len(items) - solved,
        "crumbs": [trail("strategies"), (_("Challenges"), "")],
        "meta": head(request, _("Challenges"), description),
    }
    return render(request, "strategies/challenges.html", context)


def matrix(groups, playbooks, language):
    """The rows: every difficulty in the editors' order, then the book's challenges that stand under none."""
    tags = SearchEntry.objects.public().filter(kind="tag", language=language, row__facet=FACET)
    rows = {tag.slug: Row(tag.title, tag.summary, tag.slug) for tag in tags.order_by("position", "page_id")}
    alone = []
    for group in groups:
        for item in group["items"]:
            place = "challenges" if group["document"]["challenge"] else "practices"
            under = [rows[slug] for slug in item["document"]["tags"] if slug in rows]
            for row in under:
                getattr(row, place).append(item)
            if place == "challenges" and not under:
                alone.append(Row(item["document"]["title"], challenges=[item], playbooks=item["used_in"]))
    for playbook in playbooks:
        for slug in playbook.row["tags"]:
            if slug in rows:
                rows[slug].playbooks.append(playbook)
    for entry in best_cases(rows, language):
        rows[entry.of].cases.append(entry)
        rows[entry.of].total = entry.total
    return [*rows.values(), *alone]


def best_cases(tags, language):
    """For each tag the best-evidenced cases that carry it, with `of`, the tag, and `total`, how many do; one query."""
    carrying = [
        SearchEntry.objects.public()
        .filter(kind="case", language=language, facets__contains=[f"tag:{tag}"])
        .annotate(of=Value(tag), total=Window(Count("pk")))
        .order_by("-evidence", "-page_id")[:MOST]
        for tag in tags
    ]
    return carrying[0].union(*carrying[1:], all=True) if carrying else []
