"""The API's own description: OpenAPI 3.1 from the kinds' JSON Schemas and from what the views do."""

from django.utils.text import capfirst
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from content.api.items import address_name, identity
from content.api.problems import PROBLEM_JSON
from content.document.schema import json_schema
from search.finding import LONGEST_QUERY, MOST_PAGES, PAGE_SIZE, SORTS, facets_of
from search.values import CODES, LINKS, TAG_FACETS

TEXTS = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
    "additionalProperties": False,
}
PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457). Title and detail are in the language of Accept-Language.",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The request's id, also in the header X-Request-ID."},
        "errors": {
            "type": "array",
            "description": "For 400: each parameter that cannot be meant.",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string", "description": "The parameter as a JSON pointer: #/page_size"},
                    "parameter": {"type": "string"},
                    "detail": {"type": "string"},
                },
                "required": ["pointer", "detail"],
            },
        },
        "reason": TEXTS | {"description": "For 410: why the page was removed, in both languages."},
    },
    "required": ["type", "title", "status", "detail"],
}
ERRORS = {
    400: "A parameter is unknown, given twice, or has an impossible value: see `errors`. Or the address is no text.",
    404: "There is no such page of this kind.",
    405: "This address is for reading: GET, HEAD and OPTIONS. Contributions are written at /api/v1/contributions/.",
    406: "Only JSON is served here.",
    410: "The page was removed; `reason` says why.",
    414: "The address is too long.",
    415: "A body in an encoding other than UTF-8 was sent.",
    429: "Too many requests from this address to one server process in this minute; see Retry-After.",
    500: "Something broke on our side.",
    503: "The database cannot be reached; Retry-After says how many seconds to wait.",
}
ALWAYS = (400, 405, 406, 414, 415, 429, 500, 503)
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def query(name, description, schema, **options):
    """A query parameter."""
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=description, **options)


def header(name, description, codes):
    """A header of answers."""
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=description, response=list(map(str, codes)))


HEADERS = [
    header(
        "ETag",
        "Changes with the answer. Sent back as If-None-Match, it saves an answer that is known already.",
        [200, 304],
    ),
    header("RateLimit-Policy", 'How many requests (q) in how many seconds (w): "api";q=600;w=60', [200, 304, 429]),
    header(
        "RateLimit",
        "How many requests remain (r) for how many seconds (t), counted in the server process that answered: "
        '"api";r=599;t=42',
        [200, 304, 429],
    ),
    header("Retry-After", "Seconds to wait before asking again.", [429, 503]),
    header("X-Request-ID", "The request's id, as in our logs.", [200, 304, *ERRORS]),
]
CONDITION = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of the answer you have: 304 if it still holds."
)
FIELDS = query(
    "fields",
    "Names of the top level, separated by commas: only these, beside kind, uid, slug, address and version.",
    TEXT,
)


class ApiSchema(AutoSchema):
    """What holds for every view; each view says the rest with `extend_schema`."""

    def get_operation_id(self):
        return self.view.operation

    def get_tags(self):
        return ["api"]

    def get_request_serializer(self):
        return None

    def get_override_parameters(self):
        """What the view names in `answer_parameters`, and what holds for all."""
        return [*getattr(self.view, "answer_parameters", ()), CONDITION, *HEADERS]

    def component(self, name, schema):
        """A reference to a named schema of the description, which is added when it is not there yet."""
        component = ResolvedComponent(name, ResolvedComponent.SCHEMA, schema=schema, object=name)
        self.registry.register_on_missing(component)
        return component.ref

    def responses(self, description, schema, *more):
        """The answers of an operation: the good one, "not modified", and the errors."""
        problem = self.component("Problem", PROBLEM)
        return {
            200: OpenApiResponse(schema, description),
            304: OpenApiResponse(None, "The answer you have still holds."),
        } | {
            (code, PROBLEM_JSON): OpenApiResponse(problem, ERRORS[code]) for code in sorted({*ALWAYS, *more})
        }  # fmt: skip

    def get_response_serializers(self):
        """A view's own `answer_schema` under its own words."""
        return self.responses(self.view.answer_description, self.view.answer_schema, *self.view.answer_errors)


class DocumentSchema(ApiSchema):
    """The list and the item of one kind."""

    @property
    def kind(self):
        return self.view.kind

    @property
    def of_many(self):
        return self.view.action == "list"

    def get_operation_id(self):
        return f"{self.kind.name}_{'list' if self.of_many else 'read'}"

    def get_tags(self):
        return [self.kind.collection]

    def get_summary(self):
        collection = self.kind.collection.replace("-", " ")
        return f"List {collection}" if self.of_many else f"Read one of the {collection}"

    def get_description(self):
        return self.view.__doc__

    def get_override_parameters(self):
        if not self.of_many:
            name = OpenApiParameter(
                "name", str, OpenApiParameter.PATH,
                description=f"Slug or number ({self.kind.uid_prefix}-0001). Slugs may contain slashes and dots.",
            )  # fmt: skip
            return [name, FIELDS, *super().get_override_parameters()]
        return [*list_parameters(self.kind), FIELDS, *super().get_override_parameters()]

    def get_response_serializers(self):
        name = component_name(self.kind)
        of_document = f"#/components/schemas/{name}Document"
        item = self.component(name, item_schema(self.kind, self.view.computed, of_document))
        self.component(
            f"{name}Document", {key: part for key, part in json_schema(self.kind).items() if key != "$schema"}
        )
        if not self.of_many:
            return self.responses("The page.", item, 404, 410)
        part = self.component(f"{component_name(self.kind)}List", list_schema(item))
        return self.responses("A part of the list.", part)


def component_name(kind):
    """practice_group → PracticeGroup."""
    return "".join(map(capfirst, kind.name.split("_")))


def item_schema(kind, computed, document):
    """The JSON Schema of items: the properties of the document, whose schema stands at `document`, and more."""
    own = {name: {"$ref": f"{document}/properties/{name}"} for name in kind.document().fields}
    parts = {
        "kind": {"const": kind.name},
        "uid": {
            "type": "string",
            "pattern": f"^{kind.uid_prefix}-[0-9]{{4,}}$",
            "description": "The number; never used again.",
        },
        "slug": own.pop("slug"),
        address_name(kind): {
            "type": "string",
            "format": "uri",
            "description": "The page for readers, in Chinese; in English under /en/.",
        },
        "version": {"type": "integer", "minimum": 1},
        "updated_at": {"type": "string", "format": "date-time"},
        **own,
        "computed": {
            "type": "object",
            "description": "What the portal concludes from the document and its neighbours.",
            "properties": computed,
            "required": list(computed),
            "additionalProperties": False,
        },
    }
    return {"type": "object", "properties": parts, "required": list(identity(kind)), "additionalProperties": False}


def published_schema(kind, computed):
    """The schema of a kind's items that stands for itself; the document alone is its part "document"."""
    document = json_schema(kind)
    return {
        "$schema": document.pop("$schema"),
        "title": kind.name,
        "description": "An item of the API. A whole one has all properties; `fields` leaves some out.",
        **item_schema(kind, computed, "#/$defs/document"),
        "$defs": {"document": document},
    }


def list_schema(item):
    """The JSON Schema of a part of a list."""
    address = {"type": ["string", "null"], "format": "uri"}
    properties = {
        "count": {"type": "integer", "minimum": 0, "description": "How many there are in all."},
        "next": address | {"description": "The next part; null at the end."},
        "previous": address | {"description": "The part before; null at the start."},
        "results": {"type": "array", "items": item},
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def values_meant(name):
    """What the values of a facet are, in words."""
    if name == LINKS:
        return (
            "Pages that it names, as kind:slug, such as case:tensorflow-google: claims about a case, users of a term."
        )
    return "Slugs of tags of this facet." if name in TAG_FACETS else "Values of this facet; others are refused."


def list_parameters(kind):
    """The query parameters of a kind's list."""
    facets = [
        query(
            name,
            values_meant(name),
            {"type": "array", "items": {"enum": list(CODES[name])} if name in CODES else TEXT},
            explode=True,
            style="form",
        )
        for name in facets_of(kind.name)
    ]
    year = {"type": "integer", "minimum": 1000, "maximum": 9999}
    return [
        query("q", f"Words to find, in either language; read up to {LONGEST_QUERY} characters.", TEXT),
        *facets,
        query("year_from", "From this year on.", year),
        query("year_to", "Until this year.", year),
        query("began_from", "Begun in this year or later.", year),
        query("began_to", "Begun in this year or earlier.", year),
        query("sort", "The order of the list.", {"enum": list(SORTS)}),
        query("page_size", "How many at once.", WHOLE | {"minimum": 1, "maximum": 100, "default": PAGE_SIZE}),
        query("cursor", "Where to go on: taken from `next` or `previous`.", TEXT),
        query("page", "Where to start, in pages, instead of a cursor.", WHOLE | {"minimum": 1, "maximum": MOST_PAGES}),
    ]
