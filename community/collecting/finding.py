"""Finding collections by their titles. They are no pages: they have one language and no versions, so the index, which
has every page in both, is not for them. There are few, so their titles are kept in each process."""

from functools import lru_cache

from community.models import Collection
from search import chinese
from search.variants import stem
from search.vectors import lexemes_of

MOST_KEPT = 5_000
"""So many titles are looked through, of those that changed last."""


def titled(query, version):
    """The primary keys of public collections whose titles have what the query (`search.query.Query`) asks for.

    `version`: of everything public, or None when nothing that is kept can be relied on. A query when that has changed.
    """
    if not query.groups:
        return []
    return [
        pk
        for pk, lexemes in titles(version)
        if all(any(has(lexemes, word) for word in group) for group in query.groups)
        and not any(has(lexemes, word) for word in query.excluded)
    ]


def titles(version):
    """(primary key, lexemes of the title) of every public collection."""
    return read_titles() if version is None else kept_titles(version)


def read_titles():
    rows = Collection.objects.public().order_by("-updated_at").values_list("pk", "title")[:MOST_KEPT]
    return [(pk, frozenset(lexemes_of([title]))) for pk, title in rows]


@lru_cache(maxsize=1)
def kept_titles(version):
    """The titles at a version of everything public; of this process."""
    return read_titles()


def has(lexemes, word):
    """Does a title with these lexemes have the word, in the sense of `Word.tsquery`?"""
    return all(
        any(lexeme.startswith(token) for lexeme in lexemes)
        if len(token) == 1 and chinese.is_han(token)
        else token in lexemes or (not word.phrase and f"~{stem(token)}" in lexemes)
        for token in chinese.bigrams(word.text)
    )
