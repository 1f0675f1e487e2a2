"""The finder for programs: the questions with their answers, and what fits those that were given."""

import json

from django.utils import translation
from django.utils.translation import gettext as _

from content.addresses import site_address
from content.api.items import etag_of, page_path
from content.api.openapi import TEXT, query
from content.api.problems import BadParameter
from content.api.refusing import bad_parameter
from content.api.views import ApiView
from content.document.reading import TAGS, document_language
from overviews import fitting
from overviews.finder import answered
from overviews.fitting import KINDS, QUESTIONS
from search.vocabulary import vocabulary

NUMBER = {"type": "integer", "minimum": 0}
WORDS = {"type": "array", "items": TEXT}


def record(**properties):
    """The schema of a mapping with exactly these parts."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def rows(**properties):
    """The schema of a list of such mappings."""
    return {"type": "array", "items": record(**properties)}


class FinderView(ApiView):
    """A few questions, and the playbooks and cases that fit most of the answers, with what fits and what does not."""

    operation = "finder"
    answer_description = "The questions, and for each kind that the answers are about what fits them, the best first."
    answer_errors = (400,)
    answer_parameters = (
        *(query(question.facet, "Answers to a question of the finder; any of several will do.",
                {"type": "array", "items": TEXT}) for question in QUESTIONS),
        query("language", "In which language; else Accept-Language decides.", TEXT | {"enum": list(TAGS)}),
    )  # fmt: skip
    answer_schema = record(
        language={"enum": list(TAGS)},
        questions=rows(name=TEXT, question=TEXT, kinds=WORDS, answers=rows(value=TEXT, words=TEXT, count=NUMBER)),
        found=rows(
            kind={"enum": list(KINDS)},
            asked=NUMBER | {"description": "How many of the answered questions are about this kind."},
            some=NUMBER | {"description": "How many pages fit at least one of them."},
            whole=NUMBER | {"description": "How many fit all."},
            without=rows(name=TEXT, count=NUMBER)
            | {"description": "Where none fits all: how many would, were this question not answered."},
            results=rows(
                kind=TEXT, uid=TEXT, slug=TEXT, url=TEXT | {"format": "uri"}, version=NUMBER, title=TEXT, summary=TEXT,
                fitting=NUMBER, fits=WORDS, differs=WORDS, silent=WORDS,
            ),
        ),
    )  # fmt: skip

    def get(self, request):
        language = self.asked_language()
        with translation.override(TAGS[language].lower()):
            words, numbers = vocabulary(language), fitting.count_answers(language)
            chosen, faults = answered(request.GET, words)
            if faults:
                raise bad_parameter(faults[0])
            found = [fitting.fitting(kind, chosen, numbers, words, language) for kind in KINDS]
            site = site_address(request)
            text = json.dumps({
                "language": language,
                "questions": [asked(question, words, numbers) for question in QUESTIONS],
                "found": [section(one, site) for one in found if one.asked],
            }, ensure_ascii=False)  # fmt: skip
        return self.answer(etag_of(text), lambda: text)

    def asked_language(self):
        """The language of the answer. Raises BadParameter for what no parameter of the finder can be."""
        for name in self.request.GET:
            if name not in ("language", *(question.facet for question in QUESTIONS)):
                raise BadParameter(name[:50], _("There is no such parameter here."))
        language = self.request.GET.get("language") or document_language(self.language)
        if language not in TAGS:
            raise BadParameter("language", _("Give one of: %(names)s.") % {"names": ", ".join(TAGS)})
        return language


def asked(question, words, numbers):
    """A question and what can be answered."""
    return {
        "name": question.facet,
        "question": str(question.words),
        "kinds": list(question.kinds),
        "answers": [
            {"value": value, "words": name, "count": number}
            for value, name, number, _chosen in fitting.options(question, words, numbers, [])
        ],
    }


def section(found, site):
    """What fits of one kind."""
    return {
        "kind": found.kind,
        "asked": found.asked,
        "some": found.some,
        "whole": found.whole,
        "without": [{"name": question.facet, "count": number} for question, number in found.ways_out],
        "results": [
            {
                "kind": row.entry.kind,
                "uid": row.entry.uid,
                "slug": row.entry.slug,
                "url": site + page_path(row.entry.kind, row.entry.slug),
                "version": row.entry.version,
                "title": row.entry.title,
                "summary": row.entry.summary,
                "fitting": row.entry.fitting,
                "fits": row.fits,
                "differs": row.otherwise,
                "silent": row.silent,
            }
            for row in found.rows
        ],
    }
