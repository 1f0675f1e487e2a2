"""Forms made from documents: each part becomes fields, and what was filled in becomes a document again."""

from content.forms.page_form import PageForm
from content.forms.parts import ITEMS, PARTIAL_DATE, Words
from content.forms.tag_words import split_tags

__all__ = ["ITEMS", "PARTIAL_DATE", "PageForm", "Words", "split_tags"]
