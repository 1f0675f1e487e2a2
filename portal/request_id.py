"""One id per request: on the answer, in every log line about it, and on the error page that shows it.

The outermost middleware: whatever answers below it, a static file or a refusal included, carries the id.
"""

import logging
import re
import secrets
import time
from contextvars import ContextVar

from django.http import HttpRequest

from portal.startup.warming import MARK

HEADER = "X-Request-ID"
ACCEPTABLE = re.compile(r"[A-Za-z0-9-]{1,64}\Z")
QUIET_PATHS = ("/static/", "/healthz", "/readyz")

current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)
log = logging.getLogger("portal.request")


def request_id(request: HttpRequest | None = None) -> str:
    """The id of this request, or of the one this thread is answering; empty outside a request."""
    return getattr(request or current_request.get(), "id", "")


def chosen_id(offered: str) -> str:
    """The caller's id when it is short and plain, so that logs on both sides can be joined; else our own."""
    return offered if ACCEPTABLE.match(offered) else secrets.token_hex(8)


class RequestIdMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.monotonic()
        request.id = chosen_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        token = current_request.set(request)
        try:
            response = self.get_response(request)
            response[HEADER] = request.id
            if not request.path_info.startswith(QUIET_PATHS) and MARK not in request.META:
                self._record(request, response, started)
            # Django would log a failed answer once more, after the id is gone from this thread.
            response._has_been_logged = True
            return response
        finally:
            current_request.reset(token)

    def _record(self, request, response, started):
        # The path without its query: searches and tokens are the reader's business.
        details = {
            "event": "request",
            "method": request.method,
            "path": request.path_info,
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - started) * 1000, 1),
        }
        log.info("request", extra={"details": details})
