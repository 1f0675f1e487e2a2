"""From an uploaded file to an image that can be kept: checked, written anew by a process of its own, or refused."""

import json
import logging
import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import psycopg
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import Image

PROGRAM = Path(__file__).with_name("rewriting.py")
LARGEST_FILE = 5 * 1024 * 1024
SECONDS = 15
"""How long a reader waits for one image, and for those of others before it."""
A_DAY = 60
"""Images that one person uploads in a day."""
PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
one_at_a_time = threading.Semaphore(1)
"""In each server process: a large image takes half a gigabyte while it is read."""
log = logging.getLogger("portal.images")


class Refused(Exception):
    """An image is not taken; str() says why, in the reader's language."""


def store(file, *, by):
    """Keep an uploaded file as an image nobody sees yet but its owner. Returns the Image; raises Refused."""
    if file.size > LARGEST_FILE:
        words = _("The file has %(size).1f MB; at most 5 MB are taken. Make the image smaller first.")
        raise Refused(words % {"size": file.size / 1024 / 1024 + 0.05})  # never “5.0, at most 5”
    since = timezone.now() - timedelta(days=1)
    if Image.objects.filter(by=by, created_at__gt=since).count() >= A_DAY:
        raise Refused(_("You have uploaded many images today. Add this one tomorrow."))
    data, width, height = rewritten(file.read())
    try:
        with transaction.atomic():
            return Image.objects.create(data=data, width=width, height=height, by=by)
    except OperationalError as error:
        if not isinstance(error.__cause__, psycopg.errors.DiskFull):
            raise
        log.error("no room for an image", extra={"details": {"event": "disk_full"}})
        raise Refused(
            _("The server has no room for images just now. Your text is kept; add the image later.")
        ) from error


def rewritten(data):
    """(bytes, width, height) of the image, made anew. Raises Refused."""
    if not one_at_a_time.acquire(timeout=SECONDS):
        raise Refused(_("Many images are being read just now. Add this one in a few minutes."))
    try:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM)],
            input=data, capture_output=True, timeout=SECONDS, env=environment, cwd="/", check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("an image was not read: %s", type(error).__name__, extra={"details": {"event": "image_not_read"}})
        raise Refused(_("The image could not be read in time. Make it smaller first.")) from error
    finally:
        one_at_a_time.release()
    line, _newline, image = done.stdout.partition(b"\n")
    if done.returncode:  # the decoder itself came to its end
        log.error("a decoder ended with %d", done.returncode, extra={"details": {"event": "image_not_read"}})
    told = json.loads(line) if line and not done.returncode else {"unusable": "broken"}
    if "unusable" in told:
        raise Refused(reasons()[told["unusable"]])
    return image, told["width"], told["height"]


def reasons():
    """Why an image is not taken, by the word of the program that reads it."""
    return {
        "format": _("Only PNG, JPEG and WebP images are taken; this file is something else, whatever its name says."),
        "pixels": _("The image has more than 40 megapixels. Make it smaller first."),
        "moving": _("Moving images are not taken. Save one frame of it as an image."),
        "broken": _("The file is damaged or incomplete: it cannot be read to its end."),
    }
