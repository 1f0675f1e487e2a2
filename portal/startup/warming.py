"""What a server process reads when it is first needed (addresses, templates, dictionaries), read before readers ask.

A new process asks itself for a few pages, in a thread beside its work: nobody waits for it, and whoever comes meanwhile
is answered as always. When the site cannot answer yet, nothing is lost.
"""

import logging
import threading
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

MARK = "portal.warming_up"
"""In the environment of such a request, where nobody outside can put it: it is no reader's, and not in the log."""
PAGES = (
    ("/search/", "q=" + quote("开源社区")),
    *((path, "") for path in ("/", "/cases/", "/cases/tensorflow-google/", "/strategies/", "/glossary/", "/en/")),
)
log = logging.getLogger("portal.warming")


def warm_up(application):
    """Begin to ask the application for the pages; returns the thread that does."""
    thread = threading.Thread(target=ask_for_all, args=[application], name="warm-up", daemon=True)
    thread.start()
    return thread


def ask_for_all(application):
    """Ask for each page; the first one that the site cannot answer ends it."""
    from django.conf import settings
    from django.db import connection

    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    try:
        for path, query in PAGES:
            if ask(application, host, path, query) >= 500:
                break
    except Exception:  # whatever it is: readers are answered without it
        log.warning("not warmed up", exc_info=True, extra={"details": {"event": "warming_failed"}})
    finally:
        connection.close()


def ask(application, host, path, query):
    """The status with which the application answers a page."""
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host, MARK: True}
    setup_testing_defaults(environ)
    statuses = []
    response = application(environ, lambda status, headers, error=None: statuses.append(int(status.split()[0])))
    try:
        for _part in response:
            pass
    finally:
        response.close()
    return statuses[0]
