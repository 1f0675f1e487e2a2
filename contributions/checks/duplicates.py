"""Pages that may already be about the same: same parties, a similar title, the same source."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from content.changes.differences import likeness
from content.models import Page, PageReference, translated
from search import chinese
from search.models import SearchEntry

ALIKE = 0.6
MOST = 5
TITLES_COMPARED = 20_000


def likely_duplicates(contribution, language="zh"):
    """[(entry, sentence)] of public pages that a new page may repeat, the likeliest first; none for suggestions."""
    if not contribution.is_new_page:
        return []
    kind, document = contribution.kind, contribution.document
    found = {}
    for reason, keys in (
        (_("the same source"), same_source(kind, contribution.sources)),
        (_("the same parties"), same_parties(kind, document)),
        (_("a similar title"), similar_title(kind, document)),
    ):
        for key in keys:
            found.setdefault(key, []).append(reason)
    likeliest = sorted(found, key=lambda key: -len(found[key]))[:MOST]
    entries = SearchEntry.objects.public().filter(key__in=likeliest, language=language)
    by_key = {entry.key: entry for entry in entries}
    return [(by_key[key], found[key]) for key in likeliest if key in by_key]


def same_source(kind, sources):
    urls = [source["url"] for source in sources if source.get("url")]
    if not urls:
        return []
    rows = PageReference.objects.filter(reference__url__in=urls, page__kind=kind)
    return [f"{kind}:{slug}" for slug in rows.values_list("page__slug", flat=True)[:MOST]]


def same_parties(kind, document):
    slugs = {row.get("organization") for row in document.get("parties", [])} - {None, ""}
    if kind != "case" or len(slugs) < 2:
        return []
    entries = SearchEntry.objects.public().filter(
        kind=kind, language="zh", facets__contains=[f"org:{slug}" for slug in sorted(slugs)]
    )
    return list(entries.values_list("key", flat=True)[:MOST])


def similar_title(kind, document):
    mine = [Counter(chinese.bigrams(text)) for text in (document.get("title") or {}).values() if text]
    if not mine:
        return []
    pages = Page.objects.public().filter(kind=kind).order_by("-pk").values_list("slug", *translated("title"))
    scored = []
    for slug, *titles in pages[:TITLES_COMPARED]:
        score = max(
            (likeness(bag, Counter(chinese.bigrams(title))) for bag in mine for title in titles if title), default=0
        )
        if score >= ALIKE:
            scored.append((score, f"{kind}:{slug}"))
    return [key for _score, key in sorted(scored, reverse=True)[:MOST]]
