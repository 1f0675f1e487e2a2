"""Log lines as JSON, one object per line: who (by number), what, when, in which request.

A line never holds an e-mail address, a password, a token or a cookie, and text from outside cannot start a new line.
"""

import json
import logging
import re
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


def configuration(level: str = "INFO") -> dict:
    """Django's LOGGING setting: everything to standard error, as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "portal.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
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
