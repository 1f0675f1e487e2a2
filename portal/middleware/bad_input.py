"""Refuses what is no text before it reaches a view: PostgreSQL stores no NUL, and a page cannot show broken bytes.

Looked at: host, method, path, query, cookies, declared encoding and form fields. JSON is for the API's parser.
"""

import re
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.http.request import UnreadablePostError

from portal.errors import error_answer, unknown_host, wants_problem

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
MAX_PATH = 2_048
MAX_QUERY = 8_192
MAX_HEADERS = 32_768
MAX_FORM_WITH_FILES = 60_000_000
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
UTF8_NAMES = {"utf-8", "utf8", "us-ascii", "ascii"}

# A pasted tab may stand in a search box; a text may have line breaks, and Word's own kind of them.
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")
CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
# Django shows bytes of the path that are no UTF-8 as %XX again; a path encoded twice looks the same, and is as wrong.
BROKEN_PATH = re.compile("%[89A-Fa-f][0-9A-Fa-f]|%[01][0-9A-Fa-f]|%7[Ff]")


def is_text(raw: bytes, forbidden: re.Pattern[str] = CONTROL) -> bool:
    """Whether the bytes are UTF-8 (no overlong forms, no surrogates) without control characters."""
    try:
        return not forbidden.search(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def is_encoded_text(raw: bytes, forbidden: re.Pattern[str] = CONTROL) -> bool:
    """The same for percent-encoded fields, each looked at once for what it is and once for what it means."""
    return is_text(raw, forbidden) and is_text(unquote_to_bytes(raw.replace(b"+", b" ")), forbidden)


def wire_bytes(text: str) -> bytes:
    """The bytes behind a WSGI string; one that holds more than bytes was decoded by the server, so encode it again."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


class BadInputMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            request.get_host()
        except DisallowedHost:  # for files as for pages
            return unknown_host(request)
        if request.method not in METHODS:
            refused = error_answer(request, HTTPStatus.METHOD_NOT_ALLOWED)
            refused["Allow"] = ", ".join(METHODS[:3] if wants_problem(request) else METHODS)
            return refused
        checks = (refusal_of_address, refusal_of_headers, refusal_of_cookies, refusal_of_form)
        status = next((status for check in checks if (status := check(request))), None)
        return error_answer(request, status) if status else self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        """Parts of a multipart form, which only its parser can tell apart. The API parses its own."""
        if request.content_type != MULTIPART or request.method != "POST" or request.path_info.startswith("/api/"):
            return None
        values = [value for _, listed in request.POST.lists() for value in listed]
        names = [*request.POST, *(file.name for _, listed in request.FILES.lists() for file in listed)]
        if any(CONTROL_IN_TEXT.search(text) for text in values + names):
            return error_answer(request, HTTPStatus.BAD_REQUEST)
        return None


def refusal_of_address(request) -> int | None:
    query = wire_bytes(request.META.get("QUERY_STRING", ""))
    if len(request.path_info) > MAX_PATH or len(query) > MAX_QUERY:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if CONTROL.search(request.path_info) or BROKEN_PATH.search(request.path_info) or not is_encoded_text(query):
        return HTTPStatus.BAD_REQUEST
    return None


def refusal_of_headers(request) -> int | None:
    """The server itself would take ten times as much."""
    size = sum(len(value) for name, value in request.META.items() if name.startswith("HTTP_"))
    return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE if size > MAX_HEADERS else None


def refusal_of_cookies(request) -> int | None:
    """A quoted cookie can carry \\000, so the parsed values are looked at beside the bytes."""
    raw = wire_bytes(request.META.get("HTTP_COOKIE", ""))
    if not is_text(raw) or any(CONTROL.search(name + value) for name, value in request.COOKIES.items()):
        return HTTPStatus.BAD_REQUEST
    return None


def refusal_of_form(request) -> int | None:
    charset = request.content_params.get("charset", "utf-8").strip("\"' ").lower()
    if charset not in UTF8_NAMES:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    length = request.META.get("CONTENT_LENGTH") or ""
    if request.content_type == MULTIPART and length.isdecimal() and int(length[:20]) > MAX_FORM_WITH_FILES:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if request.content_type != URLENCODED:
        return None
    try:
        request.POST  # noqa: B018 - read here, so that too many fields are refused here
        return None if is_encoded_text(request.body, CONTROL_IN_TEXT) else HTTPStatus.BAD_REQUEST
    except RequestDataTooBig:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except (TooManyFieldsSent, UnreadablePostError):
        return HTTPStatus.BAD_REQUEST
