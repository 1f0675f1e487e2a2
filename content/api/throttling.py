"""How often one client address may ask. Counted in this process's memory, so reading never waits for a database."""

import ipaddress
import threading
import time

from django.conf import settings
from rest_framework.throttling import BaseThrottle

WINDOW = 60
MOST_CLIENTS = 50_000


class Counter:
    """Requests of each client in the current minute; forgotten as a whole when the next one starts."""

    def __init__(self):
        self._lock = threading.Lock()
        self._window = 0
        self._counts = {}

    def hit(self, client):
        """Count one request: (how many in this minute, seconds until the next)."""
        now = time.time()
        with self._lock:
            if int(now // WINDOW) != self._window:
                self._window, self._counts = int(now // WINDOW), {}
            if client not in self._counts and len(self._counts) >= MOST_CLIENTS:
                client = "others"  # memory stays bounded; those who come last share what is left
            used = self._counts[client] = self._counts.get(client, 0) + 1
        return used, WINDOW - int(now) % WINDOW

    def clear(self):
        self._counts = {}


counter = Counter()


def count(request):
    """Count a request to the API: (whether it is within the limit, seconds until the next minute, headers to answer).

    The limit is "api" of settings.RATE_LIMITS, for each client address.
    """
    limit = settings.RATE_LIMITS["api"]
    if limit is None:
        return True, 0, {}
    used, seconds = counter.hit(client(BaseThrottle().get_ident(request)))
    headers = {
        "RateLimit-Policy": f'"api";q={limit};w={WINDOW}',
        "RateLimit": f'"api";r={max(0, limit - used)};t={seconds}',
    }
    return used <= limit, seconds, headers


class AddressThrottle(BaseThrottle):
    """Counts the requests that reach a view; those answered from the page cache are counted there."""

    def allow_request(self, request, view):
        allowed, self.seconds, headers = count(request)
        view.headers |= headers
        return allowed

    def wait(self):
        return self.seconds


def client(address):
    """Whom a request counts for: an address, or the network that one subscriber has in IPv6."""
    try:
        found = ipaddress.ip_address((address or "").strip())
    except ValueError:
        return (address or "")[:45]
    return str(found if found.version == 4 else ipaddress.ip_network((found, 64), strict=False))
