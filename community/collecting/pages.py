"""/collections/: what anybody may read of collections, and their feeds."""

import re

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.feedgenerator import get_tag_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.models import Collection, CollectionItem, public_name_of
from community.models.collections import COLLECTION_UID
from content.addresses import site_address
from content.document import get_kind, reader_language
from content.document.reading import TAGS
from content.views import crumb, feeds, head
from content.views.paging import number_from, part_of
from search.models import SearchEntry

ON_A_PAGE = 30


def by_line(collection):
    """Who made it, as everybody may know it."""
    if collection.by_editors:
        return _("the editors")
    return public_name_of(collection.owner) or _("a reader")


def foreign(collection):
    """The language to mark its words with, or "" when it is the reader's."""
    return "" if collection.language == reader_language() else TAGS[collection.language]


@require_safe
def collection_list(request):
    """Public collections that have something to read, the editors' first; two queries."""
    number = number_from(request.GET.get("page", "1"))
    rows = listed()
    total = rows.count()
    part, pager = part_of(total, number, ON_A_PAGE, lambda page: f"?page={page}" if page > 1 else request.path)
    title = _("Collections")
    context = {
        "rows": [(row, by_line(row), foreign(row)) for row in rows[part]],
        "total": total,
        "pager": pager,
        "crumbs": [(title, "")],
        "meta": head(request, title, _("Pages that readers and editors have put together, with a note on each.")),
    }
    return render(request, "community/collections/list.html", context)


def listed():
    """Public collections that have something to read, the editors' first, each with its `number` of pages."""
    rows = Collection.objects.public().annotate(number=number_of_pages()).filter(number__gt=0)
    return rows.select_related("owner__person").order_by("-by_editors", "-updated_at", "-pk")


def number_of_pages():
    """How many pages of a collection anybody may read now: others are not even counted."""
    items = CollectionItem.objects.filter(
        collection=OuterRef("pk"),
        page_id__in=SearchEntry.objects.public().filter(language="zh").values("page_id"),
    )
    counted = items.order_by().values("collection").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def read(request, name):
    """The collection of that name as this person may read it, and its rows: [(entry, item)].

    Three queries for everybody who is signed out. Raises Http404.
    """
    known = Collection.objects.visible_to(request.user).select_related("owner__person")
    collection = known.filter(**known_as(name)).first()
    if collection is None:
        raise Http404
    items = {item.page_id: item for item in collection.items.all()}
    rows = [(entry, items[page_id]) for page_id, entry in entries_of(items).items()]
    return collection, sorted(rows, key=lambda row: (row[1].position, row[1].pk))


def known_as(name):
    """Condition: the collection that an address calls so, by its number or by the editors' word for it."""
    return {"uid": name} if re.match(COLLECTION_UID, name) else {"slug": name, "by_editors": True}


def entries_of(page_ids):
    """The index entries of these pages, by primary key of the page; only of those that anybody may read."""
    entries = SearchEntry.objects.public().filter(page_id__in=page_ids, language=reader_language())
    return {entry.page_id: entry for entry in entries}


@require_safe
def detail(request, name):
    """One collection: what it is about, and its pages with the notes; three queries."""
    collection, rows = read(request, name)
    signed_in = request.user.is_authenticated
    if name != collection.name:
        return redirect("collections:detail", collection.name)
    description = " ".join(collection.about.split())[:160]
    feed = reverse("collections:feed", args=[collection.name])
    context = {
        "collection": collection,
        "rows": rows,
        "by": by_line(collection),
        "foreign": foreign(collection),
        "shown": Collection.objects.public().filter(pk=collection.pk).exists() if signed_in else True,
        "own": signed_in and Collection.objects.editable_by(request.user).filter(pk=collection.pk).exists(),
        "crumbs": [crumb(_("Collections"), "collections:list"), (collection.title, "")],
        "meta": head(request, collection.title, description) | {"feed": feed, "noindex": not collection.by_editors},
    }
    return render(request, "community/collections/detail.html", context)


@require_safe
def feed(request, name):
    """The pages of a collection, those added or annotated last first; the note stands before the summary."""
    collection, rows = read(request, name)
    site = site_address(request)
    made = feeds.feed(request, collection.title, reverse("collections:detail", args=[collection.name]))
    for entry, item in sorted(rows, key=lambda row: (row[1].changed_at, row[1].pk), reverse=True):
        made.add_item(
            title=feeds.xml_text(entry.title),
            link=site + get_kind(entry.kind).path(entry.slug),
            description=feeds.xml_text("\n\n".join(filter(None, [item.note, entry.summary]))),
            unique_id=get_tag_uri(f"{site}/collections/{collection.uid}/{entry.uid}/{entry.language}", feeds.BEGINNING),
            updateddate=item.changed_at,
        )
    return feeds.answer(made)


app_name = "collections"

# /collections/
urlpatterns = [
    path("", collection_list, name="list"),
    path("<str:name>.atom", feed, name="feed"),
    path("<str:name>/", detail, name="detail"),
]
