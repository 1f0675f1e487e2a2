"""The refusal of a filter's value, with what could have been meant: all values where they are few, else the nearest."""

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from content.api.problems import BadParameter
from content.document import get_kind
from search.models import SearchEntry
from search.values import LONGEST_VALUE, PAGES, TAG_FACETS

MOST_LISTED = 20
MOST_NEAR = 3
MOST_COMPARED = 2_000
"""A refusal looks at so many values at most: whoever asks for nonsense costs no more than whoever asks well."""
NEAR = 60
"""From this similarity on, of a hundred, a value may have been meant."""


def bad_parameter(error):
    """The BadParameter for a BadFilter. One query where values are pages."""
    name = error.parameter[:50]
    if name not in PAGES or not error.value:
        return BadParameter(name, error.message)
    return BadParameter(name, said(name, error.value, slugs_of(name)))


def slugs_of(name):
    """The values that a filter by pages can have now, the first of many."""
    entries = SearchEntry.objects.public().filter(kind=PAGES[name], language="zh")
    entries = entries.filter(row__facet=name) if name in TAG_FACETS else entries
    slugs = entries.order_by("position", "slug").values_list("slug", flat=True)[:MOST_COMPARED]
    return [slug for slug in slugs if name != "part" or "." not in slug]


def said(name, value, known):
    """The words of the refusal."""
    words = {"value": value[:50]}
    if 0 < len(known) <= MOST_LISTED:
        words["values"] = ", ".join(known)
        return _("“%(value)s” cannot be a value of this filter; it can be: %(values)s.") % words
    words["place"] = place_of(name)
    found = process.extract(value[:LONGEST_VALUE].lower(), known, scorer=fuzz.ratio, limit=MOST_NEAR, score_cutoff=NEAR)
    if not found:
        return _("“%(value)s” cannot be a value of this filter. All values: %(place)s") % words
    words["near"] = ", ".join(slug for slug, _score, _place in found)
    return _("“%(value)s” cannot be a value of this filter. The nearest: %(near)s. All values: %(place)s") % words


def place_of(name):
    """Where the API lists the values of a filter by pages."""
    collection = f"/api/v1/{get_kind(PAGES[name]).collection}/"
    return f"{collection}?facet={name}" if name in TAG_FACETS else collection
