"""Proposed tags and organisations on the desk: each with pages that may be meant, and what the reviewer chose."""

from django.utils.translation import gettext as _

from community.models import Organization
from contributions.models import Act
from contributions.naming import named_page
from contributions.proposals.forms import facets
from contributions.proposals.known import known_pages, near
from contributions.proposals.proposal import called
from contributions.proposals.settling import Verdict
from contributions.refusals import Undecided

OTHER = "other"
"""Another page than those that were offered; its address is typed."""


def verdicts(proposals, given):
    """The Verdicts on what is proposed, as chosen in the form. Raises Undecided, and NotNow for an address of nothing.

    A choice is "take", "leave", "other" with an address, or the page that was offered: "tag:slug".
    """
    chosen = [given.get(f"proposal-{number}", "") for number in range(len(proposals))]
    if missing := [number for number, choice in enumerate(chosen) if not choice]:
        raise Undecided(missing)
    return [verdict(number, choice, given) for number, choice in enumerate(chosen)]


def verdict(number, choice, given):
    if choice == Act.TAKE:
        return Verdict(Act.TAKE)
    if choice == Act.LEAVE:
        return Verdict(Act.LEAVE, reason=given.get(f"proposal-{number}-reason", "").strip()[:300])
    address = given.get(f"proposal-{number}-page", "") if choice == OTHER else choice
    return Verdict(Act.REPLACE, named_page(address))


def shown(proposals, typed):
    """What the desk shows of each: its number, name and parts in words, pages that may be meant, what was typed."""
    known = {kind: known_pages(kind) for kind in {proposal["kind"] for proposal in proposals}}
    questions = dict(facets()) if "tag" in known else {}
    return [
        {
            "number": number,
            "proposal": proposal,
            "name": called(proposal),
            "sort": sort_of(proposal, questions),
            "near": near(proposal, known[proposal["kind"]]),
            "choice": typed.get(f"proposal-{number}", ""),
            "page": typed.get(f"proposal-{number}-page", ""),
            "reason": typed.get(f"proposal-{number}-reason", ""),
        }
        for number, proposal in enumerate(proposals)
    ]


def sort_of(proposal, questions):
    """What is proposed, in words: “New tag · Mechanism”, “New organisation · Company”."""
    if proposal["kind"] == "tag":
        return " · ".join((_("New tag"), questions.get(proposal["facet"], proposal["facet"])))
    return " · ".join((_("New organisation"), str(Organization.Kind(proposal["organization_kind"]).label)))
