"""What a contributor may write: an allow-list for each kind of page. Everything else is the editors'."""

import copy
import json

from rest_framework.serializers import ListSerializer

from cases.models import Case
from content.changes.matching import identity
from content.document.fields import FORBIDDEN, LANGUAGES, Document, Number, PageLinks, PlainList, Text, TextRows, YesNo
from content.document.page import get_kind, shape
from contributions.refusals import BadDraft

NEW_KINDS = ("case", "term", "strategy", "organization")
"""Kinds of pages that can be proposed; every kind can be changed by a suggestion."""

COMMON = ("title", "summary", "tags", "references")
WRITABLE = {
    "case": (*COMMON, "period", "background", "parties", "ledger", "activities", "images", "outcomes",
             "what_went_wrong", "lessons", "outcome_status", "strategies", "related"),
    "strategy": (*COMMON, "audience", "stage", "fits", "avoid", "expected_result", "related", "steps"),
    "term": (*COMMON, "term_category", "pinyin", "text", "aliases", "related", "broader"),
    "organization": (*COMMON, "organization_kind", "homepage", "founded", "founded_note", "aliases", "products",
                     "relations"),
    "practice": (*COMMON, "pros", "cons", "indicators", "solution"),
    "practice_group": (*COMMON, "note"),
    "chapter": COMMON,
    "reference": ("title", "summary", "reference_type", "authors", "container", "publisher", "year", "isbn", "doi",
                  "url", "archived_url", "publisher_kind", "relevance"),
    "claim": (*COMMON, "about", "correction"),
    "reply": ("text", "references"),
    "tag": ("title", "summary", "aliases"),
    "facet": ("title", "summary"),
    "term_category": ("title", "summary"),
}  # fmt: skip

UNSAID = {"case": {"outcome_status": Case.Outcome.NOT_SAID.value}}
"""What a page says where its author chose nothing; in drafts and their forms that is empty."""

PROTECTED_IN_ROWS = {"case": {"parties": ("confirmed_on",), "outcomes": ("book",)}}
"""Parts of rows that only editors write; they stay as the page has them."""

LARGEST = 400_000
EMPTY = (None, "", [], {})


def admitted(kind, given, current, base):
    """The current document with what a contributor may write from `given`; all else stays.

    base: the page's document for a suggestion, {} for a new page. Raises BadDraft with the places of what cannot be
    kept: unknown fields, fields that are the editors', values of another shape, control characters, too much text.
    """
    writable = WRITABLE[kind]
    serializer = shape(get_kind(kind).document)
    faults = [(name,) for name in given if name not in writable and given[name] != current.get(name)]
    faults += [
        (name, *place)
        for name in writable
        if name in given
        for place in misshapen(serializer.fields[name], given[name])
    ]
    if faults or len(json.dumps(current | given, ensure_ascii=False)) > LARGEST:
        raise BadDraft(faults or [()])
    document = copy.deepcopy(current) | {name: copy.deepcopy(given[name]) for name in writable if name in given}
    for name, protected in PROTECTED_IN_ROWS.get(kind, {}).items():
        protect(document.get(name, []), base.get(name, []), protected, serializer.fields[name].child)
    return document


def protect(rows, base, protected, definition):
    """Give rows back what only editors write, from the row of the base that is about the same."""
    known = {identity(definition, row): row for row in base}
    for row in rows:
        before = known.get(identity(definition, row), {})
        for name in protected:
            row.pop(name, None)
            if name in before:
                row[name] = before[name]


def misshapen(field, value):
    """The places in a value that no form could show: of another type than the field's, or with control characters."""
    if value is None:
        return
    if isinstance(field, ListSerializer):
        yield from each(value, lambda item: misshapen(field.child, item))
    elif isinstance(field, Document):
        yield from mapping(value, field.fields)
    elif isinstance(field, TextRows):
        yield from each(value, both_languages)
    else:
        look = next((look for kinds, look in LOOKS if isinstance(field, kinds)), plain)
        yield from look(value)


def both_languages(value):
    return mapping(value, dict.fromkeys(LANGUAGES))


def list_of_texts(value):
    return each(value, plain)


def small_number(value):
    if not isinstance(value, int) or abs(value) > 10**9:
        yield ()


def plain(value):
    if not isinstance(value, str) or FORBIDDEN.search(value):
        yield ()


def each(items, look):
    if not isinstance(items, list):
        yield ()
        return
    for number, item in enumerate(items):
        yield from ((number, *place) for place in ([()] if item is None else look(item)))


def mapping(value, fields):
    if not isinstance(value, dict):
        yield ()
        return
    for name, item in value.items():
        if name not in fields:
            yield (str(name),)
        else:
            look = plain(item) if fields[name] is None else misshapen(fields[name], item)
            yield from ((name, *place) for place in look)


LOOKS = [(Text, both_languages), ((PlainList, PageLinks), list_of_texts), ((YesNo, Number), small_number)]
