"""One topic open in two tabs: what was written in both comes together, and where both changed the same, both are kept.

The form carries what it was opened with (`opened`), packed: the parts of the document that stand in it, sources,
proposals, and whether something was typed that could not be read yet.
"""

import copy
import hashlib
import json
from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from content.actions.completing import filled
from content.changes.differences import compare
from content.changes.merging import differing, put
from content.changes.wording import ChangeWords, titles_of
from content.document import reader_language
from content.document.fields import FORBIDDEN
from content.document.page import shape
from contributions.forms.draft_form import BEGINNING, said, with_both_sides
from contributions.proposals.proposal import FIELD, called

SALT = "contributions.opened"
BESIDE = ("sources", "proposals")
"""What is written in a topic beside the parts of the document."""


NOT_WRITTEN = {"csrfmiddlewaretoken", "version", "later", "stay"}
CHOICE = "choice:"
"""What the field begins with in which one of two texts is chosen."""
LONGEST_FIELD = 100_000


def typed(post):
    """What was sent, as it was typed, in a form that can be kept; without what only steers the form."""
    return {
        name[:200]: [FORBIDDEN.sub("", text)[:LONGEST_FIELD] for text in post.getlist(name)]
        for name in post
        if name not in NOT_WRITTEN and not name.startswith(CHOICE) and not FORBIDDEN.search(name)
    }


def query_dict(kept):
    data = QueryDict(mutable=True)
    for name, texts in kept.items():
        data.setlist(name, texts)
    return data


def opened_with(row, step, parts=None):
    """What a form was opened with, packed for a hidden field. parts: what stands in it, else what the draft has."""
    parts = parts_of(row, step) if parts is None else parts
    return signing.dumps({"parts": parts, "typed": digest(row, step)}, salt=SALT, compress=True)


def parts_of(row, step):
    """The parts of a draft that are written in a topic."""
    parts = {name: row.document[name] for name in step.fields if name in row.document}
    return parts | {"sources": row.sources, "proposals": proposals_in(row, step)}


def proposals_in(row, step):
    return [found for found in row.proposals if FIELD[found["kind"]] in step.fields]


def digest(row, step):
    """Tells whether what could not be read yet is the same as before; "" for nothing."""
    typed = {name: texts for name, texts in row.unfinished.get(step.name, {}).items() if name != "opened"}
    return hashlib.sha256(json.dumps(typed, sort_keys=True).encode()).hexdigest() if typed else ""


@dataclass
class Opened:
    """What the form was opened with; of one that does not say it, `parts` is None."""

    parts: dict | None
    typed: str = ""


def unpacked(text):
    try:
        found = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return Opened(None)
    return Opened(found["parts"], found["typed"])


class Meeting:
    """The three texts of a topic: what the tab was opened with, what is in it, and what the draft has by now.

    `parts`: what is in the tab together with what was written elsewhere; `collisions`: FieldChanges in which both
    changed the same, of which `parts` has the tab's. given_up: keys of places at which the tab's text is not wanted.
    """

    def __init__(self, form, opened, mine, theirs, given_up=()):
        self.form = form
        self.mine, self.base, self.theirs = aligned(*(self.normal(parts) for parts in (mine, opened, theirs)))
        for change in differing(form.kind, self.base, self.mine, self.base):
            if any(change.key == key or change.key.startswith(f"{key}/") for key in given_up):
                put(form.kind, self.mine, change.place, change.base)
        self.parts, self.collisions = copy.deepcopy(self.mine), []
        for change in differing(form.kind, self.base, self.mine, self.theirs):
            self.meet(change)

    def meet(self, change):
        """Bring one difference into `parts`, or among the collisions."""
        if same(change.theirs, change.base) or same(change.theirs, change.mine):
            return
        if same(change.mine, change.base):
            put(self.form.kind, self.parts, change.place, change.theirs)
        elif (both := additions(change)) is not None:
            put(self.form.kind, self.parts, change.place, both)
        else:
            self.collisions.append(change)

    def normal(self, parts):
        """The parts as the form would give them back, so that what nobody touched is the same on all sides."""
        kind, shown = self.form.kind, {name: parts[name] for name in self.form.shown if name in parts}
        for name, formset in self.form.rows.items():
            given = BEGINNING.get(kind.name, {}).get(name, []) if formset.key else []
            shown[name] = with_both_sides(shown.get(name) or [], given)
        document = filled(shape(kind.document), shown)
        for name, formset in self.form.rows.items():
            written = {part.name for part in formset.form_kwargs["parts"]} | set(self.form.not_asked.get(name, ()))
            document[name] = [{part: row[part] for part in row if part in written} for row in document[name]]
        found = {name: copy.deepcopy(document[name]) for name in self.form.shown if name in document}
        return found | {name: list(parts.get(name) or []) for name in BESIDE}


def aligned(*texts):
    """The same texts, each with every part that one of them has, in the order of the first: an empty one where it is
    not there yet."""
    names = dict.fromkeys(name for parts in texts for name in parts)
    mappings = {name for name in names for parts in texts if isinstance(parts.get(name), dict)}
    return [
        {name: parts.get(name) or ({} if name in mappings else parts.get(name)) for name in names} for parts in texts
    ]


def same(one, other):
    """Do two values say the same? Nothing is nothing, in whatever form."""
    return one == other or not (said(one) or said(other))


def additions(change):
    """Both lists with what each added; None where one of them changed or took out what was there before."""
    lists = (change.base or [], change.mine, change.theirs)
    if not all(isinstance(one, list) for one in lists):
        return None
    begun_twice = not change.base and any(isinstance(item, dict) for item in change.mine)
    if begun_twice and change.place[0] not in BESIDE:  # the same rows, most likely, written twice
        return None
    if any(item not in one for one in lists[1:] for item in lists[0]):
        return None
    return [*change.theirs, *(item for item in change.mine if item not in change.theirs)]


# --- In words ---------------------------------------------------------------------------------------------------------


def in_words(kind, collisions, documents):
    """What both changed: (key, the field's words, lines of this tab's text, lines of what was saved elsewhere)."""
    words = ChangeWords(kind, titles_of(kind, documents, reader_language()))
    return [
        (change.key, words_of(change.place, words), lines(change.place, change.mine, words),
         lines(change.place, change.theirs, words))
        for change in collisions
    ]  # fmt: skip


def words_of(place, words):
    headings = {"sources": _("New sources"), "proposals": _("New tags and organisations")}
    return headings.get(place[0]) or words.place(place)


def lines(place, value, words):
    """A value in words, a line for each field of it; what comes along by name and address."""
    if place[0] in BESIDE:
        return [called(row) if "kind" in row else " ".join(filter(None, (row["title"], row["url"]))) for row in value]
    changes = compare(words.kind, None, value, place)
    return ["".join(text for _operation, text in words.parts(change)) for change in changes]


def only_there(there, here):
    """The texts that were typed there and not here, in their order, each once."""
    written = {text for texts in here.values() for text in texts}
    texts = [text for name, texts in there.items() if name != "opened" for text in texts]
    return list(dict.fromkeys(text for text in texts if text.strip() and text not in written and len(text) > 1))
