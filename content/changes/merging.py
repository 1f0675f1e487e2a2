"""Three documents of one page: what one person changed, what others changed since, and where both did."""

import copy
from dataclasses import dataclass
from typing import Any

from rest_framework.serializers import ListSerializer

from content.document.fields import LANGUAGES, Document

ROW_KEYS = ("side", "dimension", "reference", "strategy", "case", "file")
"""What tells rows of a list apart, so that each merges by itself. Fewer than what `differences` pairs rows by: a wrong
pair there reads badly, here it would mix two rows. Rows with an organisation stand on two sides at once or have only a
name, so their list is one field."""


@dataclass(frozen=True)
class FieldChange:
    """One field in which the three documents are not the same."""

    place: tuple
    base: Any
    mine: Any
    """What this person has: an editor, or a contribution."""
    theirs: Any
    """What the page has now."""

    @property
    def key(self):
        """The place as forms and programs name it: "ledger/company/cost/zh"."""
        return "/".join(map(str, self.place))

    @property
    def proposed(self):
        """Does this person change this field, and differently from what the page says now?"""
        return self.mine not in (self.base, self.theirs)

    @property
    def collides(self):
        """Did others change it meanwhile, to something else?"""
        return self.proposed and self.theirs != self.base


def field_changes(base, mine, theirs):
    """The fields that this person proposes to change, in the document's order."""
    return [change for change in differing((), base, mine, theirs) if change.proposed]


def in_order(serializer, changes):
    """The changes in the order of a document's fields; the database keeps its own order of keys."""
    return sorted(changes, key=lambda change: positions(serializer, change.place))


def positions(field, place):
    """Where each step of a place stands among its neighbours, as numbers to sort by."""
    found = []
    for step in place:
        if isinstance(field, ListSerializer):
            field, number = field.child, 0
        elif isinstance(field, Document):
            number, field = list(field.fields).index(step), field.fields[step]
        else:
            number = list(LANGUAGES).index(step) if step in LANGUAGES else 0
        found.append(number)
    return found


def merge(base, mine, theirs, *, accepted=None, choices=None):
    """What the page says now with the proposed changes in it, and the changes that collide and are not chosen.

    accepted: keys of the changes to take, None for all. choices: "mine" or "theirs" by the key of a colliding change.
    """
    choices, document, open_ones = choices or {}, copy.deepcopy(theirs), []
    for change in field_changes(base, mine, theirs):
        if accepted is not None and change.key not in accepted:
            continue
        if change.collides and choices.get(change.key) not in {"mine", "theirs"}:
            open_ones.append(change)
        elif not change.collides or choices[change.key] == "mine":
            put(document, change.place, change.mine)
    return document, open_ones


def differing(place, base, mine, theirs):
    """Every smallest part in which the three are not all the same."""
    if base == mine == theirs:
        return
    three = (base, mine, theirs)
    if all(isinstance(one, dict) for one in three):
        for key in dict.fromkeys([*theirs, *mine, *base]):
            yield from differing((*place, key), *(one.get(key) for one in three))
    elif keys := shared_keys(three):
        for key in keys:
            yield from differing((*place, key), *(row_of(one, key) for one in three))
    else:
        yield FieldChange(place, *three)


def row_key(row):
    """What tells a row apart from others, None where nothing does."""
    if not isinstance(row, dict) or "organization" in row:
        return None
    return next((row[name] for name in ROW_KEYS if row.get(name)), None)


def shared_keys(lists):
    """The keys of rows when all three are lists of the same rows in the same order, else None."""
    if not all(isinstance(one, list) for one in lists):
        return None
    keys = [[row_key(row) for row in one] for one in lists]
    same = keys[0] == keys[1] == keys[2] and None not in keys[0] and len(set(keys[0])) == len(keys[0])
    return keys[0] if same else None


def row_of(rows, key):
    return next(row for row in rows if row_key(row) == key)


def put(document, place, value):
    """Set one place of a document."""
    *above, last = place
    for step in above:
        document = row_of(document, step) if isinstance(document, list) else document[step]
    if isinstance(document, list):
        document[document.index(row_of(document, last))] = copy.deepcopy(value)
    else:
        document[last] = copy.deepcopy(value)
