"""Kinds whose pages are known by their names: a name that readers would take for another page's is refused."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from content.document.page import get_kind
from content.document.reading import choose, reader_language
from content.models import Status
from search.lookalikes import lookalike_key


def shared_names(drafts):
    """(position, {field: messages}) for each draft that takes a name of another page; one query for each such kind.

    Titles are compared with titles and other names, and the other way round: two tags may share another name. Names
    that a page has already are left alone, and so is a page that is removed. Called while one writer saves at a time.
    """
    found = []
    for kind in {draft.kind for draft in drafts if get_kind(draft.kind).known_by_name}:
        before = {page["slug"]: page for page in documents(kind)}
        after = before | {draft.document["slug"]: draft.document for draft in drafts if draft.kind == kind}
        titles, names = owners(after, title_keys), owners(after, lambda page: title_keys(page) | alias_keys(page))
        for position, draft in enumerate(drafts):
            if draft.kind == kind and draft.document["status"] != Status.REMOVED:
                old = before.get(draft.document["slug"])
                faults = faults_of(draft.document, old, (titles, names), after)
                found += [(position, faults)] if faults else []
    return sorted(found, key=lambda fault: fault[0])


def documents(kind):
    """What names the pages of a kind have now."""
    rows = get_kind(kind).model.objects.filter(version__gt=0).order_by("pk")
    return [
        {"slug": slug, "title": {"zh": zh, "en": en}, "aliases": aliases, "status": status}
        for slug, zh, en, aliases, status in rows.values_list("slug", "title_zh_hans", "title_en", "aliases", "status")
    ]


def title_keys(page):
    return {lookalike_key(text) for text in page["title"].values() if text}


def alias_keys(page):
    return set(map(lookalike_key, page["aliases"]))


def owners(pages, names_of):
    """The addresses of the pages that have each name."""
    found = {}
    for slug, page in pages.items():
        if page["status"] != Status.REMOVED:
            for name in names_of(page):
                found.setdefault(name, set()).add(slug)
    return found


def faults_of(document, old, taken_by, pages):
    """What is to be said at the fields of one document whose new names are another page's.

    taken_by: whose titles, and whose names, by name. pages: what names each page, by address.
    """
    titles, names = taken_by
    had = title_keys(old) | alias_keys(old) if old and old["status"] != Status.REMOVED else set()
    parts = {"title": (title_keys(document), names), "aliases": (alias_keys(document), titles)}
    faults = {}
    for field, (given, taken) in parts.items():
        others = {slug for name in given - had for slug in taken.get(name, ())} - {document["slug"]}
        if others:
            called = [choose(pages[slug]["title"], reader_language()) for slug in sorted(others)[:3]]
            words = {"titles": pgettext("between names", ", ").join(called)}
            faults[field] = [_("This is the name of another page, or looks like it: %(titles)s.") % words]
    return faults
