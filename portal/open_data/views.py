"""/data/: what there is to take, and the files."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from content.addresses import site_address
from content.views import head
from portal.open_data import sets
from portal.open_data.columns import columns_of

LATEST = "latest"
TYPES = {".json": "application/json", ".jsonl": "application/jsonl", ".csv": "text/csv; charset=utf-8",
         ".zip": "application/zip"}  # fmt: skip


@require_safe
def overview(request, name=""):
    """The newest set, or the one of that name, and which others there are; no query."""
    if name == LATEST:
        return redirect("portal:data")
    there = sets.names()
    package = sets.package_of(name or next(iter(there), ""))
    if package is None and name:
        raise Http404
    context = {
        "meta": head(request, _("Open data"), _("The whole public content as files: JSON Lines, CSV, checksums."))
        | {"noindex": bool(name)},
        "crumbs": [(_("Open data"), "")],
        "set": package and described(package),
        "sets": [
            (other, parse_datetime(moment_of(other)), reverse("portal:data_set", args=[other])) for other in there
        ],
        "levels": range(4),
        "site": site_address(request),
    }
    response = render(request, "portal/data.html", context)
    response["Cache-Control"] = "public, no-cache"  # sets come and go beside the collection's version
    return response


def moment_of(name):
    """The name of a set as a moment."""
    return f"{name[:13]}:{name[13:15]}:{name[15:]}"


def described(package):
    """A set for its page: one row for each table, its name in parts, with both its files, those without rows by name
    only, the columns."""
    rows = {}
    for resource in package["resources"]:
        table, _dot, ending = resource["path"].rpartition(".")
        rows.setdefault(table, {"count": resource["count"]})[ending] = resource
    return {
        "name": package["version"],
        "created": parse_datetime(package["created"]),
        "tables": [(table.split("."), row) for table, row in rows.items() if row["count"]],
        "empty": [table for table, row in rows.items() if not row["count"]],
        "columns": columns_of(package),
        "archive": sets.ARCHIVE,
        "description": sets.PACKAGE,
        "sums": sets.SUMS,
    }


def not_made_yet():
    """What a program hears before the first set, or when all were withdrawn just now: come again, nothing is wrong."""
    words = _("The first set is being made; it is ready within minutes.")
    plain = "text/plain; charset=utf-8"
    return HttpResponse(f"{words}\n", status=503, headers={"Retry-After": "60"}, content_type=plain)


def etag_of(request, name, file):
    found = sets.file_of(name, file)
    return found and found[1]


@require_safe
@condition(etag_func=etag_of)
def download(request, name, file):
    """A file of a set. Under "latest" it leads to the newest set, so that all files of one reader are of one set."""
    if name == LATEST:
        newest = next(iter(sets.names()), None)
        if newest is None:
            return not_made_yet()
        if sets.file_of(newest, file) is None:
            raise Http404
        return redirect("data_file", newest, file)
    found = sets.file_of(name, file)
    if found is None:
        raise Http404
    try:
        stream = found[0].open("rb")
    except FileNotFoundError as error:  # withdrawn just now
        raise Http404 from error
    content_type = TYPES.get(found[0].suffix, "text/plain; charset=utf-8")
    return FileResponse(stream, content_type=content_type, filename=file)
