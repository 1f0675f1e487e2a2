"""What the fields of documents are called where people read about changes."""

from django.utils.text import capfirst
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
    "images": _("Images"), "file": _("Image file"), "width": _("Width"), "height": _("Height"),
    "alt": _("Alternative text"), "caption": _("Caption"), "credit": _("Credit"),
    "zh": _("in Chinese"), "en": _("in English"), "about": _("About these pages"), "indicators": _("Indicators"),
}  # fmt: skip
NAMES |= {
    name: capfirst(words)
    for name, words in {
        "publisher": _("publisher"), "relevance": _("why it matters"), "in_book": _("in the book's list"),
        "pros": _("for"), "cons": _("against"), "pros_cons_from_book": _("for and against are the book's"),
        "solution": _("solution"), "isbn": "ISBN", "doi": "DOI", "archived_url": _("archived at"),
        "challenge": _("these are challenges"), "year": _("year"), "container": _("published in"),
        "unsure": _("what is unsure"), "publisher_kind": _("kind of publisher"), "authors": _("authors"),
        "alternative": _("work that may have been meant"), "finding": _("finding"), "group": _("group"),
        "facet": _("facet"), "verdict": _("verdict"), "claimant": _("claimed by"), "last_checked": _("last checked"),
        "problems": _("problems of the book's entry"), "correction": _("correction"), "url": _("web address"),
        "reference_type": _("type"),
    }.items()
}  # fmt: skip
