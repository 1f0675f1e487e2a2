"""What stands around every page: what its head says, and the steps that lead to it."""

from django.urls import reverse
from django.utils.encoding import escape_uri_path

from content import markdown
from content.addresses import history_path, path_in, site_address
from content.document import get_kind, kinds, reader_language
from content.document.reading import TAGS, choose, languages_of
from content.taking.offers import linked_data, offers
from content.views.paging import plain_number

DESCRIPTION_LENGTH = 160


def page_context(request, loaded, *, crumbs=(), linked=None):
    """The part of the context that every page of a kind has: `loaded`, `document`, `page`, `meta`, `crumbs`.

    crumbs: (words, address) of the pages above this one, below home; linked: the kind's part of the JSON-LD.
    """
    page, document = loaded.page, loaded.document
    summary = choose(page.document["summary"], loaded.language)
    written = languages_of(page.document)
    meta = head(request, document["title"], shorten(markdown.plain(str(summary))), written=written) | {
        "kind": "article",
        "updated": page.updated_at,
        "history": history_path(page),
        "longer_lists": loaded.longer_lists,
        "data": reverse(f"api:{page.kind}", args=[page.slug]),
        "taken": offers(loaded, site_address(request)),
        "linked": linked_data(loaded, site_address(request), linked) if linked else "",
    }
    if loaded.revision:
        current = site_address(request) + get_kind(page.kind).path(page.slug)
        meta |= {"canonical": current, "alternates": [], "noindex": True}
    if loaded.pictures and not loaded.preview:
        meta["image"] = site_address(request) + loaded.pictures[0]["address"]
    if loaded.preview:
        meta |= {"alternates": [], "noindex": True, "history": "", "data": ""}
    return {
        "loaded": loaded,
        "page": page,
        "document": document,
        "crumbs": [*crumbs, (document["title"], "")],
        "meta": meta,
    }


def head(request, title, description, *, written=("zh", "en")):
    """What <head> needs: title, description, the canonical address, and the page in each language it is written in.

    A page that is missing in the reader's language names the other one as the canonical address.
    """
    language = reader_language()
    page = plain_number(request.GET.get("page", ""))
    query = f"?page={page}" if page else ""
    addresses = {key: f"{site_address(request)}{path_in(escape_uri_path(request.path), key)}{query}" for key in TAGS}
    canonical = language if language in written or not written else written[0]
    return {
        "title": title,
        "description": description,
        "language": TAGS[language],
        "canonical": addresses[canonical],
        "alternates": [(TAGS[key], addresses[key]) for key in TAGS if key in written],
        "kind": "website",
    }


def shorten(text):
    """A description no longer than search engines show, cut at a sentence or with an ellipsis."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    cut = text[:DESCRIPTION_LENGTH]
    end = max(cut.rfind(mark) for mark in ("。", ". ", "；", "; "))
    return cut[: end + 1].strip() if end > DESCRIPTION_LENGTH // 2 else f"{cut.rstrip()}…"


def crumb(words, name):
    """A step of the breadcrumbs: its words and its address."""
    return (words, reverse(name))


def trail(section):
    """The breadcrumb of a section of the site, as the kind whose list stands there says it. Raises KeyError."""
    kind = {kind.section: kind for kind in kinds().values() if kind.section}[section]
    return crumb(str(kind.heading or kind.many), kind.list_name)
