"""What the writing pages call the parts of a document, and how they help."""

from django.utils.translation import gettext_lazy as _

from cases.wording import WORDING as OF_CASES
from content.forms import ITEMS, PARTIAL_DATE, Words

COMMON = {
    "title": Words(_("Title"), _("One language is enough.")),
    "summary": Words(_("Summary"), _("Two or three sentences. Lists and search results show it.")),
    "tags": Words(_("Tags"), _("Divide by commas; Chinese commas ， 、 ； do as well.")),
    "references": Words(_("Sources that are here already"), _("Type a few letters of the title and choose.")),
    "references.reference": Words(_("Source")),
    "references.stance": Words(_("What it does for this page")),
    "references.note": Words(_("Note"), _("For example the page number.")),
}
WORDING = {
    "case": OF_CASES
    | {
        "title": Words(_("Title"), _("Name what is at odds in the matter, not a slogan. One language is enough.")),
        "summary": Words(_("What was done"), _("Two or three sentences: who did what, and what came of it.")),
        "parties": Words(_("Who with whom"), _("At least one community and one company.")),
        "parties.organization": Words(
            _("Organisation"), _("Type a few letters and choose. If it is not here, give its name below.")
        ),
        "parties.name": Words(_("Name"), _("If it has no page here.")),
        "period": Words(_("When")),
        "period.start": Words(_("from"), PARTIAL_DATE),
        "period.end": Words(_("until"), _("Empty when it goes on or is not known.")),
        "ledger": Words(_("Both sides' ledgers"), _("Where you looked and found nothing, write “none found”.")),
        "activities": Words(_("Activities, one by one"), OF_CASES["activities"].hint),
        "ledger.gained": Words(hint=_("Needed for both sides.")),
        "ledger.cost": Words(hint=_("What it cost them: money, time, control, trust.")),
        "outcomes": Words(_("What came of it, one by one"), _("At most one row a dimension.")),
        "outcome_status": Words(_("The outcome on the whole"), _("Can stay open when you cannot say.")),
        "outcomes.editor": Words(_("What came of it")),
    },
    "term": {
        "title": Words(_("Term"), _("One language is enough.")),
        "summary": Words(_("Definition"), _("One or two sentences that stand on their own.")),
        "text": Words(_("At length")),
        "aliases": Words(hint=_("Other names, and whether they should be used.")),
    },
    "strategy": {
        "summary": Words(_("What you get"), _("One sentence: for whom, and what they hold in their hands at the end.")),
        "fits": Words(hint=ITEMS),
        "avoid": Words(hint=ITEMS),
        "steps.checklist": Words(hint=ITEMS),
        "steps.pitfalls": Words(hint=ITEMS),
    },
    "reply": {
        "text": Words(_("The reply"), _("Published as you write it. One language is enough; Markdown works.")),
    },
    "organization": {
        "title": Words(_("Name"), _("As the organisation writes it. One language is enough.")),
        "summary": Words(_("Description")),
        "aliases": Words(hint=_("One a line: short forms, former names.")),
        "products": Words(hint=_("One a line.")),
        "founded": Words(hint=_("The year, if it is known.")),
        "relations": Words(_("Relations"), _("How it belongs to other organisations.")),
    },
}


def wording(kind):
    """Words by place in a document of the kind."""
    return COMMON | WORDING.get(kind, {})
