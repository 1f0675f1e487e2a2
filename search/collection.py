"""The version of everything public taken together: what is kept of an answer holds as long as it stays the same."""

import time

from django.db import connection
from django.db.models import BooleanField, F, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest

from search.models import IndexState, SearchEntry

TABLES = f"{SearchEntry._meta.db_table}, {IndexState._meta.db_table}"
UNSETTLED = f"""
    EXISTS (
        SELECT 1 FROM {TABLES} WHERE visible_from > settled_at AND visible_from <= statement_timestamp()
        UNION ALL
        SELECT 1 FROM {TABLES} WHERE visible_until > settled_at AND visible_until <= statement_timestamp()
    )
"""
"""SQL: has a page appeared or disappeared by the clock unseen to (`content.actions.indexing.catch_up`)?"""


def state():
    """(version, whether the collection is unsettled); one query.

    Whoever keeps an answer asks first and makes the answer then: it is never older than its version.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version, {UNSETTLED} FROM {IndexState._meta.db_table}")
        return cursor.fetchone() or (0, False)


def state_columns():
    """The same as columns of another query, "collection_version" and "unsettled"."""
    version = Subquery(IndexState.objects.values("version")[:1])
    return {"collection_version": version, "unsettled": RawSQL(UNSETTLED, (), output_field=BooleanField())}


def changed(**columns):
    """Give the collection another version; part of every transaction that changes what anybody may read.

    Versions follow the clock, so that one which a transaction took back is never given again for something else.
    """
    newer = Greatest(F("version") + 1, Value(time.time_ns() // 1000))
    if not IndexState.objects.filter(pk=1).update(version=newer, **columns):
        IndexState.objects.update_or_create(pk=1, defaults={"version": time.time_ns() // 1000, **columns})


def settle():
    """After many entries were written at once: let the database know how many there are and merge what its indexes have
    not taken in yet, which every look-up reads through. Nothing inside a transaction, where it cannot be done."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute(f"VACUUM (ANALYZE) {SearchEntry._meta.db_table}")
            cursor.execute("RESET statement_timeout")
