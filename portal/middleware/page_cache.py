"""Public pages kept as they were sent, for as long as the collection stays at the version they were made from.

A page is kept from its second visit on, so that whoever walks through all addresses drives out nothing that is read.
Each answer from here costs one small query, the collection's version: what was published a moment ago is never missed.
Pages of signed-in readers and errors are not kept. Answers of the API are, and counted for their client all the same.
"""

import hashlib
import threading
from collections import OrderedDict
from datetime import date
from http import HTTPStatus
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response

from content.actions.indexing import catch_up
from content.api.throttling import count
from portal.database_connection import OUTAGE_ERRORS, breaker, impatient, pool_exhausted
from portal.middleware.caching import PUBLIC
from portal.readiness import migrations
from search import collection

LARGEST_SHARE = 16
"""A page larger than this part of the whole cache is not kept."""
MOST_CANDIDATES = 10_000
NOT_KEPT = ("/admin/", "/healthz", "/readyz", "/static/", "/media/")
COUNTED = ("RateLimit", "RateLimit-Policy")
"""Headers that are another client's business, or another moment's."""
ANYTHING = ("", "*/*", "application/json")
"""What programs that take the API's JSON say they accept. Whoever says it otherwise is answered by the views."""
CONDITIONS = ("HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")
OVERHEAD = 1_000
"""Bytes that an answer costs beside its text: its key, its objects, its place in the order."""


class Kept(NamedTuple):
    """An answer, and the version of the collection that was current before it was made."""

    version: int
    body: bytes
    headers: dict[str, str]


class Pages:
    """Answers by key, the one used longest ago forgotten first."""

    def __init__(self):
        self._lock = threading.Lock()
        self.clear()

    def clear(self):
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self._candidates: OrderedDict[bytes, None] = OrderedDict()
        self.size = 0

    def find(self, key) -> Kept | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def asked_before(self, key) -> bool:
        """Whether this key was asked for already; from now on it was."""
        with self._lock:
            known = key in self._candidates or key in self._kept
            self._candidates[key] = None
            self._candidates.move_to_end(key)
            if len(self._candidates) > MOST_CANDIDATES:
                self._candidates.popitem(last=False)
            return known

    def keep(self, key, page: Kept, limit: int) -> None:
        """Keep an answer, and forget others until all together are no larger than `limit` bytes."""
        if weight(page) > limit // LARGEST_SHARE:
            return
        with self._lock:
            if key in self._kept:
                self.size -= weight(self._kept.pop(key))
            self._kept[key] = page
            self.size += weight(page)
            while self.size > limit:
                _key, oldest = self._kept.popitem(last=False)
                self.size -= weight(oldest)


pages = Pages()
"""Of this process: each has its own, and none needs to know of the others."""


def weight(page: Kept) -> int:
    """Bytes of memory, roughly."""
    return OVERHEAD + len(page.body) + sum(len(name) + len(value) for name, value in page.headers.items())


class PageCacheMiddleware:
    """Stands outside compression and sessions, so that a page that is kept costs neither."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = key_of(request) if settings.PAGE_CACHE_BYTES else None
        if key is None or not pages.asked_before(key) or (version := current_version()) is None:
            return self.get_response(request)
        kept = pages.find(key)
        if kept is None or kept.version != version:
            return self._made(request, key, version)
        allowed, _seconds, headers = count(request) if is_api(request) else (True, 0, {})
        return answer(request, kept, headers) if allowed else self.get_response(request)

    def _made(self, request, key, version):
        """The answer of the views, kept if it may be. The reader may have it already; it is made nevertheless."""
        known_to_reader = request.META.pop("HTTP_IF_NONE_MATCH", None)
        response = self.get_response(request)
        if known_to_reader is not None:
            request.META["HTTP_IF_NONE_MATCH"] = known_to_reader
        if not may_be_kept(response):
            return response
        headers = dict(response.items())
        own = {name: headers.pop(name) for name in COUNTED if name in headers}
        kept = Kept(version, response.content, headers)
        pages.keep(key, kept, settings.PAGE_CACHE_BYTES)
        return answer(request, kept, own)


def answer(request, kept, headers):
    """A kept answer with headers of its own, or "not modified" for a reader who has it."""
    response = HttpResponse(kept.body, headers=kept.headers | headers)
    response = get_conditional_response(request, response["ETag"], response=response)
    for name in (*headers, "Content-Language"):  # "not modified" would lose them
        if name in kept.headers | headers:
            response[name] = (kept.headers | headers)[name]
    return response


def key_of(request) -> bytes | None:
    """A digest of what decides every byte of a public page, or None for an answer that is not kept."""
    if request.method != "GET" or request.path_info.startswith(NOT_KEPT):
        return None
    # Not request.headers: it would remember the headers as they are now, and one is left out for a while below.
    asked = request.META
    if settings.SESSION_COOKIE_NAME in request.COOKIES or any(name in asked for name in CONDITIONS):
        return None
    if is_api(request) and asked.get("HTTP_ACCEPT", "") not in ANYTHING:
        return None
    gzip = bool(re_accepts_gzip.search(asked.get("HTTP_ACCEPT_ENCODING", "")))
    address = (request.scheme, request.get_host(), request.path_info, asked.get("QUERY_STRING", ""))
    return hashlib.blake2b(repr((*address, gzip, date.today())).encode(), digest_size=16).digest()


def is_api(request) -> bool:
    return request.path_info.startswith("/api/v1/")


def current_version() -> int | None:
    """The collection's version now. None when the database does not say so at once: others know what to do then."""
    if breaker.closes_at or not migrations.settled:
        return None
    try:
        with impatient():
            version, unsettled = collection.state()
            if unsettled and not catch_up():
                return None
            return collection.state()[0] if unsettled else version
    except OUTAGE_ERRORS as error:
        if pool_exhausted(error):
            breaker.trip()  # the reader has waited for a connection once already
        return None


def may_be_kept(response) -> bool:
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and response.get("Cache-Control") == PUBLIC
        and response.has_header("ETag")
    )
