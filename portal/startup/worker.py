"""The worker: sends the mails of the outbox, sees to pages that appear or disappear by the clock, forgets old drafts
and images that nothing shows, and keeps the sets of open data, for as long as the process lives that started it.

Runs as `python -m portal.startup.worker` under the supervisor in server.py. It asks the outbox every few seconds; when
the database is away it waits for it.
"""

import logging
import os
import signal
import threading
import time

import django

from portal.startup.web import stop_with_parent

SECONDS_BETWEEN_ROUNDS = 2
SECONDS_BETWEEN_CLEANING = 3600
stopping = threading.Event()
log = logging.getLogger("portal.worker")


def work():
    """Rounds until somebody asks to stop; the mail at hand is finished."""
    from community.notices.outbox import forget_sent, send_due
    from content.actions.indexing import catch_up
    from contributions.actions import forget_old_drafts, forget_unused_images

    cleaned_at = -SECONDS_BETWEEN_CLEANING
    while not stopping.is_set():
        due = time.monotonic() - cleaned_at > SECONDS_BETWEEN_CLEANING
        if due and all(once(forget) for forget in (forget_sent, forget_old_drafts, forget_unused_images)):
            cleaned_at = time.monotonic()
        once(send_due, 20)
        once(catch_up)
        stopping.wait(SECONDS_BETWEEN_ROUNDS)


def keep_data():
    """The same for the sets of open data, in a thread of its own: a large one takes minutes, and mails do not wait."""
    from portal.open_data.keeping import Keeper

    keeper = Keeper()
    while not stopping.is_set():
        once(keeper.keep)
        stopping.wait(SECONDS_BETWEEN_ROUNDS)


def once(deed, *arguments):
    """Do it; whether that was possible. A database that is away is asked again in the next round."""
    from django.db import DatabaseError, InterfaceError, close_old_connections, connection

    try:
        deed(*arguments)
    except (DatabaseError, InterfaceError) as error:
        log.warning("the worker waits for the database: %s", type(error).__name__)
        connection.close()
        return False
    finally:
        close_old_connections()
    return True


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    signal.signal(signal.SIGINT, lambda *_: stopping.set())
    stop_with_parent()
    django.setup()
    threading.Thread(target=keep_data, daemon=True).start()
    work()


if __name__ == "__main__":
    main()
