"""What a list's query string asks for, as SQL. Both are kept: questions come again, only answers change. Questions with
words are not, because under which names the words are found changes too."""

import functools
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from content.api.items import chosen_names
from content.api.paging import Cursor, sql_of_part
from content.api.problems import BadParameter
from content.api.refusing import bad_parameter
from content.document import get_kind
from search.finding import Filters, base, matching, narrowed, one
from search.models import SearchEntry
from search.values import BadFilter, refuse_unknown


@dataclass(frozen=True)
class Question:
    """Which entries, from where on, which fields. The SQL holds no time: the database's clock decides."""

    filters: Filters
    names: tuple
    cursor: Cursor | None
    entries: QuerySet
    sql: str
    parameters: tuple


def question(kind_name, query_string):
    """The question of a list's query string. Raises BadParameter."""
    return (made if "q=" in query_string else kept)(kind_name, query_string)


def made(kind_name, query_string):
    """The question, made now. Raises BadParameter."""
    given = QueryDict(query_string)
    try:
        filters = Filters.parse(given, kind_name, others=("fields", "cursor"))
        fields, place = one(given, "fields"), one(given, "cursor")
    except BadFilter as error:
        raise bad_parameter(error) from error
    if place and "page" in given:
        raise BadParameter("page", _("Give a page or a cursor, not both."))
    names = chosen_names(get_kind(kind_name), fields)
    cursor = Cursor.parse(place, filters.sort) if place else None
    entries = entries_of(filters)
    return Question(filters, names, cursor, entries, *sql_of_part(entries, filters, cursor))


kept = functools.lru_cache(maxsize=300)(made)
"""The question, made once. BadParameter is not kept."""


def refuse_unknown_pages(asked):
    """Raise BadParameter for a tag, an organisation … that is not there: a query, only when one is asked for."""
    try:
        refuse_unknown(asked.filters.chosen)
    except BadFilter as error:
        raise bad_parameter(error) from error


def entries_of(filters):
    """The index entries of the pages asked for. Words are found in both languages; titles are sorted in Chinese."""
    entries = narrowed(base(replace(filters, q=""), "zh"), filters.chosen)
    if filters.q:
        found = matching(SearchEntry.objects.filter(kind=filters.kind), filters.q)
        entries = entries.filter(page_id__in=found.values("page_id"))
    return entries
