"""Errors as problem details (RFC 9457), in the reader's language."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable, NotFound, Throttled
from rest_framework.exceptions import PermissionDenied as Forbidden
from rest_framework.response import Response

CLOSED = ("/api/v1/contributions/", "/api/v1/review/")
PROBLEM_JSON = "application/problem+json"


class BadParameter(APIException):
    """A query parameter that nobody could mean."""

    status_code = 400

    def __init__(self, parameter, message):
        super().__init__(f"{parameter}: {message}")
        self.errors = [{"pointer": f"#/{parameter}", "parameter": parameter, "detail": str(message)}]


class Gone(APIException):
    """A page that was removed. `reason`: why, in both languages."""

    status_code = 410

    def __init__(self, detail, reason):
        super().__init__(detail)
        self.reason = reason


def reader_language(request):
    """The language that the reader's Accept-Language asks for; Chinese where it asks for none of ours."""
    for code, _quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def titles():
    """What each status is called, in the active language."""
    return {
        400: _("Bad request"),
        401: _("Not signed in"),
        403: _("Not allowed"),
        404: _("Not found"),
        405: _("Method not allowed"),
        406: _("Not acceptable"),
        409: _("Not in this state"),
        410: _("Gone"),
        412: _("Changed meanwhile"),
        413: _("Too large"),
        415: _("Unknown format"),
        422: _("Cannot be taken"),
        428: _("A condition is needed"),
        429: _("Too many requests"),
    }


def is_closed(path):
    """Whether this address of the API is for people with an account, and answers each of them differently."""
    return path.startswith(CLOSED)


def refusal_of_method(path):
    """The title and the words of 405, in the active language."""
    if is_closed(path):
        return titles()[405], _("This address takes other methods: the header Allow names them.")
    return titles()[405], _(
        "This address is for reading: GET, HEAD and OPTIONS. Contributions are written at /api/v1/contributions/."
    )


def details(error, path):
    """What is said about errors that come without words of their own."""
    if isinstance(error, NotAcceptable):
        return _("This address answers in JSON only: ask for application/json.")
    if isinstance(error, MethodNotAllowed):
        return refusal_of_method(path)[1]
    if isinstance(error, Throttled):
        return _("Try again in %(seconds)d seconds.") % {"seconds": error.wait}
    if type(error) is NotFound and error.get_codes() == "not_found":
        return _("There is nothing at this address.")
    return str(error.detail)


def answer(error, context):
    """REST framework's exception handler. Other exceptions than its own are left to the portal's error pages."""
    if isinstance(error, Http404):
        error = NotFound()
    elif isinstance(error, PermissionDenied):
        error = Forbidden()
    if not isinstance(error, APIException):
        return None
    request = context["request"]
    status = error.status_code
    body = {
        "type": "about:blank",
        "title": titles().get(status, str(error.default_detail)),
        "status": status,
        "detail": details(error, request.path),
        "instance": getattr(request, "id", ""),
    }
    for name in ("errors", "reason"):
        if hasattr(error, name):
            body[name] = getattr(error, name)
    body |= getattr(error, "more", {})
    headers = {"Vary": "Accept-Language"}
    if getattr(error, "wait", None) is not None:
        headers["Retry-After"] = str(error.wait)
    return Response(body, status=status, headers=headers, content_type=PROBLEM_JSON)
