"""The sets that there are: each a folder named by its moment, never changed, withdrawn when a page in it is removed."""

import json
import re
import shutil

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now

from content.models import Page, Status

PACKAGE, SUMS, ARCHIVE = "datapackage.json", "SHA256SUMS", "commonsource.zip"
VERSION, PAGES = "version.txt", "pages.txt"
"""For the portal itself: the collection's version that the set was made from, and the numbers of its pages."""
NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z")
NEWEST, DAYS, MONTHS = 3, 7, 12
"""How many sets are kept: the newest, and the last one of so many days and months."""


def folder():
    """Where the sets are."""
    return settings.DATA_SETS


def names():
    """The names of all sets, the newest first."""
    if not folder().is_dir():
        return []
    return sorted((entry.name for entry in folder().iterdir() if NAME.fullmatch(entry.name)), reverse=True)


def package_of(name):
    """The description of a set, or None when there is none of that name."""
    if not NAME.fullmatch(name):
        return None
    try:
        return json.loads((folder() / name / PACKAGE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def file_of(name, file):
    """(path, ETag) of a file of a set that is for everybody, or None."""
    package = package_of(name)
    digests = {resource["path"]: resource["hash"] for resource in package["resources"]} if package else {}
    if not package or file not in {PACKAGE, SUMS, ARCHIVE, *digests}:
        return None
    return folder() / name / file, f'"{digests.get(file, f"{name}-{file}")}"'


def publish(made, made_at):
    """Give a folder that is complete its name; from now on it is the newest set."""
    name = f"{made_at:%Y-%m-%dT%H%M%SZ}"
    made.rename(folder() / name)
    return name


def repeats(made, name):
    """Does a folder say what a set says already, but for the moment?"""
    there, new = package_of(name), json.loads((made / PACKAGE).read_text(encoding="utf-8"))
    moment = {"version": new["version"], "created": new["created"]}
    same_pages = (made / PAGES).read_bytes() == (folder() / name / PAGES).read_bytes()
    return there is not None and there | moment == new and same_pages


def confirm(made, name):
    """Remember that a set holds for the version of the collection that this folder was made from; give its name."""
    (made / VERSION).replace(folder() / name / VERSION)
    return name


def version_of(name):
    """The collection's version that a set was made from."""
    return int((folder() / name / VERSION).read_text())


def drop(name):
    """Remove a set."""
    shutil.rmtree(folder() / name, ignore_errors=True)


def withdraw():
    """Remove every set that holds a page which may not be read any more; give their names."""
    hidden = Q(status=Status.REMOVED) | Q(visible_until__lte=Now()) | Q(visible_from__gt=Now())
    gone = set(Page.objects.filter(hidden).values_list("uid", flat=True))
    withdrawn = []
    for name in names() if gone else ():
        if gone.intersection((folder() / name / PAGES).read_text().split()):
            drop(name)
            withdrawn.append(name)
    return withdrawn


def tidy():
    """Remove the sets that nobody needs, and what an interrupted one left behind. For whoever makes sets."""
    there = names()
    kept = {*there[:NEWEST], *newest_of_each(there, 10)[:DAYS], *newest_of_each(there, 7)[:MONTHS]}
    for name in there:
        if name not in kept:
            drop(name)
    for entry in folder().glob(".making-*"):
        shutil.rmtree(entry, ignore_errors=True)


def newest_of_each(there, length):
    """The newest set of each day (length 10) or month (length 7), by how its name begins."""
    found = {}
    for name in there:
        found.setdefault(name[:length], name)
    return list(found.values())
