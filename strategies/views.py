"""Pages of playbooks, and of the practices and challenges that their steps point to."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.addresses import site_address
from content.document import get_kind, localise, reader_language
from content.document.reading import TAGS
from content.models import Origin, Page
from content.related import related
from content.taking.offers import LICENCE, plain, publisher
from content.views import feeds, head, page_context, page_view, trail
from glossary.mentions import Mentions
from search.listing import Layout, listing
from search.models import SearchEntry
from strategies.document import ENOUGH, PUBLIC_SOURCES
from strategies.models import Strategy
from strategies.ticking import keys_of, progress_of
from strategies.wording import DIFFICULTIES, MATURITY

PROVED_ONCE = 2
MOST_WEAK = 3
"""So many of the cases that lack public sources are named."""


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
            "ticks": list(zip(keys, step["checklist"], strict=True)),
            "term_entries": loaded.entries("term", step["terms"]),
            "case_entries": loaded.entries("case", step["cases"]),
            "practice_entries": loaded.entries("practice", step["practices"]),
        }
        for step, keys in zip(document["steps"], keys_of(loaded.page.document), strict=True)
    ]
    context = page_context(request, loaded, crumbs=[trail("strategies")], linked=how_to(request, loaded)) | {
        "audience": audience,
        "stage": stage,
        "maturity": maturity,
        "maturity_reason": maturity_reason(computed),
        "missing": missing(loaded),
        "progress": progress_of(request, loaded),
        "items": sum(len(step["checklist"]) for step in steps),
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


def missing(loaded):
    """What the next level of maturity still takes: (its name, how many cases with public sources, is one that tested
    the playbook needed?, the linked cases that lack public sources); None at the highest level, and for what is not
    the playbook as it stands.
    """
    computed = loaded.page.computed
    if computed["maturity"] == max(MATURITY) or loaded.revision or loaded.preview:
        return None
    level = computed["maturity"] + 1
    needed = 1 if level == PROVED_ONCE else ENOUGH
    return {
        "level": level,
        "name": MATURITY[level],
        "cases": max(0, needed - computed["proved"]),
        "tested": level == max(MATURITY) and not computed["tested"],
        "weak": [entry for entry, _steps in used_by(loaded) if entry.evidence < PUBLIC_SOURCES][:MOST_WEAK],
    }


# --- Practices --------------------------------------------------------------------------------------------------------


@require_safe
def practices(request):
    description = _(
        "What the book lists one by one: ways of governing, deciding, sharing and working together, in groups."
    )
    language = reader_language()
    context = {
        "groups": groups_of(language, playbooks_in_order(language)),
        "crumbs": [(_("Practices"), "")],
        "meta": head(request, _("Practices"), description),
    }
    return render(request, "strategies/practices.html", context)


def playbooks_in_order(language):
    """The entries of all playbooks; one query."""
    return list(SearchEntry.objects.public().filter(kind="strategy", language=language).order_by("position"))


def groups_of(language, playbooks):
    """The groups in order with their practices; one query.

    Each group comes with its playbook, each practice with those whose steps use it.
    """
    pages = Page.objects.public().filter(kind__in=("practice_group", "practice")).order_by("pk")
    documents = [
        (page.kind, page.slug, localise(page.document, language)) for page in pages.only("kind", "slug", "document")
    ]
    groups = {
        slug: {"slug": slug, "document": document, "items": [], "strategy": None}
        for kind, slug, document in sorted(documents, key=lambda row: row[2]["position"])
        if kind == "practice_group"
    }
    using = {}
    for entry in playbooks:
        for key in entry.links:
            using.setdefault(key, []).append(entry)
        for group in groups.values():
            if group["document"]["strategy"] == entry.slug:
                group["strategy"] = entry
    for kind, slug, document in sorted(documents, key=lambda row: row[2]["position"]):
        if kind == "practice" and document["group"] in groups:
            item = {
                "slug": slug,
                "document": document,
                "anchor": slug.replace("/", "-"),
                "used_in": using.get(f"practice:{slug}", []),
            }
            groups[document["group"]]["items"].append(item)
    return list(groups.values())
