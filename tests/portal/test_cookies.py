"""Cookies as the settings make them: with https only this host sets them, and they last two weeks at most."""

import json
import os
import subprocess
import sys

import pytest

NAMES = ("SESSION_COOKIE_AGE", "CSRF_COOKIE_AGE",
         "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE",
         "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "CSRF_COOKIE_PATH")  # fmt: skip
WEEKS = 14 * 24 * 3600
LOOK = """
import json, sys
from django.conf import settings
print(json.dumps([getattr(settings, name) for name in sys.argv[1:]]))
"""


@pytest.mark.parametrize(
    ("base", "prefix", "secure"),
    [("https://casebook.example", "__Host-", True), ("http://casebook.example", "", False), ("", "", False)],
)
def test_cookies_are_for_this_host_alone(tmp_path, base, prefix, secure):
    surroundings = os.environ | {
        "PORTAL_BASE_URL": base,
        "PORTAL_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
    }
    asked = [sys.executable, "-c", LOOK, *NAMES]
    found = subprocess.run(asked, env=surroundings, check=True, capture_output=True, text=True).stdout

    kept = [f"{prefix}sessionid", f"{prefix}csrftoken", secure, secure, True, True, "Lax", "Lax"]
    assert json.loads(found) == [WEEKS, WEEKS, *kept, None, "/", None, "/"]
