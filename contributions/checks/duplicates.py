"""Pages that may already be about the same: same parties, a similar title, the same source."""

from collections import Counter

from django.contrib.postgres.search import SearchRank
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from content.changes.matching import likeness
from content.models import PageReference
from search import chinese
from search.models import SearchEntry
from search.query import Lexemes, lexeme

ALIKE = 0.6
MOST = 5
TITLES_COMPARED = 200
TOKENS_ASKED = 60
"""So much of a title is enough to find others like it."""


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
    """The keys of pages whose names have most pairs of characters in common with the title. One query: the index
    gives those that share any in their names, the best first."""
    mine = [Counter(chinese.bigrams(text)) for text in (document.get("title") or {}).values() if text]
    tokens = list(dict.fromkeys(token for bag in mine for token in bag))[:TOKENS_ASKED]
    if not tokens:
        return []
    shared, in_names = (Lexemes(" | ".join(lexeme(token, weight) for token in tokens)) for weight in ("", "A"))
    entries = SearchEntry.objects.public().filter(kind=kind, language="zh", matching=shared)
    nearest = entries.order_by(SearchRank(F("ranking"), in_names).desc(), "-page_id").values_list("key", "names")
    scored = []
    for key, names in nearest[:TITLES_COMPARED]:
        bags = [Counter(chinese.bigrams(name)) for name in names]
        score = max((likeness(one, other) for one in mine for other in bags), default=0)
        if score >= ALIKE:
            scored.append((score, key))
    return [key for _score, key in sorted(scored, reverse=True)[:MOST]]
