"""The book's chapters for programs."""

from book.document import CHAPTER
from content.api.views import DocumentViewSet


class ChapterViewSet(DocumentViewSet):
    """Parts and sections of the book. The slug is the number; the body is the owner's to import."""

    kind = CHAPTER
    collection = "chapters"
