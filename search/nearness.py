"""How near to each other the words of a query stand: a page that says them in one sentence is about them together."""

import functools
import math
import operator
import re

from search import chinese
from search.highlighting import MOST_READ
from search.ranking import COMMON, RAREST
from search.variants import stem

TOGETHER = 0.15
"""What a word counts more, by its rarity, on pages that say it in their best sentence."""
SHORTEST_STEM = 4
"""A shorter word is looked for as it is."""


def nearest_first(entries, scores, groups):
    """Entries with their scores, those before others that have more of what is looked for in one sentence. In: entries,
    {primary key: score}, groups (`search.grouping.Group`). Out: the entries in order. Raises: nothing."""
    needles = [needles_of(group) for group in groups]
    said = [sentences_with(entry, needles) for entry in entries]
    rare = [
        rarity(sum(any(line[place] for line in lines) for lines in said), len(said)) for place in range(len(groups))
    ]
    gained = {
        entry.pk: TOGETHER * max((sum(map(operator.mul, line, rare)) for line in lines), default=0)
        for entry, lines in zip(entries, said, strict=True)
    }
    return sorted(entries, key=lambda entry: -scores[entry.pk] - gained[entry.pk])


def rarity(having, many):
    """What a word counts that so many of the pages have."""
    return math.log(COMMON + min(many / having, RAREST)) if having else 0


def needles_of(group):
    """[(patterns that a sentence has to have which says one of the group's words, what that counts)]."""
    return [
        ([needle(token) for token in chinese.tokens(word.text)], value)
        for words, value in group.tiers
        for word in words
    ]


@functools.lru_cache(maxsize=2_000)
def needle(token):
    """How a token stands in a sentence: a Latin word from its beginning on, in all its forms unless it is short."""
    root = stem(token)
    if not token.isascii():
        return re.compile(re.escape(token))
    whole = "" if len(root) >= SHORTEST_STEM else "(?![a-z0-9])"
    return re.compile(rf"(?<![a-z0-9]){re.escape(root if not whole else token)}{whole}")


def sentences_with(entry, needles):
    """For each sentence of a page that has anything of them, what it has of each group."""
    every = {piece.pattern for group in needles for pieces, _value in group for piece in pieces}
    anything = re.compile("|".join(every) or "$^")
    text = chinese.comparable(f"{entry.title}\n{entry.summary}\n{entry.body[:MOST_READ]}")
    return [
        [
            max((value for pieces, value in group if all(piece.search(line) for piece in pieces)), default=0)
            for group in needles
        ]
        for line in text.split("\n")
        if anything.search(line)
    ]
