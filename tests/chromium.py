"""The browser of the browser tests: found, or its absence said aloud."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium here: install one (Debian: apt install chromium-headless-shell fonts-noto-cjk) or set CHROMIUM"


def find_chromium():
    """The path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
