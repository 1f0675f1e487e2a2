"""What can be done with a contribution. Each action is one transaction and checks what the acting person may do."""

from contributions.actions.conversation import (
    Guest,
    answer_invitation,
    invite,
    message,
    read_invitation,
    resolve,
    withdraw_invitation,
)
from contributions.actions.deciding import (
    accept,
    ask_for_changes,
    claim,
    decline,
    hold,
    mark_duplicate,
    proposed_changes,
    release,
    unhold,
)
from contributions.actions.forgetting import forget_drafts, forget_old_drafts, let_go
from contributions.actions.images import forget_unused_images
from contributions.actions.quarantine import end_quarantine, quarantine
from contributions.actions.replying import named_organizations, take_back_reply
from contributions.actions.writing import agree, appeal, begin_reply, is_new, revise, save_draft, send, start, withdraw

__all__ = [
    "Guest",
    "accept",
    "agree",
    "answer_invitation",
    "appeal",
    "ask_for_changes",
    "begin_reply",
    "claim",
    "decline",
    "end_quarantine",
    "forget_drafts",
    "forget_old_drafts",
    "forget_unused_images",
    "hold",
    "invite",
    "is_new",
    "let_go",
    "mark_duplicate",
    "message",
    "named_organizations",
    "proposed_changes",
    "quarantine",
    "read_invitation",
    "release",
    "resolve",
    "revise",
    "save_draft",
    "send",
    "start",
    "take_back_reply",
    "unhold",
    "withdraw",
    "withdraw_invitation",
]
