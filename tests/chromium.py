"""The browser of the browser tests: found, or its absence said aloud."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium on this machine: install one (Debian: apt install chromium fonts-noto-cjk) or set CHROMIUM"


def find_chromium():
    """The path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
