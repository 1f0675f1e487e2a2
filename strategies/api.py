"""Strategies, practices and their groups for programs."""

from content.api.views import DocumentViewSet
from strategies.document import PRACTICE, PRACTICE_GROUP, STRATEGY


class StrategyViewSet(DocumentViewSet):
    """Strategies: playbooks of steps, with checklists and pitfalls."""

    kind = STRATEGY
    computed = {
        "maturity": {"type": "integer", "minimum": 1, "maximum": 3, "description": "How far it is proved by cases."},
        "cases": {"type": "integer", "minimum": 0, "description": "Cases that it names or that name it."},
        "proved": {"type": "integer", "minimum": 0, "description": "Those of them with public sources."},
        "tested": {"type": "boolean", "description": "One of them was no success, or was confirmed by a party."},
    }


class PracticeViewSet(DocumentViewSet):
    """Practices: single things to do, with their pros, cons and indicators; or challenges with their solutions."""

    kind = PRACTICE


class PracticeGroupViewSet(DocumentViewSet):
    """The groups that practices and challenges stand in."""

    kind = PRACTICE_GROUP
