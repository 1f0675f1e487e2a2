"""Lists in parts that stay whole while rows come and go: each part starts after the last row of the one before."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, F, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from content.api.problems import BadParameter

LONGEST_CURSOR = 3_000


def moment(text):
    return datetime.fromisoformat(text)


def whole(text):
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text)


KEYS = {
    "updated": ("updated_at", True, moment),
    "year": (Coalesce("year_from", 0), True, whole),
    "evidence": ("evidence", True, whole),
    "order": ("position", False, whole),
    "title": ("sort_title", False, str),
}
"""For each sort of search.finding.SORTS: its column, whether it descends, and how its value is read from a cursor."""


@dataclass(frozen=True)
class Cursor:
    """A place between two rows of a sorted list, and the direction to read in."""

    sort: str
    backwards: bool
    page_id: int
    value: object

    def __str__(self):
        value = self.value.isoformat() if isinstance(self.value, datetime) else self.value
        text = f"{self.sort} {'before' if self.backwards else 'after'} {self.page_id} {value}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text, sort):
        """The cursor of a link that a list gave out. Raises BadParameter for any other text."""
        try:
            if len(text) > LONGEST_CURSOR or not re.fullmatch(r"[A-Za-z0-9_-]+", text):
                raise ValueError(text)
            decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
            its_sort, direction, page_id, value = decoded.split(" ", 3)
            if its_sort != sort or direction not in {"before", "after"} or "\0" in value:
                raise ValueError(text)
            return cls(sort, direction == "before", whole(page_id), aware(KEYS[sort][2](value)))
        except (ValueError, binascii.Error) as error:
            raise BadParameter("cursor", _("Take the cursor from a link that this list gave out.")) from error


def aware(value):
    """The value, unless it is a moment without a zone. Raises ValueError."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(value)
    return value


@dataclass(frozen=True)
class Part:
    """Some rows of a list: the pages' primary keys in order, how many there are in all, and the ways on and back."""

    ids: list
    total: int
    previous: Cursor | None
    next: Cursor | None


def sql_of_part(entries, filters, cursor):
    """SQL for one part of the sorted entries: primary key, what it is sorted by, and the number of all."""
    column, descending, _read = KEYS[filters.sort]
    rows = entries.annotate(place=F(column) if isinstance(column, str) else column, total=Subquery(counting(entries)))
    if cursor:
        rows = rows.filter(beyond(cursor, descending))
    sign = "-" if descending != bool(cursor and cursor.backwards) else ""
    start = skipped(filters)
    rows = rows.order_by(f"{sign}place", f"{sign}page_id").values_list("page_id", "place", "total")
    return rows[start : start + filters.page_size + 1].query.sql_with_params()


def skipped(filters):
    """How many rows stand before the page asked for."""
    return (filters.page - 1) * filters.page_size


def part_of(asked):
    """Read the part of a list that a question asks for, and the total: one query, two when there are no rows."""
    size, sort = asked.filters.page_size, asked.filters.sort
    backwards = bool(asked.cursor and asked.cursor.backwards)
    with connection.cursor() as cursor:
        cursor.execute(asked.sql, asked.parameters)
        found = cursor.fetchall()
    more, found = len(found) > size, found[:size]
    elsewhere = bool(asked.cursor or skipped(asked.filters))
    if not found:
        return Part([], asked.entries.count() if elsewhere else 0, None, None)
    if backwards:
        found.reverse()
    return Part(
        ids=[page_id for page_id, _place, _total in found],
        total=found[0][2],
        previous=Cursor(sort, True, *found[0][:2]) if (more if backwards else elsewhere) else None,
        next=Cursor(sort, False, *found[-1][:2]) if backwards or more else None,
    )


def counting(entries):
    """How many entries there are, as a query of one row."""
    return entries.annotate(all=Value(1)).order_by().values("all").annotate(many=Count("pk")).values("many")


def beyond(cursor, descending):
    """Condition: the row stands after the cursor's place, in the direction it reads."""
    comparison = "lt" if descending != cursor.backwards else "gt"
    return Q(**{f"place__{comparison}e": cursor.value}) & (
        Q(**{f"place__{comparison}": cursor.value}) | Q(**{f"page_id__{comparison}": cursor.page_id})
    )
