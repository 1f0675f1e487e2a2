"""What all views of the API share, and the list and the item of any kind of page."""

from dataclasses import replace

from django.db.models import Q
from django.db.models.functions import Now
from django.http import HttpResponseNotModified
from django.utils import translation
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from content.api import openapi
from content.api.items import chosen_names, etag, item, rows_of, site_address
from content.api.paging import Cursor, part_of
from content.api.problems import BadParameter, Gone, reader_language
from content.api.throttling import AddressThrottle
from content.document.reading import choose, document_language
from content.models import Page, Status
from search.finding import BadFilter, Filters, base, matching, narrowed, one
from search.models import SearchEntry

BOTH_LANGUAGES = "zh-Hans, en"


class ApiView(APIView):
    """Open to everyone, JSON out, nothing in: no body is ever read, so no body can do harm."""

    renderer_classes = [JSONRenderer]
    parser_classes = []
    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = [AddressThrottle]
    schema = openapi.ApiSchema()

    def dispatch(self, request, *args, **kwargs):
        self.language = reader_language(request)
        with translation.override(self.language):
            return super().dispatch(request, *args, **kwargs)

    def options(self, request, *args, **kwargs):
        """What may be done here stands in the header Allow."""
        return Response(status=204)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        # An answer has its texts in both languages; only errors are written for one reader.
        response.headers.setdefault("Content-Language", self.language if response.status_code >= 400 else BOTH_LANGUAGES)
        return response

    def answer(self, tag, make):
        """What `make` gives as JSON, or "not modified" without making it, when the reader has it already."""
        headers = {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        known = [other.removeprefix("W/") for other in parse_etags(self.request.headers.get("If-None-Match", ""))]
        if tag in known or "*" in known:
            return HttpResponseNotModified(headers=headers)
        return Response(make(), headers=headers)

    def allow_only(self, *names):
        """Refuse any query parameter but these, and any of these given twice. Raises BadParameter."""
        for name, values in self.request.GET.lists():
            if name not in names:
                raise BadParameter(name[:50], _("There is no such parameter here."))
            if len(values) > 1:
                raise BadParameter(name, _("Give this once."))


class DocumentViewSet(ViewSetMixin, ApiView):
    """The pages of one kind. `computed`: the JSON Schema of each computed part, by name."""

    kind = None
    collection = ""
    computed = {}
    schema = openapi.DocumentSchema()

    def list(self, request):
        filters, names, cursor = self.asked_for()
        part = part_of(self.entries(filters), filters, cursor, filters.page)
        if not part.ids and filters.page > 1:
            raise BadParameter("page", _("The list is not that long."))
        by_id = {row.pk: row for row in rows_of(Page.objects.public().filter(pk__in=part.ids))} if part.ids else {}
        rows = [by_id[pk] for pk in part.ids if pk in by_id]
        site = site_address(request)
        tag = etag(rows, part.total, part.previous, part.next, names, site, request.GET.urlencode())
        return self.answer(tag, lambda: {
            "count": part.total,
            "next": self.address(site, part.next),
            "previous": self.address(site, part.previous),
            "results": [item(row, names, site) for row in rows],
        })  # fmt: skip

    def retrieve(self, request, name):
        self.allow_only("fields")
        names = chosen_names(self.kind, request.GET.get("fields", ""))
        row = rows_of(self.pages().filter(self.named(name))).first()
        if row is None:
            raise NotFound
        if row.status == Status.REMOVED:
            raise self.gone(row)
        site = site_address(request)
        return self.answer(etag([row], names, site), lambda: item(row, names, site))

    # --- What was asked for ---

    def asked_for(self):
        """(filters, names of fields, cursor) of a list. Raises BadParameter."""
        parameters = self.request.GET
        try:
            filters = Filters.parse(parameters, self.kind.name, others=("fields", "cursor"))
            fields, cursor = one(parameters, "fields"), one(parameters, "cursor")
        except BadFilter as error:
            raise BadParameter(error.parameter[:50], error.message) from error
        if cursor and "page" in parameters:
            raise BadParameter("page", _("Give a page or a cursor, not both."))
        return filters, chosen_names(self.kind, fields), Cursor.parse(cursor, filters.sort) if cursor else None

    def entries(self, filters):
        """The index entries of the pages asked for. Words are looked for in both languages; order is the Chinese one."""
        entries = narrowed(base(replace(filters, q=""), "zh"), filters.chosen)
        if filters.q:
            found = matching(SearchEntry.objects.filter(kind=self.kind.name), filters.q)
            entries = entries.filter(page_id__in=found.values("page_id"))
        return entries

    def pages(self):
        """Pages that answer: those that anyone may read, and those removed after they could be read."""
        removed = Q(status=Status.REMOVED) & (Q(visible_from=None) | Q(visible_from__lte=Now()))
        return Page.objects.public() | Page.objects.filter(removed, version__gt=0)

    def named(self, name):
        """Condition: the page of this kind with this slug or number."""
        number = name.startswith(f"{self.kind.uid_prefix}-") and name[2:].isdecimal() and name.isascii()
        return Q(kind=self.kind.name) & (Q(uid=name) if number else Q(slug=name))

    # --- What is answered ---

    def address(self, site, cursor):
        """The address of another part of this list, or None."""
        if cursor is None:
            return None
        parameters = self.request.GET.copy()
        parameters.pop("page", None)
        parameters["cursor"] = str(cursor)
        return f"{site}{self.request.path}?{parameters.urlencode()}"

    def gone(self, row):
        reason = item(row, ("status_reason",), "")["status_reason"]
        said = choose(reason, document_language(self.language))
        return Gone(_("The page was removed: %(reason)s") % {"reason": said}, reason)
