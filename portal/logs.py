"""Log lines as JSON, one object per line: who (by number), what, when, in which request.

A line never holds an e-mail address, a password, a token or a cookie, and text from outside cannot start a new line.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

from portal.request_id import current_request

CONCEALED = [
    # The password inside a database or mail address: scheme://user:password@host
    (re.compile(r"(?<=://)([^\s:/@]*):[^\s@]+@"), r"\1:[hidden]@"),
    (re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b(Bearer|Token|Basic)\s+[\w.~+/=-]+", re.IGNORECASE), r"\1 [hidden]"),
    (
        re.compile(
            r"(?P<name>[\w-]*(?:password|passwd|secret|token|api[_-]?key|authorization|cookie|sessionid)[\w-]*)"
            r"(?P<quote>[\"']?\s*[=:]\s*)(?:\"[^\"]*\"|'[^']*'|[^\s,;&)}\]]+)",
            re.IGNORECASE,
        ),
        r"\g<name>\g<quote>[hidden]",
    ),
    # A password reset link is as good as a password.
    (re.compile(r"(/reset/)[^/\s]+/[^/\s\"']+"), r"\1[hidden]"),
]
# json.dumps already escapes line breaks; these would still move or turn text in a terminal, or are no valid UTF-8.
UNPRINTABLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def concealed(text: str) -> str:
    """The text without what must not be written down."""
    for pattern, replacement in CONCEALED:
        text = pattern.sub(replacement, text)
    return text


def one_line(record: dict) -> str:
    """The record as one line of JSON that cannot be mistaken for two, nor play with the terminal."""
    line = json.dumps(record, ensure_ascii=False, default=str)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


class JsonFormatter(logging.Formatter):
    """Turns a record into one line; what is passed as extra={"details": {…}} becomes fields of its own."""

    def format(self, record):
        request = current_request.get()
        # Only a user somebody already asked for: a log line must not cause a query.
        user = getattr(request, "_cached_user", None)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.name,
            "message": concealed(record.getMessage()),
            "request_id": getattr(request, "id", None),
            "user_id": getattr(user, "pk", None),
        }
        for name, value in getattr(record, "details", {}).items():
            line[name] = concealed(value) if isinstance(value, str) else value
        if record.exc_info:
            line["exception"] = concealed(self.formatException(record.exc_info))
        return one_line(line)


class ShortFormatter(logging.Formatter):
    """The same for a person at a terminal: the time and what happened, in a line; never less concealed."""

    def format(self, record):
        details = getattr(record, "details", {})
        if details.get("event") == "request":
            said = "{method} {path}  {status}  {milliseconds:.0f} ms".format_map(details)
        else:
            said = f"{record.levelname.lower()} {record.name}: {record.getMessage()}"
        line = UNPRINTABLE.sub("\ufffd", concealed(said).replace("\n", " ").replace("\r", " "))
        moment = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        failure = f"\n{concealed(self.formatException(record.exc_info))}" if record.exc_info else ""
        return f"{moment} {''.join(letter for letter in line if letter >= ' ')}{failure}"


def configuration(level: str = "INFO", form: str = "auto") -> dict:
    """Django's LOGGING setting: everything to standard error, as JSON; where that is a terminal, in short lines."""
    short = form == "short" or (form == "auto" and sys.stderr.isatty())
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"portal.logs.{'Short' if short else 'Json'}Formatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Each 4xx is already in the request's own line; 5xx come with their traceback.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "ERROR"},
            # Django's own handler would print a second, plain line under runserver.
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
