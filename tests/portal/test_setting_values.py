"""Settings that make no sense: one sentence with the name and the cure, from every command."""

import os
import subprocess
import sys

import pytest

from portal.startup.database import ROOT
from portal.startup.prepare import ProgressLines

WRONG = [
    ("DEBUG=maybe", "DEBUG is 'maybe': set it to 1 or 0."),
    ("TIME_ZONE=Mars", "TIME_ZONE is 'Mars', which is no time zone: write it like Asia/Shanghai or UTC."),
    ("EMAIL_URL=bar", "EMAIL_URL is not an address: write it like smtp+tls://user:password@host:587."),
    ("EMAIL_URL=smtp://a:b@host:x", "EMAIL_URL is not an address: write it like smtp+tls://user:password@host:587."),
    ("RATE_LIMITS=foo", "RATE_LIMITS has 'foo': write it like api=600/min."),
    ("WEB_THREADS=0", "WEB_THREADS is '0': set it to a whole number above 0."),
    ("LOG_LEVEL=loud", "LOG_LEVEL is 'LOUD': set it to DEBUG, INFO, WARNING or ERROR."),
    ("LOG_FORMAT=xml", "LOG_FORMAT is 'xml': set it to auto or json or short."),
    ("PORTAL_BASE_URL=portal", "PORTAL_BASE_URL is 'portal': write it like https://casebook.example."),
    ("PAGE_CACHE_MEGABYTES=٣", "PAGE_CACHE_MEGABYTES is '٣': set it to a whole number."),
]


def check(tmp_path, **variables):
    return subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        env=os.environ | {"PORTAL_DATA": str(tmp_path)} | variables,
    )  # fmt: skip


@pytest.mark.parametrize(("setting", "sentence"), WRONG, ids=[setting for setting, _sentence in WRONG])
def test_a_setting_that_makes_no_sense_is_one_sentence(tmp_path, setting, sentence):
    name, _sign, value = setting.partition("=")

    done = check(tmp_path, **{name: value})

    assert (done.returncode, done.stderr) == (1, f"{sentence}\n")


def test_settings_that_make_sense_pass(tmp_path):
    done = check(tmp_path, TIME_ZONE="UTC", EMAIL_URL="smtp+tls://a:b@host:587", LOG_LEVEL="warning", RATE_LIMITS="")

    assert done.returncode == 0, done.stderr


def test_progress_of_static_files_never_counts_more_than_there_are_of_a_kind():
    class Shown(list):
        at = list.append

    shown = Shown()
    lines = ProgressLines(shown, {"a.css", "b.js"})
    for text in (
        "Copying '/here/a.css'\n", "Copying '/here/b.js'\n", "Post-processed 'a.css' as 'a.1.css'\n",
        "Post-processed 'a.css' as 'a.2.css'\n", "Post-processed 'a.2.css' as 'a.2.css.gz'\n",
        "Post-processed 'b.js' as 'b.1.js'\n", "\n2 static files copied\n",
    ):  # fmt: skip
        lines.write(text)

    assert shown[:2] == ["1 of 2 copied", "2 of 2 copied"]
    said = [text.removeprefix("all copied, ").replace(" named by what is in them", "") for text in shown[2:]]
    assert said == ["1, 0 compressed", "1, 0 compressed", "1, 1 compressed", "2, 1 compressed"]
