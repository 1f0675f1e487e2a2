"""Log lines: one JSON object each, joined by the request's id, without anybody's secrets."""

import json
import logging

import pytest

from portal.logs import JsonFormatter, ShortFormatter, concealed, configuration
from portal.request_id import current_request


def written(message, *args, **extra):
    record = logging.makeLogRecord({"name": "portal.test", "levelname": "INFO", "msg": message, "args": args, **extra})
    return JsonFormatter().format(record)


def test_line_is_json_with_its_fields():
    line = json.loads(written("saved %s", "C-0001", details={"event": "page_saved", "page": "C-0001"}))

    assert line["message"] == "saved C-0001"
    assert line["event"] == "page_saved"
    assert line["page"] == "C-0001"
    assert line["time"].endswith("+00:00")


def test_line_names_the_request_and_the_user(rf, stranger):
    request = rf.get("/")
    request.id, request._cached_user = "abc-1", stranger
    token = current_request.set(request)
    line = json.loads(written("seen"))
    current_request.reset(token)

    assert (line["request_id"], line["user_id"]) == ("abc-1", stranger.pk)


@pytest.mark.parametrize("evil", ["a\nb", "a\r\n{}", "a\u2028b", "\x1b[2J", "a\x85b", "\u202etxt", "\ud800"])
def test_text_from_outside_cannot_make_a_second_line(evil):
    line = written("search %s", evil)

    assert line.isprintable()
    assert len(line.splitlines()) == 1
    line.encode()
    assert json.loads(line)["message"] == f"search {evil}"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("mail to li.lei@example.cn failed", "li.lei"),
        ("connecting to postgresql://portal:s3cret@db/portal", "s3cret"),
        ("Authorization: Token 9944b0912", "9944b0912"),
        ("Bearer abc.def-ghi refused", "abc.def-ghi"),
        ("password=hunter2&next=/", "hunter2"),
        ("{'password': 'hunter 2', 'user': 'x'}", "hunter 2"),
        ("cookie sessionid=x8s7d6f; path=/", "x8s7d6f"),
        ('"api_key": "k-123"', "k-123"),
        ("Not Found: /accounts/reset/MQ/c6t-aaa/", "c6t-aaa"),
    ],
)
def test_secrets_are_not_written(text, secret):
    assert secret not in concealed(text)


def test_ordinary_text_stays():
    text = "共源 loaded 38 cases, 2 left alone: tokenizer-case, /book/4.2.3/"

    assert concealed(text) == text


def test_traceback_is_kept_on_the_line_without_secrets():
    try:
        raise ValueError("Key (email)=(a@example.cn) already exists")
    except ValueError as error:
        line = written("failed", exc_info=(type(error), error, error.__traceback__))

    assert "ValueError" in json.loads(line)["exception"]
    assert "a@example.cn" not in line


def test_request_is_recorded_without_its_query(faulty, caplog):
    with caplog.at_level(logging.INFO, logger="portal.request"):
        response = faulty.get("/page/?q=private-words")

    record = next(record for record in caplog.records if record.name == "portal.request")
    assert record.details["path"] == "/page/"
    assert "private-words" not in str(record.details)
    assert response["X-Request-ID"]


def test_configuration_is_one_json_stream():
    assert configuration("WARNING")["root"] == {"handlers": ["stderr"], "level": "WARNING"}


@pytest.mark.parametrize(
    ("form", "terminal", "formatter"),
    [("auto", True, "Short"), ("auto", False, "Json"), ("json", True, "Json"), ("short", False, "Short")],
)
def test_lines_are_short_where_a_person_reads_them(monkeypatch, form, terminal, formatter):
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)

    assert configuration("INFO", form)["formatters"]["line"]["()"] == f"portal.logs.{formatter}Formatter"


def short(message, **extra):
    record = logging.makeLogRecord({"name": "portal.test", "levelname": "WARNING", "msg": message, **extra})
    return ShortFormatter().format(record)


def test_a_short_line_says_what_was_asked_and_how_it_went():
    details = {"event": "request", "method": "GET", "path": "/cases/", "status": 200, "milliseconds": 12.4}

    assert short("request", details=details)[8:] == " GET /cases/  200  12 ms"
    assert short("the disk is full")[8:] == " warning portal.test: the disk is full"


@pytest.mark.parametrize("evil", ["a\nb", "a\r\n{}", "a\u2028b", "\x1b[2J", "a\x85b", "\u202etxt", "\ud800"])
def test_a_short_line_conceals_and_cannot_become_two(evil):
    line = short(f"{evil} password=secret jane@mail.example")

    assert line.isprintable() and "secret" not in line and "jane" not in line


def test_a_short_line_is_followed_by_the_traceback():
    try:
        raise RuntimeError("a fault of ours")
    except RuntimeError as error:
        lines = short("broken", exc_info=(type(error), error, error.__traceback__)).splitlines()

    assert lines[-1] == "RuntimeError: a fault of ours" and "Traceback" in lines[1]
