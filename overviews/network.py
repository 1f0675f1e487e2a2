"""Who works with whom: the parties of cases as a picture of circles and squares, as a table, and as CSV."""

from dataclasses import dataclass, field
from itertools import permutations

from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.document import get_kind
from content.taking.spreadsheets import csv_answer
from content.views.feeds import query_of
from content.wording import side_name
from overviews.drawing import draw, parts
from overviews.narrowed import filters_of, refused_program, rooms
from overviews.superlatives import superlative
from search.models import SearchEntry

MOST_SHOWN = 60
"""Organisations of a picture; more cannot be read. The CSV has all of the same cases."""
MOST_CASES = 1_000
"""Cases of a picture. The page says when there are more, and what to do."""
MOST_NAMED = 10
"""Cases that the table names of two organisations. The CSV has all of the picture's."""
SIDES = ("community", "company", "neutral")
HEAVIEST = 3
"""Cases from which on a line grows no thicker."""


@dataclass
class Node:
    """Somebody who took part in cases."""

    name: str
    path: str
    """The address of the organisation's page; "" for a party that is known by its name only."""
    sides: list = field(default_factory=list)
    """The side it stood on, for each case."""
    cases: list = field(default_factory=list)
    partners: dict = field(default_factory=dict)
    """Key of another node → the cases in which the two stood on different sides."""

    @property
    def side(self):
        """The side on which it stands most."""
        return max(SIDES, key=self.sides.count)


def network(cases, words):
    """{key: Node} of the parties of cases; what they are called is known to the words."""
    nodes = {}
    for case in cases:
        present = {}
        for party in case.row["parties"]:
            key, name = f"organization:{party['slug']}", words.title("org", party["slug"])
            path = get_kind("organization").path(party["slug"]) if name else ""
            key = key if name else f"{case.slug}:{party['name']}"  # who it is, only this case says
            node = nodes.setdefault(key, Node(name or party["name"], path))
            node.sides.append(party["side"])
            present[key, party["side"]] = node
        for key in {key: None for key, _side in present}:
            nodes[key].cases.append(case)
        for (one, side), (other, across) in permutations(present, 2):
            if side != across and one != other:
                nodes[one].partners.setdefault(other, {})[case.slug] = case
    order = {key: place for place, key in enumerate(words.titles)}
    keys = sorted(nodes, key=lambda key: (not nodes[key].path, -len(nodes[key].cases), order.get(key, 0), key))
    return {key: nodes[key] for key in keys}


def cases_of(asked):
    """The cases that are left, oldest first; of more than MOST_CASES those that began last. One query."""
    newest = asked.cases().order_by(F("year_from").desc(nulls_last=True), "-page_id").values("pk")[:MOST_CASES]
    return list(SearchEntry.objects.public().filter(pk__in=newest).order_by("year_from", "page_id"))


@dataclass
class Drawn:
    """The picture of a network: nodes and lines with their places, and what can be said of it."""

    nodes: list
    """[(Node, its Place)]"""
    lines: list
    """[(from, to, thickness, words)]"""
    width: int
    height: int
    sentences: list


def drawing(nodes):
    """The picture of these nodes: those with a page of their own."""
    keys = {key: number for number, key in enumerate(key for key, node in nodes.items() if node.path)}
    pairs = {
        (number, keys[other]): cases
        for key, number in keys.items()
        for other, cases in nodes[key].partners.items()
        if number < keys.get(other, -1)
    }
    shown = [nodes[key] for key in keys]
    picture = draw(tuple(node.name for node in shown), tuple(sorted(pairs)))
    lines = [
        (picture.places[one], picture.places[other], min(len(cases), HEAVIEST),
         _("%(one)s and %(other)s, cases: %(number)d") % named(shown[one], shown[other], len(cases)))
        for (one, other), cases in sorted(pairs.items())
    ]  # fmt: skip
    return Drawn(list(zip(shown, picture.places, strict=True)), lines, picture.width, picture.height,
                 sentences(shown, pairs))  # fmt: skip


def named(one, other, number):
    """The values of a sentence about two nodes."""
    return {"one": one.name, "other": other.name, "number": number}


def sentences(nodes, pairs):
    """What a picture shows, in words that are right for any number of nodes."""
    if not pairs:
        return [_("No two of them worked with each other in these cases.")]
    of = [{other for pair in pairs for other in pair if number in pair and other != number}
          for number in range(len(nodes))]  # fmt: skip
    groups = parts(len(nodes), tuple(pairs))
    together = [(_("%(one)s and %(other)s") % named(nodes[one], nodes[other], len(cases)), len(cases))
                for (one, other), cases in pairs.items()]  # fmt: skip
    return [
        superlative([(node.name, len(partners)) for node, partners in zip(nodes, of, strict=True)],
                    _("Most partners: %(names)s, with %(number)d."),
                    _("Most partners: %(names)s, with %(number)d each.")),
        superlative(together, _("Most cases together: %(names)s, with %(number)d."),
                    _("Most cases together: %(names)s, with %(number)d each."))
        if max(number for _names, number in together) > 1
        else _("No two of them meet in more than one case."),
        _("Of %(all)d organisations, the largest group that hangs together has %(number)d; groups in all: %(groups)d.")
        % {"all": len(nodes), "number": len(groups[0]), "groups": len(groups)},
    ]  # fmt: skip


def first(cases):
    """The cases that the table names, and how many more there are."""
    cases = list(cases)
    return cases[:MOST_NAMED], len(cases[MOST_NAMED:])


@require_safe
def page(request):
    """The network of the cases that the filters leave. Three queries, four when nothing is left or too much."""
    asked = filters_of(request)
    cases = cases_of(asked)
    total = len(cases) if len(cases) < MOST_CASES else asked.cases().count()
    everybody = network(cases, asked.words)
    with_page = [key for key, node in everybody.items() if node.path]
    nodes = {key: everybody[key] for key in with_page[:MOST_SHOWN]}
    title = _("Who works with whom")
    context = {
        "shown": asked.listing(("mechanism",), cases, total),
        "made_of": len(cases) if len(cases) < total else 0,
        "drawn": drawing(nodes),
        "rows": [(node, [(everybody[key], *first(shared.values())) for key, shared in node.partners.items()])
                 for node in nodes.values()],
        "numbers": [(side, side_name(side), sum(node.side == side for node in nodes.values())) for side in SIDES],
        "unnamed": len(everybody) - len(with_page),
        "left_out": len(with_page) - len(nodes),
        "table": reverse("overviews:network_table") + query_of(asked.filters),
        "rooms": rooms("overviews:network"),
        "crumbs": [(_("Insights"), reverse("overviews:insights")), (title, "")],
        "meta": asked.head(request, title, _("Which communities and companies took part in cases together: "
                                             "a picture of circles and squares, and the same as a table.")),
    }  # fmt: skip
    return render(request, "overviews/network.html", context, status=context["shown"].status)


@require_safe
def table(request):
    """The network as CSV: a line for each organisation and each of its partners. Two queries; 400 for bad filters."""
    asked = filters_of(request)
    if answer := refused_program(asked):
        return answer
    nodes = network(cases_of(asked), asked.words)
    lines = [
        [node.name, side_name(node.side), nodes[key].name, side_name(nodes[key].side), len(cases),
         " ".join(cases)]
        for node in nodes.values() if node.path for key, cases in node.partners.items()
    ]  # fmt: skip
    head = [_("Organisation"), _("Side"), _("Works with"), _("Side"), _("Cases"), _("Addresses of the cases")]
    return csv_answer("network.csv", [head, *lines])
