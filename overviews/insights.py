"""What the collection says as a whole: one sentence a chart, each with its table, its source and CSV."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases import ledgers
from cases.models import Case
from content.document import get_kind, reader_language
from content.taking.spreadsheets import csv_answer
from content.views import head
from content.wording import evidence_name, told_apart
from overviews import failures
from overviews.counting import SPAN, Numbers
from overviews.narrowed import rooms
from overviews.superlatives import quoted, superlative
from search.models import SearchEntry

MOST_PRACTICES = 10


@dataclass
class Chart:
    """A table of numbers with a sentence. A number is (how many, the address of the list that shows them, share)."""

    name: str
    title: str
    sentence: str
    source: str
    columns: list
    rows: list
    """[(label, address, [number, …])]"""


def listed(**conditions):
    """The address of the cases with these conditions."""
    return reverse("cases:list") + "?" + "&".join(f"{name}={value}" for name, value in conditions.items())


def charts(language):
    """All charts; those without any number are left out."""
    numbers = Numbers(language)
    makers = (evidence, ledger_rows, benefits, years, governance, difficulties, practices) if numbers.cases else ()
    return numbers.cases, [chart for chart in (make(numbers) for make in makers) if chart.rows]


def with_shares(rows):
    """Numbers with their share, in per cent, of the greatest of the chart."""
    most = max((number for _label, _path, cells in rows for number, _address in cells), default=0) or 1
    return [
        (label, path, [(number, address, round(100 * number / most)) for number, address in cells])
        for label, path, cells in rows
    ]


def evidence(numbers):
    """How well the cases are proved."""
    rows = [
        (evidence_name(level), "", [(numbers.outcome(f"evidence:{level}"), listed(evidence=level))])
        for level in (3, 2, 1, 0)
    ]
    proved = sum(cells[0][0] for _label, _path, cells in rows[:2])
    sentence = _("%(proved)d of %(cases)d cases rest on two or more sources, at least one of them not from a party.")
    return Chart(
        "evidence", _("How well the cases are proved"), sentence % {"proved": proved, "cases": numbers.cases},
        _("The level of evidence, computed from the sources of each case."), [_("Cases")], with_shares(rows),
    )  # fmt: skip


def years(numbers):
    """How many cases began when, and under which mechanisms cases were under way then."""
    tags = numbers.tags("mechanism")
    known = {span for what, _value, span in numbers.of if what == "year"}
    known |= {first for what, first, _none in numbers.of if what == "began" and first is not None}
    spans = range(min(known), max(known) + 1, SPAN) if known else ()
    began = {start: numbers.of["began", start, ""] for start in spans}
    rows = []
    for start in spans:
        during = {"year_from": start, "year_to": start + SPAN - 1}
        under_way = [(numbers.of["year", f"tag:{slug}", start], listed(mechanism=slug, **during))
                     for slug, _title in tags]  # fmt: skip
        new = (began[start], listed(began_from=start, began_to=start + SPAN - 1))
        rows.append((f"{start}–{start + SPAN - 1}", listed(**during), [new, *under_way]))
    found = [(_("%(first)d–%(last)d") % {"first": start, "last": start + SPAN - 1}, began[start]) for start in spans]
    return Chart(
        "mechanisms", _("Mechanisms over the years"),
        superlative(found, _("Most cases began in %(names)s: %(number)d."),
                    _("Most cases began in %(names)s: %(number)d each.")),
        _("Cases that began in these years, and, by mechanism, those that were under way in them; a case can have "
          "several mechanisms."),
        [_("Began"), *(title for _slug, title in tags)], with_shares(rows),
    )  # fmt: skip


def ledger_rows(numbers):
    """What the ledgers say: for each side and row how often something is stated, none was found, nothing is written."""
    rows = [
        (f"{book} · {row}", reverse(f"overviews:ledgers_{entry}") + f"?ledger={side}.{entry}.stated", [
            (numbers.of["ledger", f"ledger:{side}.{entry}.{state}", ""],
             listed(ledger=f"{side}.{entry}.{state}")) for state in ledgers.STATES
        ]) for side, book in ledgers.sides().items() for entry, row in ledgers.entries().items()
    ]  # fmt: skip
    stated = {f"{side}_{entry}": numbers.of["ledger", f"ledger:{side}.{entry}.stated", ""]
              for side in ledgers.sides() for entry in ledgers.entries()}  # fmt: skip
    sentence = ngettext(
        "Of %(cases)d case, a cost to the community is stated in %(community_cost)d, to the company in "
        "%(company_cost)d; a gain to the community in %(community_gained)d, to the company in %(company_gained)d.",
        "Of %(cases)d cases, a cost to the community is stated in %(community_cost)d, to the company in "
        "%(company_cost)d; a gain to the community in %(community_gained)d, to the company in %(company_gained)d.",
        numbers.cases,
    )
    return Chart(
        "ledgers", _("Who pays, who gains"), sentence % (stated | {"cases": numbers.cases}),
        _("The ledgers of each case. “None found” says that somebody looked, not that there was nothing. What is "
          "stated is in words, which nobody has sorted by kind or amount: each row leads to them, case by case."),
        list(ledgers.states().values()), with_shares(rows),
    )  # fmt: skip


def benefits(numbers):
    """Which benefits the cases had."""
    rows = [(title, listed(benefit=slug), [(numbers.outcome(f"tag:{slug}"), listed(benefit=slug))])
            for slug, title in numbers.tags("benefit") if numbers.outcome(f"tag:{slug}")]  # fmt: skip
    rows.sort(key=lambda row: -row[2][0][0])
    return Chart(
        "benefits", _("What was gained"),
        superlative([(quoted(title), cells[0][0]) for title, _path, cells in rows],
                    _("The benefit named in most cases is %(names)s: %(number)d."),
                    _("The benefits named in most cases are %(names)s: %(number)d each.")),
        _("Benefits are the book's kinds, given to each case as tags; they do not say which side had them."),
        [_("Cases")], with_shares(rows),
    )  # fmt: skip


def governance(numbers):
    """What came of cases under each form of governance."""
    unsaid = any(numbers.outcome(f"tag:{slug}", Case.Outcome.NOT_SAID) for slug, _title in numbers.tags("governance"))
    outcomes = [choice for choice in Case.Outcome.choices if unsaid or choice[0] != Case.Outcome.NOT_SAID]
    rows = [
        (title, listed(governance=slug), [
            (numbers.outcome(f"tag:{slug}", value), listed(governance=slug, outcome=value))
            for value, _words in outcomes
        ]) for slug, title in numbers.tags("governance") if numbers.outcome(f"tag:{slug}")
    ]  # fmt: skip
    return Chart(
        "governance", _("What came of it, by governance"),
        superlative([(quoted(row[0]), in_all(row)) for row in rows],
                    _("The commonest form of governance is %(names)s: of %(number)d cases, %(positive)d worked out."),
                    _("The commonest forms of governance are %(names)s: %(number)d cases each."),
                    positive=max(rows, key=in_all)[2][0][0] if rows else 0),
        _("Tags of each case, and its outcome as the editors judge it. Few cases: read the numbers, not percentages."),
        [words for _value, words in outcomes], with_shares(rows),
    )  # fmt: skip


def in_all(row):
    """How many cases a row counts together."""
    return sum(number for number, _address in row[2])


def difficulties(numbers):
    """Which difficulties the cases had that did not simply succeed."""
    rows = [
        (title, listed(challenge=slug), [
            *((numbers.outcome(f"tag:{slug}", value), listed(challenge=slug, outcome=value))
              for value in failures.HARD),
            (numbers.outcome(f"tag:{slug}"), listed(challenge=slug)),
        ]) for slug, title in numbers.tags("challenge") if numbers.outcome(f"tag:{slug}")
    ]  # fmt: skip
    rows.sort(key=lambda row: -hardships(row))
    found = [(quoted(row[0]), hardships(row)) for row in rows if hardships(row)]
    unnamed = [(numbers.of["untagged", f"outcome:{value}", ""], "") for value in failures.HARD]
    if rows and any(number for number, _address in unnamed):
        every = sum(numbers.of["untagged", f"outcome:{value}", ""] for value in Case.Outcome.values)
        rows.append((_("No difficulty is named"), "", [*unnamed, (every, "")]))
    sentence = superlative(
        found, _("Among cases that did not simply succeed, %(names)s comes up most: in %(number)d of them."),
        _("Among cases that did not simply succeed, %(names)s come up most: in %(number)d of them each."),
    ) if found else _("No difficulty is named in a case that did not simply succeed.")  # fmt: skip
    return Chart(
        "difficulties", _("Where it went wrong"), sentence,
        _("This counts tags: difficulties that editors saw in a case, and what came of it, which is their judgement "
          "too. That a case had a difficulty does not say that it failed for it; nobody has sorted causes. What the "
          "cases themselves say went wrong stands below."),
        [*(value.label for value in failures.HARD), _("All cases")], with_shares(rows),
    )  # fmt: skip


def hardships(row):
    """How many cases of a difficulty did not simply succeed."""
    return sum(number for number, _address in row[2][:2])


def practices(numbers):
    """Which practices the cases' activities name most."""
    linked = ((number, link) for (what, link, _none), number in numbers.of.items() if what == "link")
    used = sorted(linked, reverse=True)
    found = SearchEntry.objects.public().filter(
        key__in=[link for _number, link in used[:MOST_PRACTICES]], language=numbers.language
    )
    entries = {entry.key: entry for entry in found}
    shown = [(number, entries[link]) for number, link in used[:MOST_PRACTICES] if link in entries]
    groups = dict(told_apart([entry for _number, entry in shown]))
    rows = [
        (named(entry, groups[entry]), get_kind("practice").path(entry.slug), [(number, listed(links_to=entry.key))])
        for number, entry in shown
    ]
    return Chart(
        "practices", _("Practices used most"), used_most(rows), _("Practices that the activities of cases point to."),
        [_("Cases")], with_shares(rows),
    )  # fmt: skip


def named(entry, group):
    """The title of a practice, with its group where another one is called the same."""
    return _("%(name)s (%(group)s)") % {"name": entry.title, "group": group} if group else entry.title


def used_most(rows):
    """The sentence about the practices with the highest number: one, or as many as there are."""
    one = ngettext("%(names)s is used most: in %(number)d case.", "%(names)s is used most: in %(number)d cases.",
                   rows[0][2][0][0] if rows else 0)  # fmt: skip
    found = [(quoted(label), cells[0][0]) for label, _path, cells in rows]
    return superlative(found, one, _("Used most, in %(number)d cases each: %(names)s."))


@require_safe
def page(request):
    """All charts, and what the cases say went wrong. Four queries."""
    language = reader_language()
    cases, made = charts(language)
    told, total = failures.told(language, failures.MOST_TOLD)
    description = _(
        "What the collected cases say together: evidence, costs and gains, mechanisms, governance, difficulties."
    )
    context = {
        "cases": cases,
        "rooms": rooms("overviews:insights"),
        "charts": [(chart, reverse("overviews:insight", args=[chart.name])) for chart in made],
        "failures": told,
        "failures_in_all": total,
        "crumbs": [(_("Insights"), "")],
        "meta": head(request, _("Insights"), description),
    }
    return render(request, "overviews/insights.html", context)


@require_safe
def table(request, name):
    """A chart's table as CSV. Raises Http404 for a chart that there is not."""
    _cases, made = charts(reader_language())
    chart = next((chart for chart in made if chart.name == name), None)
    if chart is None:
        raise Http404
    lines = [[label, *(number for number, _address, _share in numbers)] for label, _path, numbers in chart.rows]
    return csv_answer(f"{chart.name}.csv", [["", *chart.columns], *lines])
