"""Reading pages for the API: the few columns that items are made of, with SQL that is written out once.

Making SQL from a queryset takes Django longer than PostgreSQL needs to answer it, so it is made once and kept.
"""

import functools
import re
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from content.models import Page

KIND, NAME = "<kind>", "<name>"
"""What stands for the parameters in the SQL that is kept."""


class Row(NamedTuple):
    """A page as the API reads it. JSON is left as text: most answers pass it on as it is."""

    pk: int
    kind: str
    uid: str
    slug: str
    version: int
    updated_at: datetime
    status: str
    document_text: str
    computed_text: str


def page_named(kind, name):
    """The page of a kind with this slug or number, in any capitals, if anyone may ask for it now; else None."""
    number = re.fullmatch(f"{kind.uid_prefix}-[0-9]{{4,9}}", name, re.IGNORECASE)
    rows = rows_named(kind, "uid", name.upper()) if number else []
    rows = rows or rows_named(kind, "slug", name)
    return rows[0] if rows else None


def rows_named(kind, column, name):
    """The page of a kind with this in the column, as a list. One query."""
    sql, parameters = sql_of_name(column)
    return fetch(sql, [{KIND: kind.name, NAME: name}.get(value, value) for value in parameters])


def pages_with(ids):
    """The pages with these primary keys that may be read now, in this order."""
    if not ids:
        return []
    sql, parameters = sql_of_ids(len(ids))
    given = {~position: pk for position, pk in enumerate(ids)}
    rows = {row.pk: row for row in fetch(sql, [given.get(value, value) for value in parameters])}
    return [rows[pk] for pk in ids if pk in rows]


@functools.cache
def sql_of_name(column):
    return sql_of(Page.objects.public_or_removed().filter(**{"kind": KIND, column: NAME}))


@functools.cache
def sql_of_ids(many):
    """The same for a number of primary keys, which stand as -1, -2 … until they are known."""
    return sql_of(Page.objects.public().filter(pk__in=[~number for number in range(many)]))


def sql_of(pages):
    rows = pages.annotate(
        document_text=Cast("document", TextField()), computed_text=Cast("computed", TextField())
    ).values_list(*Row._fields)  # fmt: skip
    return rows.query.sql_with_params()


def fetch(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Row(*values) for values in cursor.fetchall()]
