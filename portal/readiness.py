"""What the portal needs to serve, each part asked for itself."""

import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.base import InvalidCacheBackendError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.database_connection import OUTAGE_ERRORS, impatient

RECHECK_SECONDS = 1.0


class Migrations:
    """Whether the tables fit the code. Once they do, nobody asks again: this process never gets other code."""

    def __init__(self):
        self.settled = False
        self.asked_at = 0.0
        self.was_pending = True

    def pending(self) -> bool:
        if self.settled:
            return False
        if not self.asked_at or time.monotonic() - self.asked_at > RECHECK_SECONDS:
            self.was_pending = bool(self.missing())
            self.asked_at = time.monotonic()
            self.settled = not self.was_pending
        return self.was_pending

    def missing(self) -> set[tuple[str, str]]:
        """The migrations that the code has and the database has not (one query, plus one for the table)."""
        loader = MigrationLoader(None)
        applied = set(MigrationRecorder(connection).applied_migrations())
        return {
            key
            for key, migration in loader.graph.nodes.items()
            if key not in applied and not (migration.replaces and set(migration.replaces) <= applied)
        }


migrations = Migrations()


def database_works() -> bool:
    try:
        with impatient(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except OUTAGE_ERRORS:
        return False


def migrations_applied() -> bool:
    try:
        with impatient():
            return not migrations.pending()
    except OUTAGE_ERRORS:
        return False


def cache_works() -> bool:
    try:
        cache.set("readiness", 1, timeout=5)
        return cache.get("readiness") == 1
    except (OSError, InvalidCacheBackendError, DatabaseError):
        return False


def storage_works() -> bool:
    """A byte can be written where uploads and the database's files live."""
    folder = Path(settings.DATA_FOLDER)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
            file.flush()
        return True
    except OSError:
        return False
