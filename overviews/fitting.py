"""What fits a reader: a few questions, and the cases and playbooks that fit most of the answers, with the reasons.

A question's answers are the values of a facet: tags as they stand in the database, or words that a kind of page has.
Somebody who gives several answers to one question is content with any of them. Pages that fit more of the answered
questions come first; among equals those that share what few pages have, weighed as in content.related.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from math import log
from operator import add, or_
from typing import Any

from django.db.models import Case as If
from django.db.models import Count, F, FloatField, IntegerField, Q, Sum, Value, When, Window
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from cases.models import Case
from content.wording import evidence_name
from search.finding import stored
from search.listing import title_of
from search.models import SearchEntry
from strategies.models import Strategy
from strategies.wording import MATURITY

KINDS = ("strategy", "case")
MOST = 8
"""So many pages of each kind are shown."""
LEVELS = {"case": {1: 1, 2: 2, 3: 3}, "strategy": {1: 2, 2: 2, 3: 3}}
"""What a reader who asks for so much evidence of cases is content with: a playbook rests on cases."""


@dataclass(frozen=True, eq=False)
class Question:
    """A question with the facet whose values answer it."""

    facet: str
    words: Any
    kinds: tuple[str, ...] = KINDS
    """The kinds of pages of which it asks."""
    answers: dict = field(default_factory=dict)
    """{value: words} where the values are not tags."""
    reasons: dict = field(default_factory=dict)
    """{value: words} for the reader's own case, where the facet's name and value would say it worse."""
    labels: dict = field(default_factory=dict)
    """{value: words} for what a page says, where the answers' words are the reader's own."""
    least: bool = False
    """Is the answer the least that will do? Then there is one."""


WHAT_CAME = {value: words for value, words in Case.Outcome.choices if value != Case.Outcome.NOT_SAID}
"""Outcomes that somebody may look for; a case that says nothing of its own is silent to the question."""

QUESTIONS = (
    Question(
        "audience", _("Who are you?"), ("strategy",),
        {"community": _("I maintain an open-source project"), "company": _("I do open source at an AI company")},
        {"community": _("you maintain a project"), "company": _("you are at a company")},
        dict(Strategy.Audience.choices),
    ),
    Question("stage", _("How far are you?"), ("strategy",), dict(Strategy.Stage.choices)),
    Question("challenge", _("What makes it hard?")),
    Question("mechanism", _("What do you want to do together?")),
    Question("benefit", _("What should come of it?")),
    Question("governance", _("How is the project run, or how should it be?")),
    Question("incentive", _("What can you offer those who contribute?")),
    Question("context", _("Who takes part, and where?")),
    Question("technology", _("In which field?")),
    Question("outcome", _("Do you want to see what worked, or what did not?"), ("case",), WHAT_CAME),
    Question("evidence", _("How much evidence do you need?"), least=True),
)  # fmt: skip
"""In the order in which they are asked. What facets and tags are called is up to editors; these sentences are not."""


@dataclass
class Fit:
    """A page with what fits, what it says instead, and the questions that it says nothing of: all in words."""

    entry: SearchEntry
    fits: list
    otherwise: list
    silent: list
    asked: int


@dataclass
class Fitting:
    """The pages of a kind that fit some of the answers, the best first."""

    kind: str
    asked: int
    """How many of the answered questions ask of this kind."""
    rows: list[Fit]
    some: int
    """How many pages fit at least one answer, and how many fit all."""
    whole: int
    ways_out: list
    """Where none fits all of several answers: (question, how many would without it), the most first."""


# --- Answers ----------------------------------------------------------------------------------------------------------


def count_answers(language):
    """How many public pages have each value: {(kind, "facet:value"): number}; one query."""
    rows = SearchEntry.objects.public().filter(kind__in=KINDS, language=language).count_values("kind")
    return Counter({(kind, value): number for kind, value, number in rows})


def count(numbers, question, value, kind):
    """How many pages of a kind an answer fits."""
    if not question.least:
        return numbers[kind, *stored(question.facet, [value])]
    return sum(numbers[kind, f"{level_facet(kind)}:{level}"] for level in levels(kind, value))


def level_facet(kind):
    """The facet by which pages of a kind say how well they are proved."""
    return "evidence" if kind == "case" else "maturity"


def levels(kind, value):
    """The levels of a kind that are enough for whoever asks for this much evidence."""
    return range(LEVELS[kind][int(value)], 4)


def options(question, words, numbers, chosen):
    """A question's answers: those that some page has or the reader gave: (value, words, number of pages, chosen?)."""
    rows = []
    for value in values(question, words):
        number = sum(count(numbers, question, value, kind) for kind in question.kinds)
        if number or value in chosen:
            rows.append((value, name_of(question, value, words), number, value in chosen))
    return rows


def values(question, words):
    """The values that can answer a question."""
    if question.least:
        return [str(level) for level in LEVELS["case"]]
    return list(question.answers) or words.facets.get(question.facet, ("", []))[1]


def name_of(question, value, words):
    """What an answer is called."""
    if question.least:
        return _("%(level)s, or better") % {"level": evidence_name(int(value))} if value != "3" else evidence_name(3)
    return str(question.answers.get(value) or words.title(question.facet, value) or value)


# --- Pages ------------------------------------------------------------------------------------------------------------


def condition(question, value, kind):
    """What a page of a kind must have for an answer to fit it."""
    if question.least:
        return Q(evidence__in=levels(kind, value))
    return Q(facets__contains=stored(question.facet, [value]))


def fitting(kind, chosen, numbers, words, language):
    """The pages of a kind for the given answers, {question: values}; one query, none where no answer is about it."""
    asked = {question: given for question, given in chosen.items() if kind in question.kinds}
    if not asked:
        return Fitting(kind, 0, [], 0, 0, [])
    entries = list(ranked(kind, asked, numbers, language)[:MOST])
    first = entries[0] if entries else None
    ways_out = []
    if first and not first.whole and len(asked) > 1:
        ways_out = [(question, getattr(first, f"without_{question.facet}")) for question in asked]
    return Fitting(
        kind,
        len(asked),
        [reasoned(entry, asked, words) for entry in entries],
        first.some if first else 0,
        first.whole if first else 0,
        sorted(((question, number) for question, number in ways_out if number), key=lambda row: -row[1]),
    )


def ranked(kind, asked, numbers, language):
    """The entries that fit something, with what is known of all of them: `some`, `whole`, `without_<facet>`."""
    fits, weights = {}, []
    for question, given in asked.items():
        each = {value: condition(question, value, kind) for value in given}
        fits[f"fits_{question.facet}"] = one_if(reduce(or_, each.values()))
        weights += [
            If(When(has, then=Value(1 / log(1 + max(count(numbers, question, value, kind), 1)))),
               default=Value(0.0), output_field=FloatField())
            for value, has in each.items()
        ]  # fmt: skip
    entries = SearchEntry.objects.public().filter(kind=kind, language=language).annotate(**fits)
    entries = entries.annotate(fitting=reduce(add, map(F, fits)), rare=reduce(add, weights)).filter(fitting__gt=0)
    almost = {
        name.replace("fits", "without"): Window(Sum(one_if(Q(fitting=len(asked) - 1) & Q(**{name: 0}))))
        for name in fits
    }
    entries = entries.annotate(some=Window(Count("pk")), whole=Window(Sum(one_if(Q(fitting=len(asked))))), **almost)
    return entries.order_by("-fitting", "-rare", "-evidence", "position", "-page_id")


def one_if(has):
    """1 where the condition holds, else 0."""
    return If(When(has, then=1), default=0, output_field=IntegerField())


def reasoned(entry, asked, words):
    """An entry with its reasons."""
    found = Fit(entry, [], [], [], len(asked))
    for question, given in asked.items():
        title, said = title_of(words, question.facet), says(question, entry, words)
        matched = [value for value in given if fits(question, value, entry)]
        if question.reasons and matched:
            found.fits += [str(question.reasons[value]) for value in matched]
        elif matched:
            named = said if question.least else [name_of(question, value, words) for value in matched]
            found.fits.append(labelled(title, named))
        elif said:
            found.otherwise.append(labelled(title, said))
        else:
            found.silent.append(title)
    return found


def labelled(title, names):
    """A facet's name and the names of values in one phrase."""
    return f"{title}{pgettext('after a label', ': ')}{pgettext('between links', ', ').join(names)}"


def fits(question, value, entry):
    """Does an answer fit a page?"""
    if question.least:
        return entry.evidence in levels(entry.kind, value)
    return stored(question.facet, [value])[0] in entry.facets


def says(question, entry, words):
    """What a page says to a question, in words."""
    if question.least:
        if entry.kind == "case":
            return [evidence_name(entry.evidence, entry.row["origin"])]
        return [str(MATURITY[entry.evidence])]
    found = [value for value in values(question, words) if fits(question, value, entry)]
    return [str(question.labels.get(value) or name_of(question, value, words)) for value in found]
