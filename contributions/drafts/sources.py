"""Sources that come with a contribution and have no page yet."""

import re

from content.document.fields import FORBIDDEN
from content.models import PageReference, PublisherKind
from contributions.refusals import BadDraft

FIELDS = {"title": 300, "url": 1000, "publisher": 200, "note": 300, "authors": 500}
MOST = 50
LONGEST_AUTHOR = 300


def admitted_sources(given):
    """The sources in canonical form; those without anything in them are dropped. Raises BadDraft."""
    if not isinstance(given, list) or len(given) > MOST:
        raise BadDraft([("sources",)])
    rows, faults = [], []
    for number, source in enumerate(given):
        row = canonical(source) if isinstance(source, dict) else None
        if row is None:
            faults.append(("sources", number))
        elif any(row[name] for name in FIELDS):
            rows.append(row)
    if faults:
        raise BadDraft(faults)
    return rows


def canonical(source):
    """One source with all its parts, or None for what cannot be kept."""
    texts = {name: source.get(name) or "" for name in FIELDS}
    if set(source) - {*FIELDS, "publisher_kind", "stance", "year"}:
        return None
    if not all(isinstance(text, str) and not FORBIDDEN.search(text) for text in texts.values()):
        return None
    too_long = any(len(text) > FIELDS[name] for name, text in texts.items())
    if too_long or any(len(name) > LONGEST_AUTHOR for name in authors_of(texts["authors"])):
        return None
    year = source.get("year")
    if year is not None and not (isinstance(year, int) and 1 <= year <= 2999):
        return None
    kind, stance = source.get("publisher_kind") or "other", source.get("stance") or "supports"
    if kind not in PublisherKind.values or stance not in PageReference.Stance.values:
        return None
    return {name: text.strip() for name, text in texts.items()} | {
        "publisher_kind": kind,
        "stance": stance,
        "year": year,
    }


def authors_of(text):
    """The names in a text with semicolons between them."""
    return [name for part in re.split("[;；]", text) if (name := part.strip())]
