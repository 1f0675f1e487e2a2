#!/usr/bin/env python
"""Django's commands for the portal. The database that comes along is started for them and stopped after them."""

import os
import signal
import sys

try:
    from django.core.management import execute_from_command_line

    from portal.startup.database import uses_own_database
    from portal.startup.embedded_postgres import start_for_this_process
    from portal.startup.settings_check import refuse_nonsense
except ImportError as error:
    sys.exit(f"This Python lacks what the portal needs ({error}): use ./run manage, or activate .venv first.")

# These never ask the database, so it need not run for them.
WITHOUT_DATABASE = {
    "",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
}
WITHOUT_DATABASE |= {"version", "--version", "--help", "-h"}


def main():
    """Runs the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command != "runserver":  # commands may take their time; pages may not
        os.environ.setdefault("STATEMENT_TIMEOUT", "0")
    refuse_nonsense()
    if not uses_own_database() and command not in WITHOUT_DATABASE:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the database is left in an orderly way
        start_for_this_process()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
