"""What a query looks for: its words, what else each is called, what means nearly the same, and what is tagged so."""

from dataclasses import dataclass, field, replace

from search.everyday import alike
from search.lexicon import key_of
from search.query import Word, any_of

LONGEST_NAME = 5
"""So many words are read together as one name."""

OTHER_NAME, NEARLY_SAME = 0.55, 0.75
"""What another name counts beside the word itself, and an everyday word that means nearly the same."""

SHORTEST_PINYIN = 4
"""Shorter ones are English words and names more often."""


@dataclass
class Group:
    """Words of which one has to be there, their other names, everyday words that mean nearly the same, and the facets
    ("tag:slug") of pages that are tagged so."""

    words: tuple
    names: list = field(default_factory=list)
    alike: list = field(default_factory=list)
    tagged: list = field(default_factory=list)

    @property
    def tiers(self):
        """[(words to look for, what one of them counts)] of the words, the other names, what means nearly the same."""
        return [(self.words, 1), (called(self.names), OTHER_NAME), (called(self.alike), NEARLY_SAME)]

    @property
    def matched(self):
        """PostgreSQL's query: one of the words, of the names or of what means the same."""
        return any_of(word.tsquery() for words, _value in self.tiers for word in words)

    @property
    def condition(self):
        """(SQL, parameters): a page is in this group."""
        if not self.tagged:
            return "matching @@ %s::tsquery", [self.matched]
        return "(matching @@ %s::tsquery OR facets && %s::varchar[])", [self.matched, self.tagged]


def called(names):
    """Names as words to look for, without those that nothing can have."""
    return [word for word in (Word(key_of(name)) for name in names) if word.tsquery()]


def with_names(query, known):
    """The query with each name of several words as one word: what has it as a whole is meant."""
    groups, left = [], list(query.groups)
    while left:
        for many in range(min(len(left), LONGEST_NAME), 0, -1):
            run = left[:many]
            simple = all(len(group) == 1 and not group[0].phrase for group in run)
            name = known.name_of(" ".join(group[0].text for group in run)) if simple and many > 1 else ""
            if name or many == 1:
                groups.append((Word(name),) if name else left[0])
                left = left[many:]
                break
    whole = known.name_of(query.text) if query.plain else ""
    return replace(query, groups=((Word(whole),),) if whole else tuple(dict.fromkeys(groups)))


def other_names(query, known):
    """{word: its other names}; a phrase is looked for in its own form only."""
    return {word: known.other_names(word.text) for word in query.words if not word.phrase}


def group_of(words, others, wide, known):
    """Words with their other names and, if the query is `wide`, with what means nearly the same and the pages that are
    tagged so; not for phrases."""
    names = [name for word in words for name in others.get(word, ())]
    loose = [word.text for word in words if wide and not word.phrase]
    near = [text for word in loose for text in alike(word)]
    return Group(words, names, near, [facet for word in loose for facet in known.facets_of(word)])


def groups_for_lists(query, known):
    """The groups of a query as lists look for them, in one go: also under other names, as a tag, and by its sound where
    no page is called so."""
    query = with_names(query, known)
    names = {word: (*others, *heard(word, known)) for word, others in other_names(query, known).items()}
    return [group_of(group, names, len(query.groups) > 1, known) for group in query.groups]


def heard(word, known):
    """The words that a Latin word may be the pinyin of, and what else these are called."""
    pinyin = len(word.text) >= SHORTEST_PINYIN and word.text.isascii() and not known.name_of(word.text)
    words = known.words_that_sound(word.text) if pinyin else ()
    return [name for each in words for name in (each, *known.other_names(each))]
