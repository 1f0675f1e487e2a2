"""Three documents of one page: what one person changed, what others changed since, and where both did."""

import copy
from dataclasses import dataclass
from typing import Any

from content.changes.matching import about, beneath, in_order
from content.document.page import shape


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


def field_changes(kind, base, mine, theirs):
    """The fields that this person proposes to change, in the document's order."""
    return [change for change in differing(kind, base, mine, theirs) if change.proposed]


def merge(kind, base, mine, theirs, *, accepted=None, choices=None):
    """What the page says now with the proposed changes in it, and the changes that collide and are not chosen.

    accepted: keys of the changes to take, None for all. choices: "mine" or "theirs" by the key of a colliding change.
    """
    choices, document, open_ones = choices or {}, copy.deepcopy(theirs), []
    for change in field_changes(kind, base, mine, theirs):
        if accepted is not None and change.key not in accepted:
            continue
        if change.collides and choices.get(change.key) not in {"mine", "theirs"}:
            open_ones.append(change)
        elif not change.collides or choices[change.key] == "mine":
            put(kind, document, change.place, change.mine)
    return document, open_ones


def differing(kind, *three):
    """Every smallest part in which three documents (base, mine, theirs) are not all the same."""
    return within(shape(kind.document), (), three)


def within(part, place, three):
    """The same below one place; part: the definition of what stands there.

    Rows merge each by itself where all three list the same ones in the same order and what each is about tells them
    apart; otherwise their list is one field, since a wrong pair would mix two rows.
    """
    if all(one == three[0] for one in three):
        return
    if all(isinstance(one, dict) for one in three):
        base, mine, theirs = three
        for key in in_order(part, [*theirs, *mine, *base]):
            yield from within(beneath(part, key), (*place, key), [one.get(key) for one in three])
    elif subjects := shared_subjects(beneath(part, 0), three):
        for number, subject in enumerate(subjects):
            yield from within(beneath(part, 0), (*place, subject), [one[number] for one in three])
    else:
        yield FieldChange(place, *three)


def shared_subjects(row, lists):
    """What each row is about, when all three are lists about the same in the same order, each once; else None."""
    if not all(isinstance(one, list) for one in lists):
        return None
    subjects = [[about(row, item) for item in one] for one in lists]
    same = all(one == subjects[0] for one in subjects)
    return subjects[0] if same and None not in subjects[0] and len(set(subjects[0])) == len(subjects[0]) else None


def put(kind, document, place, value):
    """Set one place of a document."""
    part = shape(kind.document)
    *above, last = place
    for step in above:
        document, part = document[at(part, document, step)], beneath(part, step)
    document[at(part, document, last)] = copy.deepcopy(value)


def at(part, document, step):
    """Where a step of a place leads: a row by what it is about, all else by its name."""
    if not isinstance(document, list):
        return step
    row = beneath(part, 0)
    return next(number for number, item in enumerate(document) if about(row, item) == step)
