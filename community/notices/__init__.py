"""Telling people things: one action writes the notice and, unless it is switched off, the mail."""

from community.notices.kinds import notice_kinds
from community.notices.telling import sentence_of, tell

__all__ = ["notice_kinds", "sentence_of", "tell"]
