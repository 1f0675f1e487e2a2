"""A place in a document in words: “Both sides' ledgers › Company › cost”."""

from content.document.page import get_kind
from content.forms.building import words_of_path
from contributions.forms.wording import wording


def place_words(kind, place):
    """The field that a check or a message is about; "" for the whole and for what is no field of the document."""
    if not place or place[0] not in get_kind(kind).document().fields:
        return ""
    return words_of_path(get_kind(kind), wording(kind), place)
