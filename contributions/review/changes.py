"""What changed: fields with their words, in both languages, against another text; and where the page moved on."""

from itertools import groupby

from content.changes.differences import compare
from content.changes.merging import field_changes
from content.changes.wording import titles_of
from content.document import reader_language
from content.document.page import get_kind
from content.document.reading import TAGS
from content.models import Page
from contributions.actions.deciding import base_document
from contributions.drafts.fields import WRITABLE
from contributions.models.choices import DECIDED
from contributions.wording.places import FormWords

LONGEST_QUOTE = 500


class Comparison:
    """What a round says, against nothing, the page it is based on, or an earlier round.

    `against`: "nothing", "base", or the number of a round. Two queries for a new page, four for a change.
    """

    def __init__(self, contribution, round_, against, rounds):
        self.kind = get_kind(contribution.kind)
        self.round, self.against = round_, against
        self.mine = round_.document
        self.page = self.base = None
        if contribution.target_id:
            self.base = base_document(contribution, round_)
            self.page = self.page_met(contribution)
        earlier = {other.number: other.document for other in rounds}
        self.before = {"nothing": {}, "base": self.base or {}}.get(against) or earlier.get(against, {})
        documents = [document for document in (self.mine, self.before, self.base) if document]
        documents += [self.page.document] if self.page else []
        self.words = FormWords(self.kind, titles_of(self.kind, documents, reader_language()), documents)

    def page_met(self, contribution):
        """The page that the text meets: as it is now, or for one that is decided on, as it was then."""
        page = Page.objects.get(pk=contribution.target_id)
        if contribution.state in DECIDED:
            before = contribution.page_version - 1 if contribution.page_version else self.round.base_version
            page.version, page.document = before, page.revisions.get(number=before).document
        return page

    @property
    def by_field(self):
        """Is this the comparison from which single fields are accepted?"""
        return self.against == "base" and self.kind.name != "reply"  # all of a reply is published, or nothing

    @property
    def moved_on(self):
        """Did the page get a newer version since the text was begun?"""
        return bool(self.page and self.page.version != self.round.base_version)

    @property
    def fields(self):
        """The fields that a suggestion changes, each with its key, its differences, and those made meanwhile."""
        return [
            {
                "key": change.key,
                "place": self.words.place(change.place),
                "rows": self.rows(self.inner(change.place, change.base, change.mine)),
                "collides": change.collides,
                "meanwhile": self.rows(self.inner(change.place, change.base, change.theirs)) if change.collides else [],
                "original": self.plain(change.place, change.base) if change.collides else [],
                "quote": excerpt(change.mine),
            }
            for change in field_changes(self.kind, self.base, self.mine, self.page.document)
        ]

    @property
    def whole(self):
        """Is the text shown by itself, without anything to compare it with?"""
        return self.against == "nothing"

    @property
    def rows_of_text(self):
        """The rows of the whole comparison; of what only editors see, nothing."""
        written = WRITABLE[self.kind.name]
        changes = [change for change in compare(self.kind, self.before, self.mine) if change.path[0] in written]
        return self.rows([change for change in changes if not (self.whole and goes_without_saying(change))], self.whole)

    def plain(self, place, value):
        return self.rows(self.inner(place, None, value), plain=True)

    def inner(self, place, old, new):
        """The differences within one field, with their place in the document."""
        return compare(self.kind, old, new, place)

    def rows(self, changes, plain=False):
        """Changes by field: its words, its key, and a part for each language it changed in."""
        found = []
        for path, group in groupby(changes, key=field_of):
            parts = [self.part(change, plain) for change in group]
            found.append(
                {
                    "place": self.words.place(path),
                    "key": "/".join(map(str, path)),
                    "parts": parts,
                    "quote": excerpt("\n".join(part["new"] for part in parts if part["new"])),
                }
            )
        return found

    def part(self, change, plain):
        """One change: what stayed, went and came; the same as it was before, and as it is after."""
        segments = self.words.parts(change)
        if plain:
            segments = [("equal", text) for _operation, text in segments]
        last = change.path[-1]
        return {
            "language": TAGS.get(last, ""),
            "moved": change.moved,
            "segments": segments,
            "before": [] if plain else [part for part in segments if part[0] != "ins"],
            "after": [part for part in segments if part[0] != "del"],
            "new": "".join(text for operation, text in segments if operation != "del"),
        }

    def place(self, key):
        """A field's words for a key that a message carries: whatever somebody sent, it is told somehow."""
        path = tuple(int(step) if step.isdecimal() and len(step) < 6 else step for step in key.split("/"))
        return self.words.place(path)


def goes_without_saying(change):
    """Is it told by the place already (the side of a ledger, the organisation of a party), seen, or a plain "no"?"""
    if change.path[0] == "images" and change.path[-1] in {"width", "height"}:
        return True
    return change.new is False or (len(change.path) > 1 and change.new == change.path[-2])


def field_of(change):
    """The path of a change without its language: a text in two languages is one field."""
    return change.path[:-1] if change.path[-1] in TAGS else change.path


def excerpt(value):
    """The beginning of a text, to be quoted, on one line as an address takes it; "" for what is no text."""
    return " ".join(value.split())[:LONGEST_QUOTE] if isinstance(value, str) else ""
