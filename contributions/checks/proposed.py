"""What is to be said of proposed tags and organisations: what is missing, and what is here already."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from content.document.page import get_kind
from content.document.writing import KnownPages, check, faults
from contributions.checks.finding import Finding
from contributions.proposals.known import known_pages, near, same
from contributions.proposals.proposal import called, document_of, fault_of_name, is_a_party, names_of

NEEDED = {
    "tag": {
        "facet": _("Say which question the new tag “%(name)s” answers."),
        "note": _("Say in a line why the new tag “%(name)s” is needed."),
    },
    "organization": {"organization_kind": _("Say what kind of organisation “%(name)s” is.")},
}

ABOUT = {"tag": _("The new tag “%(name)s”: "), "organization": _("The new organisation “%(name)s”: ")}


def unready(row):
    """What keeps proposals from being sent."""
    before = set()
    for number, proposal in enumerate(row.proposals):
        mine = names_of(proposal)
        found = [] if mine else [("name", _("Give a name in at least one language."))]
        found += [(part, words) for part, words in NEEDED[proposal["kind"]].items() if not proposal[part]]
        if mine & before:
            found.append(("name", _("“%(name)s” is proposed twice.")))
        if proposal["kind"] == "organization" and not is_a_party(proposal, row.document):
            found.append(("name", _("Name “%(name)s” among the parties too, in the same words.")))
        found = found or misshapen(proposal)
        before |= mine
        yield from (
            Finding(("proposals", number, part), "proposal", words, {"name": called(proposal)}, True)
            for part, words in found
        )


def misshapen(proposal):
    """What the kind's own rules say against the page that would be made of a proposal, and its name."""
    found = [("name", words) for words in map(fault_of_name, filter(None, proposal["name"].values())) if words]
    try:
        check(get_kind(proposal["kind"]), document_of(proposal, "proposed"), KnownPages())
    except ValidationError as error:
        found += [(keys[0] if keys else "name", message) for keys, message in faults(error.detail)]
    return [(part, ABOUT[proposal["kind"]] + str(words).replace("%", "%%")) for part, words in found]


def here_already(proposals):
    """Advice: pages that a proposal may mean. One query for each kind that is proposed."""
    known = {kind: known_pages(kind) for kind in {proposal["kind"] for proposal in proposals}}
    for number, proposal in enumerate(proposals):
        pages, titles = known[proposal["kind"]], [page.title for page in near(proposal, known[proposal["kind"]])]
        if not titles:
            continue
        words = (
            _("“%(name)s” may be here already: %(titles)s")
            if not same(proposal, pages)
            else _("“%(name)s” is here already: %(titles)s")
        )
        yield Finding(
            ("proposals", number, "name"), "near", words, {"name": called(proposal), "titles": " · ".join(titles)}
        )
