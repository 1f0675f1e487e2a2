"""What must be there before a text can be sent: very little."""

import copy
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from content.document.page import get_kind
from content.document.writing import KnownPages, check, faults
from content.models import Origin
from contributions.checks.finding import Finding
from contributions.checks.proposed import unready
from contributions.drafts.fields import UNSAID
from contributions.models import Interest
from contributions.publishing import slug_words

SIDES = ("community", "company")


def blocking(row):
    """What keeps a contribution from being sent, in the order in which it is written."""
    found = [
        Finding(
            (name,), "unfinished", _("Something in this part could not be read yet; open it to see what."), {}, True
        )
        for name in row.unfinished
    ]
    found += missing_title(row.document)
    if row.is_new_page:
        found += NEEDED[row.kind](row.document)
    elif unchanged(row):
        found.append(needed((), "unchanged", _("Nothing has been changed yet.")))
    found += unready(row)
    found += format_faults(row) if not found else []
    return [*found, *undeclared(row)]


def needed(place, code, sentence):
    return Finding(place, code, sentence, {}, True)


def said(text):
    """Is there a text in at least one language?"""
    return any((text or {}).values())


def missing_title(document):
    if said(document.get("title")):
        return []
    return [needed(("title",), "title", _("Give a title in at least one language."))]


def case_parts(document):
    parties = [row for row in document.get("parties", []) if row.get("organization") or said(row.get("name"))]
    sides = {row.get("side") for row in parties}
    if len(parties) < 2 or not {"community", "company"} <= sides:
        yield needed(("parties",), "parties", _("Name who worked with whom: at least one community and one company."))
    if not said(document.get("summary")) and not document.get("activities"):
        yield needed(("summary",), "done", _("Say what was done, in a sentence or two."))
    gains = {row.get("side"): row.get("gained") for row in document.get("ledger", [])}
    words = {
        "community": _("Say what the community gained, or write “none found”."),
        "company": _("Say what the company gained, or write “none found”."),
    }
    for side in SIDES:
        if not said(gains.get(side)):
            yield needed(("ledger", side, "gained"), f"gained-{side}", words[side])


def term_parts(document):
    if not said(document.get("summary")):
        yield needed(("summary",), "definition", _("Give the definition, in one or two sentences."))
    if not document.get("term_category"):
        yield needed(("term_category",), "category", _("Choose the category of the term."))


def strategy_parts(document):
    if not said(document.get("summary")):
        yield needed(("summary",), "summary", _("Say in a sentence what the playbook is for."))
    for name, sentence in (("audience", _("Say for whom it is.")), ("stage", _("Say at which stage it helps."))):
        if not document.get(name):
            yield needed((name,), name, sentence)
    if not document.get("steps"):
        yield needed(("steps",), "steps", _("Write at least one step."))


def organization_parts(document):
    if not document.get("organization_kind"):
        yield needed(("organization_kind",), "kind", _("Say what kind of organisation it is."))


def reply_parts(document):
    if not said(document.get("text")):
        yield needed(("text",), "text", _("Write the reply, in at least one language."))


NEEDED = {
    "reply": reply_parts,
    "case": case_parts,
    "term": term_parts,
    "strategy": strategy_parts,
    "organization": organization_parts,
}


def unchanged(row):
    base = row.target.revisions.get(number=row.base_version).document
    return row.document == base and not row.sources and not row.proposals


def undeclared(row):
    """What is not declared yet."""
    if not (row.is_new_page or row.note or row.kind == "reply"):
        yield needed(("declarations", "note"), "note", _("Say in a sentence what you changed, and why."))
    if row.guidelines is None:
        yield needed(("declarations", "guidelines"), "guidelines", _("Read the guidelines and agree to them."))
    sentences = {
        "licence": _("Agree to publish the text under CC BY-SA 4.0."),
        "rights": _("Say whose text it is."),
        "interest": _("Say whether you have a tie to one of the parties."),
        "ai_use": _("Say whether AI was used."),
    }
    for name, sentence in sentences.items():
        if not getattr(row, name):
            yield needed(("declarations", name), name, sentence)
    if row.interest == Interest.OTHER and not row.interest_note:
        yield needed(("declarations", "interest_note"), "interest-note", _("Say in a line what the tie is."))


def no_member(row):
    """For an author who has left the organisation they wrote for."""
    return needed(("declarations", "organization"), "organization", _("You no longer belong to this organisation."))


# --- The document as it would be saved --------------------------------------------------------------------------------


def complete(row):
    """The document with what a page needs and a contributor need not write."""
    unsaid = UNSAID.get(row.kind, {})
    if not row.is_new_page:
        return row.document | {name: value for name, value in unsaid.items() if not row.document.get(name)}
    document = unsaid | {name: value for name, value in row.document.items() if value != ""}
    if row.kind == "case":
        ledger = {book.get("side"): book for book in document.get("ledger", [])}
        document["ledger"] = [ledger.get(side, {"side": side}) for side in SIDES]
    words = slug_words({"zh": "", "en": ""} | document.get("title", {}))
    usable = words and get_kind(row.kind).has_address(words)
    return document | {"slug": words if usable else row.uid.lower(), "origin": Origin.COMMUNITY.value}


def canonical(row):
    """The document in the form in which it would be saved. Raises rest_framework's ValidationError for its faults.

    One query, none where the same text of this row was asked about just before: a page of the writing desk asks whether
    anything is missing, and whether the text can be shown.
    """
    document = complete(row)
    if getattr(row, "checked", None) is None or row.checked.document != document:
        row.checked = checked(get_kind(row.kind), document)
    if row.checked.error:
        raise row.checked.error
    return copy.deepcopy(row.checked.canonical)


@dataclass(frozen=True)
class Checked:
    """What came of checking a document."""

    document: dict
    canonical: dict | None = None
    error: ValidationError | None = None


def checked(kind, document):
    pages, document = KnownPages(), copy.deepcopy(document)
    pages.load_named(document)
    try:
        return Checked(document, canonical=check(kind, document, pages)[1])
    except ValidationError as error:
        return Checked(document, error=error)


def format_faults(row):
    """What the kind's own rules say against the document: a year that is none, a row without its title."""
    try:
        canonical(row)
    except ValidationError as error:
        return [Finding(tuple(keys), "format", message, {}, True) for keys, message in faults(error.detail)]
    return []
