"""Cases for programs."""

from cases.document import CASE
from content.api.views import DocumentViewSet


class CaseViewSet(DocumentViewSet):
    """Cases: who worked together, what each side put in, gained and paid, what happened and what came of it."""

    kind = CASE
    computed = {
        "level": {"type": "integer", "minimum": 0, "maximum": 3, "description": "The evidence level."},
        "reason": {"enum": ["no-source", "one-source", "parties-only", "independent", "confirmed"]},
        "sources": {
            "type": "integer",
            "minimum": 0,
            "description": "Sources that support the account and that an editor opened.",
        },
        "outside": {
            "type": "integer",
            "minimum": 0,
            "description": "Those of them that no party, nor anything that belongs together with one, published.",
        },
        "from_notes": {
            "type": "integer",
            "minimum": 0,
            "description": "Sources counted that stand under claims about it, not under the case itself.",
        },
        "confirmed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Parties that confirmed the account.",
        },
        "disputed": {"type": "integer", "minimum": 0, "description": "Claims about it that are disputed."},
        "unverified": {"type": "integer", "minimum": 0, "description": "Claims about it that nobody could verify yet."},
        "corrected": {"type": "integer", "minimum": 0, "description": "Claims about it that were corrected."},
    }
