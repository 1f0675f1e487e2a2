"""/finder/: a few questions that lead to the playbooks and cases that fit, each with its reasons."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.document import reader_language
from content.views import head
from overviews import compare, fitting
from overviews.fitting import KINDS, QUESTIONS, level_facet, levels
from search.listing import title_of
from search.values import BadFilter, refuse_unknown, values_of
from search.vocabulary import vocabulary

OPEN = 4
"""So many questions are open at first; of the others one sees the question."""
COMPARED = 3
"""So many of those that fit best are offered side by side."""
LISTS = {"case": "cases:list", "strategy": "strategies:list"}


@require_safe
def page(request):
    """The questions, and what fits the answers: two queries, and one for each kind of pages that was asked about."""
    language = reader_language()
    words = vocabulary(language)
    numbers = fitting.count_answers(language)
    chosen, faults = answered(request.GET, words)
    found = [fitting.fitting(kind, chosen, numbers, words, language) for kind in KINDS]
    context = {
        "questions": [
            asked(number, question, chosen.get(question, []), words, numbers)
            for number, question in enumerate(QUESTIONS)
        ],
        "answers": [
            (said(question, value, words), address(without(chosen, question, value)))
            for question, given in chosen.items()
            for value in given
        ],
        "found": [section(one, chosen, words) for one in found],
        "faults": faults,
        "crumbs": [(_("What fits you"), "")],
        "meta": head(
            request,
            _("What fits you"),
            _("A few questions about you and your project; the playbooks and cases that fit, and why."),
        ),
    }
    response = render(request, "overviews/finder.html", context, status=400 if faults else 200)
    if request.GET:
        response["X-Robots-Tag"] = "noindex"  # there is no end of such pages
    return response


def answered(parameters, words):
    """({question: values}, faults): what cannot be an answer is left out, and said. Other parameters do not matter."""
    chosen, faults = {}, []
    for question in QUESTIONS:
        try:
            given = values_of(parameters, question.facet)
            given = sorted(given)[:1] if question.least else given
            refuse_unknown({question.facet: given}, words)
            if not set(given) <= set(fitting.values(question, words)):
                raise BadFilter(question.facet, _("This is no answer to the question “%(question)s”.") % {
                    "question": question.words})  # fmt: skip
        except BadFilter as fault:
            faults.append(fault)
        else:
            chosen |= {question: given} if given else {}
    return chosen, faults


def asked(number, question, given, words, numbers):
    """A question as the form shows it."""
    return {
        "name": question.facet,
        "words": question.words,
        "one": question.least,
        "options": fitting.options(question, words, numbers, given),
        "given": [fitting.name_of(question, value, words) for value in given],
        "open": number < OPEN,
    }


def said(question, value, words):
    """An answer in words that can stand alone."""
    name = fitting.name_of(question, value, words)
    if question.reasons:
        return name
    return _("%(facet)s: %(value)s") % {"facet": title_of(words, question.facet), "value": name}


# --- Addresses --------------------------------------------------------------------------------------------------------


def address(chosen):
    """The query string of these answers."""
    pairs = [(question.facet, value) for question, given in chosen.items() for value in given]
    return f"?{urlencode(pairs)}"


def without(chosen, question, value=None):
    """The answers without one of them, or without all to its question."""
    left = [other for other in chosen[question] if value not in (None, other)]
    rest = {other: given for other, given in chosen.items() if other != question}
    return {other: left if other == question else rest[other] for other in chosen if other != question or left}


def list_address(kind, chosen):
    """The list of a kind narrowed to what fits all answers that are about it."""
    pairs = []
    for question, given in chosen.items():
        if kind not in question.kinds:
            continue
        if question.least:
            pairs += [(level_facet(kind), level) for level in levels(kind, given[0])]
        else:
            pairs += [(question.facet, value) for value in given]
    return f"{reverse(LISTS[kind])}?{urlencode(pairs)}"


def side_by_side(slugs, kind):
    """The address of a comparison of these pages; "" when there are too few."""
    return reverse("overviews:compare") + compare.address(kind, slugs) if len(slugs) >= compare.LEAST else ""


def section(found, chosen, words):
    """What is shown of a kind: its rows, how many fit, and which answer to drop where none fits all."""
    return {
        "kind": found.kind,
        "rows": found.rows,
        "asked": found.asked,
        "some": found.some,
        "whole": found.whole,
        "compare": side_by_side([row.entry.slug for row in found.rows[:COMPARED]], found.kind),
        "more": list_address(found.kind, chosen) if found.whole > len(found.rows) else "",
        "ways_out": [
            (", ".join(said(question, value, words) for value in chosen[question]), number,
             address(without(chosen, question)))
            for question, number in found.ways_out
        ],
    }  # fmt: skip
