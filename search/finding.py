"""Finding pages in the index: the same filters for pages, API and feeds; rows, total and counts in few queries."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.db import connection
from django.db.models import F, Q
from django.utils.translation import gettext as _

from search.grouping import groups_for_lists
from search.kinds import FACETS, FIRST_SORT
from search.lexicon import Lexicon, lexicon
from search.models import SearchEntry
from search.query import Lexemes, parse
from search.values import LINKS, TAG_FACETS, BadFilter, values_of

PAGE_SIZE = 20
MOST_PAGES = 500
MOST_COUNTED = 10_000
"""So many pages that have the words are counted; nobody can turn to the end of more."""
MOST_KEPT_COUNTS = 500
LONGEST_QUERY = 200
SORTS = {
    "updated": ("-updated_at", "-page_id"),
    "year": (F("year_from").desc(nulls_last=True), "-page_id"),
    "evidence": ("-evidence", "-page_id"),
    "order": ("position", "page_id"),
    "title": ("sort_title", "page_id"),
}
YEARS = ("year_from", "year_to", "began_from", "began_to")
"""Ranges of years: those that something touches, and those in which it begins."""
ENDLESS = 9999
"""The last year of what goes on."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to. OR inside a facet, AND across."""

    kind: str
    q: str = ""
    chosen: dict = field(default_factory=dict)
    """Facet → chosen values, in the order given."""
    year_from: int | None = None
    year_to: int | None = None
    began_from: int | None = None
    began_to: int | None = None
    sort: str = "order"
    page: int = 1
    page_size: int = PAGE_SIZE
    known: Lexicon | None = field(default=None, compare=False, repr=False)
    """What the words of `q` are called besides, once it has been read."""

    @classmethod
    def parse(cls, parameters, kind, *, others=()):
        """Filters from a QueryDict. Raises BadFilter; names not in `others` and not known are refused."""
        facets = facets_of(kind)
        known = {"q", *YEARS, "sort", "page", "page_size", *facets, *others}
        for name in parameters:
            if name not in known:
                raise BadFilter(name, _("There is no filter “%(name)s” here.") % {"name": name[:50]})
        chosen = {name: values for name in facets if (values := values_of(parameters, name))}
        sort = one(parameters, "sort") or FIRST_SORT.get(kind, "order")
        if sort not in SORTS:
            raise BadFilter("sort", _("Sort by one of: %(names)s.") % {"names": ", ".join(SORTS)})
        return cls(
            kind=kind,
            q=one(parameters, "q").strip()[:LONGEST_QUERY],
            chosen=chosen,
            **years(parameters, "year"),
            **years(parameters, "began"),
            sort=sort,
            page=number(parameters, "page", 1, MOST_PAGES) or 1,
            page_size=number(parameters, "page_size", 1, 100) or PAGE_SIZE,
        )

    def with_names(self, version=None):
        """These filters with the lexicon, if there are words to look for: no query when it is of this version of the
        collection already."""
        return replace(self, known=lexicon(version)) if self.q and not self.known else self

    @property
    def narrowed(self):
        """Is anything filtered out?"""
        return bool(self.q or self.chosen or any(getattr(self, name) for name in YEARS))

    def ranges(self):
        """The ranges of years: (first, last), each may be None."""
        return [(self.year_from, self.year_to), (self.began_from, self.began_to)]

    def parameters(self):
        """These filters as (name, value) pairs, without what is usual."""
        pairs = [("q", self.q), *((name, value) for name, values in self.chosen.items() for value in values)]
        pairs += [(name, getattr(self, name)) for name in YEARS]
        pairs += [("sort", self.sort if self.sort != FIRST_SORT.get(self.kind, "order") else "")]
        pairs += [
            ("page", self.page if self.page > 1 else ""),
            ("page_size", self.page_size if self.page_size != PAGE_SIZE else ""),
        ]
        return [(name, str(value)) for name, value in pairs if value]

    def query(self, **changes):
        """The query string of these filters with some changed. Any change but of the page starts at page 1."""
        changed = replace(self, **({"page": 1} | changes))
        return f"?{text}" if (text := urlencode(changed.parameters())) else "?"

    def without(self, name, value=None):
        """The query string without one value of a facet, or without the whole parameter."""
        if name not in facets_of(self.kind):
            return self.query(**{name: "" if name == "q" else None})
        left = [other for other in self.chosen.get(name, ()) if value is not None and other != value]
        chosen = {key: values for key, values in self.chosen.items() if key != name}
        return self.query(chosen=chosen | ({name: left} if left else {}))


def facets_of(kind):
    """The names of a kind's facets in URLs: tags' facets first, the pages that a page names last."""
    return (*TAG_FACETS, *FACETS.get(kind, ("origin",)), LINKS)


def one(parameters, name):
    """The only value of a parameter that cannot be repeated."""
    values = parameters.getlist(name)
    if len(values) > 1:
        raise BadFilter(name, _("Give this once."))
    return values[0] if values else ""


def number(parameters, name, least, most):
    """A whole number in ASCII digits within the limits, or None."""
    text = one(parameters, name).strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
        raise BadFilter(name, _("Give a whole number from %(least)d to %(most)d.") % {"least": least, "most": most})
    return int(text)


def years(parameters, name):
    """Both ends of a range of years as keywords. Raises BadFilter for one that ends before it begins."""
    first, last = (number(parameters, f"{name}_{end}", 1000, 9999) for end in ("from", "to"))
    if first and last and first > last:
        raise BadFilter(f"{name}_to", _("The last year lies before the first."))
    return {f"{name}_from": first, f"{name}_to": last}


# --- Conditions -------------------------------------------------------------------------------------------------------


def stored(name, values):
    """How the values of a facet stand in the index."""
    prefix = "tag" if name in TAG_FACETS else name
    return [f"{prefix}:{value}" for value in values]


def base(filters, language):
    """Entries that pass everything but the facets."""
    entries = SearchEntry.objects.public().filter(kind=filters.kind, language=language)
    if filters.year_from:
        entries = entries.filter(year_to__gte=filters.year_from)
        if filters.year_from > date.today().year:  # what goes on has no last year, but nothing is known of the future
            entries = entries.exclude(year_to=ENDLESS)
    if filters.year_to:
        entries = entries.filter(Q(year_from__lte=filters.year_to))
    if filters.began_from:
        entries = entries.filter(year_from__gte=filters.began_from)
    if filters.began_to:
        entries = entries.filter(year_from__lte=filters.began_to)
    return matching(entries, filters.q, filters.known) if filters.q else entries


def matching(entries, query, known=None):
    """Entries that have all words of the query, each under any of its names and in any way in which the search finds
    it: by pairs of characters, so that every Chinese word is found. Without the lexicon that is `known` it is asked
    for: a query, and one more when the collection has changed."""
    known = known or lexicon()
    words = parse(query, known.segmenter)
    if not words.groups:
        return entries.filter(Q(pk__lt=0))  # not none(): its SQL is still needed for the counts
    for group in groups_for_lists(words, known):
        tagged = Q(facets__overlap=group.tagged) if group.tagged else Q()
        entries = entries.filter(Q(matching=Lexemes(group.matched)) | tagged)
    for word in words.excluded:
        entries = entries.exclude(matching=Lexemes(word.tsquery()))
    return entries


def narrowed(entries, chosen, leave_out=None):
    """Entries with one of the chosen values in every facet but one."""
    for name, values in chosen.items():
        if name == LINKS:
            entries = entries.filter(links__overlap=values)
        elif name != leave_out:
            entries = entries.filter(facets__overlap=stored(name, values))
    return entries


# --- Finding ----------------------------------------------------------------------------------------------------------


@dataclass
class Found:
    """A page of a list: its entries, how many there are in all, and how many each facet's values would give."""

    entries: list
    total: int
    counts: dict
    page: int
    pages: int


def find(language, filters, *, counted=(), version=None):
    """The entries of a list's page, the total, and the counts of the facets named in `counted`. Two queries, one when
    the same list has been counted at this version of the collection; None: nothing kept can be relied on."""
    filters = filters.with_names(version)
    entries = narrowed(base(filters, language), filters.chosen)
    start = (filters.page - 1) * filters.page_size
    order = SORTS[filters.sort]
    # Numbers first, then rows: what is skipped is not read.
    wanted = entries.order_by(*order).values("pk")[start : start + filters.page_size]
    rows = list(SearchEntry.objects.public().filter(pk__in=wanted).order_by(*order))
    total, counts = counted_once(filters, language, tuple(counted), version)
    return Found(rows, total, counts, filters.page, max(1, -(-total // filters.page_size)))


@dataclass(frozen=True)
class Counting:
    """What decides the numbers of a list, at a version of the collection; two with equal keys are the same. It is kept
    for long, so its filters are without the lexicon, which is large."""

    version: int
    key: tuple
    filters: Filters = field(compare=False)
    language: str = field(compare=False)
    counted: tuple = field(compare=False)


def counted_once(filters, language, counted, version):
    """(total, {facet: {value: number}}): counted once for each version of the collection."""
    if version is None:
        return count(filters, language, counted)
    chosen = tuple((name, tuple(values)) for name, values in sorted(filters.chosen.items()))
    ranges = (*(getattr(filters, name) for name in YEARS), date.today().year)
    key = (filters.kind, language, filters.q, chosen, ranges, counted)
    return kept_count(Counting(version, key, replace(filters, known=None), language, counted))


@lru_cache(maxsize=MOST_KEPT_COUNTS)
def kept_count(counting):
    """The numbers of one list: of this process, the list asked for longest ago forgotten first."""
    return count(counting.filters.with_names(counting.version), counting.language, counting.counted)


def count(filters, language, counted):
    """(total, {facet: {value: number}}) in one query: each facet is counted as if nothing were chosen in it.

    Every entry has one origin, so the numbers of all origins together are the total.
    """
    chosen = filters.chosen
    plain = base(filters, language)
    parts = [("*" if counted else "", narrowed(plain, chosen))]
    parts += [(name, narrowed(plain, chosen, leave_out=name)) for name in sorted(set(counted) & set(chosen))]
    sql, parameters = [], []
    for label, entries in parts:
        facets = entries.values("facets").order_by()
        if filters.q:
            facets = facets[:MOST_COUNTED]
        inner, inner_parameters = facets.query.sql_with_params()
        columns = "unnest(facets) AS value, count(*)" if label else "''::text AS value, count(*)"
        sql.append(f"(SELECT %s AS facet, {columns} FROM ({inner}) AS found{' GROUP BY 2' if label else ''})")
        parameters += [label, *inner_parameters]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), parameters)
        rows = cursor.fetchall()
    by_label = {}
    for label, value, many in rows:
        by_label.setdefault(label, {})[value] = many
    counts = {name: pick(by_label.get(name if name in chosen else "*", {}), name) for name in counted}
    total = sum(pick(by_label.get("*", {}), "origin").values()) if counted else by_label[""][""]
    return total, counts


def pick(numbers, name):
    """The numbers of one facet's values; for tags' facets of all tags, since the index does not know their facets."""
    prefix = "tag:" if name in TAG_FACETS else f"{name}:"
    return {value.removeprefix(prefix): many for value, many in numbers.items() if value.startswith(prefix)}
