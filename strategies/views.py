"""Pages of playbooks, and of the practices and challenges that their steps point to."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.addresses import site_address
from content.document import get_kind, localise
from content.document.reading import TAGS
from content.models import Origin, Page
from content.related import related
from content.taking import feeds
from content.taking.offers import LICENCE, plain, publisher
from content.views import head, page_context, page_view, reader_language, trail
from glossary.mentions import Mentions
from search.listing import Layout, listing
from search.models import SearchEntry
from strategies.models import Strategy

DIFFICULTIES = [
    ("ip", "ip-licensing", gettext_lazy("A patch is handed over: whose is it?")),
    ("quality", "stability-security", gettext_lazy("Somebody else's code goes into the product: who answers for it?")),
    ("return", "resource-return", gettext_lazy("Two years and a budget: what did it bring?")),
    (
        "communication",
        "communication",
        gettext_lazy("The company is quick, the community takes its time: how to keep step?"),
    ),
    ("management", "project-management", gettext_lazy("Both want the last word: what goes into the charter?")),
]
"""Where collaborations get stuck, by the book's fifth part: the practice of the group "challenge-solutions"
that describes it, the tag, the question."""

MATURITY = {
    1: gettext_lazy("Not proved by cases yet"),
    2: gettext_lazy("Used in checked cases"),
    3: gettext_lazy("Proved, also against failures"),
}


# --- Playbooks --------------------------------------------------------------------------------------------------------


@require_safe
def strategy_list(request):
    shown = listing(
        request.GET,
        "strategy",
        reader_language(),
        Layout(
            facets=("audience", "stage", "challenge", "maturity", "mechanism"),
            labels={
                "audience": dict(Strategy.Audience.choices),
                "stage": dict(Strategy.Stage.choices),
                "maturity": {str(level): words for level, words in MATURITY.items()},
                "origin": dict(Origin.choices),
            },
            sorts=[("order", _("order of the book")), ("updated", _("last updated")), ("title", _("title"))],
        ),
    )
    description = _(
        "Playbooks for communities and companies: when each fits, its steps with checklists, "
        "and the cases that used it."
    )
    counts = shown.found.counts["challenge"]
    context = {
        "shown": shown,
        "difficulties": [
            {"tag": tag, "words": shown.words.title("challenge", tag), "question": question, "count": counts[tag]}
            for _practice, tag, question in DIFFICULTIES
            if counts.get(tag)
        ],
        "entries": [(entry, *labels_of(entry.row)) for entry in shown.entries],
        "crumbs": [(_("Playbooks"), "")],
        "meta": head(request, _("Playbooks"), description)
        | {"feed": feeds.address_of_list("strategies", shown.filters)},
    }
    return render(request, "strategies/list.html", context, status=shown.status)


def labels_of(row):
    """For whom, at which stage, and how far proved, in words."""
    return Strategy.Audience(row["audience"]).label, Strategy.Stage(row["stage"]).label, MATURITY[row["maturity"]]


@page_view("strategy")
def detail(request, loaded):
    document, computed = loaded.document, loaded.page.computed
    audience, stage, maturity = labels_of(document | computed)
    steps = [
        step
        | {
            "term_entries": loaded.entries("term", step["terms"]),
            "case_entries": loaded.entries("case", step["cases"]),
            "practice_entries": loaded.entries("practice", step["practices"]),
        }
        for step in document["steps"]
    ]
    context = page_context(request, loaded, crumbs=[trail("strategies")], linked=how_to(request, loaded)) | {
        "audience": audience,
        "stage": stage,
        "maturity": maturity,
        "maturity_reason": maturity_reason(computed),
        "steps": steps,
        "used_by": used_by(loaded),
        "related": loaded.entries("strategy", document["related"]),
        "alike": related(loaded),
        "facts": [
            (_("For whom"), [audience]),
            (_("Stage"), [stage]),
            (_("Tags"), loaded.entries("tag", document["tags"])),
            (_("In the book"), loaded.entries("chapter", document["sections"])),
            (_("Practices"), loaded.backlinks("practice_group")),
            (_("Where it comes from"), [Origin(document["origin"]).label]),
        ],
        "mentions": Mentions(loaded.language, loaded.page.collection_version),
    }
    return render(request, "strategies/detail.html", context)


def how_to(request, loaded):
    """What search engines learn of a playbook: its steps, and for whom it is."""
    document = loaded.document
    return {
        "@type": "HowTo",
        "url": site_address(request) + get_kind("strategy").path(document["slug"]),
        "inLanguage": TAGS[loaded.language],
        "license": LICENCE,
        "publisher": publisher(loaded.language, site_address(request)),
        "audience": {"@type": "Audience", "audienceType": str(Strategy.Audience(document["audience"]).label)},
        "step": [
            {
                "@type": "HowToStep",
                "position": number,
                "name": step["title"],
                "text": plain(step["text"]) or step["title"],
            }
            for number, step in enumerate(document["steps"], start=1)
        ],
    }


def used_by(loaded):
    """The cases that name this playbook or stand under one of its steps: (entry, numbers of the steps)."""
    steps = {}
    for number, step in enumerate(loaded.document["steps"], start=1):
        for slug in step["cases"]:
            steps.setdefault(slug, []).append(number)
    slugs = dict.fromkeys([*steps, *(entry.slug for entry in loaded.backlinks("case"))])
    return [(entry, steps.get(entry.slug, [])) for entry in loaded.entries("case", slugs)]


def maturity_reason(computed):
    """Why the playbook stands at its maturity, as a sentence."""
    if computed["maturity"] == 1:
        return _("%(cases)d cases are linked to it; none of them rests on public sources yet.") % computed
    if computed["maturity"] == 2:
        return (
            _(
                "%(proved)d of the %(cases)d linked cases rest on public sources. For the highest level it takes "
                "three, one of them a case that did not simply succeed or one confirmed by a party."
            )
            % computed
        )
    return (
        _(
            "%(proved)d of the %(cases)d linked cases rest on public sources, and they include one that did not "
            "simply succeed or one confirmed by a party."
        )
        % computed
    )


# --- Practices and challenges -----------------------------------------------------------------------------------------


@require_safe
def practices(request):
    description = _(
        "What the book lists one by one: ways of governing, deciding, sharing and working together, in groups."
    )
    context = {
        "groups": groups_of(reader_language()),
        "crumbs": [(_("Practices"), "")],
        "meta": head(request, _("Practices"), description),
    }
    return render(request, "strategies/practices.html", context)


@require_safe
def challenges(request):
    groups = groups_of(reader_language(), challenges_only=True)
    items = [item for group in groups for item in group["items"]]
    solved = sum(1 for item in items if item["document"]["solution"])
    description = _(
        "Challenges of working together that the book names, with its solutions; the others are still open."
    )
    context = {
        "groups": groups,
        "solved": solved,
        "open": len(items) - solved,
        "crumbs": [trail("strategies"), (_("Challenges"), "")],
        "meta": head(request, _("Challenges"), description),
    }
    return render(request, "strategies/challenges.html", context)


def groups_of(language, *, challenges_only=False):
    """The groups in order with their practices: two queries, for the documents and for what links to them.

    Each practice comes with the playbooks whose steps use it.
    """
    pages = Page.objects.public().filter(kind__in=("practice_group", "practice")).order_by("pk")
    documents = [
        (page.kind, page.slug, localise(page.document, language)) for page in pages.only("kind", "slug", "document")
    ]
    groups = {
        slug: {"slug": slug, "document": document, "items": [], "strategy": None}
        for kind, slug, document in sorted(documents, key=lambda row: row[2]["position"])
        if kind == "practice_group" and (document["challenge"] or not challenges_only)
    }
    strategies = SearchEntry.objects.public().filter(kind="strategy", language=language)
    using = {}
    for entry in strategies.order_by("position"):
        for key in entry.links:
            using.setdefault(key, []).append(entry)
        for group in groups.values():
            if group["document"]["strategy"] == entry.slug:
                group["strategy"] = entry
    for kind, slug, document in sorted(documents, key=lambda row: row[2]["position"]):
        if kind == "practice" and document["group"] in groups:
            item = {
                "document": document,
                "anchor": slug.replace("/", "-"),
                "used_in": using.get(f"practice:{slug}", []),
            }
            groups[document["group"]]["items"].append(item)
    return list(groups.values())
