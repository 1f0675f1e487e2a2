"""What a faceted list shows around its rows: groups of options with counts, chips, sorting, pages, and the way out of
an empty result. It works on plain links and one GET form."""

from dataclasses import dataclass, field, replace

from django.db import connection
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.finding import Filters, base, facets_of, find, narrowed
from search.models import SearchEntry
from search.values import LINKS, TAG_FACETS, BadFilter, refuse_unknown
from search.vocabulary import Vocabulary, vocabulary

OPEN_GROUPS = 4
SHOWN_OPTIONS = 6
MOST_ORGANIZATIONS = 20
PAGES_AROUND = 2
MOST_FAULTS = 5


@dataclass
class Listing:
    """A list as its page shows it."""

    filters: Filters
    found: object
    words: object
    labels: dict
    """Facet → {value: words} for facets whose values are not pages."""
    groups: list = field(default_factory=list)
    chips: list = field(default_factory=list)
    sorts: list = field(default_factory=list)
    ways_out: list = field(default_factory=list)
    faults: list[BadFilter] = field(default_factory=list)
    """The conditions that could not be used; the others are in force."""

    @property
    def entries(self):
        return self.found.entries

    @property
    def total(self):
        return self.found.total

    @property
    def clear(self):
        """The address without any filter; the order stays."""
        return Filters(self.filters.kind, sort=self.filters.sort).query()

    @property
    def pager(self):
        return pager(self.filters, self.found)

    @property
    def carried(self):
        """[(parameter, value)] of conditions that the form has no fields for: narrowing further must not drop them."""
        fields = {"q", "year_from", "year_to", "sort", "page", *(group["name"] for group in self.groups)}
        return [(name, value) for name, value in self.filters.parameters() if name not in fields]

    @property
    def status(self):
        return 400 if self.faults else 200


@dataclass(frozen=True)
class Layout:
    """What a kind's list offers its reader."""

    facets: tuple
    """The facets shown, in order."""
    labels: dict
    """Facet → {value: words} for facets whose values are not pages."""
    sorts: list
    """(name, words) of the orders offered."""
    more: tuple = ()
    """Kinds of pages whose titles are needed to name values."""
    tags: bool = True
    """Do values need titles of pages at all? Without, it is a query less."""
    page_size: int = 0
    """The list's own, if it is not the usual one."""


def listing(parameters, kind, language, layout):
    """The list of a kind narrowed by parameters: three queries; one more for `links_to` and when nothing is found.

    Raises Http404 for a page of the list beyond its end.
    """
    words = vocabulary(language, *layout.more) if layout.tags else Vocabulary({}, {})
    filters, faults = asked(parameters, kind, words)
    sized = replace(filters, page_size=layout.page_size or filters.page_size)
    found = find(language, sized, counted=layout.facets, version=words.version)
    labels = layout.labels | titles_of_links(filters, language)
    shown = Listing(filters, found, words, labels, faults=faults)
    return arranged(shown, language, layout.facets, layout.sorts)


def titles_of_links(filters, language):
    """What the pages are called to which those on the list shall link, as labels; a query when there are any."""
    keys = filters.chosen.get(LINKS)
    if not keys:
        return {}
    return {
        LINKS: dict(SearchEntry.objects.public().filter(key__in=keys, language=language).values_list("key", "title"))
    }


def asked(parameters, kind, words):
    """The filters of an address and what is wrong with it: a parameter that cannot be used is left out, and said."""
    left, faults = parameters.copy(), []
    while len(faults) < MOST_FAULTS:
        try:
            filters = Filters.parse(left, kind)
            refuse_unknown(filters.chosen, words)
            return filters.with_names(words.version), faults
        except BadFilter as fault:
            faults.append(fault)
            del left[fault.parameter]
    return Filters.parse(type(parameters)(""), kind), faults


def arranged(shown, language, facets, sorts=()):
    """The listing with its groups, chips and ways out. Raises Http404 for a page beyond its end."""
    filters = shown.filters
    if shown.found.page > shown.found.pages:
        raise Http404
    shown.groups = [group for name in facets if (group := group_of(shown, name))]
    for group in shown.groups[:OPEN_GROUPS]:
        group["open"] = True
    shown.chips = [(text, filters.without(name, value)) for name, value, text in conditions(shown)]
    shown.sorts = [(text, filters.query(sort=name), name == filters.sort) for name, text in sorts]
    shown.ways_out = ways_out(shown, language) if filters.narrowed and not shown.total else []
    return shown


def name_of(shown, facet, value):
    """What a value of a facet is called."""
    return shown.labels.get(facet, {}).get(value) or shown.words.title(facet, value) or value


def title_of(words, facet):
    """What a facet is called, in a vocabulary's language."""
    if facet in TAG_FACETS:
        return words.facets.get(facet, (facet, []))[0]
    return {
        "org": _("Organisation"),
        "evidence": _("Evidence"),
        "outcome": _("Outcome"),
        "ledger": pgettext("both sides'", "Ledgers"),
        "origin": _("Where it comes from"),
        "audience": _("For whom"),
        "stage": _("Stage"),
        "maturity": _("How far it is proved"),
        "organization_kind": _("Kind of organisation"),
        "term_category": _("Category"),
        "state": _("State"),
        "finding": _("Finding"),
        "publisher": _("Published by"),
        "in_book": _("In the book"),
        LINKS: _("Names the page"),
    }.get(facet, facet)


def group_of(shown, facet):
    """A facet with its options, or None when it has none."""
    counts, chosen = shown.found.counts.get(facet, {}), shown.filters.chosen.get(facet, [])
    if facet in TAG_FACETS:
        values = shown.words.facets.get(facet, ("", []))[1]
    elif facet in shown.labels:
        values = list(shown.labels[facet])
    else:
        values = sorted(counts, key=lambda value: (-counts[value], name_of(shown, facet, value)))[:MOST_ORGANIZATIONS]
    values = [*values, *(value for value in chosen if value not in values)]
    options = [
        {
            "value": value,
            "words": name_of(shown, facet, value),
            "count": counts.get(value, 0),
            "checked": value in chosen,
            "disabled": not counts.get(value) and value not in chosen,
        }
        for value in values
    ]
    if not any(not option["disabled"] for option in options) and not shown.filters.narrowed:
        return None
    rest = options[SHOWN_OPTIONS:] if len(options) > SHOWN_OPTIONS + 1 else []
    first = options[: len(options) - len(rest)]
    return {
        "name": facet,
        "title": title_of(shown.words, facet),
        "options": first,
        "rest": rest,
        "rest_open": any(option["checked"] for option in rest),
        "chosen": len(chosen),
        "open": bool(chosen),
    }


def conditions(shown):
    """The conditions in force: (parameter, value, words)."""
    filters = shown.filters
    if filters.q:
        yield "q", filters.q, _("Words: %(words)s") % {"words": filters.q}
    for facet in facets_of(filters.kind):
        for value in filters.chosen.get(facet, []):
            words = {"facet": title_of(shown.words, facet), "value": name_of(shown, facet, value)}
            yield facet, value, _("%(facet)s: %(value)s") % words
    if filters.year_from:
        yield "year_from", None, _("From %(year)s") % {"year": filters.year_from}
    if filters.year_to:
        yield "year_to", None, _("Until %(year)s") % {"year": filters.year_to}
    if filters.began_from:
        yield "began_from", None, _("Began in %(year)s or later") % {"year": filters.began_from}
    if filters.began_to:
        yield "began_to", None, _("Began in %(year)s or earlier") % {"year": filters.began_to}


def ways_out(shown, language):
    """For a list that came out empty: what dropping one condition would give, best first: (words, address, number)."""
    filters, sql, parameters = shown.filters, [], []
    rows = list(conditions(shown))
    for number, (name, value, _words) in enumerate(rows):
        left = dropped(filters, name, value)
        inner, inner_parameters = (
            narrowed(base(left, language), left.chosen).values("pk").order_by().query.sql_with_params()
        )
        sql.append(f"SELECT {number}, count(*) FROM ({inner}) AS found{number}")
        parameters += inner_parameters
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), parameters)
        numbers = dict(cursor.fetchall())
    ways = [
        (words, filters.without(name, value), numbers[n]) for n, (name, value, words) in enumerate(rows) if numbers[n]
    ]
    return sorted(ways, key=lambda way: -way[2])


def dropped(filters, name, value):
    """The filters without one condition."""
    if name not in facets_of(filters.kind):
        return replace(filters, **{name: "" if name == "q" else None})
    left = [other for other in filters.chosen[name] if other != value]
    chosen = {key: values for key, values in filters.chosen.items() if key != name}
    return replace(filters, chosen=chosen | ({name: left} if left else {}))


def pager(filters, found):
    """Links to the pages of a list."""
    return page_links(found.page, found.pages, lambda number: filters.query(page=number))


def page_links(page, pages, address):
    """Links to the pages of a list: first, last, and those around this one; gaps are None.

    `address(number)` gives the address of one.
    """
    if pages < 2:
        return {}
    near = {1, pages, *range(page - PAGES_AROUND, page + PAGES_AROUND + 1)}
    numbers = sorted(number for number in near if 1 <= number <= pages)
    rows = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            rows.append((None, "", False))
        rows.append((number, address(number), number == page))
    return {
        "pages": rows,
        "previous": address(page - 1) if 1 < page <= pages else "",
        "next": address(page + 1) if page < pages else "",
    }
