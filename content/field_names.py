"""What the fields of documents are called where people read about changes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

NAMES = {
    "slug": lazy("Address"), "title": lazy("Title"), "summary": lazy("Summary"), "tags": lazy("Tags"),
    "origin": lazy("Where it comes from"), "sections": lazy("Sections of the book"), "references": lazy("Sources"),
    "reference": lazy("Source"), "stance": lazy("What the source does"), "note": lazy("Note"), "status": lazy("Status"),
    "status_reason": lazy("Reason"), "visible_from": lazy("Visible from"), "visible_until": lazy("Visible until"),
    "review_by": lazy("Review by"), "position": lazy("Order"), "text": lazy("Text"), "aliases": lazy("Other names"),
    "related": lazy("Related"), "broader": lazy("Broader"), "term_category": lazy("Category"), "pinyin": lazy("Pinyin"),
    "in_appendix": lazy("In the book's appendix"), "language": lazy("Language"), "relation": lazy("Relation"),
    "relations": lazy("Relations"), "organization": lazy("Organisation"), "organization_kind": lazy("Kind"),
    "homepage": lazy("Home page"), "founded": lazy("Founded"), "founded_note": lazy("About the founding"),
    "products": lazy("Projects and products"), "level": lazy("Level"), "parent": lazy("Part of"), "body": lazy("Full text"),
    "terms": lazy("Terms"), "practice_groups": lazy("Groups of practices"), "strategies": lazy("Playbooks"),
    "organizations": lazy("Organisations"), "cases": lazy("Cases"), "mentions": lazy("Also named"), "name": lazy("Name"),
    "role": lazy("Role"), "period": lazy("Period"), "start": lazy("Beginning"), "end": lazy("End"),
    "ongoing": lazy("Still going on"), "background": lazy("Background"), "parties": lazy("Parties"), "side": lazy("Side"),
    "confirmed_on": lazy("Confirmed on"), "ledger": lazy("Ledger"), "put_in": lazy("Put in"), "gained": lazy("Gained"),
    "cost": lazy("Cost"), "activities": lazy("What was done"), "date": lazy("Date"), "section": lazy("Section"),
    "practice": lazy("Practice"), "practices": lazy("Practices"), "outcomes": lazy("Outcomes"),
    "dimension": lazy("Dimension"), "book": lazy("What the book says"), "editor": lazy("What editors found"),
    "figure": lazy("Figure"), "value": lazy("Number"), "unit": lazy("Unit"), "what_went_wrong": lazy("What went wrong"),
    "lessons": lazy("Lessons"), "outcome_status": lazy("Outcome"), "strategy": lazy("Playbook"), "step": lazy("Step"),
    "case": lazy("Case"), "reason": lazy("Reason"), "confidence": lazy("Confidence"), "implicit": lazy("Only named in the book"),
    "treatment": lazy("Standing of the book's account"), "compiled": lazy("How this entry was put together"),
    "to_verify": lazy("Still to be verified"), "audience": lazy("For whom"), "stage": lazy("Stage"),
    "fits": lazy("Fits when"), "avoid": lazy("Not yet when"), "expected_result": lazy("Expected result"),
    "steps": lazy("Steps"), "owner": lazy("Who leads"), "output": lazy("Output"), "checklist": lazy("Checklist"),
    "pitfalls": lazy("Pitfalls"), "community": lazy("Community"), "company": lazy("Company"), "neutral": lazy("Neutral"),
    "success_rate": lazy("Project success"), "technical_influence": lazy("Technical influence"),
    "commercial_return": lazy("Commercial return"), "social_evaluation": lazy("Public standing"),
    "zh": lazy("in Chinese"), "en": lazy("in English"),
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
    return {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else str(value)
