"""Pages that are kept are never stale, nobody else's, and bounded."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from content.actions import save
from content.actions.indexing import one_writer_at_a_time
from portal.database_connection import breaker
from portal.middleware import page_cache
from portal.middleware.page_cache import Kept, Pages, pages
from tests.clock import comes
from tests.factories import CaseFactory, text

ADDRESSES = ("/", "/cases/", "/cases/?sort=title", "/cases/first/", "/tags/", "/api/v1/cases/", "/api/v1/cases/first/")


def change(page, **parts):
    save(kind=page.kind, document=page.document | parts, source="admin")


@pytest.fixture(autouse=True)
def _kept_pages(settings):
    """Other tests want every page made anew."""
    settings.PAGE_CACHE_BYTES = 1_000_000
    pages.clear()
    yield
    pages.clear()


@pytest.fixture
def case(db):
    return CaseFactory(slug="first", title=text("第一", "First"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_kept_from_its_second_visit_on_and_then_costs_one_query(
    client, case, address, django_assert_num_queries
):
    first = client.get(address)
    second = client.get(address)
    with django_assert_num_queries(1):
        third = client.get(address)
    assert first.content == second.content == third.content
    assert third["ETag"] == first["ETag"]
    assert third["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "/tags/"])
def test_what_is_published_is_on_the_kept_page_at_once(client, case, address):
    for _visit in range(3):
        client.get(address)
    change(case, title={"zh": "改了名字", "en": "Renamed"})
    assert "改了名字" in client.get(address).content.decode()


def test_two_processes_never_disagree_for_longer_than_a_transaction(client, case, monkeypatch):
    """Each process has pages of its own; here they are two sets of them."""
    processes = [Pages(), Pages()]

    def ask(process):
        monkeypatch.setattr(page_cache, "pages", process)
        return client.get("/cases/first/").content.decode()

    for _visit in range(3):
        assert "第一" in ask(processes[0])
        assert "第一" in ask(processes[1])
    change(case, title=text("改过的", "Changed"))
    assert "改过的" in ask(processes[0])
    assert "改过的" in ask(processes[1])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_who_has_the_kept_page_is_told_so(client, case, address):
    first = client.get(address)
    for _visit in range(3):
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert not again.content
        assert again["Content-Language"] == first["Content-Language"]
        assert again.has_header("RateLimit") == address.startswith("/api/")
    assert pages.size
    assert client.get(address).status_code == 200


def test_a_condition_that_is_no_reader_s_own_is_left_to_the_views(client, case):
    for _visit in range(3):
        answer = client.get("/cases/first/", headers={"If-Match": '"other"'})
    assert answer.status_code == 412
    assert pages.size == 0


def test_a_page_that_appears_by_the_clock_appears_in_kept_lists(client, case):
    for _visit in range(3):
        assert "稍后" not in client.get("/cases/").content.decode()
    later = CaseFactory(
        slug="later", title=text("稍后"), visible_from=(timezone.now() + timedelta(hours=1)).isoformat()
    )
    for _visit in range(3):
        assert "稍后" not in client.get("/cases/").content.decode()
    comes(later, "visible_from")
    assert "稍后" in client.get("/cases/").content.decode()
    assert client.get(f"/cases/{later.slug}/").status_code == 200


def test_signed_in_readers_get_pages_of_their_own(client, case, editor):
    for _visit in range(3):
        client.get("/cases/first/")
    client.force_login(editor)
    assert client.get("/cases/first/")["Cache-Control"] == "private, no-store"


def test_errors_and_refusals_are_not_kept(client, case):
    for _visit in range(3):
        assert client.get("/cases/none/").status_code == 404
    assert pages.size == 0
    CaseFactory(slug="none")
    assert client.get("/cases/none/").status_code == 200


def test_answers_of_the_api_are_counted_also_when_they_are_kept(client, case, settings):
    settings.RATE_LIMITS = {"api": 4}
    left = [client.get("/api/v1/cases/")["RateLimit"].split(";")[1] for _visit in range(4)]
    assert left == ["r=3", "r=2", "r=1", "r=0"]
    assert client.get("/api/v1/cases/").status_code == 429


def test_an_answer_that_the_reader_does_not_take_is_refused_though_another_is_kept(client, case):
    for _visit in range(3):
        client.get("/api/v1/cases/")
    for _visit in range(3):
        assert client.get("/api/v1/cases/", headers={"Accept": "text/csv"}).status_code == 406


def test_both_languages_and_all_hosts_are_kept_apart(client, case, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for _visit in range(3):
        one = client.get("/cases/first/", headers={"host": "one.example"}).content.decode()
        two = client.get("/en/cases/first/", headers={"host": "two.example"}).content.decode()
    assert "one.example" in one
    assert "two.example" not in one
    assert "First" in two


def test_compressed_pages_are_for_those_who_ask_for_them(case):
    plain, packed = Client(), Client(headers={"Accept-Encoding": "gzip"})
    for _visit in range(3):
        assert plain.get("/cases/first/").content.startswith(b"<!doctype")
        assert packed.get("/cases/first/")["Content-Encoding"] == "gzip"


def test_nothing_is_kept_when_it_is_switched_off(client, case, settings):
    settings.PAGE_CACHE_BYTES = 0
    for _visit in range(3):
        client.get("/cases/first/")
    assert pages.size == 0


def test_nothing_is_served_from_here_while_the_database_is_away(client, case, monkeypatch):
    for _visit in range(3):
        client.get("/cases/first/")
    monkeypatch.setattr(breaker, "closes_at", 10.0**12)
    assert client.get("/cases/first/").status_code == 503


def test_what_was_used_longest_ago_is_forgotten_first():
    some = Pages()
    for name in "abc":
        some.keep((name,), Kept(1, b"x" * 100, {}), 20_000)
    some.find(("a",))
    for number in range(17):
        some.keep((number,), Kept(1, b"x" * 100, {}), 20_000)
    assert some.size <= 20_000
    assert some.find(("a",)) is not None
    assert some.find(("b",)) is None


def test_a_page_too_large_for_the_cache_is_not_kept():
    some = Pages()
    some.keep(("large",), Kept(1, b"x" * 200, {}), 16_000)
    assert some.find(("large",)) is None


def test_a_key_kept_again_counts_once():
    some = Pages()
    for version in (1, 2):
        some.keep(("a",), Kept(version, b"x" * 100, {}), 20_000)
    assert some.size == 100 + page_cache.OVERHEAD


def test_the_memory_of_who_asked_is_bounded(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_CANDIDATES", 3)
    some = Pages()
    for name in "abcd":
        assert not some.asked_before((name,))
    assert not some.asked_before(("a",))
    assert some.asked_before(("d",))


def test_long_addresses_and_headers_fill_no_memory_that_is_not_counted(client, case):
    long = "slug," * 1_500 + "slug"
    for _visit in range(2):
        client.get(f"/api/v1/cases/first/?fields={long}", headers={"Accept": "application/json, a" * 500})
        client.get(f"/cases/first/?{long}")
    assert all(len(key) == 16 for key in (*pages._kept, *pages._candidates))
    assert pages.size >= page_cache.OVERHEAD


def test_who_asks_for_another_encoding_gets_it_plain_and_nobody_else_does(case):
    for _visit in range(3):
        assert not Client(headers={"Accept-Encoding": "xgzip"}).get("/cases/first/").has_header("Content-Encoding")
    assert Client(headers={"Accept-Encoding": "gzip"}).get("/cases/first/")["Content-Encoding"] == "gzip"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/cases/", "/cases/first/"])
def test_a_page_that_comes_due_while_somebody_saves_keeps_nobody_waiting(address):
    CaseFactory(slug="first")
    CaseFactory(slug="due", visible_from=(timezone.now() + timedelta(seconds=0.2)).isoformat())
    holding, done = threading.Event(), threading.Event()

    def save_slowly():
        with transaction.atomic():
            one_writer_at_a_time()
            holding.set()
            done.wait(10)
        connection.close()

    writer = threading.Thread(target=save_slowly)
    writer.start()
    try:
        assert holding.wait(10)
        time.sleep(0.3)
        for _visit in range(3):
            started = time.monotonic()
            assert Client().get(address).status_code == 200
            assert time.monotonic() - started < 1.5
    finally:
        done.set()
        writer.join()
    assert "due" in Client().get("/cases/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/cases/", "/cases/first/"])
def test_a_page_that_comes_due_where_nothing_can_be_written_is_read_all_the_same(address):
    CaseFactory(slug="first")
    CaseFactory(slug="due", visible_from=(timezone.now() + timedelta(seconds=0.1)).isoformat())
    time.sleep(0.2)
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        for _visit in range(3):
            assert Client().get(address).status_code == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")


@pytest.mark.django_db(transaction=True)
def test_a_page_made_while_another_is_saved_is_not_kept_under_the_newer_version(monkeypatch):
    """The version is read before the page is made, so a change in between makes the kept page old, never wrong."""
    case = CaseFactory(slug="first", title=text("从前"))
    client = Client()
    client.get("/cases/first/")
    judge = page_cache.may_be_kept

    def judged_late(response):
        """The page is made; before it is kept, another one is published."""
        writer = threading.Thread(target=save_elsewhere, args=(case,))
        writer.start()
        writer.join()
        return judge(response)

    monkeypatch.setattr(page_cache, "may_be_kept", judged_late)
    assert "从前" in client.get("/cases/first/").content.decode()
    monkeypatch.setattr(page_cache, "may_be_kept", judge)
    assert "之后" in client.get("/cases/first/").content.decode()


def save_elsewhere(case):
    try:
        change(case, title={"zh": "之后", "en": ""})
    finally:
        connection.close()
