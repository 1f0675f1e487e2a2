"""Pages of the glossary: all terms by letter, and one term."""

from collections import Counter
from itertools import groupby

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.addresses import site_address
from content.document import get_kind, reader_language
from content.models import Origin
from content.related import related
from content.views import feeds, head, page_context, page_view, trail
from glossary.mentions import Mentions, known_terms
from glossary.models import Alias
from search.finding import Found, base, narrowed
from search.listing import Listing, arranged, asked
from search.models import SearchEntry
from search.vocabulary import Vocabulary

PAGE_SIZE = 100
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@require_safe
def term_list(request):
    """All terms by letter, in three queries: how many stand where, this page's terms, the names of the categories."""
    language = reader_language()
    names = category_names(language)
    words = Vocabulary({}, {f"term_category:{slug}": title for slug, title in names.items()}, ("term_category",))
    filters, faults = asked(request.GET, "term", words)
    letters, categories = count_terms(filters, language)
    first, total = (filters.page - 1) * PAGE_SIZE, sum(letters.values())
    entries = narrowed(base(filters, language), filters.chosen).order_by("letter", "sort_title", "page_id")
    entries = list(entries[first : first + PAGE_SIZE])
    found = Found(entries, total, {"term_category": categories}, filters.page, max(1, -(-total // PAGE_SIZE)))
    shown = Listing(filters, found, words, {"term_category": names}, faults=faults)
    shown = arranged(shown, language, ["term_category"])
    title = _("Glossary")
    context = {
        "meta": head(
            request, title, _("What the words mean on this site, from one sentence to the cases that use them.")
        )
        | {"feed": feeds.address_of_list("terms", filters)},
        "crumbs": [(title, "")],
        "shown": shown,
        "letters": letter_links(letters, filters),
        "groups": [
            (letter, anchor(letter), list(some)) for letter, some in groupby(entries, key=lambda entry: entry.letter)
        ],
    }
    return render(request, "glossary/list.html", context, status=shown.status)


def category_names(language):
    """What the categories of terms are called, in their order."""
    entries = (
        SearchEntry.objects.public().filter(kind="term_category", language=language).order_by("position", "page_id")
    )
    return dict(entries.values_list("slug", "title"))


def count_terms(filters, language):
    """How many terms stand under each letter, and in each category if none were chosen; one query."""
    entries = narrowed(base(filters, language), filters.chosen, leave_out="term_category").order_by()
    chosen = filters.chosen.get("term_category")
    letters, categories = Counter(), Counter()
    for letter, category, number in entries.values_list("letter", "row__term_category").annotate(number=Count("pk")):
        categories[category] += number
        if not chosen or category in chosen:
            letters[letter] += number
    return letters, categories


def letter_links(numbers, filters):
    """(letter, address of its first term) for the whole alphabet; "" where no term begins with it."""
    before, links = 0, []
    for letter in sorted({*LETTERS, *numbers}):
        page = before // PAGE_SIZE + 1
        path = (filters.query(page=page) if page != filters.page else "") + f"#letter-{anchor(letter)}"
        links.append((letter, path if letter in numbers else ""))
        before += numbers.get(letter, 0)
    return links


def anchor(letter):
    """A letter as it may stand in an id."""
    return letter if letter in LETTERS else "other"


@page_view("term")
def detail(request, loaded):
    document = loaded.document
    broader = loaded.entries("term", document["broader"])
    narrower = [entry for entry in loaded.backlinks("term") if document["slug"] in entry.row["broader"]]
    near = loaded.entries("term", document["related"])
    near += [entry for entry in loaded.backlinks("term") if entry not in [*near, *broader, *narrower]]
    previous, following = beside(loaded)
    context = page_context(request, loaded, crumbs=[trail("glossary")], linked=defined_term(request, loaded)) | {
        "other_title": loaded.page.document["title"]["en" if loaded.language == "zh" else "zh"],
        "relations": [(_("Easily confused or related"), near), (_("Broader"), broader), (_("Narrower"), narrower)],
        "uses": [
            (_("Cases"), loaded.backlinks("case")),
            (_("Playbooks"), loaded.backlinks("strategy")),
        ],
        "alike": related(loaded),
        "facts": facts(loaded),
        "mentions": Mentions(loaded.language, loaded.page.collection_version, leave_out=frozenset([document["slug"]])),
        "previous": previous,
        "following": following,
    }
    return render(request, "glossary/detail.html", context)


def defined_term(request, loaded):
    """What search engines learn of a term: its other names, and the glossary it stands in."""
    document, site = loaded.document, site_address(request)
    titles = [title for title in loaded.page.document["title"].values() if title and title != document["title"]]
    allowed = [row["text"] for row in document["aliases"] if row["status"] != Alias.Status.FORBIDDEN]
    return {
        "@type": "DefinedTerm",
        "url": site + get_kind("term").path(document["slug"]),
        "termCode": loaded.page.uid,
        "alternateName": list(dict.fromkeys([*titles, *allowed])),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": _("Glossary"), "url": site + reverse("glossary:list")},
    }


def beside(loaded):
    """The terms before and after this one in the list, or None; from the terms that are known for linking."""
    _matcher, known = known_terms(loaded.language, loaded.page.collection_version)
    terms = sorted(known.values(), key=lambda entry: (entry.letter, entry.sort_title, entry.page_id))
    place = next((number for number, entry in enumerate(terms) if entry.key == loaded.page.key), None)
    if place is None:
        return None, None
    return terms[place - 1] if place else None, terms[place + 1] if place + 1 < len(terms) else None


def facts(loaded):
    """The facts beside the text: (label, entries or words)."""
    document = loaded.document
    category = loaded.entry("term_category", document["term_category"])
    names = {status: [row["text"] for row in document["aliases"] if row["status"] == status] for status in Alias.Status}
    return [
        (_("Category"), [category.title] if category else []),
        (_("Also called"), names["preferred"] + names["allowed"]),
        (_("Short form"), names["abbreviation"]),
        (_("Do not write"), names["forbidden"]),
        (_("In the book"), loaded.chapters),
        (_("Tags"), loaded.entries("tag", document["tags"])),
        (_("Where it comes from"), [Origin(document["origin"]).label]),
    ]
