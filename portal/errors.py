"""Error pages: in the language of the address, with the request's id, never worse than the error itself.

Where possible they wear the site's layout. When that cannot be had (no database, a failing context processor, an
unreadable address), a page that needs nothing but its own template takes over. Under /api/ they are problem details.
"""

import json
import logging
import sys
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.template import loader
from django.templatetags.static import static
from django.utils import translation

from content.api.problems import PROBLEM_JSON, reader_language, refusal_of_method
from portal.database_connection import OUTAGE_ERRORS, connection_lost
from portal.error_wording import FRAME, LACKING_RIGHTS, MAINTENANCE, STALE_FORM, UNKNOWN_HOST, WORDING, wording
from portal.request_id import request_id

RETRY_AFTER_SECONDS = 5
# Answered with the plain page at once: nothing about the request or the site can be relied on.
STANDALONE = {400, 414, 431, 500, 503}
log = logging.getLogger("portal.errors")


def language_of(request) -> str:
    """The language an address asks for, read off its prefix; in the admin, whose addresses have none, the reader's."""
    path = request.path_info
    if path.startswith("/admin/"):
        return "en" if translation.get_language_from_request(request) == "en" else "zh"
    return "en" if path == "/en" or path.startswith("/en/") else "zh"


def wants_problem(request) -> bool:
    """Programs get problem details; everybody else a page."""
    return request.path_info.startswith("/api/")


def stylesheet() -> str:
    try:
        return static("css/site.css")
    except ValueError:  # files not collected yet
        return f"{settings.STATIC_URL}css/site.css"


def error_answer(request, status, *, words=None, note=""):
    """The whole answer for a status. `words` replaces the usual wording, `note` adds a sentence to it."""
    words = words or {language: wording(status, language) for language in ("zh", "en")}
    if wants_problem(request):
        response = problem(request, status, words, note)
    else:
        response = HttpResponse(page(request, status, words, note), status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def problem(request, status, words, note=""):
    """RFC 9457, in the language of Accept-Language: an address of the API has none."""
    language = reader_language(request)
    title, text = words["en" if language == "en" else "zh"]
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        with translation.override(language):
            title, text = refusal_of_method(request.path_info)
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": f"{text} {note}".strip(),
        "instance": request_id(request),
    }
    headers = {"Vary": "Accept-Language", "Content-Language": language}
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=PROBLEM_JSON, headers=headers)


def page(request, status, words, note) -> str:
    language = language_of(request)
    other = "zh" if language == "en" else "en"
    error = {
        "status": status,
        "title": words[language][0],
        "text": words[language][1],
        "note": note,
        "id": request_id(request),
        "language": "zh-Hans" if language == "zh" else "en",
        "other": {"language": "zh-Hans" if other == "zh" else "en", "title": words[other][0], "text": words[other][1]},
        "frame": FRAME[language],
        "prefix": "/" if language == "zh" else "/en/",
    }
    with translation.override("en" if language == "en" else settings.LANGUAGE_CODE):
        if status not in STANDALONE:
            try:
                return loader.render_to_string("errors/page.html", {"error": error}, request=request)
            except Exception:  # whatever breaks the layout must not hide the error being shown
                log.warning(
                    "error page without layout", exc_info=True, extra={"details": {"event": "error_page_plain"}}
                )
        return loader.render_to_string("errors/standalone.html", {"error": error, "stylesheet": stylesheet()})


# --- Django's handlers, named in portal/urls.py -----------------------------------------------------------------------


def bad_request(request, exception):
    return error_answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request, exception):
    user = getattr(request, "_cached_user", None)  # somebody asked already; an error page asks no database
    return error_answer(request, 403, words=LACKING_RIGHTS if user and user.is_authenticated else None)


def page_not_found(request, exception):
    return error_answer(request, 404)


def too_many_requests(request):
    """For django-allauth, all of whose limits that end here are of one minute."""
    response = error_answer(request, 429)
    response["Retry-After"] = "60"
    return response


def server_error(request):
    """Also where a lost database lands when a middleware, not a view, noticed it."""
    error = sys.exc_info()[1]
    return outage(request, error) if isinstance(error, OUTAGE_ERRORS) else error_answer(request, 500)


def csrf_failure(request, reason=""):
    log.warning("csrf failure: %s", reason, extra={"details": {"event": "csrf_failure"}})
    return error_answer(request, 403, words=STALE_FORM)


# --- Answers of the portal's own middleware ---------------------------------------------------------------------------


def unknown_host(request):
    """400 that does not repeat the name; the log does, so that the operator can list it."""
    name = request.META.get("HTTP_HOST", "")[:100]
    details = {"event": "unknown_host", "host": name}
    log.warning("a Host that ALLOWED_HOSTS does not list: %r", name, extra={"details": details})
    return error_answer(request, 400, words=UNKNOWN_HOST)


def outage(request, error):
    """503 for any failure of the database; says on itself whether the connection is gone."""
    cause = error.__cause__ or error
    details = {"event": "database_outage", "error": type(cause).__name__}
    log.error("database: %s", str(error).strip(), extra={"details": details})
    response = error_answer(request, 503)
    response.connection_lost = connection_lost(error)
    return response


def maintenance(request):
    return error_answer(request, 503, words=MAINTENANCE)


class ErrorPagesMiddleware:
    """Gives a page to a view's bare answer: HttpResponseGone(), HttpResponseNotAllowed(…), HttpResponse(status=429).

    Headers stay. A view may add a sentence for the reader: `gone.note = page.status_reason`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in WORDING and not response.streaming and not response.content:
            worded = error_answer(request, response.status_code, note=getattr(response, "note", ""))
            response.content = worded.content
            response["Content-Type"] = worded["Content-Type"]
        return response
