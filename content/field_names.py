"""What the fields of documents are called where people read about changes."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "slug": _("Address"), "title": _("Title"), "summary": _("Summary"), "tags": _("Tags"),
    "origin": _("Where it comes from"), "sections": _("Sections of the book"), "references": _("Sources"),
    "reference": _("Source"), "stance": _("What the source does"), "note": _("Note"), "status": _("Status"),
    "status_reason": _("Reason"), "visible_from": _("Visible from"), "visible_until": _("Visible until"),
    "review_by": _("Review by"), "position": _("Order"), "text": _("Text"), "aliases": _("Other names"),
    "related": _("Related"), "broader": _("Broader"), "term_category": _("Category"), "pinyin": _("Pinyin"),
    "in_appendix": _("In the book's appendix"), "language": _("Language"), "relation": _("Relation"),
    "relations": _("Relations"), "organization": _("Organisation"), "organization_kind": _("Kind"),
    "homepage": _("Home page"), "founded": _("Founded"), "founded_note": _("About the founding"),
    "products": _("Projects and products"), "level": _("Level"), "parent": _("Part of"), "body": _("Full text"),
    "terms": _("Terms"), "practice_groups": _("Groups of practices"), "strategies": _("Playbooks"),
    "organizations": _("Organisations"), "cases": _("Cases"), "mentions": _("Also named"), "name": _("Name"),
    "role": _("Role"), "period": _("Period"), "start": _("Beginning"), "end": _("End"),
    "ongoing": _("Still going on"), "background": _("Background"), "parties": _("Parties"), "side": _("Side"),
    "confirmed_on": _("Confirmed on"), "ledger": _("Ledger"), "put_in": _("Put in"), "gained": _("Gained"),
    "cost": _("Cost"), "activities": _("What was done"), "date": _("Date"), "section": _("Section"),
    "practice": _("Practice"), "practices": _("Practices"), "outcomes": _("Outcomes"),
    "dimension": _("Dimension"), "book": _("What the book says"), "editor": _("What editors found"),
    "figure": _("Figure"), "value": _("Value"), "unit": _("Unit"), "what_went_wrong": _("What went wrong"),
    "lessons": _("Lessons"), "outcome_status": _("Outcome"), "strategy": _("Playbook"), "step": _("Step"),
    "case": _("Case"), "reason": _("Reason"), "confidence": _("Confidence"), "implicit": _("Only named in the book"),
    "treatment": _("Standing of the book's account"), "compiled": _("How this entry was put together"),
    "to_verify": _("Still to be verified"), "audience": _("For whom"), "stage": _("Stage"),
    "fits": _("Fits when"), "avoid": _("Not yet when"), "expected_result": _("Expected result"),
    "steps": _("Steps"), "owner": _("Who leads"), "output": _("Output"), "checklist": _("Checklist"),
    "pitfalls": _("Pitfalls"), "community": _("Community"), "company": _("Company"), "neutral": _("Neutral"),
    "success_rate": _("Project success"), "technical_influence": _("Technical influence"),
    "commercial_return": _("Commercial return"), "social_evaluation": _("Public standing"),
    "zh": _("in Chinese"), "en": _("in English"),
}  # fmt: skip


def place_of(path):
    """Where in a document a change stands, in words: "Steps › 2 › Title › in Chinese"."""
    return " › ".join(str(step + 1) if isinstance(step, int) else str(NAMES.get(step, step)) for step in path)


def shown(change):
    """A change as (operation, text): words for what is not text."""
    if change.moved:
        return [("del", change.old), ("ins", change.new)]
    if isinstance(change.old, str | None) and isinstance(change.new, str | None):
        return change.segments
    sides = [("del", change.old), ("ins", change.new)]
    return [(operation, in_words(value)) for operation, value in sides if value not in (None, "")]


def in_words(value):
    """A value that is not text."""
    return str({True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else value)
