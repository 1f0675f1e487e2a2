"""Reading settings from the environment: what makes no sense is an error with the setting's name and the cure."""

import logging
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

environment = environ.Env()
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def flag(name, default=False):
    """A yes/no variable; anything but the usual words is an error, not a silent no."""
    value = environment.str(name, str(default)).strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 or 0.")
    return value in YES


def number(name, default):
    """A whole number from the environment."""
    value = environment.str(name, str(default)).strip()
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to a whole number.")
    return int(value)


def web_address(name):
    """An address of a site without a slash at its end, or "" where none is given."""
    value = environment.str(name, "").rstrip("/")
    parts = urlsplit(value) if value else None
    if parts and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query):
        raise ImproperlyConfigured(f"{name} is {value!r}: write it like https://casebook.example.")
    return value


def time_zone(name, default):
    """A time zone that this machine knows."""
    value = environment.str(name, "") or default
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} is {value!r}, which is no time zone: write it like Asia/Shanghai or UTC.")
    return value


def log_level(name, default):
    """One of the levels of log lines."""
    value = (environment.str(name, "") or default).upper()
    if value not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to DEBUG, INFO, WARNING or ERROR.")
    return value


def one_of(name, choices):
    """One of a few words; the first one where nothing is given."""
    value = environment.str(name, "") or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to {' or '.join(choices)}.")
    return value


def mail_settings(url, folder):
    """EMAIL_URL: smtp://user:password@host:587, smtp+tls://… (STARTTLS), smtp+ssl://…; without one, mails are files."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    try:
        parts = urlsplit(url)
        wrong = parts.scheme not in {"smtp", "smtp+tls", "smtp+ssl", "smtps"} or not parts.hostname or parts.port == 0
    except ValueError:  # a port that is no number
        wrong = True
    if wrong:
        raise ImproperlyConfigured("EMAIL_URL is not an address: write it like smtp+tls://user:password@host:587.")
    return environ.Env.email_url_config(url)


def rate_limits(text, developing):
    """RATE_LIMITS="api=600/min": requests of one client address in a minute. "api=off" is for development only."""
    limits = {"api": 600}
    for part in filter(None, map(str.strip, text.split(","))):
        name, _sign, limit = part.partition("=")
        count = limit.removesuffix("/min")
        if name not in limits or not (limit == "off" or (count.isdecimal() and count.isascii() and int(count))):
            raise ImproperlyConfigured(f"RATE_LIMITS has {part!r}: write it like api=600/min.")
        if limit == "off" and not developing:
            raise ImproperlyConfigured("RATE_LIMITS may be off with DEBUG=1 only; set a high number instead.")
        limits[name] = None if limit == "off" else int(count)
    return limits
