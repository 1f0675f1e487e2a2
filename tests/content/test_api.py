"""The API's own ways, tried on terms: parts of lists, parameters, errors, limits, other sites, hostile input."""

import base64
import time
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st

from content.api.paging import KEYS
from content.api.throttling import Counter, counter
from content.api.throttling import client as counted_as
from search.finding import SORTS, Filters
from search.finding import base as entries_of
from search.models import SearchEntry
from tests.factories import TermFactory, text
from tests.portal.api_pages import pages_of

pytestmark = pytest.mark.django_db
TERMS = "/api/v1/terms/"


def walk(client, address, way="next"):
    """The numbers of all items from here on, part by part."""
    found = []
    while address:
        part = client.get(address).json()
        found = found + names(part) if way == "next" else names(part) + found
        address = part[way]
    return found


def names(part):
    return [item["uid"] for item in part["results"]]


def refused(client, parameter, value, address=TERMS):
    """The problem that an address answers with for a parameter."""
    answer = client.get(address, {parameter: value}, headers={"Accept-Language": "en"})
    assert answer.status_code == 400, (parameter, value)
    return answer.json()["errors"][0]


# --- Parts of lists ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", SORTS)
def test_walk_gives_every_page_once_there_and_back(client, sort):
    pages = pages_of("term", 13)

    there = walk(client, f"{TERMS}?page_size=4&sort={sort}")

    assert sorted(there) == sorted(page.uid for page in pages)
    last = f"{TERMS}?page_size=4&sort={sort}&page=4"
    assert walk(client, last, way="previous") == there


@pytest.mark.parametrize("sort", SORTS)
def test_walk_is_in_the_same_order_as_pages_for_readers(client, sort):
    pages_of("term", 7)
    entries = entries_of(Filters(kind="term", sort=sort), "zh").order_by(*SORTS[sort])

    assert walk(client, f"{TERMS}?page_size=3&sort={sort}") == [entry.uid for entry in entries]


def test_api_knows_every_sort():
    assert list(KEYS) == list(SORTS)


@pytest.mark.parametrize("sort", SORTS)
def test_walk_misses_and_repeats_nothing_while_pages_are_added(client, sort):
    pages, address, found = pages_of("term", 9), f"{TERMS}?page_size=2&sort={sort}", []
    category = pages[0].document["term_category"]

    while address:
        part = client.get(address).json()
        found += names(part)
        address = part["next"]
        if len(found) < 9:
            TermFactory(term_category=category)

    assert len(found) == len(set(found))
    assert {page.uid for page in pages} <= set(found)


def test_walk_goes_on_when_the_page_it_stood_on_is_removed(client):
    pages = pages_of("term", 5)
    part = client.get(TERMS, {"page_size": 2, "sort": "order"}).json()

    gone = pages[1].document | {"status": "removed", "status_reason": text("重复", "Duplicate")}
    TermFactory(**gone)

    assert walk(client, part["next"]) == [page.uid for page in pages[2:]]


def test_page_starts_further_on_and_leads_to_cursors(client):
    pages = pages_of("term", 5)

    part = client.get(TERMS, {"page_size": 2, "page": 2, "sort": "order"}).json()

    assert names(part) == [pages[2].uid, pages[3].uid]
    assert "cursor=" in part["next"] and "page=2" not in part["next"]
    assert names(client.get(part["previous"]).json()) == [pages[0].uid, pages[1].uid]


def test_part_that_became_empty_still_counts(client):
    pages = pages_of("term", 3)
    part = client.get(TERMS, {"page_size": 2, "sort": "order"}).json()
    TermFactory(**(pages[2].document | {"status": "removed", "status_reason": text("重复", "Duplicate")}))

    assert client.get(part["next"]).json() == {"count": 2, "next": None, "previous": None, "results": []}


def test_links_keep_what_was_asked_for(client):
    pages_of("term", 3)

    following = client.get(TERMS, {"q": "术语", "page_size": 1, "fields": "title"}).json()["next"]

    assert "fields=title" in following and "page_size=1" in following and "q=" in following


def test_list_changes_its_etag_with_any_of_its_pages(client):
    page = pages_of("term", 2)[0]
    before = client.get(TERMS)["ETag"]

    TermFactory(**(page.document | {"summary": text("新的释义", "A new meaning")}))

    answer = client.get(TERMS, headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.json()["results"][0]["version"] == 2


def test_words_are_found_in_both_languages(client):
    term = TermFactory(text=text("只有中文里提到海豚。", "Only English speaks of dolphins."))
    TermFactory()

    for word in ("海豚", "dolphins"):
        assert names(client.get(TERMS, {"q": word}).json()) == [term.uid]


# --- Parameters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["0", "-1", "101", "1e2", "２", "abc", "9" * 400])
def test_impossible_page_size_is_named(client, size):
    assert refused(client, "page_size", size)["pointer"] == "#/page_size"


@pytest.mark.parametrize("page", ["0", "-1", "501", "٣", "x", "1" * 400, "7"])
def test_impossible_page_is_named(client, page):
    TermFactory()

    assert refused(client, "page", page)["parameter"] == "page"


@pytest.mark.parametrize(
    "cursor", ["x", "!", "b3JkZXI", "开源", "A" * 4000, "b3JkZXIgYWZ0ZXIgMSAx=", "dGl0bGUgYWZ0ZXIgMSAx"]
)
def test_cursor_of_nobodys_making_is_named(client, cursor):
    assert refused(client, "cursor", cursor)["parameter"] == "cursor"


@pytest.mark.parametrize(
    "text", ["order after 1 x", "order after 99999999999 1", "order after 1", "order beside 1 1", "title after 1 a"]
)
def test_cursor_made_up_from_the_right_parts_is_named(client, text):
    made_up = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    assert refused(client, "cursor", made_up)["parameter"] == "cursor"


def test_cursor_and_page_together_are_refused(client):
    pages_of("term", 2)
    following = client.get(TERMS, {"page_size": 1}).json()["next"]

    assert client.get(f"{following}&page=2").status_code == 400


@pytest.mark.parametrize("name", ["ordering", "format", "owner__password", "limit", "language", "audience"])
def test_unknown_parameter_is_named(client, name):
    assert refused(client, name, "x")["parameter"] == name


def test_parameter_given_twice_is_named(client):
    page = TermFactory()
    for address in (f"{TERMS}?sort=order&sort=title", f"{TERMS}{page.slug}/?fields=title&fields=slug"):
        assert client.get(address).status_code == 400


def test_item_and_index_take_no_filters(client):
    page = TermFactory()
    for address in (f"{TERMS}{page.slug}/", "/api/v1/", "/api/v1/schema/", "/api/v1/schema/term/"):
        assert refused(client, "q", "x", address)["parameter"] == "q"


parameter_names = st.sampled_from(
    [
        "q",
        "cursor",
        "page",
        "page_size",
        "fields",
        "sort",
        "year_from",
        "year_to",
        "mechanism",
        "origin",
        "term_category",
    ]
) | st.text(max_size=12)
values = (
    st.text(max_size=60) | st.integers().map(str) | st.sampled_from(["title", "order", "a" * 3000, "'", "a:*|(", "\\"])
)


@trial(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=st.dictionaries(parameter_names, values, max_size=4))
def test_no_parameters_break_a_list(client, given):
    counter.clear()

    assert client.get(TERMS, given).status_code in {200, 400, 414}


@trial(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60))
def test_no_name_breaks_an_item(client, name):
    counter.clear()

    assert client.get(f"{TERMS}{name}/").status_code in {200, 301, 400, 404}


# --- Errors -----------------------------------------------------------------------------------------------------------


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
    assert "Access-Control-Allow-Origin" not in client.post(TERMS)
    assert "Access-Control-Allow-Origin" not in client.get("/api/docs/")


def test_options_say_what_is_possible_without_the_database(client, django_assert_num_queries):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    with django_assert_num_queries(0):
        answer = client.options(f"{TERMS}any/", headers=asked)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


def test_sql_that_is_kept_holds_no_moment(client):
    """A page that becomes visible later must appear, though the question was asked before."""
    page = TermFactory()
    assert client.get(TERMS).json()["count"] == 1

    SearchEntry.objects.filter(page_id=page.pk).update(visible_from=Now() + timedelta(hours=1))

    assert client.get(TERMS).json()["count"] == 0
