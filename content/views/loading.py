"""A page that readers ask for, with its neighbours: loaded for the views of every kind."""

import functools
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponseGone
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.actions.indexing import catch_up
from content.document import get_kind, localise, reader_language
from content.document.page import document_links
from content.models import MEDIA, Page, Revision, Status
from content.people import CREDITS
from content.wording import CLAIM_STATES
from search import collection
from search.kinds import GROWING
from search.models import MOST_AROUND, SearchEntry
from search.values import LINKS


@dataclass
class Loaded:
    """A public page, its document in one language, and the index entries of its neighbours."""

    page: Page
    document: dict
    """The localised document."""
    language: str
    near: dict
    """Entries by key of the pages it links to and of those that link to it."""
    revision: Revision | None = None
    """The old version that is shown, if it is not the current one."""
    preview: str = ""
    """Where the text that is previewed is written, if it is not published yet."""
    images: str = MEDIA
    """The address below which its images stand."""

    def entry(self, kind, slug):
        """The entry of a linked page, or None when that page is not public."""
        return self.near.get(f"{kind}:{slug}")

    def entries(self, kind, slugs):
        """The entries of linked pages in the order of the slugs, without those that are not public."""
        return [entry for slug in slugs if (entry := self.entry(kind, slug))]

    def backlinks(self, kind):
        """Entries of the pages of a kind that link here, in their order."""
        found = [entry for entry in self.near.values() if entry.kind == kind and self.page.key in entry.links]
        return sorted(found, key=lambda entry: (entry.position, entry.sort_title, entry.slug))

    @property
    def chapters(self):
        """The sections of the book that it names and that name it, in the book's order."""
        found = self.entries("chapter", self.document["sections"]) + self.backlinks("chapter")
        return sorted({entry.key: entry for entry in found}.values(), key=lambda entry: entry.position)

    @property
    def sources(self):
        """The page's sources: the entry of each reference with its stance and note; `number` is its [n] on the page."""
        rows = [(self.entry("reference", row["reference"]), row) for row in self.document["references"]]
        return [
            {"number": number, "entry": entry, "stance": row["stance"], "note": row["note"]}
            for number, (entry, row) in enumerate(((entry, row) for entry, row in rows if entry), start=1)
        ]

    @property
    def claims(self):
        """The claims about this page, those that correct or dispute it first."""
        return sorted(self.backlinks("claim"), key=lambda entry: CLAIM_STATES.index(entry.row["state"]))

    @property
    def pictures(self):
        """The page's images, each with its address."""
        return [image | {"address": self.images + image["file"]} for image in self.document.get("images", ())]

    @property
    def longer_lists(self):
        """Where all pages are listed that name this one, for each kind of which not all stand here: (name, address)."""
        kinds = {entry.kind for entry in self.near.values() if self.page.key in entry.links and is_cut(entry)}
        named = urlencode({LINKS: self.page.key})
        return [(get_kind(kind).many, f"{reverse(get_kind(kind).list_name)}?{named}") for kind in sorted(kinds)]

    @property
    def missing_language(self):
        """Whether the page has no title in the reader's language, so that most of it falls back to the other."""
        return bool(self.document["title"].foreign)


def asked_pages(*conditions, **columns):
    """Pages that anyone may ask for now, each with `collection_version`: what is kept from before holds with it.

    One query; the reader who comes first after a page has appeared or disappeared by the clock sees to what follows.
    """
    known = Page.objects.public_or_removed().annotate(**collection.state_columns(), credits=CREDITS)
    pages = list(known.filter(*conditions, **columns))
    if any(page.unsettled for page in pages):
        settled = catch_up()
        pages = list(known.filter(*conditions, **columns))
        for page in pages if not settled else ():
            page.collection_version = None  # nothing that is kept from before can be relied on just now
    return pages


def is_cut(entry):
    """Do more pages of the entry's kind link where it links than were loaded?"""
    return entry.kind in GROWING and entry.together > MOST_AROUND


class Elsewhere(Exception):
    """The page stands at another address, the exception's text."""


def address_of_number(kind, name):
    """The address of the page with this number, such as "C-0001". Raises Http404."""
    prefix = get_kind(kind).uid_prefix
    page = None
    if re.fullmatch(f"{prefix}-[0-9]{{4,9}}", name):
        page = Page.objects.public_or_removed().filter(kind=kind, uid=name).only("slug").first()
    if page is None:
        raise Http404
    return get_kind(kind).path(page.slug)


def load_page(kind, slug, language):
    """The page of that kind and slug with its neighbours: two queries.

    Raises Http404 for a page that is unknown or not visible now, Elsewhere for its number. A removed page comes without
    neighbours.
    """
    pages = asked_pages(kind=kind, slug=slug)
    if not pages:
        raise Elsewhere(address_of_number(kind, slug))
    page = pages[0]
    near = {}
    if page.status != Status.REMOVED:
        near = neighbours(page, page.document, language)
    return Loaded(page, localise(page.document, language), language, near)


def neighbours(page, document, language):
    """Entries by key of the pages that the document links to, and that link to its page."""
    links = document_links(get_kind(page.kind).document, document)
    around = SearchEntry.objects.around([page.key], links, language)
    return {entry.key: entry for entry in around}


def page_view(kind):
    """For a view of one page: it gets the `Loaded` page instead of the slug; reading only; 410 for removed pages.

    A page's number in place of its slug leads to its address. `of_loaded` is the view as it stands below this, with its
    other decorators: old versions and previews are shown by it, so what must hold for them too belongs there.
    """

    def decorate(view):
        @require_safe
        def shown(request, slug):
            try:
                loaded = load_page(kind, slug, reader_language())
            except Elsewhere as place:
                return redirect(str(place), permanent=True)
            if loaded.page.status == Status.REMOVED:
                return gone(loaded.document["status_reason"])
            return view(request, loaded)

        shown.of_loaded = view
        return functools.update_wrapper(shown, view)

    return decorate


def gone(reason):
    """410; the middleware of error pages shows the reason."""
    response = HttpResponseGone()
    response.note = reason
    return response
