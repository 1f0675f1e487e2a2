"""What can be counted of ledgers: for each of their six cells whether something is stated, nothing was found, or it is
still empty. What is stated stays words; nobody has sorted it into kinds."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

ENTRIES = ("put_in", "gained", "cost")
STATED, NONE, MISSING = "stated", "none", "missing"
STATES = (STATED, NONE, MISSING)
NONE_FOUND = {"没有发现", "没有发现公开的记录", "none found", "no public record found"}
"""What stands in a cell when somebody looked and there was nothing, as the guidelines ask for it."""


def codes(document):
    """The states of a case's cells, such as "company.cost.none": the values of the facet `ledger`."""
    return [f"{book['side']}.{entry}.{state(book[entry])}" for book in document["ledger"] for entry in ENTRIES]


def state(text):
    """The state of a cell from its text in both languages."""
    written = [words.strip(" 。.").casefold() for words in text.values() if words]
    if not written:
        return MISSING
    return NONE if all(words in NONE_FOUND for words in written) else STATED


def sides():
    """What the ledgers are called: {side: words}."""
    return {"community": _("The community's ledger"), "company": _("The company's ledger")}


def entries():
    """What their rows are called: {entry: words}."""
    return {"put_in": _("Put in"), "gained": _("Gained"), "cost": _("Cost")}


def states():
    """What their states are called: {state: words}."""
    return {
        STATED: pgettext("in a ledger", "stated"),
        NONE: pgettext("in a ledger", "none found"),
        MISSING: _("not filled in yet"),
    }


def labels():
    """What the values of the facet `ledger` are called: {value: words}."""
    return {
        f"{side}.{entry}.{state}": f"{book} · {row} · {words}"
        for side, book in sides().items() for entry, row in entries().items() for state, words in states().items()
    }  # fmt: skip
