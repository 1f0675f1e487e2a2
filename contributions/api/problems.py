"""Why a request is refused, as problem details: each refusal of an action has its status."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException

from content.document.writing import faults
from contributions import refusals

STATUS = {
    refusals.NotAllowed: 403,
    refusals.TooMany: 429,
    refusals.StaleVersion: 412,
    refusals.BadDraft: 400,
    refusals.Incomplete: 422,
    refusals.Undecided: 422,
    refusals.Unsaid: 422,
}
"""All others are 409: not in the state in which the contribution is now."""


SECONDS_TO_WAIT = 3600
"""After a limit of the day: some of what counts may have become older than a day by then."""


class Problem(APIException):
    """A refusal with a status, words, the places it is about, and what else a program can use (`more`)."""

    def __init__(self, status, words, errors=(), **more):
        super().__init__(words)
        self.status_code = status
        self.more = more
        if status == 429:
            self.wait = SECONDS_TO_WAIT
        if errors:
            self.more["errors"] = [{"pointer": place, "detail": str(detail)} for place, detail in errors]


def pointer(*place):
    """A JSON pointer into the body, as a fragment (RFC 6901)."""
    return "#/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in place)


def part(place):
    """The pointer to a place that a check names: most are in the document, what stands beside it has its own."""
    if place[:1] == ("declarations",):
        return pointer(*place[1:])
    return pointer(*place) if place[:1] in {("sources",), ("proposals",)} else pointer("document", *place)


def of_refusal(refusal):
    """The problem of an action's refusal."""
    status = next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 409)
    errors, more = [], {}
    if isinstance(refusal, refusals.BadDraft):
        errors = [(part(place), _("This cannot be kept.")) for place in refusal.places if place]
    if isinstance(refusal, refusals.Incomplete):
        errors = [(part(finding.place), finding.words) for finding in refusal.findings]
    if isinstance(refusal, refusals.Undecided):
        errors = [(pointer("proposals", number), _("Decide on this one.")) for number in refusal.numbers]
    if isinstance(refusal, refusals.Unsaid):
        errors = [(pointer(refusal.name), refusal)]
    if isinstance(refusal, refusals.Collisions):
        more = {"collisions": [change.key for change in refusal.changes]}
    return Problem(status, str(refusal), errors, **more)


def of_faults(error):
    """The problem of a text that can no longer be published as it is."""
    found = [(pointer("document", *place), words) for place, words in faults(error.detail)]
    return Problem(422, _("It cannot be published as it is."), found)


def of_body(detail):
    """The problem of a body that is not what was asked for."""
    found = [(pointer(*place), words) for place, words in faults(detail)]
    return Problem(400, _("The body is not what is expected here."), found)
