"""Pages of organisations: the list with its kinds, and one organisation with its cases."""

from collections import Counter

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.document import SIDES
from community.models import Organization, OrganizationRelation
from content.addresses import site_address
from content.document import reader_language
from content.models import Origin
from content.related import related
from content.taking.offers import organization
from content.views import feeds, head, page_context, page_view, trail
from search.listing import Layout, listing
from search.models import SearchEntry

Relation = OrganizationRelation.Relation
MOST_MOMENTS = 12
"""Of the timeline on an organisation's page; all are on the timeline of everything."""


@require_safe
def organization_list(request):
    language = reader_language()
    shown = listing(
        request.GET,
        "organization",
        language,
        Layout(
            facets=("organization_kind", "origin"),
            labels={"organization_kind": dict(Organization.Kind.choices), "origin": dict(Origin.choices)},
            sorts=[("order", _("number")), ("title", _("name")), ("updated", _("last updated"))],
            tags=False,
        ),
    )
    title = _("Organisations")
    numbers = count_cases(shown.entries, language)
    context = {
        "meta": head(request, title, _("Communities and companies that work together, and what each took part in."))
        | {"feed": feeds.address_of_list("organizations", shown.filters)},
        "crumbs": [(title, "")],
        "shown": shown,
        "entries": [
            (entry, Organization.Kind(entry.row["organization_kind"]).label, numbers[entry.slug])
            for entry in shown.entries
        ],
    }
    return render(request, "community/list.html", context, status=shown.status)


def count_cases(entries, language):
    """How many cases each of these organisations takes part in; one query."""
    cases = SearchEntry.objects.public().filter(kind="case", language=language)
    rows = cases.filter(facets__overlap=[f"org:{entry.slug}" for entry in entries]).count_values()
    return Counter({value.removeprefix("org:"): number for value, number in rows if value.startswith("org:")})


@page_view("organization")
def detail(request, loaded):
    document = loaded.document
    context = page_context(request, loaded, crumbs=[trail("community")], linked=organisation(request, loaded)) | {
        "kind": Organization.Kind(document["organization_kind"]).label,
        "side": side_of(loaded),
        "relations": relations(loaded),
        "cases": cases_of(loaded),
        "dated": moments(loaded),
        "chapters": loaded.chapters,
        "published": [
            entry for entry in loaded.backlinks("reference") if entry.row["organization"] == document["slug"]
        ],
        "alike": related(loaded),
        "facts": facts(loaded),
    }
    context["meta"]["feed"] = (
        "" if loaded.revision or loaded.preview else reverse("community:feed", args=[document["slug"]])
    )
    return render(request, "community/detail.html", context)


def organisation(request, loaded):
    """What search engines learn of an organisation. Its address is its own; ours is that of the page about it."""
    document = loaded.document
    above = [row["organization"] for row in document["relations"] if row["relation"] == Relation.PART_OF]
    return {
        "@type": "Organization",
        "url": document["homepage"],
        "alternateName": document["aliases"],
        "foundingDate": str(document["founded"] or ""),
        "parentOrganization": [
            organization(entry, site_address(request)) for entry in loaded.entries("organization", above)
        ],
    }


def side_of(loaded):
    """The mark of the organisation: the circle of communities, the square of companies."""
    return SIDES.get(loaded.document["organization_kind"], "neutral")


def cases_of(loaded):
    """The cases it takes part in, each with the side it stands on."""
    slug = loaded.document["slug"]
    rows = []
    for entry in loaded.backlinks("case"):
        sides = [party["side"] for party in entry.row["parties"] if party["slug"] == slug]
        rows.append({"entry": entry, "side": sides[0] if sides else ""})
    return sorted(rows, key=lambda row: (not row["side"], row["entry"].position, row["entry"].uid))


def moments(loaded):
    """What the cases that it takes part in date, oldest first, the last ones only: rows, and how many there are. Of too
    many cases nothing is told here: `whole` is the address of all moments."""
    slug = loaded.document["slug"]
    whole = f"{reverse('overviews:timeline')}?org={slug}"
    if loaded.longer_lists:
        return {"rows": [], "all": 0, "whole": whole}
    cases = [entry for entry in loaded.backlinks("case") if f"org:{slug}" in entry.facets]
    rows = [(moment, entry) for entry in cases for moment in entry.row["dated"]]
    return {
        "rows": sorted(rows, key=lambda row: row[0]["date"])[-MOST_MOMENTS:],
        "all": len(rows),
        "whole": whole if len(rows) > MOST_MOMENTS else "",
    }


def relations(loaded):
    """How it belongs to others, from its own page and from theirs: (words, entry, note)."""
    own = [
        (Relation(row["relation"]).label, entry, row["note"])
        for row in loaded.document["relations"]
        if (entry := loaded.entry("organization", row["organization"]))
    ]
    from_there = {
        Relation.PART_OF: _("includes"),
        Relation.HOSTS: _("hosted by"),
        Relation.RENAMED_TO: _("formerly"),
        Relation.OWNS: _("owned by"),
    }
    slug = loaded.document["slug"]
    theirs = [
        (from_there[relation], entry, "")
        for entry in loaded.backlinks("organization")
        for other, relation in entry.row["relations"]
        if other == slug
    ]
    named = {entry.key for _words, entry, _note in own}
    return own + [row for row in theirs if row[1].key not in named]


def facts(loaded):
    """The facts beside the text: (label, entries or words)."""
    document = loaded.document
    founded = [str(document["founded"])] if document["founded"] else []
    return [
        (_("Kind"), [Organization.Kind(document["organization_kind"]).label]),
        (_("Founded"), [words for words in (*founded, document["founded_note"]) if words] or [_("to be added")]),
        (_("Also called"), document["aliases"]),
        (_("Projects and products"), document["products"]),
        (_("Tags"), loaded.entries("tag", document["tags"])),
        (_("Where it comes from"), [Origin(document["origin"]).label]),
    ]
