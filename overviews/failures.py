"""What went wrong, in the words of the cases that did not simply succeed: what no number of a chart says."""

from dataclasses import dataclass

from django.db.models import Count, Window
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from content.document import get_kind, localise, reader_language
from content.markdown import plain
from content.taking.spreadsheets import csv_answer

HARD = (Case.Outcome.NEGATIVE, Case.Outcome.MIXED)
"""Outcomes of cases that did not simply succeed."""
MOST_TOLD = 12


@dataclass(frozen=True)
class Told:
    """What a case says went wrong in it."""

    title: str
    path: str
    outcome: str
    words: str


def told(language, limit=None):
    """([Told], how many there are in all), the best evidenced cases first; one query."""
    cases = Case.objects.public().filter(outcome_status__in=HARD)
    cases = cases.exclude(what_went_wrong_zh_hans="", what_went_wrong_en="").annotate(in_all=Window(Count("pk")))
    found = list(cases.order_by("-computed__level", "-pk")[:limit])
    return [told_by(case, language) for case in found], found[0].in_all if found else 0


def told_by(case, language):
    """What one case says, as a reader of a language sees it."""
    document = localise(case.document, language)
    outcome = Case.Outcome(document["outcome_status"]).label
    return Told(document["title"], get_kind("case").path(case.slug), outcome, document["what_went_wrong"])


@require_safe
def table(request):
    """All of it as CSV. One query."""
    rows, _total = told(reader_language())
    lines = [[row.title, row.outcome, plain(row.words), row.path] for row in rows]
    columns = [_("Case"), _("Outcome"), _("What went wrong"), _("Address of the case")]
    return csv_answer("failures.csv", [columns, *lines])
