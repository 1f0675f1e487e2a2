"""Loading the book's content files into the database, and the owner's import of the full text."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction

from book.content_files import BadContentFile, read_folder
from book.loaded import digest_of, remember
from book.manuscript import FRONT, BadManuscript, read_manuscript
from content.actions import BadDocuments, Draft, prepare, save_all, save_prepared
from content.actions.completing import complete
from content.actions.indexing import one_writer_at_a_time
from content.document import get_kind
from content.document.writing import faults
from content.models import Page, Revision

RESULTS = ("created", "updated", "edited by staff", "unchanged")
IMPORT_NOTE = "全文由站点所有者导入 · Full text imported by the site’s owner"


@dataclass
class Report:
    """What loading did, per kind."""

    counts: dict[str, Counter] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)

    def add(self, kind, result):
        self.counts.setdefault(kind, Counter())[result] += 1


def load_book(folder):
    """Load all content files of a folder; pages that staff edited are left alone. Returns a Report.

    Raises BadContentFile, before anything is written, for any fault in any file.
    """
    digest = digest_of(folder)
    entries = read_folder(folder)
    with transaction.atomic():
        one_writer_at_a_time()  # nobody saves between our look at what is there and our saving
        report = load(entries)
        remember(digest)
    return report


def load(entries):
    """Save what is new or changed among the entries. Returns a Report; raises BadContentFile."""
    current = current_pages()
    drafts, pages = checked_drafts(entries, current)
    report = Report()
    wanted = [draft for draft in drafts if decide(draft, current, report)]
    try:
        save_prepared(wanted, pages, source=Revision.Source.LOADER)
    except BadDocuments as error:
        by_draft = {id(draft): entry for draft, entry in zip(drafts, entries, strict=True)}
        lines = (describe(by_draft[id(wanted[n])], detail) for n, detail in error.faults)
        raise BadContentFile("\n".join(lines)) from error
    return report


def checked_drafts(entries, current):
    """The entries as checked drafts, and the pages known. Raises BadContentFile for any fault in any of them."""
    refuse_repetition(entries)
    drafts = [Draft(entry.kind, with_kept(entry, current)) for entry in entries]
    try:
        return drafts, prepare(drafts)
    except BadDocuments as error:
        raise BadContentFile("\n".join(describe(entries[n], detail) for n, detail in error.faults)) from error


def refuse_repetition(entries):
    """Raise BadContentFile when two documents have the same kind and address."""
    seen = {}
    for entry in entries:
        key = (entry.kind, str(entry.document.get("slug")))
        if key in seen:
            raise BadContentFile(
                f"{entry.place(['slug'])}: {key[0]} “{key[1]}” stands already at {seen[key].place(['slug'])}."
            )
        seen[key] = entry


def current_pages():
    """The pages that are there, by (kind, slug): (document, was it last written by the loader?).

    Documents from before their kind got another field get it first: that alone makes no page another one.
    """
    pages = list(Page.objects.filter(version__gt=0).only("kind", "slug", "version", "document"))
    complete(pages)
    ours = dict(
        Revision.objects.exclude(source__in=(Revision.Source.IMPORT, Revision.Source.MOVE))
        .order_by("page_id", "-number")
        .distinct("page_id")
        .values_list("page_id", "source")
    )
    loader = Revision.Source.LOADER
    return {(page.kind, page.slug): (page.document, ours.get(page.pk, loader) == loader) for page in pages}


def with_kept(entry, current):
    """The entry's document with the fields that content files never hold, as they are now."""
    document, _ours = current.get((entry.kind, str(entry.document.get("slug"))), (None, True))
    kept = get_kind(entry.kind).kept
    return entry.document | {name: document[name] for name in kept if document}


def decide(draft, current, report):
    """Is the draft to be saved? Adds the answer to the report."""
    document, ours = current.get((draft.kind, draft.document["slug"]), (None, True))
    if document is None:
        result = "created"
    elif document == draft.document:
        result = "unchanged"
    else:
        result = "updated" if ours else "edited by staff"
    report.add(draft.kind, result)
    if result == "edited by staff":
        report.left_alone.append(f"{draft.kind}:{draft.document['slug']}")
    return result in {"created", "updated"}


def describe(entry, detail):
    """The faults of a document, one a line: file, line, place, message."""
    return "\n".join(
        f"{entry.place(keys)}: {entry.kind} “{entry.document.get('slug')}”, "
        f"{'.'.join(map(str, keys)) or 'document'}: {message}"
        for keys, message in faults(detail)
    )


def import_manuscript(text, language="zh"):
    """Put the owner's full text into the chapters it names by number; chapters it does not name stay as they are.

    Returns {result: section numbers}. Raises BadManuscript, before anything is written, when a part of the text
    belongs nowhere.
    """
    sections = read_manuscript(text)
    chapters = {page.slug: page for page in Page.objects.filter(kind="chapter", version__gt=0)}
    if unknown := [number for number in sections if number not in chapters and (sections[number] or number != FRONT)]:
        raise BadManuscript("\n".join(f"section {number}: the book has no such section here." for number in unknown))
    found = {number: chapters[number] for number in sections if number in chapters}
    drafts = [
        Draft("chapter", page.document | {"body": page.document["body"] | {language: sections[number]}}, page.version)
        for number, page in found.items()
    ]
    save_all(drafts, source=Revision.Source.IMPORT, note=IMPORT_NOTE)
    return {
        "imported": [draft.document["slug"] for draft in drafts if draft.changed],
        "unchanged": [
            draft.document["slug"] for draft in drafts if not draft.changed and sections[draft.document["slug"]]
        ],
        "found without text": [number for number in found if not sections[number]],
        "missing from the file": sorted(
            set(chapters) - set(found), key=lambda slug: chapters[slug].document["position"]
        ),
    }
