"""Pages of cases: the list with its facets, and one case."""

from itertools import groupby

from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_safe

from cases import ledgers
from cases.models import Case, CaseStrategy, Outcome, Side
from community.replies import replies_to
from content.actions.indexing import texts
from content.addresses import site_address
from content.document import get_kind, reader_language
from content.document.reading import TAGS
from content.models import MEDIA, Confidence, Origin
from content.related import related
from content.taking.offers import LICENCE, organization, publisher, without_empty
from content.views import feeds, head, page_context, page_view, trail
from content.wording import PILLARS, evidence_name, minutes, period
from glossary.mentions import Mentions
from search.listing import Layout, listing

SIDES = [Side.COMMUNITY, Side.COMPANY, Side.NEUTRAL]


FACETS_SHOWN = (
    "mechanism", "category", "evidence", "technology", "outcome", "org", "operating_mode", "governance", "decision",
    "incentive", "benefit", "challenge", "context", "origin",
)  # fmt: skip


def case_labels():
    """What the values of a case's facets are called, where they are no pages: {facet: {value: words}}."""
    return {
        "evidence": {str(level): evidence_name(level) for level in (3, 2, 1, 0)},
        "outcome": dict(Case.Outcome.choices),
        "origin": dict(Origin.choices),
        "ledger": ledgers.labels(),
    }


def case_sorts():
    """The orders in which cases can stand: (name, words)."""
    return [
        ("updated", _("last updated")),
        ("year", _("year")),
        ("evidence", _("strongest evidence")),
        ("title", _("title")),
    ]


@require_safe
def case_list(request):
    shown = listing(
        request.GET,
        "case",
        reader_language(),
        Layout(
            facets=FACETS_SHOWN,
            labels=case_labels(),
            sorts=case_sorts(),
            more=("organization",),
        ),
    )
    description = _(
        "Collaborations of open-source communities and AI companies, by mechanism, field, evidence and year: "
        "who with whom, and what each side put in, gained and paid."
    )
    context = {
        "shown": shown,
        "entries": [(entry, parties_in_row(entry)) for entry in shown.entries],
        "crumbs": [(_("Cases"), "")],
        "meta": head(request, _("Cases"), description) | {"feed": feeds.address_of_list("cases", shown.filters)},
    }
    return render(request, "cases/list.html", context, status=shown.status)


@page_view("case")
def detail(request, loaded):
    document = loaded.document
    numbers = {source["entry"].slug: source["number"] for source in loaded.sources}
    context = page_context(request, loaded, crumbs=[trail("cases")], linked=article(request, loaded)) | {
        "parties": parties_of(loaded),
        "ledger": sorted(document["ledger"], key=lambda book: SIDES.index(book["side"])),
        "minutes": minutes(" ".join(texts(document))),
        "happened": happened(loaded),
        "images": loaded.pictures,
        "outcomes": [
            outcome
            | {
                "label": Outcome.Dimension(outcome["dimension"]).label,
                "number": numbers.get(outcome["figure"]["reference"]),
            }
            for outcome in document["outcomes"]
        ],
        "playbooks": playbooks(loaded),
        "replies": replies_to(loaded),
        "related": [
            (entry, row["reason"]) for row in document["related"] if (entry := loaded.entry("case", row["case"]))
        ],
        "alike": related(loaded),
        "evidence_reason": evidence_reason(loaded),
        "checks": checks(document),
        "facts": facts(loaded),
        "mentions": Mentions(loaded.language, loaded.page.collection_version),
    }
    return render(request, "cases/detail.html", context | {"toc": contents(context)})


def article(request, loaded):
    """What search engines learn of a case: who took part, when, and what it rests on."""
    document, site = loaded.document, site_address(request)
    period = document["period"]
    end = ".." if period["ongoing"] else period["end"]
    return {
        "@type": "Article",
        "headline": document["title"],
        "url": site + get_kind("case").path(document["slug"]),
        "inLanguage": TAGS[loaded.language],
        "datePublished": localdate(loaded.page.created_at).isoformat(),
        "dateModified": loaded.page.updated_at.isoformat(),
        "license": LICENCE,
        "author": publisher(loaded.language, site),
        "publisher": publisher(loaded.language, site),
        "keywords": [tag.title for tag in loaded.entries("tag", document["tags"])],
        "temporalCoverage": f"{period['start']}/{end}" if period["start"] and end else period["start"],
        "about": [
            organization(party["entry"], site) if party["entry"] else {"@type": "Organization", "name": party["name"]}
            for party in parties_of(loaded)
        ],
        "image": [image_object(image, site) for image in loaded.pictures],
        "citation": [
            without_empty({"@type": "CreativeWork", "name": source["entry"].title, "url": source["entry"].row["url"]})
            for source in loaded.sources
        ],
    }


def image_object(image, site):
    """An image as search engines take it."""
    return without_empty(
        {
            "@type": "ImageObject",
            "contentUrl": f"{site}{MEDIA}{image['file']}",
            "width": image["width"],
            "height": image["height"],
            "description": image["alt"],
            "caption": image["caption"],
            "creditText": image["credit"],
        }
    )


def parties_of(loaded):
    """The parties with the entries of their pages, communities first."""
    rows = loaded.document["parties"]
    return by_side([row | {"entry": loaded.entry("organization", row["organization"])} for row in rows])


def parties_in_row(entry):
    """The parties that a row of the list shows, without links."""
    return by_side([dict(row) for row in entry.row["parties"]])


def by_side(rows):
    """Parties, communities first; `with` marks the one after which the other side begins."""
    parties = sorted(rows, key=lambda row: SIDES.index(row["side"]))
    for party, following in zip(parties, parties[1:], strict=False):
        party["with"] = party["side"] != following["side"]
    return parties


def happened(loaded):
    """What was done: dated activities as a timeline, the others under the section of the book that tells of them."""
    activities = [
        row | {"practice_entry": loaded.entry("practice", row["practice"])} for row in loaded.document["activities"]
    ]
    undated = [row for row in activities if not row["date"]]
    groups = [
        (loaded.entry("chapter", section), list(rows))
        for section, rows in groupby(undated, key=lambda row: row["section"])
    ]
    return {"dated": [row for row in activities if row["date"]], "groups": groups}


def playbooks(loaded):
    """The playbooks that have this case among their steps, and those that the case names: entry, role, step, note."""
    rows = {row["strategy"]: row for row in loaded.document["strategies"]}
    named = loaded.entries("strategy", rows)
    using = [entry for entry in loaded.backlinks("strategy") if entry not in named]
    found = []
    for entry in [*named, *using]:
        row = rows.get(entry.slug)
        role = CaseStrategy.Role(row["role"]).label if row else ""
        found.append({"entry": entry, "role": role, "step": row and row["step"], "note": row["note"] if row else ""})
    return found


def evidence_reason(loaded):
    """Why the case stands at its level of evidence, as a sentence."""
    computed = loaded.page.computed
    titles = {entry.slug: entry.title for entry in loaded.entries("organization", computed["confirmed"])}
    confirmed = [party for party in loaded.document["parties"] if party["confirmed_on"]]
    names = filter(None, (titles.get(party["organization"]) or party["name"] for party in confirmed))
    sentences = {
        "no-source": _("Nothing but the book's word so far: editors have opened no source.")
        if loaded.document["origin"] == Origin.BOOK
        else _("No source that an editor opened stands behind it yet."),
        "one-source": _("Editors have opened one source; a second one, from somebody else, is still missing."),
        "parties-only": _(
            "Editors have opened %(sources)d sources, all of them published by the parties or by organisations "
            "that belong together with them."
        ),
        "independent": ngettext(
            "Editors have opened %(sources)d sources; %(outside)d of them was not published by a party.",
            "Editors have opened %(sources)d sources; %(outside)d of them were not published by a party.",
            computed["outside"],
        ),
        "confirmed": _(
            "Editors have opened %(sources)d sources, %(outside)d of them not published by a party; "
            "the account was confirmed by: %(names)s."
        ),
    }
    reason = sentences[computed["reason"]] % (computed | {"names": pgettext("between names", ", ").join(names)})
    if not computed["from_notes"]:
        return reason
    notes = ngettext(
        "%(number)d of them stands under an editor's note about the case.",
        "%(number)d of them stand under editors' notes about the case.",
        computed["from_notes"],
    ) % {"number": computed["from_notes"]}
    return f"{reason}{' ' if loaded.language == 'en' else ''}{notes}"


def checks(document):
    """What a reader should know about how this account came about: (label, words)."""
    rows = [
        (_("Standing of the book's account"), document["treatment"] and Case.Treatment(document["treatment"]).label),
        (_("In the book"), _("The book names this case without setting it out.") if document["implicit"] else ""),
        (
            _("How sure the editors are of what they found"),
            document["confidence"] and Confidence(document["confidence"]).label,
        ),
        (_("Still to be verified"), document["to_verify"]),
        (_("How this entry was put together"), document["compiled"]),
    ]
    return [(label, words) for label, words in rows if words]


FACETS = [
    (gettext_lazy("Ways of working"), ("category", "operating_mode")),
    (gettext_lazy("Field"), ("technology",)),
    (gettext_lazy("Governance"), ("governance", "decision")),
    (gettext_lazy("Incentives"), ("incentive",)),
    (gettext_lazy("Benefits"), ("benefit",)),
    (gettext_lazy("Difficulties"), ("challenge",)),
    (gettext_lazy("Where and who"), ("context",)),
]


def facts(loaded):
    """The facts beside the text: (label, entries or words)."""
    document = loaded.document
    tags = [tag for tag in loaded.entries("tag", document["tags"]) if tag.slug not in PILLARS]  # these stand at the top
    shown = {facet for _label, facets in FACETS for facet in facets}
    when = [words for words in (period(document["period"]), document["period"]["note"]) if words]
    return [
        (_("Period"), when or [_("Year not known")]),
        (_("Outcome"), [Case.Outcome(document["outcome_status"]).label]),
        *((label, [tag for tag in tags if tag.row["facet"] in facets]) for label, facets in FACETS),
        (_("Tags"), [tag for tag in tags if tag.row["facet"] not in shown]),
        (_("In the book"), loaded.entries("chapter", document["sections"])),
        (_("Where it comes from"), [Origin(document["origin"]).label]),
    ]


def contents(context):
    """The table of contents: (anchor, words) of the sections that the page has."""
    document, loaded = context["document"], context["loaded"]
    rows = [
        ("background", _("Background"), document["background"]),
        ("story", _("What happened"), context["happened"]["dated"]),
        ("how", _("How it was done"), context["happened"]["groups"]),
        ("images", _("Images"), context["images"]),
        ("outcomes", _("What came of it"), document["outcomes"]),
        ("friction", _("What went wrong"), document["what_went_wrong"]),
        ("use", _("What you can use"), document["lessons"] or context["playbooks"]),
        ("notes", _("Editor's notes"), loaded.claims),
        ("replies", _("Replies"), context["replies"]),
        ("evidence", _("Evidence and sources"), True),
        ("related", _("Related cases"), context["related"]),
        ("alike", _("In common with others"), context["alike"]),
    ]
    return [(anchor, words) for anchor, words, there in rows if there]
