"""The parts that documents are made of: texts in two languages, links to pages, images, lists of rows.

A document is plain JSON. Each field knows three things: how to read itself from rows, how to check what comes in,
and how it looks as JSON Schema. Writing to rows is in `document/writing.py`.
"""

from content.document.fields.images import ImageDocument, ImageName, Measure, image_names
from content.document.fields.links import PageLink, PageLinks
from content.document.fields.parts import Document, JsonPart, PlainList, Row, TextRows
from content.document.fields.values import (
    DATE_PATTERN,
    FORBIDDEN,
    LANGUAGES,
    Choice,
    Day,
    Figure,
    Moment,
    Number,
    PartialDate,
    Plain,
    Text,
    YesNo,
)

__all__ = [
    "Choice",
    "DATE_PATTERN",
    "Day",
    "Document",
    "FORBIDDEN",
    "Figure",
    "ImageDocument",
    "ImageName",
    "JsonPart",
    "LANGUAGES",
    "Measure",
    "Moment",
    "Number",
    "PageLink",
    "PageLinks",
    "PartialDate",
    "Plain",
    "PlainList",
    "Row",
    "Text",
    "TextRows",
    "YesNo",
    "image_names",
]
