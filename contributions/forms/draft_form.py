"""The form of one step of a document: what is there so far, complete or not."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from content.document.writing import KnownPages
from content.forms import PageForm
from content.forms.showing import shown_part
from contributions.drafts.fields import EMPTY, PROTECTED_IN_ROWS, UNSAID
from contributions.publishing import HAN
from contributions.wording.fields import wording

NEEDED_TO_SEND = {
    "case": ("title", "summary", "parties", "ledger"),
    "term": ("title", "summary", "term_category"),
    "strategy": ("title", "summary", "audience", "stage", "steps"),
    "organization": ("title", "organization_kind"),
    "reply": ("text",),
}
"""What the checks that block ask for (`checks.required`), as far as a whole part is needed."""
NOT_ASKED = {"case": {"activities": ("section",)}}
"""Parts of rows that contributors are not asked for, such as where the book tells of it; shown where they say
something."""
BOTH_SIDES = [{"side": "community"}, {"side": "company"}]
BEGINNING = {"case": {"ledger": BOTH_SIDES, "parties": BOTH_SIDES}}
"""Rows that a form shows, also where nothing is written in them yet."""


class DraftForm(PageForm):
    """The fields of one step, none of them needed; `document` holds the step's parts when they can be read."""

    def __init__(self, kind, document, fields, data=None):
        self.not_asked = not_asked(kind, document)
        self.protected = PROTECTED_IN_ROWS.get(kind.name, {}) | self.not_asked
        self.shown = [name for name in kind.document().fields if name in fields]
        kept = [name for name in kind.document().fields if name not in fields]
        document = document | {
            name: with_both_sides(document.get(name) or [], rows) for name, rows in BEGINNING.get(kind.name, {}).items()
        }
        self.unsaid = {name: value for name, value in UNSAID.get(kind.name, {}).items() if document.get(name) == value}
        document |= dict.fromkeys(self.unsaid, "")
        data = data.copy() if data is not None else None
        super().__init__(kind, document, wording=wording(kind.name), data=data, kept=kept)
        for part in self.main.parts:
            part.needed = False
            if part.name in UNSAID.get(kind.name, {}):
                leave_open(self.main.fields[part.name], UNSAID[kind.name][part.name])

    def _check(self, values):
        """Each part on its own, where there is something in it."""
        if "parties" in self.rows:
            self._leave_out_sides(values)
        for name in self.not_asked.keys() & values.keys():
            values[name] = [row | dict.fromkeys(self.not_asked[name], "") for row in values[name]]
        fields = self.kind.document(context={"pages": KnownPages(self.pages.known())}).fields
        faults = {}
        for name in self.shown:
            value = values.get(name)
            if value in EMPTY or not said(value):
                continue
            try:
                fields[name].run_validation(value)
            except ValidationError as error:
                faults[name] = error.detail
        self.document = {name: values[name] for name in self.shown if name in values}
        self.document |= {name: value for name, value in self.unsaid.items() if self.document.get(name) == ""}
        if faults:
            self.add_errors(faults)
        return not faults

    def is_valid(self):
        if "parties" in self.rows:
            self.learn()
            for form in self.rows["parties"].forms:
                self._name_the_unknown(form)
        return super().is_valid()

    def _name_the_unknown(self, form):
        """An organisation without a page, typed where pages are chosen, is a party by its name."""
        organization, *names = (form.add_prefix(name) for name in ("organization", "name_zh_hans", "name_en"))
        text = form.data.get(organization, "").strip()
        if text and not any(form.data.get(name) for name in names) and self.pages.is_unknown("organization", text):
            form.data[names[0] if HAN.search(text) else names[1]] = text
            form.data[organization] = ""

    def _leave_out_sides(self, values):
        """A party of which nothing but the side is said is a row that was shown to begin with."""
        rows = list(zip(values["parties"], self._kept_rows["parties"], strict=True))
        rows = [(party, form) for party, form in rows if said({**party, "side": ""})]
        values["parties"] = [party for party, _form in rows]
        self._kept_rows["parties"] = [form for _party, form in rows]

    def shown_parts(self):
        """The parts for the template, in the order of the step; those without which nothing can be sent say so."""
        parts = [shown_part(self, name, wording(self.kind.name)) for name in self.shown]
        for name, part in zip(self.shown, parts, strict=True):
            part.needed = name in NEEDED_TO_SEND.get(self.kind.name, ())
        return parts


def not_asked(kind, document):
    """{list: the parts of its rows that the form leaves out, since no row of this document has anything there}."""
    return {
        name: parts
        for name, parts in NOT_ASKED.get(kind.name, {}).items()
        if not any(row.get(part) for row in document.get(name) or [] for part in parts)
    }


def with_both_sides(rows, beginning):
    """The rows, and behind them an empty one for each side that has none."""
    sides = {row.get("side") for row in rows}
    return [*rows, *(row for row in beginning if row["side"] not in sides)]


def leave_open(field, unsaid):
    """Let a choice be left for later: "not said" is then what the page says, and nobody has to choose it."""
    chosen = [choice for choice in field.choices if choice[0] not in {"", unsaid}]
    field.choices = [("", _("not chosen yet")), *chosen]


def said(value):
    """Is there anything in a value, at any depth?"""
    if isinstance(value, dict):
        return any(said(item) for item in value.values())
    if isinstance(value, list):
        return bool(value)
    return value not in EMPTY
