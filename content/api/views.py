"""What all views of the API share, and the list and the item of any kind of page."""

import json

from django.http import HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from content.addresses import site_address
from content.api import openapi
from content.api.asking import question, refuse_unknown_pages
from content.api.items import chosen_names, etag, item, list_text
from content.api.paging import part_of
from content.api.problems import BadParameter, Gone, reader_language
from content.api.rows import page_named, pages_with
from content.api.throttling import AddressThrottle
from content.document.reading import choose, document_language
from content.models import Status
from search.finding import number
from search.values import BadFilter

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
        response.headers.setdefault(
            "Content-Language", self.language if response.status_code >= 400 else BOTH_LANGUAGES
        )
        return response

    def answer(self, tag, make):
        """The JSON text that `make` gives, or "not modified" without making it, when the reader has it already."""
        headers = {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        known = [other.removeprefix("W/") for other in parse_etags(self.request.headers.get("If-None-Match", ""))]
        if tag in known or "*" in known:
            return HttpResponseNotModified(headers=headers)
        return HttpResponse(make(), content_type=JSONRenderer.media_type, headers=headers)

    def number_of_part(self, most):
        """Which part of a list is asked for by `page`, at most the last. Raises BadParameter."""
        try:
            return number(self.request.GET, "page", 1, most) or 1
        except BadFilter as error:
            raise BadParameter(error.parameter, error.message) from error

    def address_of_part(self, site, page):
        """The address of another part of the same list."""
        parameters = self.request.GET.copy()
        parameters["page"] = page
        return f"{site}{self.request.path}?{parameters.urlencode()}"

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
    computed = {}
    schema = openapi.DocumentSchema()

    def list(self, request):
        asked = question(self.kind.name, request.GET.urlencode())
        refuse_unknown_pages(asked)
        part = part_of(asked)
        if not part.ids and asked.filters.page > 1:
            raise BadParameter("page", _("The list is not that long."))
        rows, names, site = pages_with(part.ids), asked.names, site_address(request)
        tag = etag(rows, part.total, part.previous, part.next, names, site, request.GET.urlencode())
        return self.answer(tag, lambda: list_text(
            part.total, self.address(site, part.next), self.address(site, part.previous),
            [item(row, names, site) for row in rows],
        ))  # fmt: skip

    def retrieve(self, request, name):
        self.allow_only("fields")
        names = chosen_names(self.kind, request.GET.get("fields", ""))
        row = page_named(self.kind, name)
        if row is None:
            raise NotFound
        if row.status == Status.REMOVED:
            raise self.gone(row)
        site = site_address(request)
        return self.answer(etag([row], names, site), lambda: item(row, names, site))

    def address(self, site, cursor):
        """The address of another part of this list, or None."""
        if cursor is None:
            return None
        parameters = self.request.GET.copy()
        parameters.pop("page", None)
        parameters["cursor"] = str(cursor)
        return f"{site}{self.request.path}?{parameters.urlencode()}"

    def gone(self, row):
        reason = json.loads(row.document_text)["status_reason"]
        said = choose(reason, document_language(self.language))
        return Gone(_("The page was removed: %(reason)s") % {"reason": said}, reason)
