"""When the database is down, hung or behind the code: 503 within two seconds, and by itself back again.

- Any failure of the database in a view, a template or a middleware becomes the 503 page (portal.errors.outage).
- While it is away, readers are answered at once and one request a second tries whether it is back.
- A read that met a connection broken by a restart is answered again over a new one; the reader sees nothing.
- With migrations pending the site answers 503 too: code and tables would disagree.
"""

from django.db import DataError

from portal import errors
from portal.database_connection import OUTAGE_ERRORS, breaker, impatient, pool_exhausted, renew_connections
from portal.readiness import migrations

WITHOUT_DATABASE = ("/healthz", "/readyz")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class DatabaseOutageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info in WITHOUT_DATABASE:
            return self.get_response(request)
        with impatient():
            if not breaker.lets_through():
                return errors.error_answer(request, 503)
            response = self._answer(request)
            lost = getattr(response, "connection_lost", False)
            # Already found silent while answering, so do not ask it once more: the reader has waited long enough.
            if not lost or breaker.is_open() or not breaker.server_answers():
                return response
            renew_connections()
            return self._answer(request) if request.method in SAFE_METHODS else response

    def _answer(self, request):
        try:
            if migrations.pending():
                return errors.maintenance(request)
        except OUTAGE_ERRORS as error:
            return self.process_exception(request, error)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, OUTAGE_ERRORS):
            if pool_exhausted(exception):
                breaker.trip()
            return errors.outage(request, exception)
        if isinstance(exception, DataError | UnicodeEncodeError):
            # Text or a number that no column can hold got past every form: the sender's fault, and worth a log line.
            errors.log.error("unstorable value", exc_info=exception, extra={"details": {"event": "unstorable_value"}})
            return errors.error_answer(request, 400)
        return None
