"""Every public address of the portal is opened once, in both languages; none is forgotten."""

import re

import pytest

from portal.permissions import routes, rule_for
from portal.rules import PUBLIC

pytestmark = pytest.mark.django_db

SLUGS = {"cases": "tensorflow-google", "strategies": "co-create", "glossary": "co-creation", "organizations": "ibm",
         "tags": "sharing", "book": "4.2.3", "references": "R01", "claims": "F01"}  # fmt: skip
SAMPLES = {"name": "cases", "number": "1", "first": "1", "second": "1", "older": "1", "newer": "1"}
SECURITY = "/.well-known/security.txt"
QUERIES = {"/compare/table.csv": "?c=tensorflow-google&c=vllm"}
ELSEWHERE = (
    "/admin",
    "/api/",
    "/accounts/",
    "/insights/<",
    "/sitemap/<",
    "/data/<",
    "/media/<",
    "/replies/",
    "/collections/<",
    "/contribut",
    "/asked/",
)
"""What has tests of its own: it needs a person, a signed link, or something that the book does not have."""
OF_VERSIONS = ("/v/<", "/compare/<")
"""Likewise: pages of the book have one version only."""
LEADING_ON = "/en/api/docs/"
"""An address that only leads to the one page for both languages; its own test says where."""


def all_addresses():
    """Public addresses with parameters filled in from the book; regular expressions are the API's."""
    for route in routes():
        rule = rule_for(route.name)
        if rule is None or rule.who != PUBLIC or route.pattern.startswith(ELSEWHERE) or "(?P" in route.pattern:
            continue
        if route.pattern == LEADING_ON or any(part in route.pattern for part in OF_VERSIONS):
            continue
        room = route.pattern.split("/")[1]
        yield re.sub(r"<(?:\w+:)?(\w+)>", lambda match, room=room: sample(match[1], room), route.pattern)


def sample(name, room):
    return SLUGS[room] if name == "slug" else SAMPLES[name]


def test_no_public_address_is_left_out():
    found = set(all_addresses())

    assert {"/", "/cases/", "/cases/tensorflow-google/", "/book/4.2.3/", "/search/", "/feeds/cases.atom"} <= found
    assert len(found) > 60


@pytest.mark.usefixtures("the_book")
def test_every_address_answers_in_both_languages_with_one_heading(client, settings):
    settings.CONTACT_EMAIL = "editors@example.org"
    wrong = {}
    for address in all_addresses():
        for path in (address, f"/en{address}"):
            answer = client.get(path + QUERIES.get(address, ""))
            if answer.status_code == 404 and path.startswith("/en") and not_translated(address):
                continue
            headings = len(re.findall(rb"<h1[\s>]", answer.content))
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            if answer.status_code != 200 or (is_page and headings != 1):
                wrong[path] = (answer.status_code, headings)
    assert wrong == {}


def not_translated(address):
    """Addresses for machines have no English twin."""
    machines = {"/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/llms.txt", SECURITY}
    return address in machines or address.startswith(("/static", "/i18n", "/sitemap"))
