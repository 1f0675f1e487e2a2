"""The home page."""

from datetime import date
from functools import lru_cache

from django.db.models import F, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.views import SIDES, parties_in_row
from content.document import Role, get_kind, kinds_with, localise, reader_language
from content.models import Page, Revision
from content.views import head
from content.wording import PILLARS
from search import collection
from search.models import SearchEntry
from strategies.wording import DIFFICULTIES

RECENT = 4
FEATURED_AMONG = 40
NEWEST = ("-updated_at", "-page_id")


@require_safe
def home(request):
    """Seven queries: entries, numbers, the term, the case, its document, changes, their notes. The numbers, the only
    dear ones, are counted once for each version of the collection."""
    language = reader_language()
    questions = asks()
    entries = opening_entries(language, questions)
    version = version_of(entries)
    numbers = count_facets(language) if version is None else kept_numbers(language, version)
    term = term_of_the_day(language, numbers.get(("term", ""), 0))
    featured = featured_case(language)
    context = {
        "pillars": pillars(numbers),
        "asks": answered(questions, entries),
        "featured": featured,
        "cases": numbers.get(("case", ""), 0),
        "difficulties": [
            {"tag": tag, "words": entry.title, "question": question, "text": entry.summary, "count": count}
            for slug, tag, question in DIFFICULTIES
            if (entry := entries.get(f"practice:challenge-solutions/{slug}"))
            if (count := numbers.get(("strategy", f"tag:{tag}")))
        ],
        "parts": [
            (entry, numbers.get(("chapter", f"part:{entry.slug}"), 1) - 1)
            for entry in entries.values()
            if entry.kind == "chapter" and entry.slug.isdecimal()
        ],
        "term": term,
        "changes": recent_changes(language),
        "meta": head(
            request,
            _("How open-source communities and AI companies get things done together"),
            _(
                "An open casebook: real collaborations of communities and AI companies, "
                "what each side put in, gained and paid, and playbooks made of what worked."
            ),
        ),
    }
    return render(request, "portal/home.html", context)


def pillars(numbers):
    """The three mechanisms: tag, character, what it is, number of cases."""
    rows = (
        ("co-creation", "创", _("Build what neither side could build alone")),
        ("sharing", "享", _("Put code, data and know-how on one table")),
        ("win-win", "赢", _("Both sides can say what they gained")),
    )
    return [
        {"slug": slug, "zi": zi, "words": words, "count": numbers.get(("case", f"tag:{slug}"), 0)}
        for slug, zi, words in rows
    ]


def version_of(entries):
    """Of the collection when these were read, before what is asked next; None when nothing kept can be relied on."""
    first = next(iter(entries.values()), None)
    return first.collection_version if first and not first.unsettled else None


@lru_cache(maxsize=4)
def kept_numbers(language, version):
    """The numbers at a version of the collection; of this process."""
    return count_facets(language)


def count_facets(language):
    """How many pages there are: {(kind, ""): all, (kind, "facet:value"): with this value}, for what the page counts."""
    kinds = ("case", "strategy", "term", "chapter")
    rows = SearchEntry.objects.public().filter(kind__in=kinds, language=language).count_values("kind")
    numbers = {}
    for kind, value, number in rows:
        numbers[kind, value] = number
        if value.startswith("origin:"):  # every page has one origin
            numbers[kind, ""] = numbers.get((kind, ""), 0) + number
    return numbers


def opening_entries(language, questions):
    """The entries of the book's parts, the five difficulties, and the playbooks that answer questions: by key."""
    keys = [f"practice:challenge-solutions/{slug}" for slug, _tag, _question in DIFFICULTIES]
    keys += [answer for _who, rows in questions for _words, answer in rows]
    entries = SearchEntry.objects.public().filter(Q(kind="chapter", row__level=1) | Q(key__in=keys), language=language)
    entries = entries.annotate(**collection.state_columns())
    return {entry.key: entry for entry in entries.order_by("position", "page_id")}


def term_of_the_day(language, total):
    """Another term every day, in the order of the glossary."""
    if not total:
        return None
    place = date.today().toordinal() % total
    entries = SearchEntry.objects.public().filter(kind="term", language=language).order_by("sort_title", "page_id")
    return next(iter(entries[place : place + 1]), None)  # one may have gone meanwhile


def featured_case(language):
    """The best-evidenced of the cases changed last, its parties and its ledger; one told under two mechanisms first."""
    entries = SearchEntry.objects.public().filter(kind="case", language=language).order_by(*NEWEST)
    recent = list(entries[:FEATURED_AMONG])
    if not recent:
        return None
    entry = max(recent, key=lambda entry: (entry.evidence, len(PILLARS.keys() & set(entry.row["tags"])), entry.slug))
    document = localise(Page.objects.values_list("document", flat=True).get(pk=entry.page_id), language)
    return {
        "entry": entry,
        "parties": parties_in_row(entry),
        "ledger": sorted(document["ledger"], key=lambda book: SIDES.index(book["side"])),
    }


def recent_changes(language):
    """The latest revisions of public pages that readers open: each page once, with its newest revision.

    The newest of each kind first, because the index has them in that order: of 100,000 pages no more are read.
    """
    entries = SearchEntry.objects.public().filter(language=language)
    first, *others = (entries.filter(kind=kind).order_by(*NEWEST)[:RECENT] for kind in kinds_with(Role.TAKEN))
    entries = list(first.union(*others, all=True).order_by(*NEWEST)[:RECENT])
    revisions = Revision.objects.filter(page_id__in=[entry.page_id for entry in entries], number=F("page__version"))
    newest = {revision.page_id: revision for revision in revisions.only("page_id", "number", "note", "created_at")}
    return [(entry, newest[entry.page_id]) for entry in entries if entry.page_id in newest]


def asks():
    """The questions of three sorts of readers: (who, [(question, "kind:slug" or address of the answer)])."""
    cases = reverse("cases:list")
    return [
        (
            _("I maintain an open-source project"),
            [
                (_("A company wants to join: what do we agree on first?"), "strategy:choose-collaboration"),
                (_("How do we keep decisions open and trusted?"), "strategy:decide-together"),
                (_("How do we get people to stay?"), "strategy:design-incentives"),
            ],
        ),
        (
            _("I do open source at an AI company"),
            [
                (_("Should we open this at all?"), "strategy:decide-open-source"),
                (_("How do I show that it was worth it?"), "strategy:evaluate"),
                (_("Which licence, and what about patents?"), "strategy:licence-and-ip"),
            ],
        ),
        (
            _("I do research or policy"),
            [
                (_("Which collaborations did not work out?"), f"{cases}?outcome=negative&outcome=mixed"),
                (_("Where does the book need correcting?"), reverse("content:claims")),
                (_("How is each claim graded?"), reverse("portal:about_evidence")),
            ],
        ),
    ]


def answered(questions, entries):
    """The questions with addresses, without those whose page does not stand among the entries."""
    rows = []
    for who, some in questions:
        found = [(words, answer) for words, answer in some if answer.startswith("/")]
        found += [
            (words, get_kind(entry.kind).path(entry.slug)) for words, answer in some if (entry := entries.get(answer))
        ]
        rows.append((who, found))
    return [(who, found) for who, found in rows if found]
