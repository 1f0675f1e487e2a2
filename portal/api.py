"""The API's addresses: every kind, the index, the descriptions, and the page that shows them."""

import functools
import json

from django.db.models import Count
from django.shortcuts import redirect
from django.urls import path, resolve, reverse
from django.utils import translation
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from rest_framework.exceptions import NotFound

from book.api import ChapterViewSet
from cases.api import CaseViewSet
from community.api import OrganizationViewSet, ReplyViewSet
from community.collecting.api import CollectionListView, CollectionView
from content.addresses import site_address
from content.api.items import etag_of
from content.api.kinds import ClaimViewSet, FacetViewSet, ReferenceViewSet, TagViewSet
from content.api.openapi import published_schema
from content.api.views import ApiView
from content.models import Page
from contributions.api.urls import addresses as contribution_addresses
from glossary.api import TermCategoryViewSet, TermViewSet
from overviews.finder_api import FinderView
from overviews.search_api import SearchView
from strategies.api import PracticeGroupViewSet, PracticeViewSet, StrategyViewSet

VIEWSETS = [
    CaseViewSet,
    StrategyViewSet,
    PracticeViewSet,
    PracticeGroupViewSet,
    TermViewSet,
    TermCategoryViewSet,
    OrganizationViewSet,
    ReplyViewSet,
    ChapterViewSet,
    ReferenceViewSet,
    ClaimViewSet,
    TagViewSet,
    FacetViewSet,
]


@functools.cache
def description():
    """The OpenAPI description as JSON; the same for everyone, so made once."""
    with translation.override("en"):
        return json.dumps(SchemaGenerator().get_schema(request=None, public=True), ensure_ascii=False, default=str)


class IndexView(ApiView):
    """All collections with their addresses and how many pages each has."""

    operation = "index"
    answer_description = "The collections, the description of the API and its documentation page."
    answer_errors = ()
    answer_schema = {
        "type": "object",
        "properties": {
            "collections": {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "properties": {
                        "kind": {"type": "string"},
                        "url": {"type": "string", "format": "uri"},
                        "schema": {"type": "string", "format": "uri"},
                        "count": {"type": "integer", "minimum": 0},
                    },
                    "required": ["kind", "url", "schema", "count"],
                    "additionalProperties": False,
                },
            },
            "schema": {"type": "string", "format": "uri"},
            "documentation": {"type": "string", "format": "uri"},
        },
        "required": ["collections", "schema", "documentation"],
        "additionalProperties": False,
    }

    def get(self, request):
        self.allow_only()
        counts = dict(Page.objects.public().order_by().values_list("kind").annotate(Count("pk")))
        site = site_address(request)
        collections = {
            viewset.kind.collection: {
                "kind": viewset.kind.name,
                "url": site + reverse(f"api:{viewset.kind.collection}"),
                "schema": site + reverse("api:kind_schema", args=[viewset.kind.name]),
                "count": counts.get(viewset.kind.name, 0),
            }
            for viewset in VIEWSETS
        }
        index = json.dumps({
            "collections": collections,
            "schema": site + reverse("api:schema"),
            "documentation": site + reverse("api:docs"),
        })  # fmt: skip
        return self.answer(etag_of(index), lambda: index)


class DescriptionView(ApiView):
    """The OpenAPI 3.1 description of this API."""

    operation = "description"
    answer_description = "An OpenAPI 3.1 document."
    answer_errors = ()
    answer_schema = {"type": "object"}

    def get(self, request):
        self.allow_only()
        return self.answer(etag_of(description()), description)


class KindSchemaView(ApiView):
    """The JSON Schema (2020-12) of a kind's items; the document alone, as it is saved, is its `$defs/document`."""

    operation = "kind_schema"
    answer_description = "A JSON Schema."
    answer_errors = (404,)
    answer_schema = {"type": "object"}

    def get(self, request, kind):
        self.allow_only()
        viewset = next((viewset for viewset in VIEWSETS if viewset.kind.name == kind), None)
        if viewset is None:
            raise NotFound
        with translation.override("en"):
            schema = json.dumps(published_schema(viewset.kind, viewset.computed), ensure_ascii=False, default=str)
        return self.answer(etag_of(schema), lambda: schema)


class UnknownView(ApiView):
    """Every other address: a problem, or the way to the same address with the slash that was forgotten."""

    schema = None

    def get(self, request, rest):
        if not rest.endswith("/") and resolve(f"{request.path_info}/").url_name != "unknown":
            return redirect(request.get_full_path(force_append_slash=True), permanent=True)
        raise NotFound

    def http_method_not_allowed(self, request, *args, **kwargs):
        raise NotFound


def addresses(viewset):
    """The list and the item of one kind. Slugs may contain slashes and dots, so an item's name is the whole rest."""
    return [
        path(f"v1/{viewset.kind.collection}/", viewset.as_view({"get": "list"}), name=viewset.kind.collection),
        path(
            f"v1/{viewset.kind.collection}/<path:name>/", viewset.as_view({"get": "retrieve"}), name=viewset.kind.name
        ),
    ]


app_name = "api"
urlpatterns = [
    path("docs/", TemplateView.as_view(template_name="api/docs.html"), name="docs"),
    path("v1/", IndexView.as_view(), name="index"),
    path("v1/schema/", DescriptionView.as_view(), name="schema"),
    path("v1/schema/<str:kind>/", KindSchemaView.as_view(), name="kind_schema"),
    *(address for viewset in VIEWSETS for address in addresses(viewset)),
    path("v1/collections/", CollectionListView.as_view(), name="collections"),
    path("v1/collections/<str:name>/", CollectionView.as_view(), name="collection"),
    path("v1/search/", SearchView.as_view(), name="search"),
    path("v1/finder/", FinderView.as_view(), name="finder"),
    *contribution_addresses,
    path("v1/<path:rest>", UnknownView.as_view(), name="unknown"),
]
