"""Brings the database and the static files up to the code before the server takes requests.

Runs in its own process (`python -m portal.startup.prepare`). Of several starts at once, one works and the others wait.
"""

import hashlib
import io
import os
import sys
from contextlib import contextmanager

import django
import psycopg
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import Error as DatabaseError
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.migrations.executor import MigrationExecutor

from portal.startup.database import connection_parameters
from portal.startup.database_check import refuse_unfit_database
from portal.startup.messages import Progress, Stop, say

LOCK = 7_302_026  # any number, as long as nothing else in this database uses it as an advisory lock
UNUSED_STATIC_FILES = ["drf_spectacular_sidecar/redoc/*"]  # large, and it would fetch fonts from elsewhere


def main():
    """Everything in its order; ends with one sentence at the first thing that does not work."""
    parameters = connection_parameters()
    refuse_unfit_database(parameters)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    try:
        if "--without-static-files" not in sys.argv:
            collect_static_files()
        with only_one(parameters):
            take_time_for_statements()
            migrate()
            call_command("rebuild_search", "--if-outdated")
            load_book()
            create_first_admin()  # last, so that its password stays in sight
    except CommandError as error:
        raise Stop(str(error)) from None
    except (DatabaseError, psycopg.Error) as error:
        raise Stop(f"The database could not be prepared ({' '.join(str(error).split())}): run it again.") from None


@contextmanager
def only_one(parameters):
    """Parallel sessions that create tables and extensions get in each other's way, so one prepares at a time."""
    unlimited = {"options": f"{parameters.get('options', '')} -c statement_timeout=0 -c lock_timeout=0"}
    with psycopg.connect(**(parameters | unlimited), autocommit=True) as holder:
        if not holder.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()[0]:
            say("Another start is preparing the database: waiting for it …")
            holder.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield


def take_time_for_statements():
    """A migration may take longer than a page may. A lock is not waited for longer: that would stop the readers."""

    def lift(connection, **_):
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")

    connection_created.connect(lift, weak=False, dispatch_uid="take_time_for_statements")
    connection.close()


def migrate():
    """Applies what is missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Updating the tables …")
        call_command("migrate", interactive=False, verbosity=1)


def load_book():
    """Loads the book's content files if they changed; what editors changed stays as it is."""
    call_command("load_book", "--if-changed")


def create_first_admin():
    """An account to sign in with, if there is none."""
    call_command("create_first_admin")


def collect_static_files():
    """Puts the static files where the server takes them from, hashed and compressed, if any of them changed."""
    files = [entry for finder in get_finders() for entry in finder.list(UNUSED_STATIC_FILES)]
    digest = hashlib.sha256(repr(settings.STORAGES).encode())
    for path, storage in files:
        found = os.stat(storage.path(path))
        digest.update(f"{path}:{found.st_size}:{found.st_mtime_ns}\n".encode())
    fingerprint = settings.STATIC_ROOT / ".collected"
    if fingerprint.exists() and fingerprint.read_text(encoding="ascii") == digest.hexdigest():
        return
    progress = Progress(f"Preparing {len(files)} static files")
    call_command(
        "collectstatic",
        interactive=False,
        verbosity=2,
        ignore_patterns=UNUSED_STATIC_FILES,
        stdout=ProgressLines(progress, {path for path, _storage in files}),
    )
    fingerprint.write_text(digest.hexdigest(), encoding="ascii")
    progress.done()


class ProgressLines(io.TextIOBase):
    """Takes the many lines of collectstatic and shows how far it is: files are copied, named anew, then compressed."""

    def __init__(self, progress, names):
        self.progress, self.names = progress, names
        self.copied, self.compressed = 0, 0
        self.renamed = set()

    def write(self, text):
        """See the class. A line about a file under another name is about a compressed copy of it."""
        if text.startswith("Copying "):
            self.copied += 1
            self.progress.at(f"{self.copied} of {len(self.names)} copied")
        elif text.startswith("Post-processed '"):
            name = text.split("'")[1]
            self.renamed |= {name} & self.names
            self.compressed += name not in self.names
            self.progress.at(f"all copied, {len(self.renamed)} named by what is in them, {self.compressed} compressed")
        return len(text)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
