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
    slug: str
    outcome: str
    words: str

    @property
    def path(self):
        return get_kind("case").path(self.slug)


def told(language, limit=None):
    """([Told], how many there are in all), the best evidenced cases first; one query."""
    cases = Case.objects.public().filter(outcome_status__in=HARD)
    cases = cases.exclude(what_went_wrong_zh_hans="", what_went_wrong_en="").annotate(in_all=Window(Count("pk")))
    columns = ("slug", "outcome_status", "document__title", "document__what_went_wrong", "in_all")
    found = list(cases.order_by("-computed__level", "-pk").values_list(*columns)[:limit])
    return [told_by(language, *row) for row in found], found[0][-1] if found else 0


def told_by(language, slug, outcome, title, words, _in_all):
    """What one case says, as a reader of a language sees it."""
    return Told(localise(title, language), slug, Case.Outcome(outcome).label, localise(words, language))


@require_safe
def table(request):
    """All of it as CSV. One query."""
    rows, _total = told(reader_language())
    lines = [[row.title, row.outcome, plain(row.words), row.slug] for row in rows]
    columns = [_("Case"), _("Outcome"), _("What went wrong"), _("Address of the case")]
    return csv_answer("failures.csv", [columns, *lines])
