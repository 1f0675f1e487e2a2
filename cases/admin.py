"""Cases in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Side
from cases.wording import WORDING
from content.admin.pages import PageAdmin
from content.forms import PARTIAL_DATE, Words
from content.forms.showing import Section

EMPTY_CELL = _("“%(cell)s” is empty. If you looked and there is nothing, write “none found”.")
NO_PARTIES = _("Name a party on the community's side and one on the company's.")
BOTH = {Side.COMMUNITY, Side.COMPANY}
CELLS = {"put_in": _("Put in"), "gained": _("Gained"), "cost": _("Cost")}


@admin.register(Case)
class CaseAdmin(PageAdmin):
    own_columns = ("evidence", "outcome_status", "period_start")
    own_filters = ("outcome_status", "implicit", "treatment")
    date_hierarchy = "updated_at"
    ordering = ("pk",)
    start = {"ledger": [{"side": "community"}, {"side": "company"}]}
    wording = WORDING | {
        "period": Words(_("Period")),
        "period.start": Words(hint=PARTIAL_DATE),
        "period.end": Words(hint=_("Empty when it goes on or is not known.")),
        "parties": Words(hint=_("Who took part, on which side.")),
        "parties.organization": Words(hint=_("An organisation with a page. For anybody else give a name instead.")),
        "parties.confirmed_on": Words(hint=_("The day on which the party confirmed that this account is right.")),
        "ledger": Words(
            _("Both sides' ledgers"),
            _("What each side put in, gained and paid. Where nothing is known write “none found”."),
        ),
        "outcomes": Words(
            hint=_("What came of it: what the book says, and what you found. At most one row a dimension.")
        ),
        "implicit": Words(hint=_("The book names the case without setting it out.")),
        "compiled": Words(hint=_("From which passages and sources this entry was put together.")),
        "to_verify": Words(hint=_("What the next editor should check.")),
    }
    sections = (
        Section("what", _("What happened"), ("period", "background", "outcome_status")),
        Section("parties", _("Who took part"), ("parties",)),
        Section("ledger", _("Both sides' ledgers"), ("ledger",)),
        Section("activities", _("What was done"), ("activities",)),
        Section("images", _("Images"), ("images",)),
        Section("outcomes", _("What came of it"), ("outcomes", "what_went_wrong", "lessons")),
        Section("links", _("Playbooks and other cases"), ("strategies", "related")),
        Section("editing", _("About this entry"), (
            "confidence", "implicit", "treatment", "compiled", "to_verify"), closed=True),
    )  # fmt: skip

    def gaps(self, document, page):
        """What a published case lacks: when it is new a party on each side, always the empty cells of its ledgers.

        The book's sketches may stay without parties. Readers must be able to tell "none found" from "not looked".
        """
        if document["status"] != "published":
            return {}
        named = page is not None or {row["side"] for row in document["parties"]} >= BOTH
        gaps = {} if named else {"parties": [NO_PARTIES]}
        rows = [
            {cell: [EMPTY_CELL % {"cell": name}] for cell, name in CELLS.items() if not any(row[cell].values())}
            for row in document["ledger"]
        ]
        return gaps | ({"ledger": rows} if any(rows) else {})
