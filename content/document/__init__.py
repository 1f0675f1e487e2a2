"""Documents: what a page is when it is not rows. See `page.py` for the shape that all kinds share."""

from content.document.kinds import CLAIM, FACET, REFERENCE, TAG
from content.document.page import Kind, PageDocument, Role, get_kind, kinds, kinds_with, side_by_side
from content.document.reading import localise, reader_language

__all__ = [
    "CLAIM",
    "FACET",
    "REFERENCE",
    "TAG",
    "Kind",
    "PageDocument",
    "Role",
    "get_kind",
    "kinds",
    "kinds_with",
    "localise",
    "reader_language",
    "side_by_side",
]
