"""What searching and lists do differently by the kind of a page. A kind that is not named here is found all the same.

The index stands below the kinds and cannot import them, so it has their names; a test compares with those there are.
"""

NOT_SEARCHED = ("facet", "term_category")
"""Kinds that the search over everything leaves out."""
WEIGHTS = {"term": 0.24, "case": 0.2, "strategy": 0.2, "organization": 0.2, "practice_group": 0.12, "tag": 0.12,
           "practice": 0.1, "chapter": 0.1, "reply": 0, "claim": -0.3, "reference": -0.2}  # fmt: skip
"""What decides between pages that fit alike. The titles of claims are sentences, so all their words stand in a name."""
NOT_CALLED = ("reference", "claim")
"""Kinds whose titles nobody types as a name."""
ANSWERING = ("strategy",)
"""Kinds that answer questions of what to do."""
NAMED = ("term", "tag", "organization")
"""Kinds whose names are words that others write about."""
TAGGING = {"tag": "tag", "organization": "org"}
"""Kinds whose pages others are tagged with, and how these facets begin in the index."""
SUGGESTED = ("term", "strategy", "case", "organization", "tag", "practice_group")
"""Kinds whose names are offered while somebody types, those first that come first among equals."""
GROWING = ("case",)
"""Kinds of which there can be any number: a page shows the first of those that name it, and leads to all."""

FACETS = {
    "case": ("org", "evidence", "outcome", "ledger", "origin"),
    "strategy": ("audience", "stage", "maturity", "origin"),
    "practice": ("practice_group", "is_challenge", "solution", "origin"),
    "practice_group": ("is_challenge", "origin"),
    "term": ("term_category", "origin"),
    "organization": ("organization_kind", "origin"),
    "reference": ("publisher", "in_book", "origin"),
    "claim": ("state", "finding", "origin"),
    "reply": ("org", "origin"),
    "chapter": ("part", "origin"),
    "tag": ("facet", "origin"),
}
"""The facets of each kind beside those of tags, by the words of its URLs; "origin" is every kind's."""
FIRST_SORT = {"case": "updated"}
"""The order in which a kind's list stands at first, where it is not its own order."""
