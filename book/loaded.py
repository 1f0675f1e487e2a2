"""Whether the content files are what this database was loaded from last, so that a start need not load them again."""

import hashlib
import sys
from pathlib import Path

from book.content_files import paths_in
from content.actions.indexing import fingerprint
from search.models import IndexState

LOADING = ("book.actions", "book.content_files", "content.actions.saving", "content.models.pages")
"""Code that makes pages of files, beside what `fingerprint` knows: the documents' own."""


def is_loaded(folder):
    """Were these very files the last that were loaded into this database, by the code as it is? One query."""
    return IndexState.objects.filter(loaded=digest_of(folder)).exists()


def remember(digest):
    """Part of the transaction that loaded what has this digest."""
    IndexState.objects.update_or_create(pk=1, defaults={"loaded": digest})


def digest_of(folder):
    """A digest of a folder's content files, their names and texts, and of the code that makes pages of them."""
    digest = hashlib.sha256(fingerprint().encode())
    for name in LOADING:
        digest.update(Path(sys.modules[name].__file__).read_bytes())
    for path in paths_in(folder):
        text = path.read_bytes() if path.is_file() else b""  # loading says what is wrong with it
        digest.update(f"{path.relative_to(folder)} {hashlib.sha256(text).hexdigest()}\n".encode())
    return digest.hexdigest()
