"""Which parts of a document are written on which page, in which order."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from content.document.page import get_kind, shape
from contributions.drafts.fields import WRITABLE

SEND = "send"


@dataclass(frozen=True)
class Step:
    """One topic on one page."""

    name: str
    heading: Any
    hint: Any
    fields: tuple[str, ...]
    sources: bool = False
    """Can new sources be given here?"""


EVIDENCE = _("Evidence and sources")
EVIDENCE_HINT = _("What the text rests on. A web address is enough; an editor opens it and fills in the rest.")

STEPS = {
    "case": (
        Step("who", _("Who with whom, and what was done"), _("Three sentences are enough to begin with."),
             ("title", "summary", "parties", "period")),
        Step("ledgers", _("Both sides' ledgers"), _("What each side put in, gained and paid."), ("ledger",)),
        Step("story", _("Activities and outcomes"), _("All of this can wait; readers and editors will help."),
             ("background", "activities", "outcomes", "outcome_status", "what_went_wrong", "lessons", "tags")),
        Step("images", _("Images"), _("Only where they show what words cannot. This can stay empty."), ("images",)),
        Step("evidence", EVIDENCE, EVIDENCE_HINT, ("references", "strategies", "related"), sources=True),
    ),
    "term": (
        Step("term", _("The term and what it means"), _("A headword and one or two sentences are enough."),
             ("title", "summary", "term_category", "pinyin", "text", "aliases")),
        Step("evidence", EVIDENCE, EVIDENCE_HINT, ("references", "related", "broader", "tags"), sources=True),
    ),
    "strategy": (
        Step("what", _("What it is for"), _("Who is stuck where, and what they get."),
             ("title", "summary", "audience", "stage", "fits", "avoid", "expected_result")),
        Step("steps", _("The steps"), _("Three to seven things to do, in order."), ("steps",)),
        Step("evidence", EVIDENCE, EVIDENCE_HINT, ("references", "related", "tags"), sources=True),
    ),
    "organization": (
        Step("who", _("Who they are"), _("The name as they write it, and one or two sentences."),
             ("title", "summary", "organization_kind", "homepage", "founded", "founded_note", "aliases", "products")),
        Step("evidence", EVIDENCE, EVIDENCE_HINT, ("references", "relations", "tags"), sources=True),
    ),
}  # fmt: skip


def steps_of(kind):
    """The steps in which a page of this kind is written; kinds without their own have its text and its sources."""
    if kind in STEPS:
        return STEPS[kind]
    fields = tuple(name for name in shape(get_kind(kind).document).fields if name in WRITABLE[kind])
    text = Step("text", _("The text"), "", tuple(name for name in fields if name != "references"))
    if "references" not in fields:
        return (text,)
    return (text, Step("evidence", EVIDENCE, EVIDENCE_HINT, ("references",), sources=True))
