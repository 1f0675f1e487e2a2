"""What makes working together hard: each difficulty with what the book advises, the playbooks and the cases for it.

A difficulty is a tag of the facet "challenge"; what carries it stands in its row. A challenge of the book without such
a tag has a row of its own. Where a cell is empty, something is still to be written.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Value, Window
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.document import reader_language
from content.document.reading import LocalText
from content.views import head, trail
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
    rows = {
        tag.slug: Row(
            LocalText(tag.title, tag.row["title_language"]),
            LocalText(tag.summary, tag.row["summary_language"]),
            tag.slug,
        )
        for tag in tags.order_by("position", "page_id")
    }
    items = [
        (item, "challenges" if group["document"]["challenge"] else "practices")
        for group in groups
        for item in group["items"]
    ]
    for item, place in items:
        for row in under(rows, item["document"]["tags"]):
            getattr(row, place).append(item)
    for item, place in items:
        item["rows"] = under(rows, item["document"]["tags"])
        if place == "challenges" and not item["rows"]:
            rows[item["anchor"]] = Row(item["document"]["title"], challenges=[item])
    for row in rows.values():
        row.playbooks = [playbook for playbook in playbooks if helps(playbook, row)]
    for entry in best_cases(rows, language):
        rows[entry.of].cases.append(entry)
        rows[entry.of].total = entry.total
    return list(rows.values())


def helps(playbook, row):
    """Is a playbook about this difficulty: does it carry its tag, or do its steps use what stands in the row?"""
    used = [f"practice:{item['slug']}" for item in [*row.challenges, *row.practices]]
    return row.tag in playbook.row["tags"] or any(key in playbook.links for key in used)


def under(rows, tags):
    """The rows in which something with these tags stands."""
    return [rows[slug] for slug in tags if slug in rows]


def best_cases(rows, language):
    """For each row the best-evidenced cases that carry its tag, or whose activities name its challenge, with `of`, the
    row's key, and `total`, how many there are; one query."""
    cases = SearchEntry.objects.public().filter(kind="case", language=language)
    carrying = [
        cases.filter(facets__contains=[f"tag:{row.tag}"])
        if row.tag
        else cases.filter(links__contains=[f"practice:{row.challenges[0]['slug']}"])
        for row in rows.values()
    ]
    parts = [
        some.annotate(of=Value(key), total=Window(Count("pk"))).order_by("-evidence", "-page_id")[:MOST]
        for key, some in zip(rows, carrying, strict=True)
    ]
    found = parts[0].union(*parts[1:], all=True) if parts else []
    return sorted(found, key=lambda entry: (-entry.evidence, -entry.page_id))
