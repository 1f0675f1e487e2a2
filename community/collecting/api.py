"""Public collections for programs: the list, and one with its pages and notes."""

import json
from datetime import UTC

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound

from community.collecting.finding import titled
from community.collecting.pages import ON_A_PAGE, known_as, listed
from community.models import Collection, public_name_of
from content.addresses import site_address
from content.api.items import etag_of, page_path
from content.api.openapi import TEXT, TEXTS, WHOLE, list_schema, query
from content.api.problems import BadParameter
from content.api.views import ApiView
from search import collection
from search.finding import MOST_PAGES
from search.models import SearchEntry
from search.query import parse

ADDRESS = TEXT | {"format": "uri"}
MOMENT = TEXT | {"format": "date-time"}
SHARED = {
    "uid": TEXT | {"description": "Never changes; the address by it leads on to the one by the name."},
    "name": TEXT | {"description": "How its address calls it: the same, or the editors' own word."},
    "url": ADDRESS,
    "title": TEXT,
    "about": TEXT | {"description": "Plain text."},
    "language": {"enum": ["zh", "en"], "description": "Of title, words and notes."},
    "by_editors": {"type": "boolean"},
    "by": {"type": ["string", "null"], "description": "The public name of whoever made it, if it is shown."},
    "version": WHOLE | {"minimum": 1},
    "updated_at": MOMENT,
}
ENTRY = {
    "kind": TEXT, "uid": TEXT, "slug": TEXT, "url": ADDRESS, "title": TEXTS, "note": TEXT, "changed_at": MOMENT,
}  # fmt: skip


def record(properties):
    """The schema of a mapping with exactly these parts."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


class CollectionListView(ApiView):
    """Public collections that have something to read: the editors' first, then those that changed last."""

    operation = "collection_list"
    answer_description = "A part of the list."
    answer_errors = (400,)
    answer_parameters = (
        query("q", "Only those whose title has these words.", TEXT),
        query("page", f"Of {ON_A_PAGE} collections each.", WHOLE | {"minimum": 1, "maximum": MOST_PAGES}),
    )
    answer_schema = list_schema(record(SHARED | {"pages": WHOLE | {"description": "How many anybody may read."}}))

    def get(self, request):
        self.allow_only("q", "page")
        rows, asked, site = listed(), request.GET.get("q", ""), site_address(request)
        if asked:
            version, unsettled = collection.state()
            rows = rows.filter(pk__in=titled(parse(asked), None if unsettled else version))
        page, total = self.number_of_part(MOST_PAGES), rows.count()
        if page > 1 and (page - 1) * ON_A_PAGE >= total:
            raise BadParameter("page", _("The list is not that long."))
        some = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        text = json.dumps({
            "count": total,
            "next": self.address_of_part(site, page + 1) if page * ON_A_PAGE < total else None,
            "previous": self.address_of_part(site, page - 1) if page > 1 else None,
            "results": [shared(row, site) | {"pages": row.number} for row in some],
        }, ensure_ascii=False)  # fmt: skip
        return self.answer(etag_of(text), lambda: text)


class CollectionView(ApiView):
    """One public collection: what it is about, and its pages in order, each with the note on it."""

    operation = "collection_read"
    answer_description = "The collection."
    answer_errors = (404,)
    answer_parameters = (OpenApiParameter("name", str, OpenApiParameter.PATH, description="Its name or its uid."),)
    answer_schema = record(SHARED | {"items": {"type": "array", "items": record(ENTRY)}})

    def get(self, request, name):
        self.allow_only()
        row = Collection.objects.public().select_related("owner__person").filter(**known_as(name)).first()
        if row is None:
            raise NotFound
        site = site_address(request)
        text = json.dumps(shared(row, site) | {"items": entries(row, site)}, ensure_ascii=False)
        return self.answer(etag_of(text), lambda: text)


def shared(row, site):
    """What the list and the item say of a collection."""
    return {
        "uid": row.uid,
        "name": row.name,
        "url": f"{site}/collections/{row.name}/",
        "title": row.title,
        "about": row.about,
        "language": row.language,
        "by_editors": row.by_editors,
        "by": None if row.by_editors else public_name_of(row.owner) or None,
        "version": row.version,
        "updated_at": moment(row.updated_at),
    }


def entries(row, site):
    """The pages of a collection that anybody may read, in its order. Two queries."""
    items = {item.page_id: item for item in row.items.all()}
    titles, named = {}, {}
    for entry in SearchEntry.objects.public().filter(page_id__in=items).order_by("language"):
        titles.setdefault(entry.page_id, {})[entry.language] = entry.title
        named[entry.page_id] = entry
    return [
        {
            "kind": named[page].kind,
            "uid": named[page].uid,
            "slug": named[page].slug,
            "url": site + page_path(named[page].kind, named[page].slug),
            "title": titles[page],
            "note": item.note,
            "changed_at": moment(item.changed_at),
        }
        for page, item in items.items()
        if page in named
    ]


def moment(when):
    """A time as the API writes it."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
