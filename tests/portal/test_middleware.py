"""Bad input is refused before a view sees it; a database that is away is a calm 503."""

import json
import time

import psycopg
import pytest
from django.db import OperationalError

from portal import database_connection
from portal.database_connection import breaker, connection_lost, listens
from portal.readiness import migrations
from tests.portal import faulty_urls

URLENCODED = "application/x-www-form-urlencoded"

# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/%00", "/page/%B9%FA/", "/page/%C0%80/", "/page/%ED%A0%80/", "/pa%0Age/", "/%1B/"])
def test_path_that_is_no_text_is_refused(faulty, path):
    assert faulty.get(path).status_code == 400


@pytest.mark.parametrize("query", ["q=%00", "q=%B9%FA", "q=%C0%80", "q=%ED%A0%80", "q=%0A", "q=%7F", "%00=1", "q=\x01"])
def test_query_that_is_no_text_is_refused(faulty, query):
    assert faulty.get("/page/", QUERY_STRING=query).status_code == 400


@pytest.mark.parametrize("query", ["q=%E5%85%B1%E6%BA%90", "q=a+b%26c", "q=a%09b", "q=%F0%A0%80%80", "q=100%25", "q=%"])
def test_query_that_is_text_is_served(faulty, query):
    assert faulty.get("/page/", QUERY_STRING=query).status_code == 200


@pytest.mark.parametrize("cookie", ['a="\\000"', 'a="\\033[2J"', "a=\xb9\xfa", "a=\x01"])
def test_cookie_that_is_no_text_is_refused(faulty, cookie):
    assert faulty.get("/page/", HTTP_COOKIE=cookie).status_code == 400


@pytest.mark.parametrize("body", [b"text=%00", b"text=\xb9\xfa", b"text=%ED%A0%80", b"a%00=1", b"text=a\x00b"])
def test_form_that_is_no_text_is_refused(faulty, body):
    assert faulty.generic("POST", "/form/", body, content_type=URLENCODED).status_code == 400


def test_form_keeps_its_line_breaks(faulty):
    response = faulty.generic("POST", "/form/", b"text=a%0D%0A%09%E5%85%B1%0Bz", content_type=URLENCODED)

    assert response.content.decode() == "a\r\n\t共\x0bz"


@pytest.mark.parametrize("fields", [{"text": "a\x00b"}, {"te\x01xt": "a"}, {"text": ["fine", "\x1b[2J"]}])
def test_multipart_form_that_is_no_text_is_refused(faulty, fields):
    assert faulty.post("/form/", fields).status_code == 400


@pytest.mark.parametrize("charset", ["gbk", "utf-16", "base64", "no-such-charset", "utf-7"])
@pytest.mark.parametrize("kind", [URLENCODED, "multipart/form-data; boundary=x", "text/plain"])
def test_other_encodings_are_refused(faulty, kind, charset):
    assert faulty.generic("POST", "/form/", b"--x--\r\n", content_type=f"{kind}; charset={charset}").status_code == 415


def test_endless_addresses_are_refused(faulty):
    assert faulty.get("/page/", QUERY_STRING="q=" + "共" * 30_000).status_code == 414
    assert faulty.get("/" + "a" * 3_000).status_code == 414


def test_endless_headers_are_refused(faulty):
    assert faulty.get("/page/", headers={"Cookie": "a=" + "b" * 40_000}).status_code == 431


def test_too_many_or_too_large_fields_are_refused(faulty):
    many = "&".join(f"f{number}=" for number in range(3_000)).encode()

    assert faulty.generic("POST", "/form/", many, content_type=URLENCODED).status_code == 400
    assert faulty.generic("POST", "/form/", b"text=" + b"a" * 3_000_000, content_type=URLENCODED).status_code == 413
    assert faulty.get("/page/", QUERY_STRING="a&" * 2_000).status_code == 200  # nobody read them


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW", "PROPFIND"])
def test_unknown_methods_are_refused(faulty, method):
    response = faulty.generic(method, "/page/")

    assert response.status_code == 405
    assert response["Allow"]


def test_unknown_host_is_refused_without_repeating_it(faulty):
    for host in ("evil.example", "evil.example:80", "a b", "[::1", "127.0.0.1@evil.example"):
        response = faulty.get("/page/", HTTP_HOST=host)

        assert response.status_code == 400
        assert b"evil" not in response.content


@pytest.mark.parametrize(
    ("path", "words"), [("/page/", "这个网站没有用这个名字"), ("/en/", "not known under this name")]
)
def test_unknown_host_is_told_from_an_unreadable_address_and_logged(faulty, caplog, path, words):
    with caplog.at_level("WARNING", logger="portal.errors"):
        page = faulty.get(path, HTTP_HOST="evil.example").content.decode()

    assert words in page and "ALLOWED_HOSTS" in page
    assert caplog.records[0].details == {"event": "unknown_host", "host": "evil.example"}
    assert "'evil.example'" in caplog.text and "ALLOWED_HOSTS" in caplog.text


def test_forwarded_host_does_not_matter(faulty):
    plain = faulty.get("/page/")

    assert (
        faulty.get("/page/", HTTP_X_FORWARDED_HOST="evil.example", HTTP_FORWARDED="host=evil").content == plain.content
    )


# --- the database is away ---------------------------------------------------------------------------------------------


@pytest.fixture
def no_server(monkeypatch):
    """Nobody listens where the database should be."""
    monkeypatch.setattr(database_connection, "listens", lambda host, port: False)


@pytest.mark.parametrize("page", ["lost", "locked", "broken_interface"])
def test_failing_database_is_a_503_in_the_language_of_the_address(faulty, no_server, page):
    for prefix, words in (("", "资料库"), ("en/", "database")):
        response = faulty.get(f"/{prefix}{page}/")
        breaker.reset()

        assert response.status_code == 503
        assert int(response["Retry-After"]) > 0
        assert words in response.content.decode().split("<h1>")[1].split("</h1>")[0]
        assert "css/site" in response.content.decode()


def test_failing_database_is_a_problem_for_programs(faulty, no_server):
    response = faulty.get("/api/lost/")

    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == 503
    assert response["Retry-After"]


def test_lost_server_is_not_asked_again_for_a_second(faulty, no_server, monkeypatch):
    assert faulty.get("/lost/").status_code == 503

    started = time.monotonic()
    assert faulty.get("/page/").status_code == 503
    assert time.monotonic() - started < 0.1


def test_site_heals_by_itself_when_the_server_is_back(faulty, no_server, monkeypatch):
    faulty.get("/lost/")
    monkeypatch.setattr(database_connection, "listens", lambda host, port: True)
    monkeypatch.setattr(database_connection, "renew_connections", lambda: None)
    monkeypatch.setattr(breaker, "closes_at", time.monotonic() - 0.1)

    assert faulty.get("/page/").status_code == 200


def test_only_one_reader_tries_whether_the_server_is_back(no_server, monkeypatch):
    seen_by_others = []
    monkeypatch.setattr(
        database_connection, "listens", lambda host, port: seen_by_others.append(breaker.lets_through())
    )
    monkeypatch.setattr(breaker, "closes_at", time.monotonic() - 0.1)

    assert not breaker.lets_through()
    assert seen_by_others == [False]


def test_read_over_a_broken_connection_is_answered_again(faulty, db):
    faulty_urls.asked["flaky"] = 0
    assert faulty.get("/flaky/").content == b"here again"

    faulty_urls.asked["flaky"] = 0
    assert faulty.post("/flaky/").status_code == 503
    assert faulty_urls.asked["flaky"] == 1


def test_refused_statement_does_not_close_the_site(faulty):
    assert faulty.get("/locked/").status_code == 503
    assert faulty.get("/page/").status_code == 200


def test_statement_timeout_is_a_503(faulty, db):
    assert faulty.get("/sleepy/").status_code == 503


@pytest.mark.parametrize("page", ["unstorable", "surrogate"])
def test_value_no_column_can_hold_is_the_senders_fault(faulty, db, page):
    assert faulty.get(f"/{page}/").status_code == 400


def test_health_answers_without_a_database(client, no_server):
    breaker.trip()

    assert client.get("/healthz").status_code == 200


def test_listens_knows_a_server_from_an_empty_address(db, tmp_path, settings):
    database = settings.DATABASES["default"]

    assert listens(database["HOST"], str(database["PORT"] or 5432))
    assert not listens(str(tmp_path), "5432")
    assert not listens("127.0.0.1", "1")


def test_silent_server_is_given_up_within_two_seconds(monkeypatch):
    monkeypatch.setattr(database_connection, "listens", lambda host, port: False)
    conversation = database_connection.ImpatientConnection._watched(FakeConnection(), never_answers())
    started, wanted = time.monotonic(), next(conversation)

    with pytest.raises(psycopg.OperationalError):
        while wanted:
            time.sleep(0.1)
            wanted = conversation.send(0)

    assert time.monotonic() - started < 1.5


class FakeConnection:
    def _give_up(self, error):
        raise error


def never_answers():
    while True:
        yield 1


def test_pending_migrations_close_the_site(faulty, monkeypatch):
    migrations.settled, migrations.asked_at = False, 0.0
    monkeypatch.setattr(migrations, "missing", lambda: {("cases", "0002_more")})

    response = faulty.get("/page/")

    assert response.status_code == 503
    assert response["Retry-After"]
    assert "正在更新" in response.content.decode()


def test_connection_lost_tells_a_refusal_from_a_loss():
    refused = OperationalError("deadlock")
    refused.__cause__ = psycopg.errors.DeadlockDetected("deadlock")

    assert not connection_lost(refused)
    assert connection_lost(OperationalError("gone"))
