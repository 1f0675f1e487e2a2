"""The kinds that all others use: facets, tags, references and claims."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.document.fields import Choice, Day, JsonPart, Number, PageLink, PageLinks, Plain, PlainList, Text, YesNo
from content.document.page import Kind, PageDocument, Role
from content.document.reading import choose
from content.models import Claim, Confidence, Facet, PageReferenceStance, PublisherKind, Reference, Tag


class FacetDocument(PageDocument):
    """A question that tags answer."""

    position = Number()


class TagDocument(PageDocument):
    """A word that pages are classified by. Its summary is its definition."""

    facet = PageLink("facet", needed=True)
    position = Number()
    aliases = PlainList()


class AlternativeDocument(JsonPart):
    """Another work that the book's entry may have meant."""

    reference_type = Choice(choices=Reference.Type.values)
    authors = PlainList()
    title = Plain()
    publisher = Plain()
    year = Number(least=1, most=2999, nullable=True)


class ReferenceDocument(PageDocument):
    """A source, as a bibliography needs it, and how far the book's own entry can be trusted."""

    position = Number()
    reference_type = Choice(choices=Reference.Type.values)
    authors = PlainList()
    container = Plain()
    publisher = Plain(limit=200)
    year = Number(least=1, most=2999, nullable=True)
    isbn = Plain(limit=20, pattern=r"[0-9Xx-]{10,20}", example="978-7-111-00000-1")
    doi = Plain(limit=200, pattern=r"10\.[0-9]{4,9}/\S+", example="10.1000/182")
    url = Plain(limit=1000, web_address=True)
    archived_url = Plain(limit=1000, web_address=True)
    publisher_kind = Choice(choices=PublisherKind.values)
    organization = PageLink("organization")
    last_checked = Day()
    in_book = YesNo()
    problems = PlainList()
    verdict = Choice(choices=Reference.Verdict.values, allow_blank=True, default="")
    confidence = Choice(choices=Confidence.values, allow_blank=True, default="")
    alternative = AlternativeDocument(allow_null=True, default=None)
    unsure = Text()
    relevance = Text()


class ClaimDocument(PageDocument):
    """Something the book or a contributor says, with an editor's finding. Title: the claim; summary: the note."""

    about = PageLinks()
    finding = Choice(choices=Claim.Finding.values, allow_blank=True, default="")
    confidence = Choice(choices=Confidence.values, allow_blank=True, default="")
    claimant = Choice(choices=Claim.Claimant.values, default=Claim.Claimant.BOOK)
    correction = Text()

    def validate_about(self, keys):
        if not keys:
            raise serializers.ValidationError(_("Say which page the claim is about."))
        return keys


def facet_entry(document, computed, language, neighbours):
    return {"position": document["position"]}


def tag_entry(document, computed, language, neighbours):
    facet = neighbours.get(f"facet:{document['facet']}")
    return {
        "position": (facet["position"] if facet else 0) * 1000 + document["position"],
        "facets": [f"facet:{document['facet']}"],
        "row": {"facet": document["facet"]},
    }


def reference_entry(document, computed, language, neighbours):
    shown = ("reference_type", "authors", "container", "publisher", "year", "url", "archived_url", "publisher_kind",
             "organization", "last_checked", "in_book", "verdict", "problems", "confidence", "alternative", "isbn",
             "doi")  # fmt: skip
    texts = {name: choose(document[name], language) for name in ("unsure", "relevance")}
    return {
        "position": document["position"],
        "row": {name: document[name] for name in shown} | texts,
        "year_from": document["year"],
        "facets": [f"publisher:{document['publisher_kind']}"] + (["in_book:yes"] if document["in_book"] else []),
    }


def affiliates(organization):
    """The organisations whose words a reader would not take for somebody else's: whole and parts, owner and owned,
    host and hosted, former name and present one. Each relation stands on the page of one of the two, so both are asked.
    """
    return sorted({row["organization"] for row in organization["relations"]}) if organization else []


def published_by(document, neighbours):
    """Who published a source: the organisation's affiliates, for the evidence that rests on it."""
    return {"affiliates": affiliates(neighbours.get(f"organization:{document['organization']}"))}


STATE_OF_FINDING = {
    Claim.Finding.NONE: "unverified",
    Claim.Finding.UNSUPPORTED: "unverified",
    Claim.Finding.DOUBTFUL: "disputed",
    Claim.Finding.SUPPORTED: "supported",
    Claim.Finding.OPINION: "opinion",
}
"""What an editor's finding makes of a claim; all other findings correct the book."""


def claim_state(document, neighbours):
    """The state of a claim, the reason as a word for the page to say, and the sources it rests on.

    A finding that corrects the book counts as a correction when a source that was opened supports it, or when the book
    contradicts itself; without a source the claim is disputed, since it is then the editors' word against the book's.
    Sources that contradict the finding, or only give context, carry nothing.
    """
    finding = document["finding"]
    sources = [
        {"reference": row["reference"], "organization": reference["organization"], **reference["computed"]}
        for row in document["references"]
        if row["stance"] == PageReferenceStance.SUPPORTS
        if (reference := neighbours.get(f"reference:{row['reference']}")) and reference["last_checked"]
    ]
    if finding == Claim.Finding.SUPPORTED and not sources:
        state, reason = "unverified", "no-source"
    elif finding in STATE_OF_FINDING:
        state, reason = STATE_OF_FINDING[finding], finding or "not-checked"
    elif finding == Claim.Finding.INCONSISTENT:
        state, reason = "corrected", "inconsistent"
    elif sources:
        state, reason = "corrected", "sources"
    else:
        state, reason = "disputed", "no-source"
    return {"state": state, "reason": reason, "sources": sources}


def claim_entry(document, computed, language, neighbours):
    sources = [
        {"slug": row["reference"], "title": choose(reference["title"], language), "url": reference["url"]}
        for row in document["references"]
        if (reference := neighbours.get(f"reference:{row['reference']}"))
    ]
    return {
        "row": {
            "state": computed["state"],
            "reason": computed["reason"],
            "finding": document["finding"],
            "confidence": document["confidence"],
            "correction": choose(document["correction"], language),
            "sources": sources,
            "about": document["about"],
        },
        "facets": [f"state:{computed['state']}", f"finding:{document['finding'] or 'none'}"],
    }


def reference_words(document, language):
    return [*document["authors"], document["publisher"], document["container"]]


FACET = Kind("facet", Facet, FacetDocument, "F", "content:tags", "facets", _("Facet"), _("Facets"), facet_entry)
TAG = Kind(
    "tag", Tag, TagDocument, "L", "content:tag", "tags", _("Tag"), _("Tags"), tag_entry, ("facet",),
    words=lambda tag, _language: tag["aliases"], known_by_name=True, place=8, roles=(Role.KEPT, Role.SHARED),
)  # fmt: skip
REFERENCE = Kind(
    "reference", Reference, ReferenceDocument, "R", "content:reference", "references", _("Source"), _("Sources"),
    reference_entry, ("organization",), compute=published_by, also=reference_words, section="references",
    list_name="content:references", place=9,
    roles=(Role.TAGGED, Role.KEPT, Role.SHARED),
)  # fmt: skip
CLAIM = Kind(
    "claim", Claim, ClaimDocument, "K", "content:claim", "claims", _("Claim"), _("Claims"), claim_entry, ("reference",),
    compute=claim_state, section="claims", list_name="content:claims", heading=_("Claims and corrections"), place=10,
    roles=(Role.TAGGED, Role.KEPT),
)  # fmt: skip
