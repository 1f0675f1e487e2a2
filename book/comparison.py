"""Is everything that the content files say in the database? Read from the rows, not from the stored documents."""

from book.actions import checked_drafts, current_pages
from book.content_files import read_folder
from content.document import get_kind
from content.document.writing import read
from content.models import Page


def compare_book(folder):
    """Every difference between content files and database, one sentence each. About ten queries a page.

    Pages that the files do not have are no difference. Raises BadContentFile.
    """
    drafts, _pages = checked_drafts(read_folder(folder), current_pages())
    stored = {(page.kind, page.slug): page for page in Page.objects.filter(version__gt=0)}
    for draft in drafts:
        key = draft.kind, draft.document["slug"]
        if key not in stored:
            yield f"{':'.join(key)} is not in the database."
            continue
        document = read(get_kind(draft.kind), stored[key])
        for place, wanted, found in differences(draft.document, document):
            yield f"{':'.join(key)}, {place}: the file has {shown(wanted)}, the database {shown(found)}."
        if document != stored[key].document:
            yield f"{':'.join(key)}: the stored document is not what its rows say."


def differences(wanted, found, place=""):
    """(place, value wanted, value found) wherever two documents differ."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in dict.fromkeys([*wanted, *found]):
            yield from differences(wanted.get(key), found.get(key), f"{place}.{key}" if place else key)
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from differences(one, other, f"{place}.{number}")
    elif wanted != found:
        yield place, wanted, found


def shown(value):
    """A value short enough for one line."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
