"""The forms of the writing pages: one for each step of a document, and the declarations."""

from contributions.forms.declarations import DeclarationsForm
from contributions.forms.draft_form import DraftForm
from contributions.forms.source_forms import SourceFormSet
from contributions.forms.steps import SEND, steps_of

__all__ = ["SEND", "DeclarationsForm", "DraftForm", "SourceFormSet", "steps_of"]
