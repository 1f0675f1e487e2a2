"""Making a set of files: everything public at one moment, read page by page, never all at once."""

import csv
import hashlib
import json
import shutil
import zipfile
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation

from content.api.items import address_name, page_path
from content.models import Page
from portal.api import VIEWSETS
from portal.open_data import labels, sets
from portal.open_data.columns import words_of
from portal.open_data.tables import moment, rows_of, tables_of
from search import collection

BOM = "\ufeff"
"""By which spreadsheets know that a CSV file is UTF-8."""
TYPES = {"jsonl": "application/jsonl", "csv": "text/csv"}
DESCRIPTION = (
    "The public content of Commonsource: cases of open-source communities and AI companies working together, with "
    "playbooks, terms, organisations, sources and claims, in Chinese and English. JSON Lines files hold whole "
    "documents as the API gives them, one file for each kind that has pages; CSV files hold the same as tables joined "
    "by `uid`, with lists in tables of their own. labels says which tag stands on which page and who put it there; "
    "claims has the verdict of every claim (finding, confidence, computed_state). Evidence levels (computed_level of "
    "cases) belong to the data: quote them with it. In CSV, a text that a spreadsheet could take for a formula begins "
    "with an apostrophe that is not part of it. The full text of the book is not included: its rights stay with the "
    "author."
)


class Output:
    """A file of the set: written once, counted and digested on the way."""

    def __init__(self, folder, name, table=None):
        self.name, self.table, self.count = name, table, 0
        self._file = (folder / name).open("wb")
        self._digest, self.bytes = hashlib.sha256(), 0
        self._rows = csv.writer(self) if table else None

    def begin(self):
        """A table begins with the names of its columns."""
        if self.table:
            self.write(BOM)
            self._rows.writerow([column.name for column in self.table.columns])

    def write(self, text):
        data = text.encode()
        self._file.write(data)
        self._digest.update(data)
        self.bytes += len(data)

    def add(self, row):
        """A record, or the cells of a row."""
        self.count += 1
        if self.table:
            self._rows.writerow(row)
        else:
            self.write(json.dumps(row, ensure_ascii=False) + "\n")

    def close(self):
        self._file.close()

    @property
    def digest(self):
        return self._digest.hexdigest()

    def resource(self):
        """What the data package says of it."""
        name, _dot, ending = self.name.rpartition(".")
        described = {
            "name": f"{name.lower()}-{ending}" if ending == "jsonl" else name.lower(),
            "path": self.name,
            "format": ending,
            "mediatype": TYPES[ending],
            "encoding": "utf-8",
            "bytes": self.bytes,
            "hash": f"sha256:{self.digest}",
            "count": self.count,
        }
        if self.table:
            fields = [field_of(column, self.table.name) for column in self.table.columns]
            schema = {"fields": fields, "missingValues": [""]} | self.table.keys
            described |= {"profile": "tabular-data-resource", "schema": schema}
        return described


def field_of(column, table):
    """What the data package says of a column, in the active language where it has words."""
    said = {
        "name": column.name,
        "type": column.type,
        "title": words_of(column.name, table),
        "description": column.about,
        "constraints": column.rules,
    }
    return {name: value for name, value in said.items() if value}


def make():
    """Make a set of what is public now, and return its name; that of the newest one where it would only repeat that.

    Raises OSError when it cannot be written.
    """
    made_at = datetime.now(UTC)
    folder = sets.folder() / f".making-{made_at:%Y%m%dT%H%M%SZ}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        with one_moment(), translation.override(settings.LANGUAGE_CODE):
            version = collection.state()[0]
            outputs = [output for output in write_all(folder) if output.table or output.count]
        describe(folder, outputs, made_at)
        (folder / sets.VERSION).write_text(str(version))
        newest = next(iter(sets.names()), None)
        if newest and sets.repeats(folder, newest):
            return sets.confirm(folder, newest)
        pack(folder, outputs)
        return sets.publish(folder, made_at)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def one_moment():
    """A transaction that sees everything as it was when it began, and may take its time."""
    alone = not connection.in_atomic_block  # tests run inside a transaction of their own
    with transaction.atomic(), connection.cursor() as cursor:
        if alone:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def write_all(folder):
    """Write every table; give the files in order."""
    outputs = []
    with (folder / sets.PAGES).open("w") as numbers:
        for viewset in VIEWSETS:
            outputs += write_kind(folder, viewset, numbers)
    with ExitStack() as closing:
        pair = [closing.enter_context(opened(folder, "labels.jsonl")),
                closing.enter_context(opened(folder, "labels.csv", labels.TABLE))]  # fmt: skip
        for record, cells in labels.rows():
            pair[0].add(record)
            pair[1].add(cells)
    return [*outputs, *pair]


@contextmanager
def opened(folder, name, table=None):
    output = Output(folder, name, table)
    try:
        output.begin()
        yield output
    finally:
        output.close()


def write_kind(folder, viewset, numbers):
    """Write the pages of a kind in one pass: a line of JSON each, and a row or more in its tables."""
    kind, name = viewset.kind, viewset.kind.collection
    tables = tables_of(kind, name, viewset.computed)
    with ExitStack() as closing:
        lines = closing.enter_context(opened(folder, f"{name}.jsonl"))
        files = [closing.enter_context(opened(folder, f"{table.name}.csv", table)) for table in tables]
        for page, document, computed in pages_of(kind):
            numbers.write(f"{page['uid']}\n")
            lines.add({"kind": kind.name} | page | document | {"computed": computed})
            for table, file in zip(tables, files, strict=True):
                for cells in rows_of(table, page, document, computed):
                    file.add(cells)
    return [lines, *files]


def pages_of(kind):
    """(its names, document, computed) of each public page of a kind, without what others hold the rights to."""
    rows = Page.objects.public().filter(kind=kind.name).order_by("pk")
    columns = ("uid", "slug", "version", "updated_at", "document", "computed")
    for uid, slug, version, updated_at, document, computed in rows.values_list(*columns).iterator(chunk_size=500):
        page = {
            "uid": uid,
            address_name(kind): settings.LINK_BASE + page_path(kind.name, slug),
            "version": version,
            "updated_at": moment(updated_at),
        }
        yield page, {name: value for name, value in document.items() if name not in kind.kept}, computed


def describe(folder, outputs, made_at):
    """Write the data package's description and the list of checksums."""
    with translation.override("en"):
        resources = [output.resource() for output in outputs]
    package = {
        "name": "commonsource",
        "title": "共源 Commonsource",
        "description": DESCRIPTION,
        "profile": "data-package",
        "homepage": f"{settings.LINK_BASE}/data/",
        "version": f"{made_at:%Y-%m-%dT%H%M%SZ}",
        "created": moment(made_at.replace(microsecond=0)),
        "licenses": [{
            "name": "CC-BY-SA-4.0",
            "path": "https://creativecommons.org/licenses/by-sa/4.0/",
            "title": "Creative Commons Attribution-ShareAlike 4.0 International",
        }],
        "sources": [{"title": "共源 Commonsource", "path": f"{settings.LINK_BASE}/"}],
        "contributors": [{"title": "共源 Commonsource", "role": "publisher"}],
        "resources": resources,
    }  # fmt: skip
    (folder / sets.PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (folder / sets.SUMS).write_text("".join(f"{output.digest}  {output.name}\n" for output in outputs))


def pack(folder, outputs):
    """Write everything once more, in one archive."""
    with zipfile.ZipFile(folder / sets.ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (sets.PACKAGE, sets.SUMS, *(output.name for output in outputs)):
            archive.write(folder / name, name)
