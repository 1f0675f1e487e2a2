"""Contributions: documents that are not in yet, what happened to each, and what was said about it."""

from contributions.models.choices import Act, AiUse, Held, Interest, Licence, Rights, State
from contributions.models.contribution import Contribution
from contributions.models.conversation import Invitation, Message
from contributions.models.guidelines import GuidelineVersion, Reason
from contributions.models.querysets import may_review
from contributions.models.steps import Event, Round, Transition

__all__ = [
    "Act",
    "AiUse",
    "Contribution",
    "Event",
    "GuidelineVersion",
    "Held",
    "Interest",
    "Invitation",
    "Licence",
    "Message",
    "Reason",
    "Rights",
    "Round",
    "State",
    "Transition",
    "may_review",
]
