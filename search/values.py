"""The values that facets can have. What is none is refused: an empty list would look as if nothing had been written."""

import functools
import re

from django.db import connection
from django.db.models import TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from search.models import SearchEntry

MOST_VALUES = 40
LONGEST_VALUE = 100
VALUE = re.compile(r"[A-Za-z0-9]+([./_-][A-Za-z0-9]+)*")
LINKS = "links_to"
"""The facet of every kind whose values are pages of any kind, as "kind:slug": those that a page's document names."""
KEY = re.compile(rf"[a-z_]{{1,20}}:{VALUE.pattern}")

TAG_FACETS = (
    "mechanism", "category", "operating_mode", "governance", "decision", "incentive", "technology", "benefit",
    "challenge", "context",
)  # fmt: skip
"""Facets whose values are tags: in the index they all stand as "tag:<slug>"."""

PAGES = dict.fromkeys(TAG_FACETS, "tag") | {
    "org": "organization",
    "practice_group": "practice_group",
    "term_category": "term_category",
    "facet": "facet",
    "part": "chapter",
}
"""Facets whose values are slugs of pages of a kind; parts are the chapters without a dot in their number."""

CODES = {
    "origin": ("book", "editors", "community", "import"),
    "evidence": ("0", "1", "2", "3"),
    "outcome": ("positive", "mixed", "negative", "too_early", "not_said"),
    "ledger": tuple(
        f"{side}.{entry}.{state}" for side in ("community", "company") for entry in ("put_in", "gained", "cost")
        for state in ("stated", "none", "missing")
    ),
    "audience": ("community", "company", "both"),
    "stage": ("plan", "start", "build", "sustain", "scale"),
    "maturity": ("1", "2", "3"),
    "is_challenge": ("yes", "no"),
    "solution": ("yes", "no"),
    "organization_kind": ("community", "company", "foundation", "research_institute", "other"),
    "publisher": ("press", "company", "community", "foundation", "academic", "media", "blog", "other"),
    "in_book": ("yes",),
    "state": ("unverified", "supported", "disputed", "corrected", "opinion"),
    "finding": (
        "none", "imprecise", "wrong", "overstated", "outdated", "omission", "inconsistent", "unsupported", "doubtful",
        "supported", "opinion",
    ),
}  # fmt: skip
"""The values of all other facets. The index stands below the kinds, so they are written here; a test compares."""


class BadFilter(ValueError):
    """A filter that nobody could mean: names the parameter and says what is wrong; `value` is the one that names no
    page, where it is that."""

    def __init__(self, parameter, message, value=""):
        super().__init__(message)
        self.parameter = parameter
        self.message = message
        self.value = value


def no_value(name, value):
    """The refusal of a facet's value, with those that could be meant where they are few."""
    if name not in CODES:
        return BadFilter(name, _("“%(value)s” cannot be a value of this filter.") % {"value": value[:50]}, value)
    words = {"value": value[:50], "values": ", ".join(CODES[name])}
    return BadFilter(name, _("“%(value)s” cannot be a value of this filter; it can be: %(values)s.") % words)


def values_of(parameters, name):
    """The distinct values of a repeatable parameter. Raises BadFilter; pages are looked for by `refuse_unknown`."""
    values = list(dict.fromkeys(value for value in parameters.getlist(name) if value))
    if len(values) > MOST_VALUES:
        raise BadFilter(name, _("At most %(most)d values.") % {"most": MOST_VALUES})
    for value in values:
        if len(value) > LONGEST_VALUE or not can_be(name, value):
            raise no_value(name, value)
    return values


def can_be(name, value):
    """Could this be a value of the facet? Whether a page has this name is another question."""
    if name == LINKS:
        return KEY.fullmatch(value) is not None
    if name in PAGES:
        return VALUE.fullmatch(value) is not None and (name != "part" or "." not in value)
    return value in CODES[name]


def refuse_unknown(chosen, words=None):
    """Raise BadFilter for a chosen value that is no page. One query for what the vocabulary does not know already."""
    asked = [(name, value, value if name == LINKS else f"{PAGES[name]}:{value}")
             for name, values in chosen.items() if name == LINKS or name in PAGES
             for value in values]  # fmt: skip
    elsewhere = {key for name, _value, key in asked if not (words and words.covers(name))}
    found = facets_of_pages(tuple(sorted(elsewhere))) if elsewhere else {}
    for name, value, key in asked:
        if key in elsewhere:
            known = key in found and (name not in TAG_FACETS or found[key] == name)
        else:
            known = words.knows(name, value)
        if not known:
            raise no_value(name, value)


def facets_of_pages(keys):
    """{key: the facet it belongs to, if it is a tag} of those of these pages that anyone may read now."""
    sql, parameters = sql_of_pages(len(keys))
    given = {f"<{place}>": key for place, key in enumerate(keys)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(value, value) for value in parameters])
        return dict(cursor.fetchall())


@functools.cache
def sql_of_pages(many):
    """The SQL for so many pages, made once; "<0>" and so on stand for their keys."""
    entries = SearchEntry.objects.public().filter(key__in=[f"<{place}>" for place in range(many)], language="zh")
    facet = Cast(KeyTextTransform("facet", "row"), TextField())
    return entries.annotate(of=facet).values_list("key", "of").query.sql_with_params()
