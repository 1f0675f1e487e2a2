"""What a cache may keep: public pages for signed-out readers, checked each time by their ETag; nothing else.

A public page is the same bytes for every signed-out reader of that address, so the answer varies on nothing.
"""

from http import HTTPStatus

from django.conf import settings
from django.utils.cache import cc_delim_re, get_conditional_response, set_response_etag

PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"
SAFE_METHODS = ("GET", "HEAD")
# Added by sessions and by the language middleware. The address alone decides the language here.
NEVER_VARY_ON = {"cookie", "accept-language"}


class CachingMiddleware:
    """Stands outside sessions, language and CSRF, whose cookies and Vary headers it judges."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not is_public(request, response):
            # What is nobody else's business stays so, whatever the view had in mind.
            response["Cache-Control"] = PRIVATE
            return response
        response.headers.setdefault("Cache-Control", PUBLIC)
        drop_needless_vary(response)
        if response.status_code != HTTPStatus.OK or response.streaming:
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        return get_conditional_response(request, response.get("ETag"), response=response)


def is_public(request, response) -> bool:
    """Whether the next reader may see the same bytes: asked and answered without a sign of who it is."""
    if request.method not in SAFE_METHODS or response.status_code >= HTTPStatus.BAD_REQUEST or response.cookies:
        return False
    told = set(cc_delim_re.split(response.get("Cache-Control", "")))
    if {"no-store", "private"} & told:
        return False
    if "immutable" in told:  # the bytes behind a name that never changes: nobody's session is asked for them
        return True
    # A session that began with this answer is a cookie on it, and so refused above.
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "Authorization" not in request.headers


def drop_needless_vary(response) -> None:
    names = cc_delim_re.split(response.get("Vary", ""))
    kept = [name for name in names if name and name.lower() not in NEVER_VARY_ON]
    if kept:
        response["Vary"] = ", ".join(kept)
    elif "Vary" in response:
        del response["Vary"]
