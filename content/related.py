"""Which pages have most in common with a page, and what; and what editors say against it.

Two pages share what both link to (a practice, an organisation, a tag …) and what links to both (a case with two
organisations). A shared page weighs 1 / ln(1 + n), n being the number of pages that share it (Adamic and Adar, Friends
and Neighbors on the Web, 2003): a practice of two cases says much, a tag of half the collection nearly nothing.
Computed when the page is made, from the index, in one query; what is kept of the page holds as long as the collection
stays at its version, and so does this.
"""

from dataclasses import dataclass

from django.db import transaction

from content.document import Role, get_kind, kinds_with
from content.document.page import document_links
from content.models import Page, Unrelated
from search import collection
from search.models import VISIBLE, SearchEntry

MOST = 6
COMMON = 200
"""What more pages than this share says nothing about any two of them."""
LEAST = 0.7
"""What two pages share must weigh so much together: one page that three share is enough, one that four share is not."""
REASONS = 3
"""So many of the shared pages are named, those that weigh most first."""


@dataclass
class Related:
    """A page with something in common: its index entry, the entries of what is shared, how many more there are."""

    entry: SearchEntry
    shared: list
    more: int


CANDIDATE = f"entry.language = %(language)s AND entry.kind = ANY(%(kinds)s) AND {VISIBLE}"
QUERY = f"""
    WITH
    wanted AS (SELECT unnest(%(keys)s::varchar[]) AS shared),
    sharing AS (
        SELECT wanted.shared, other.id
        FROM wanted CROSS JOIN LATERAL (
            SELECT entry.id FROM search_searchentry entry
            WHERE entry.links @> ARRAY[wanted.shared]::varchar(130)[] AND {CANDIDATE}
            LIMIT %(common)s + 1
        ) AS other
        UNION
        SELECT given.shared, entry.id
        FROM unnest(%(sources)s::varchar[], %(targets)s::varchar[]) AS given (shared, target)
        JOIN search_searchentry entry ON entry.key = given.target
        WHERE {CANDIDATE}
    ),
    weighed AS (
        SELECT shared, 1 / ln(1 + count(*)) AS weight FROM sharing GROUP BY shared HAVING count(*) <= %(common)s
    ),
    near AS (
        SELECT id, sum(weight) AS weight, array_agg(shared ORDER BY weight DESC, shared) AS shared
        FROM sharing JOIN weighed USING (shared) GROUP BY id
    )
    SELECT entry.id, entry.page_id, entry.key, entry.kind, entry.slug, entry.uid, entry.language, entry.title,
        entry.summary, entry.row, near.shared AS shared_keys
    FROM near JOIN search_searchentry entry USING (id)
    WHERE near.weight >= %(least)s AND entry.key <> ALL(%(known)s) AND NOT EXISTS (
        SELECT 1 FROM content_unrelated
        WHERE holds AND first_id = least(entry.page_id, %(page)s) AND second_id = greatest(entry.page_id, %(page)s)
    )
    ORDER BY near.weight DESC, entry.kind <> %(kind)s, entry.page_id
    LIMIT {MOST}
"""


def related(loaded):
    """What has most in common with a loaded page and is not linked with it anyway, at most six; one query.

    Nothing for old versions and previews, and no query for a page that shares nothing.
    """
    page, near = loaded.page, loaded.near
    if loaded.revision or loaded.preview:
        return []
    shared_kinds = kinds_with(Role.SHARED)
    outgoing = document_links(get_kind(page.kind).document, page.document)
    outgoing = [key for key in outgoing if key in near and near[key].kind in shared_kinds]
    sources, targets = shared_sources(page, near)
    if not outgoing and not sources:
        return []
    parameters = {
        "keys": outgoing,
        "sources": sources,
        "targets": targets,
        "known": [page.key, *near],
        "language": loaded.language,
        "kinds": list(kinds_with(Role.MAIN)),
        "kind": page.kind,
        "page": page.pk,
        "common": COMMON,
        "least": LEAST,
    }
    return [reasoned(entry, near) for entry in SearchEntry.objects.raw(QUERY, parameters)]


def shared_sources(page, near):
    """Pages that link here and what else they link to, as two lists of keys: (source, target) pair by pair."""
    sources, targets = [], []
    shared_kinds, kinds = kinds_with(Role.SHARED), kinds_with(Role.MAIN)
    for entry in near.values():
        if entry.kind not in shared_kinds or page.key not in entry.links:
            continue
        others = [key for key in entry.links if key != page.key and key.partition(":")[0] in kinds]
        if len(others) < COMMON:
            sources += [entry.key] * len(others)
            targets += others
    return sources, targets


def reasoned(entry, near):
    """An entry of the query's answer with what it shares."""
    shared = [near[key] for key in entry.shared_keys]
    return Related(entry, shared[:REASONS], len(shared[REASONS:]))


# --- What editors say -------------------------------------------------------------------------------------------------


@transaction.atomic
def tell_apart(page, other, *, by, reason=""):
    """Do not suggest these two beside each other. Saying it twice is no error. Returns the Unrelated row.

    Raises ValueError for a page and itself.
    """
    if page.pk == other.pk:
        raise ValueError("a page and itself")
    first, second = sorted((page.pk, other.pk))
    row, new = Unrelated.objects.get_or_create(
        first=Page(pk=first), second=Page(pk=second), defaults={"by": by, "reason": reason}
    )
    if new:
        collection.changed()
    return row if row.holds else revise(row, holds=True, reason=reason)


@transaction.atomic
def revise(row, *, holds, reason):
    """Take it back, say it anew, or give another reason. Returns the row."""
    Unrelated.objects.filter(pk=row.pk).update(holds=holds, reason=reason)
    row.holds, row.reason = holds, reason
    collection.changed()
    return row
