"""What follows from a saved page: computed parts, index entries, and the same for the pages that depend on it."""

import graphlib
import hashlib
import inspect
import logging
import sys
from importlib import metadata
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from content import markdown
from content.actions.completing import complete
from content.document.fields import LANGUAGES
from content.document.page import document_links, get_kind, kinds
from content.document.reading import LocalText, choose, localise
from content.models import Page, Status
from search import chinese, collection, variants, vectors
from search import kinds as search_kinds
from search.models import LARGE, IndexState, SearchEntry

WRITING = "hashtext('saving pages')"
"""SQL: the number of the lock that every transaction holds while it saves."""
log = logging.getLogger("portal.indexing")


def refresh(pages):
    """Compute anew and index these pages, and every page whose computed parts or index rows depend on them."""
    if not pages:
        return  # what is kept of the collection holds
    given = {page.pk: page for page in pages}
    waiting = set(given)
    order = computing_order()
    while waiting:
        rows = Page.objects.filter(pk__in=waiting).in_bulk()
        name = min((page.kind for page in rows.values()), key=order.index)
        now = [page for page in rows.values() if page.kind == name]
        waiting -= {page.pk for page in now}
        waiting |= refresh_kind(get_kind(name), now, dependent={page.pk for page in now} - given.keys())
        for page in now:
            given.get(page.pk, page).computed = page.computed
    collection.changed()


def catch_up():
    """See to the pages that have appeared or disappeared by the clock: others compute from them, or show them.

    For readers, and the worker, so it never waits: False when somebody is saving just now, or when nothing can be
    written.
    """
    try:
        return see_to_the_clock()
    except DatabaseError as error:
        log.warning("what follows from the clock: %s", error, extra={"details": {"event": "catch_up_failed"}})
        return False


def see_to_the_clock():
    """The same. Raises DatabaseError."""
    if not collection.state()[1]:
        return True
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_try_advisory_xact_lock({WRITING}), statement_timestamp()")
            free, now = cursor.fetchone()
        if not free:
            return False
        if not collection.state()[1]:
            return True  # another reader has been quicker
        since = IndexState.objects.values_list("settled_at", flat=True).first()
        passed = Q(visible_from__gt=since, visible_from__lte=now) | Q(visible_until__gt=since, visible_until__lte=now)
        refresh(Page.objects.filter(passed, version__gt=0))
        collection.changed(settled_at=now)
        return True


def one_writer_at_a_time():
    """Wait until no other transaction is saving: what a page computes and shows of others must not change meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({WRITING})")


def rebuild(batch):
    """Complete, compute and index everything anew, each batch in a transaction; gives (kind, number of pages) each."""
    for name in computing_order():
        waiting = list(Page.objects.filter(kind=name, version__gt=0).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(waiting), batch):
            with transaction.atomic():
                one_writer_at_a_time()
                pages = list(Page.objects.filter(pk__in=waiting[start : start + batch]))
                complete(pages)
                refresh_kind(get_kind(name), pages)
                collection.changed()
            yield name, len(pages)
    with transaction.atomic():
        SearchEntry.objects.exclude(page_id__in=Page.objects.values("pk")).delete()
        collection.changed()
    collection.settle()


def made_by():
    """The files whose code makes computed parts and entries: of the kinds, and of what their functions call."""
    makers = {kind.entry.__module__ for kind in kinds().values()}
    called = [value for name in makers for value in vars(sys.modules[name]).values() if inspect.isfunction(value)]
    own = {value.__module__ for value in called if (settings.BASE_DIR / value.__module__.partition(".")[0]).is_dir()}
    others = {module.__name__ for module in (chinese, search_kinds, variants, vectors, markdown)}
    files = {Path(sys.modules[name].__file__) for name in {__name__, complete.__module__, *others, *makers, *own}}
    return files | set((settings.BASE_DIR / "content" / "document").rglob("*.py"))  # whether imported yet or not


def fingerprint():
    """A digest of the code and the dictionaries that make computed parts and entries."""
    digest = hashlib.sha256()
    for file in sorted(made_by()):
        digest.update(file.read_bytes())
    for package in ("opencc", "pypinyin", "rjieba", "snowballstemmer"):
        digest.update(f"{package} {metadata.version(package)}".encode())
    return digest.hexdigest()


def is_outdated():
    """Were the entries made by other code than this?"""
    return not IndexState.objects.filter(fingerprint=fingerprint()).exists()


def mark_current():
    """Remember that all entries are made by this code."""
    collection.changed(fingerprint=fingerprint())


def computing_order():
    """The names of all kinds, those that others depend on first."""
    return list(graphlib.TopologicalSorter({kind.name: kind.depends for kind in kinds().values()}).static_order())


def refresh_kind(kind, pages, dependent=frozenset()):
    """Refresh pages of one kind; return the keys of the pages to refresh next.

    `dependent`: primary keys of those whose documents are as they were when they were last indexed.
    """
    around = neighbourhood(kind.depends, pages) if kind.depends else {}
    before = linked_before(pages)
    for page in pages:
        near = around.get(page.pk, {})
        computed = kind.compute(page.document, near)
        if computed != page.computed:
            Page.objects.filter(pk=page.pk).update(computed=computed)
            page.computed = computed
    write_entries(kind, pages, around, dependent)
    return dependents(kind, pages, before)


def links_of(page):
    """What a page links to, as "kind:slug"."""
    return document_links(get_kind(page.kind).document, page.document)


def at(keys):
    """Condition: the page is one of those named "kind:slug"."""
    condition = Q(pk=None)
    slugs = {}
    for key in keys:
        kind, _colon, slug = key.partition(":")
        slugs.setdefault(kind, []).append(slug)
    for kind, some in slugs.items():
        condition |= Q(kind=kind, slug__in=some)
    return condition


def neighbourhood(names, pages):
    """For each page: the documents, by key, of pages of these kinds that it links to or that link to it."""
    outgoing = {page.pk: {key for key in links_of(page) if key.partition(":")[0] in names} for page in pages}
    keys = [page.key for page in pages]
    incoming = SearchEntry.objects.filter(kind__in=names, links__overlap=keys, language="zh").values_list(
        "key", "links"
    )
    by_target = {}
    for key, links in incoming:
        for target in links:
            by_target.setdefault(target, set()).add(key)
    wanted = set().union(*outgoing.values(), *(by_target.get(key, ()) for key in keys))
    near = Page.objects.public().filter(at(wanted))
    found = {page.key: page.document | {"computed": page.computed, "key": page.key} for page in near}
    return {
        page.pk: {key: found[key] for key in outgoing[page.pk] | by_target.get(page.key, set()) if key in found}
        for page in pages
    }


def linked_before(pages):
    """What these pages linked to when they were last indexed: what a page lets go of changes too."""
    rows = SearchEntry.objects.filter(page_id__in=[page.pk for page in pages], language="zh")
    return set().union(*rows.values_list("links", flat=True))


def dependents(kind, pages, before):
    """Primary keys of the pages whose kind depends on this one and that stand, or stood, next to one of these pages."""
    names = [other.name for other in kinds().values() if kind.name in other.depends]
    if not names:
        return set()
    keys = [page.key for page in pages]
    linking = SearchEntry.objects.filter(kind__in=names, links__overlap=keys, language="zh")
    linked = {key for key in before.union(*map(links_of, pages)) if key.partition(":")[0] in names}
    ids = set(linking.values_list("page_id", flat=True))
    return ids | set(Page.objects.filter(at(linked), version__gt=0).values_list("pk", flat=True))


# --- Entries of the index ---------------------------------------------------------------------------------------------

KEPT_COLUMNS = {"id", "page_id", "language"}
COLUMNS = [column.name for column in SearchEntry._meta.concrete_fields if column.name not in KEPT_COLUMNS]


def write_entries(kind, pages, around, dependent):
    """Write each page's entry in each language; a removed page has none. An entry of a dependent page is left as it is
    where it would say the same: what it is found by follows from its document alone."""
    removed = [page.pk for page in pages if page.status == Status.REMOVED]
    if removed:
        SearchEntry.objects.filter(page_id__in=removed).delete()
    there = SearchEntry.objects.filter(page_id__in=dependent).defer(*LARGE) if dependent else ()
    known = {(entry.page_id, entry.language): entry for entry in there}
    entries = []
    for page in pages:
        for language in LANGUAGES if page.status != Status.REMOVED else ():
            entry = entry_of(kind, page, language, around.get(page.pk, {}))
            if not says_the_same(entry, known.get((page.pk, language))):
                for name, value in found_by(kind, page.document, language, entry.title).items():
                    setattr(entry, name, value)
                entries.append(entry)
    SearchEntry.objects.bulk_create(
        entries, 200, update_conflicts=True, unique_fields=["page_id", "language"], update_fields=COLUMNS
    )


def says_the_same(entry, known):
    """Is an entry as the one that is there, but for what only searching needs?"""
    shown = [name for name in COLUMNS if name not in LARGE]
    return known is not None and all(getattr(entry, name) == getattr(known, name) for name in shown)


def entry_of(kind, page, language, neighbours):
    """The index entry of a page in one language, without what only searching needs."""
    document = page.document
    own = kind.entry(document, page.computed, language, neighbours)
    title, summary = choose(document["title"], language), choose(document["summary"], language)
    row = {"tags": document["tags"], "origin": document["origin"], "status": document["status"]}
    row |= {"title_language": title.foreign, "summary_language": summary.foreign}
    return SearchEntry(
        page_id=page.pk,
        key=page.key,
        kind=page.kind,
        slug=page.slug,
        uid=page.uid,
        language=language,
        version=page.version,
        title=title,
        summary=markdown.plain(summary),
        row=row | own.pop("row", {}),
        facets=[f"origin:{document['origin']}", *(f"tag:{slug}" for slug in document["tags"]), *own.pop("facets", [])],
        links=links_of(page),
        sort_title=(own.pop("sort_title", "") or chinese.pinyin_sort_key(title))[:400],
        visible_from=page.visible_from,
        visible_until=page.visible_until,
        updated_at=page.updated_at,
        **own,
    )


def found_by(kind, document, language, title):
    """What the page is found by: everything it says in this language, and its names in both."""
    summary = choose(document["summary"], language)
    titles = [title, *document["title"].values()]
    said = [text for text in texts(localise(document, language)) if str(text) not in {str(title), str(summary)}]
    body = [markdown.plain(text) for text in said]
    names, also = [*titles, *kind.words(document, language)], kind.also(document, language)
    return vectors.found_by(names, also, markdown.plain(summary), body, heard=kind.name in search_kinds.NAMED)


def texts(value):
    """All texts of a document read in one language."""
    if isinstance(value, LocalText):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
