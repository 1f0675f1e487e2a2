"""References, claims, tags and facets for programs."""

from content.api.views import DocumentViewSet
from content.document import CLAIM, FACET, REFERENCE, TAG

AFFILIATES = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Organisations that the publisher is a part of, owns, hosts or was renamed to, as its page says.",
}


class ReferenceViewSet(DocumentViewSet):
    """Sources: what each is, who published it, and when an editor last opened it."""

    kind = REFERENCE
    computed = {"affiliates": AFFILIATES}


class ClaimViewSet(DocumentViewSet):
    """Claims that were checked. The title is the claim, the summary the editor's note."""

    kind = CLAIM
    computed = {
        "state": {"enum": ["unverified", "supported", "disputed", "corrected", "opinion"]},
        "reason": {"type": "string", "description": "Why: a finding, sources, no-source, not-checked or inconsistent."},
        "sources": {
            "type": "array",
            "description": "The sources under it that an editor opened, and who published each.",
            "items": {
                "type": "object",
                "properties": {
                    "reference": {"type": "string"},
                    "organization": {"type": "string"},
                    "affiliates": AFFILIATES,
                },
                "required": ["reference", "organization", "affiliates"],
                "additionalProperties": False,
            },
        },
    }


class TagViewSet(DocumentViewSet):
    """Tags. The summary is the definition."""

    kind = TAG


class FacetViewSet(DocumentViewSet):
    """Facets: the questions that tags answer."""

    kind = FACET
