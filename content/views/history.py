"""The history of a page: its versions, one of them as it looked, and what changed between two."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from content.actions.completing import completed
from content.addresses import address_beside
from content.changes.differences import compare, readers_first
from content.changes.wording import ChangeWords, titles_of
from content.document import get_kind, localise, reader_language
from content.document.reading import choose
from content.models import Page, Revision, Status
from content.people import author_name, without_mail
from content.views import Loaded, feeds, gone, head, neighbours, trail
from content.views.paging import number_from, part_of
from content.wording import note_of

PAGE_SIZE = 50


def urls(kind, section, detail, prefix="", beside=None):
    """The addresses of a kind's histories, below its pages'; an old version is rendered by the view of the page itself.

    section: the name of the section of the site; detail: a view with `of_loaded`, as `page_view` makes it; beside: what
    else has happened to a page, as (template, rows); the feed shows the `title`, `path` and `saved` of each row, known
    by `uid` and `number`.
    """
    options = {"kind": kind, "section": section}
    return [
        path(f"{prefix}<str:slug>/history/", history, options | {"beside": beside}, name="history"),
        path(f"{prefix}<str:slug>/history.atom", history_feed, options | {"beside": beside}, name="history_feed"),
        path(f"{prefix}<str:slug>/v/<int:number>/", version, options | {"detail": detail.of_loaded}, name="version"),
        path(f"{prefix}<str:slug>/compare/<int:older>..<int:newer>/", comparison, options, name="compare"),
    ]


def readable(kind, slug):
    """The page, and the answer to give instead when it was removed. Raises Http404."""
    page = get_object_or_404(Page.objects.public_or_removed(), kind=kind, slug=slug)
    removed = page.status == Status.REMOVED
    return page, gone(choose(page.document["status_reason"], reader_language())) if removed else None


def context_of(request, page, section, title):
    """What all pages of a history show: the page they belong to; search engines leave them out."""
    name = choose(page.document["title"], reader_language())
    return {
        "page": page,
        "name": name,
        "path": get_kind(page.kind).path(page.slug),
        "crumbs": [trail(section), (name, get_kind(page.kind).path(page.slug)), (title, "")],
        "meta": head(request, f"{title}{pgettext('after a label', ': ')}{name}", title) | {"noindex": True},
    }


@require_safe
def history(request, slug, kind, section, beside=None):
    """The versions of a page, newest first; `?from=1&to=3` goes to their comparison. See `urls` for `beside`."""
    page, instead = readable(kind, slug)
    if instead:
        return instead
    chosen = [request.GET.get(name, "") for name in ("from", "to")]
    if any(chosen):
        return to_comparison(page, chosen)
    number = number_from(request.GET.get("page", "1"))
    part, pager = part_of(page.version, number, PAGE_SIZE, lambda number: f"?page={number}" if number > 1 else "?")
    context = context_of(request, page, section, _("History")) | {
        "revisions": [row(page, revision) for revision in versions(page)[part]],
        "pager": pager,
        "beside": beside(page) if beside else None,
    }
    context["meta"]["feed"] = address_beside(page, "history_feed")
    return render(request, "content/history.html", context)


def versions(page):
    """The versions of a page, newest first, with those who saved them."""
    return page.revisions.select_related("author__person").defer("document")


@require_safe
def history_feed(request, slug, kind, section, beside=None):
    """The same as a feed, the newest versions only, and what else has happened to the page."""
    page, instead = readable(kind, slug)
    if instead:
        return instead
    name = choose(page.document["title"], reader_language())
    title = f"{_('History')}{pgettext('after a label', ': ')}{name}"
    rows = [row(page, each) for each in versions(page)[:PAGE_SIZE]]
    return feeds.of_history(request, page, title, rows, beside(page)[1] if beside else ())


def row(page, revision):
    """A version in the list: its number, who saved it when and how, and where to read it."""
    author = author_name(revision.author)
    old = revision.number != page.version
    unnamed_editor = revision.source == Revision.Source.ADMIN and author == _("an editor")
    return {
        "number": revision.number,
        "current": not old,
        "path": address_beside(page, "version", revision.number) if old else "",
        "changes": address_beside(page, "compare", revision.number - 1, revision.number) if revision.number > 1 else "",
        "since": address_beside(page, "compare", revision.number, page.version) if old else "",
        "saved": localtime(revision.created_at),
        "author": author,
        "source": "" if unnamed_editor else revision.get_source_display(),
        "note": without_mail(note_of(revision)),
    }


def to_comparison(page, chosen):
    """The comparison of two versions chosen in the list, the older one first."""
    older, newer = sorted(map(number_from, chosen))
    if newer > page.version:
        raise Http404
    return redirect(address_beside(page, "compare", older, newer))


@require_safe
def version(request, slug, number, kind, section, detail):
    """An old version in the page's own look; the current one has its own address."""
    page, instead = readable(kind, slug)
    if instead:
        return instead
    if number == page.version:
        return redirect(get_kind(kind).path(slug))
    if not 0 < number < page.version:
        raise Http404
    revision = page.revisions.get(number=number)
    language = reader_language()
    document = completed(kind, revision.document)
    near = neighbours(page, document, language)
    revision.current = page.version
    page.document, page.version, page.updated_at = document, revision.number, revision.created_at
    page.collection_version = None  # no terms are linked in what nobody keeps up to date
    return detail(request, Loaded(page, localise(document, language), language, near, revision))


@require_safe
def comparison(request, slug, older, newer, kind, section):
    """What changed between two versions, field by field and word by word."""
    page, instead = readable(kind, slug)
    if instead:
        return instead
    if older == newer or max(older, newer) > page.version or not min(older, newer):
        raise Http404
    if older > newer:
        return redirect(address_beside(page, "compare", newer, older))
    revisions = {
        revision.number: revision
        for revision in page.revisions.select_related("author__person").filter(number__in=[older, newer])
    }
    documents = [completed(kind, revisions[number].document) for number in (older, newer)]
    words = ChangeWords(get_kind(kind), titles_of(get_kind(kind), documents, reader_language()))
    changes = readers_first(compare(get_kind(kind), *documents), reader_language())
    title = _("From version %(older)d to %(newer)d") % {"older": older, "newer": newer}
    context = context_of(request, page, section, title) | {
        "older": older,
        "newer": newer,
        "versions": [row(page, revisions[older]), row(page, revisions[newer])],
        "changes": [
            {"place": words.place(change.path), "change": change, "parts": words.parts(change)} for change in changes
        ],
        "history": address_beside(page, "history"),
    }
    return render(request, "content/compare.html", context)
