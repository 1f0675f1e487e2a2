"""Answers of the API: errors, languages, limits, other sites, hostile bodies."""

import time

import pytest

from content.api.throttling import Counter
from content.api.throttling import client as counted_as
from tests.factories import TermFactory

pytestmark = pytest.mark.django_db
TERMS = "/api/v1/terms/"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{TERMS}nothing/", 404),
        ("/api/v1/nothing/", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/schema/nothing/", 404),
        (f"{TERMS}?nothing=1", 400),
    ],
)
def test_errors_are_problems_in_the_readers_language(client, address, status):
    english = client.get(address, headers={"Accept-Language": "en-GB, zh;q=0.5", "X-Request-ID": "my-request-1"})
    chinese = client.get(address)

    for answer, language in ((english, "en"), (chinese, "zh-hans")):
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert answer["Content-Language"] == language
        assert "Accept-Language" in answer["Vary"]
        assert {"type", "title", "status", "detail", "instance"} <= set(answer.json())
        assert answer.json()["status"] == status
    assert english.json()["instance"] == "my-request-1"


def test_html_is_not_served(client):
    answer = client.get(TERMS, headers={"Accept": "text/html"})

    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")


def test_answers_are_for_everybody_and_in_no_one_language(client):
    page = TermFactory()
    for address in (TERMS, f"{TERMS}{page.slug}/"):
        english, chinese = client.get(address, headers={"Accept-Language": "en"}), client.get(address)

        assert english.content == chinese.content
        assert english["ETag"] == chinese["ETag"]
        assert "public" in english["Cache-Control"]
        assert "Language" not in english.get("Vary", "")
        assert "Set-Cookie" not in english


def test_forgotten_slash_is_made_good(client):
    page = TermFactory()
    for address in ("/api/v1/terms", f"/api/v1/terms/{page.slug}"):
        answer = client.get(f"{address}?fields=title")

        assert (answer.status_code, answer["Location"]) == (301, f"{address}/?fields=title")


def test_signed_in_editor_reads_what_everybody_reads(client, editor):
    TermFactory()
    everybody = client.get(TERMS).content

    client.force_login(editor)

    assert client.get(TERMS).content == everybody


@pytest.mark.parametrize(
    "body",
    ["[" * 20_000, "{" * 20_000, '"' + "x" * 3_000_000 + '"', "\x00", "NaN"],
    ids=["[", "{", "3 MB", "NUL", "NaN"],
)
def test_no_body_is_read(client, body):
    started = time.monotonic()
    for method in (client.post, client.put, client.patch, client.delete):
        assert 400 <= method(TERMS, body, content_type="application/json").status_code < 500

    assert time.monotonic() - started < 2


# --- Limits and other sites -------------------------------------------------------------------------------------------


def test_too_many_requests_are_told_when_to_come_back(client, settings, time_machine):
    time_machine.move_to("2026-11-23T12:00:40Z", tick=False)
    settings.RATE_LIMITS = {"api": 2}

    first, second, third = (client.get(TERMS) for _ in range(3))

    assert (first["RateLimit-Policy"], first["RateLimit"]) == ('"api";q=2;w=60', '"api";r=1;t=20')
    assert (second.status_code, second["RateLimit"]) == (200, '"api";r=0;t=20')
    assert (third.status_code, third["Retry-After"], third["RateLimit"]) == (429, "20", '"api";r=0;t=20')
    assert third["Content-Type"] == "application/problem+json"
    time_machine.shift(20)
    assert client.get(TERMS).status_code == 200


def test_limit_holds_for_each_address(client, settings):
    settings.RATE_LIMITS = {"api": 1}
    client.get(TERMS)

    assert client.get(TERMS).status_code == 429
    assert client.get(TERMS, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_header_of_an_unknown_proxy_does_not_help(client, settings):
    settings.RATE_LIMITS = {"api": 1}
    client.get(TERMS, headers={"X-Forwarded-For": "192.0.2.1"})

    assert client.get(TERMS, headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 429


def test_known_proxy_says_who_asks(client, settings):
    settings.RATE_LIMITS = {"api": 1}
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    client.get(TERMS, headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.1"})

    assert client.get(TERMS, headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.2"}).status_code == 200
    assert client.get(TERMS, headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.1"}).status_code == 429


def test_limit_asks_nothing_of_the_database(client, settings, django_assert_num_queries):
    settings.RATE_LIMITS = {"api": 1}
    client.get(TERMS)

    with django_assert_num_queries(0):
        assert client.get(TERMS).status_code == 429


def test_limit_can_be_off(client, settings):
    settings.RATE_LIMITS = {"api": None}

    assert "RateLimit" not in client.get(TERMS)


def test_one_subscriber_counts_once():
    assert counted_as("2001:db8::1") == counted_as("2001:db8::ffff") != counted_as("2001:db8:0:1::1")
    assert counted_as("192.0.2.1") != counted_as("192.0.2.2")
    assert len(counted_as("x" * 1000)) < 50


def test_counting_takes_bounded_memory(monkeypatch):
    monkeypatch.setattr("content.api.throttling.MOST_CLIENTS", 2)
    few = Counter()

    assert [few.hit(name)[0] for name in ("a", "b", "c", "d", "a")] == [1, 1, 1, 2, 2]


def test_other_sites_may_read(client):
    page = TermFactory()
    for address in (TERMS, f"{TERMS}{page.slug}/", f"{TERMS}nothing/", "/api/v1/nothing/"):
        answer = client.get(address, headers={"Origin": "https://example.org"})

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer


def test_other_sites_may_not_write(client):
    assert "Access-Control-Allow-Origin" not in client.get("/api/docs/")


def test_options_say_what_is_possible_without_the_database(client, django_assert_num_queries):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    with django_assert_num_queries(0):
        answer = client.options(f"{TERMS}any/", headers=asked)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
