"""The list of tasks that stands beside every page of a draft."""

from django.utils.translation import gettext as _

from contributions import checks
from contributions.forms import steps_of
from contributions.forms.draft_form import said
from contributions.proposals.proposal import FIELD, field_of


def tasks(row, here=""):
    """[(step, state, words for the state)]; states: here, unfinished, missing, thin, filled, empty."""
    missing = {field_of(row.proposals, finding.place) for finding in checks.blocking(row)}
    thin = {place[0] for place in checks.thin(row)}
    words = {
        "here": _("being written"),
        "unfinished": _("needs a look"),
        "missing": _("still needed"),
        "thin": _("filled in, still thin"),
        "filled": _("filled in"),
        "empty": _("not begun"),
    }
    rows = []
    for step in steps_of(row.kind):
        filled = any(said(row.document.get(name)) for name in step.fields) or (step.sources and row.sources)
        filled = filled or any(FIELD[proposal["kind"]] in step.fields for proposal in row.proposals)
        state = "empty" if not filled else "thin" if thin & set(step.fields) else "filled"
        state = "missing" if missing & set(step.fields) and filled else state
        state = "unfinished" if step.name in row.unfinished else state
        state = "here" if step.name == here else state
        rows.append((step, state, words[state]))
    return rows


def following(row):
    """The topic to go on with: the first that lacks something needed; None when the text can be checked and sent."""
    lacking = {field_of(row.proposals, finding.place) for finding in checks.blocking(row)} | set(row.unfinished)
    return next((step for step in steps_of(row.kind) if lacking & {step.name, *step.fields}), None)
