"""Every address of the portal is opened once, in both languages; none is forgotten."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db

SAMPLES = {
    "slug": {"cases": "tensorflow-google", "strategies": "co-create", "glossary": "co-creation", "organizations": "ibm",
             "tags": "sharing", "book": "4.2.3", "references": "R01", "claims": "F01"},
    "name": "cases",
    "number": "1",
    "first": "1",
    "second": "1",
}  # fmt: skip


def patterns(resolver, before=""):
    """(route, pattern) of every address below a resolver, the admin's left to its own tests."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if "admin" not in route:
                yield from patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry


def all_addresses():
    """Addresses with parameters filled in from the book; regular expressions are the API's, which has its own tests,
    and so have the sitemap's parts and the sets of open data."""
    for route, _entry in patterns(get_resolver()):
        if route.startswith(("api/", "^", "sitemap/<", "data/<")) or "(?P" in route or route.startswith("en/"):
            continue
        room = route.split("/")[0]
        yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match, room=room: sample(match[1], room), route)


def sample(name, room):
    value = SAMPLES.get(name, SAMPLES["slug"])
    return value[room] if isinstance(value, dict) else value


@pytest.mark.usefixtures("the_book")
def test_every_address_answers_in_both_languages_with_one_heading(client):
    wrong = {}
    for address in all_addresses():
        for path in (address, f"/en{address}"):
            answer = client.get(path)
            if answer.status_code == 404 and path.startswith("/en") and not_translated(address):
                continue
            headings = len(re.findall(rb"<h1[\s>]", answer.content))
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            if answer.status_code != 200 or (is_page and headings != 1):
                wrong[path] = (answer.status_code, headings)
    assert wrong == {}


def not_translated(address):
    """Addresses for machines have no English twin."""
    return address in {"/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/llms.txt"} or address.startswith(
        ("/static", "/i18n", "/sitemap")
    )
