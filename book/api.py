"""The book's chapters for programs."""

from book.document import CHAPTER
from content.api.openapi import TEXTS
from content.api.views import DocumentViewSet


class ChapterViewSet(DocumentViewSet):
    """Parts and sections of the book. The slug is the number.

    The body is the owner's full text, where it was imported: it is not under CC BY-SA 4.0 like everything else, and
    `computed.rights` says so beside it.
    """

    kind = CHAPTER
    computed = {
        "rights": TEXTS
        | {"description": "What the licence CC BY-SA 4.0 does not cover here: the body; empty without a body."}
    }
