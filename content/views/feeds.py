"""Atom feeds: of every list with its filters, of a tag, of an organisation, of all pages, of one page's history.

Newest first. An entry is a page as it is now; its id stays the same when it changes, so that readers show it once.
"""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from content.addresses import site_address
from content.document import Role, get_kind, kinds, kinds_with, localise, reader_language
from content.document.reading import TAGS
from content.models import Status
from content.taking.citations import AUTHOR
from content.views import address_of_number, asked_pages, gone, trail
from content.wording import kind_name
from search.finding import Filters, base, narrowed
from search.models import SearchEntry
from search.values import PAGES, BadFilter, refuse_unknown

LONGEST = 50
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed without entries was last changed."""


class Feed(Atom1Feed):
    """Atom as Django writes it; a feed without entries does not say that it was changed just now."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else BEGINNING

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if following := self.feed.get("following"):
            handler.addQuickElement("link", "", {"rel": "next", "href": following})


def feed(request, title, link, *, following=""):
    """An empty feed in the reader's language: its title, the page it belongs to, and its own address."""
    site, language = site_address(request), reader_language()
    return Feed(
        title=xml_text(f"{title}{'｜' if language == 'zh' else ' – '}{AUTHOR[language]}"),
        link=site + link,
        description="",
        language=TAGS[language],
        author_name=AUTHOR[language],
        author_link=f"{site}/",
        feed_url=site + request.get_full_path(),
        feed_copyright="CC BY-SA 4.0",
        following=following,
    )


def answer(made):
    """The feed as it goes to its reader."""
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def add_pages(made, request, entries):
    """Add index entries as the feed's."""
    site = site_address(request)
    for entry in entries:
        link = site + get_kind(entry.kind).path(entry.slug)
        made.add_item(
            title=xml_text(entry.title),
            link=link,
            description=xml_text(entry.summary),
            unique_id=get_tag_uri(f"{site}/{entry.uid}/{entry.language}", BEGINNING),
            updateddate=entry.updated_at,
            categories=[kind_name(entry.kind)],
        )
    return made


def xml_text(text):
    """A text without the characters that XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)


def newest(entries):
    """The same entries, the newest first."""
    return entries.order_by("-updated_at", "-page_id")


# --- Lists ------------------------------------------------------------------------------------------------------------


def with_lists():
    """The kinds whose lists have feeds, by the names that the API gives them too."""
    return {kind.collection: kind for kind in kinds().values() if kind.section}


def address_of_list(name, filters):
    """The address of the feed of a list that is narrowed so."""
    return reverse("feeds:list", args=[name]) + query_of(filters)


def query_of(filters):
    """What a list is narrowed to, without order and page, as a query string."""
    pairs = [pair for pair in filters.parameters() if pair[0] not in {"sort", "page", "page_size"}]
    return f"?{urlencode(pairs)}" if pairs else ""


@require_safe
def of_list(request, name):
    """A list with the filters that its page and the API take; one query, two more when values are chosen.

    400 in words for a filter that cannot be used: an empty feed would look as if nothing happened.
    """
    kind = with_lists().get(name)
    if kind is None:
        raise Http404
    try:
        filters = Filters.parse(request.GET, kind.name)
        refuse_unknown(filters.chosen)
    except BadFilter as fault:
        return HttpResponse(f"{fault.parameter}: {fault}\n", status=400, content_type="text/plain; charset=utf-8")
    entries = newest(narrowed(base(filters, reader_language()), filters.chosen))
    start = (filters.page - 1) * LONGEST
    rows = list(entries[start : start + LONGEST + 1])
    following = ""
    if len(rows) > LONGEST:
        following = site_address(request) + request.path + filters.query(page=filters.page + 1)
    words, address = trail(kind.section)
    made = feed(request, title_of(words, filters), address + query_of(filters), following=following)
    return answer(add_pages(made, request, rows[:LONGEST]))


def title_of(words_of_list, filters):
    """What the feed is called: the list, and what it is narrowed to."""
    keys = {f"{PAGES[facet]}:{value}": value for facet, values in filters.chosen.items() for value in values
            if facet in PAGES}  # fmt: skip
    entries = SearchEntry.objects.public().filter(key__in=keys, language=reader_language())
    words = dict(entries.values_list("slug", "title")) if keys else {}
    said = [filters.q, *(words.get(value, value) for values in filters.chosen.values() for value in values)]
    said += [f"{first or ''}–{last or ''}" for first, last in filters.ranges() if first or last]
    narrower = pgettext("between names", ", ").join(filter(None, said))
    return words_of_list + (pgettext("after a label", ": ") + narrower if narrower else "")


@require_safe
def of_everything(request):
    """The pages changed last, of all kinds; one query of one short part for each kind."""
    parts = [
        newest(SearchEntry.objects.public().filter(kind=kind.name, language=reader_language()))[:LONGEST]
        for kind in with_lists().values()
    ]
    entries = parts[0].union(*parts[1:], all=True).order_by("-updated_at", "-page_id")[:LONGEST]
    return answer(add_pages(feed(request, _("All changes"), reverse("portal:home")), request, entries))


# --- What belongs to one page -----------------------------------------------------------------------------------------


def of_page(kind, around):
    """A view of the feed of what stands around a page; `around` gives the condition for it. Two queries."""

    @require_safe
    def shown(request, slug):
        pages = asked_pages(kind=kind, slug=slug)
        if not pages:
            return redirect(address_of_number(kind, slug).rstrip("/") + ".atom", permanent=True)
        page = pages[0]
        document = localise(page.document, reader_language())
        if page.status == Status.REMOVED:
            return gone(document["status_reason"])
        entries = SearchEntry.objects.public().filter(around(page), language=reader_language())
        made = feed(request, document["title"], get_kind(kind).path(page.slug))
        return answer(add_pages(made, request, newest(entries)[:LONGEST]))

    return shown


def around_tag(page):
    """The pages that carry a tag."""
    return Q(facets__contains=[f"tag:{page.slug}"], kind__in=kinds_with(Role.TAGGED))


def around_organization(page):
    """An organisation's own page, and those that name it."""
    return Q(key=page.key) | Q(links__contains=[page.key], kind__in=kinds_with(Role.TAGGED))


of_tag = of_page("tag", around_tag)
of_organization = of_page("organization", around_organization)


# --- Histories --------------------------------------------------------------------------------------------------------


def of_history(request, page, title, rows, beside=()):
    """The versions of a page and what else has happened to it, newest first; rows as the history shows them."""
    made = feed(request, title, get_kind(page.kind).path(page.slug))
    items = [version_item(request, page, row) for row in rows] + [item_beside(request, row) for row in beside]
    for item in sorted(items, key=lambda item: item["updateddate"], reverse=True)[:LONGEST]:
        made.add_item(**item)
    return answer(made)


def version_item(request, page, row):
    site, number = site_address(request), _("Version %(number)s") % {"number": row["number"]}
    return {
        "title": xml_text(f"{number}{pgettext('after a label', ': ')}{row['note']}" if row["note"] else number),
        "link": site + (row["changes"] or row["path"] or get_kind(page.kind).path(page.slug)),
        "description": xml_text(row["note"]),
        "unique_id": get_tag_uri(f"{site}/{page.uid}/v/{row['number']}/{reader_language()}", BEGINNING),
        "updateddate": row["saved"],
        "author_name": row["author"] or row["source"] or None,
    }


def item_beside(request, row):
    site = site_address(request)
    return {
        "title": xml_text(row["title"]),
        "link": site + row["path"],
        "description": "",
        "unique_id": get_tag_uri(f"{site}/{row['uid']}/v/{row['number']}/{reader_language()}", BEGINNING),
        "updateddate": row["saved"],
    }


app_name = "feeds"

# /feeds/
urlpatterns = [
    path("all.atom", of_everything, name="all"),
    path("<str:name>.atom", of_list, name="list"),
]
