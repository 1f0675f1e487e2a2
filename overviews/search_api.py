"""The search for programs."""

import json

from django.utils.translation import gettext as _

from content.addresses import site_address
from content.api.items import etag_of, page_path
from content.api.openapi import TEXT, WHOLE, query
from content.api.problems import BadParameter
from content.api.views import ApiView
from content.document.page import kinds
from content.document.reading import document_language
from search.kinds import NOT_SEARCHED
from search.searching import MOST_PAGES, search

RESULT = {
    "type": "object",
    "properties": {
        "kind": {"type": "string"},
        "uid": {"type": "string"},
        "slug": {"type": "string"},
        "url": {"type": "string", "format": "uri"},
        "version": {"type": "integer", "minimum": 1},
        "language": {"enum": ["zh", "en"]},
        "title": {"type": "string"},
        "summary": {"type": "string"},
        "highlight": {
            "type": "array",
            "description": "The sentence that was found, in pieces; joined they are the text.",
            "items": {
                "type": "object",
                "properties": {"text": {"type": "string"}, "match": {"type": "boolean"}},
                "required": ["text", "match"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["kind", "uid", "slug", "url", "version", "language", "title", "summary", "highlight"],
    "additionalProperties": False,
}


class SearchView(ApiView):
    """Finds pages of all kinds by words: Chinese, pinyin, English; the best first."""

    operation = "search"
    answer_description = "A page of results, with how many there are of each kind."
    answer_errors = (400,)
    answer_parameters = (
        query("q", "Words, “phrases”, -exclusions, OR. At most 200 characters are read.", TEXT),
        query("kind", "Only pages of this kind; `counts` are of all.", TEXT),
        query("language", "Which text to search; else Accept-Language decides.", TEXT | {"enum": ["zh", "en"]}),
        query("exact", "Do not look for other names of the same thing.", TEXT | {"enum": ["1"]}),
        query("page", "Of twenty results each.", WHOLE | {"minimum": 1, "maximum": MOST_PAGES}),
    )
    answer_schema = {
        "type": "object",
        "properties": {
            "count": {"type": "integer", "minimum": 0},
            "next": {"type": ["string", "null"], "format": "uri"},
            "previous": {"type": ["string", "null"], "format": "uri"},
            "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "also": {"type": "array", "items": {"type": "string"}, "description": "Other names looked for too."},
            "instead": {"type": "string", "description": "What was looked for, since nothing has what was asked for."},
            "partly": {"type": "boolean", "description": "Do some results have only some of the words?"},
            "results": {"type": "array", "items": RESULT},
        },
        "required": ["count", "next", "previous", "counts", "also", "instead", "partly", "results"],
        "additionalProperties": False,
    }

    def get(self, request):
        self.allow_only("q", "kind", "language", "exact", "page")
        language = self.one_of("language", ("zh", "en")) or document_language(self.language)
        kind = self.one_of("kind", [name for name in kinds() if name not in NOT_SEARCHED])
        exact = self.one_of("exact", ("1",))
        found = search(
            request.GET.get("q", ""), language, kind=kind, page=self.number_of_part(MOST_PAGES), expand=not exact
        )
        site = site_address(request)
        text = json.dumps({
            "count": found.total,
            "next": self.address_of_part(site, found.page + 1) if found.page < found.pages else None,
            "previous": self.address_of_part(site, found.page - 1) if found.page > 1 else None,
            "counts": found.counts,
            "also": found.also,
            "instead": found.instead,
            "partly": found.partly,
            "results": [result(entry, site) for entry in found.entries],
        }, ensure_ascii=False)  # fmt: skip
        return self.answer(etag_of(text), lambda: text)

    def one_of(self, name, values):
        """A parameter's value, or "" when it is not given. Raises BadParameter for any but these."""
        value = self.request.GET.get(name, "")
        if value and value not in values:
            raise BadParameter(name, _("Give one of: %(names)s.") % {"names": ", ".join(values)})
        return value


def result(entry, site):
    """A result as programs read it."""
    return {
        "kind": entry.kind,
        "uid": entry.uid,
        "slug": entry.slug,
        "url": site + page_path(entry.kind, entry.slug),
        "version": entry.version,
        "language": entry.language,
        "title": entry.title,
        "summary": entry.summary,
        "highlight": [{"text": text, "match": match} for text, match in entry.text_parts],
    }
