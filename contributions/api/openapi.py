"""The description of this part of the API: who may, what is sent, what comes back."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from content.api.openapi import ERRORS, PROBLEM, TEXTS, ApiSchema, query
from content.api.problems import PROBLEM_JSON

TEXT, MOMENT = {"type": "string"}, {"type": ["string", "null"], "format": "date-time"}
MORE_ERRORS = {
    401: "Nobody is signed in, or the token has expired or was ended.",
    403: "The token was not made for this (`WWW-Authenticate` names the scope), or this person may not do it.",
    405: "`Allow` names the methods that the address takes.",
    409: "The contribution is not in a state for this; the words say in which it is.",
    412: "It has changed since it was read; `current` is its ETag now.",
    413: "More than can be taken at once.",
    415: "The body is no JSON.",
    422: "It cannot be sent or published as it is: see `errors`. Or the key was used for another text.",
    428: "`If-Match` is needed.",
}
BRIEF = {
    "uid": TEXT, "url": TEXT, "kind": TEXT, "target": {"type": ["string", "null"]}, "title": TEXTS, "state": TEXT,
    "held": TEXT, "version": {"type": "integer"}, "claimed": {"type": "boolean"}, "due": {"type": ["string", "null"]},
    "created_at": MOMENT, "updated_at": MOMENT, "submitted_at": MOMENT, "decided_at": MOMENT,
}  # fmt: skip
LIST = {
    "count": {"type": "integer"},
    "next": {"type": ["string", "null"], "format": "uri"},
    "results": {"type": "array", "items": {"type": "object", "properties": BRIEF, "required": list(BRIEF)}},
}
ITEM = BRIEF | {
    "base_version": {"type": ["integer", "null"]}, "round": {"type": "integer"}, "document": {"type": "object"},
    "sources": {"type": "array"}, "proposals": {"type": "array"}, "note": TEXT, "declarations": {"type": "object"},
    "page": {"type": ["object", "null"]}, "duplicate_of": {"type": ["string", "null"]},
    "follows": {"type": ["string", "null"]}, "steps": {"type": "array"}, "checks": {"type": "array"},
}  # fmt: skip
MESSAGE = {
    "number": {"type": "integer"}, "thread": {"type": ["integer", "null"]}, "place": TEXT, "quoted": TEXT,
    "text": TEXT, "by": TEXT, "at": MOMENT, "settled": {"type": "boolean"}, "staff_only": {"type": "boolean"},
}  # fmt: skip
ADDING = ("/messages/", "/images/")
"""Ends of addresses below a contribution at which something is added; its text stays as it is."""
IMAGE = {"file": TEXT, "width": {"type": "integer"}, "height": {"type": "integer"}}


def whole(properties, **more):
    return {"type": "object", "properties": properties | more, "required": list(properties)}


ANSWERS = {
    "contributions": LIST,
    "review": LIST,
    "messages": {"results": {"type": "array", "items": whole(MESSAGE)}},
    "item": ITEM,
}


class PersonalSchema(ApiSchema):
    """What each view and method needs and answers."""

    def get_operation_id(self):
        act = getattr(self.view, "act", "")
        method = {"GET": "read", "POST": act or "add", "PATCH": "change"}[self.method]
        return f"{self.view.operation}_{method}"

    def get_tags(self):
        return ["review" if self.path.startswith("/api/v1/review/") else "contributions"]

    def get_auth(self):
        return [{"token": []}, {"session": []}]

    def get_summary(self):
        return self.get_operation_id().replace("_", " ").capitalize()

    def get_description(self):
        return type(self.view).__doc__

    def get_override_parameters(self):
        found = [parameter for parameter in super().get_override_parameters() if parameter.name != "If-None-Match"]
        if "{uid}" in self.path:
            found.insert(0, OpenApiParameter("uid", str, OpenApiParameter.PATH, description="The number: N-0001."))
        if self.method == "POST" and self.path.endswith("/contributions/"):
            words = "Any text of your choice, another for each contribution: the same request twice is done once."
            found.append(OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, True, description=words))
        if self.needs_match:
            words = "The ETag of the contribution as you read it."
            found.append(OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, True, description=words))
        if self.answers == LIST and self.method == "GET":
            found += [query(name, words, TEXT) for name, words in self.list_parameters.items()]
        return found

    @property
    def list_parameters(self):
        own = {"state": "Only in this state."} if self.view.operation == "contributions" else {"show": "A shelf."}
        return own | {"page_size": "How many at once, at most 100.", "before": "Where to go on, taken from `next`."}

    @property
    def needs_match(self):
        return self.method != "GET" and "{uid}" in self.path and not self.path.endswith(ADDING)

    @property
    def answers(self):
        if self.path.endswith("/images/"):
            return IMAGE
        if self.path.endswith("/messages/"):
            return ANSWERS["messages"] if self.method == "GET" else MESSAGE
        if self.method == "GET" and "{uid}" not in self.path:
            return LIST
        return ITEM

    def get_request_serializer(self):
        return getattr(self.view, "body_of", {}).get(self.method)

    def get_response_serializers(self):
        problem = self.component("Problem", PROBLEM)
        made = self.method == "POST" and (self.path.endswith((*ADDING, "/revise/")) or "{uid}" not in self.path)
        codes = {400, 401, 403, 405, 406, 414, 415, 429, 500, 503} | ({404} if "{uid}" in self.path else set())
        codes |= {409, 413, 422} if self.method != "GET" else set()
        codes |= {412, 428} if self.needs_match else set()
        words = ERRORS | MORE_ERRORS
        return {201 if made else 200: OpenApiResponse(whole(self.answers), "As it is now.")} | {
            (code, PROBLEM_JSON): OpenApiResponse(problem, words[code]) for code in sorted(codes)
        }
