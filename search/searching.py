"""Searching everything: which pages of all kinds have the words, the best first, and the sentence that shows it."""

from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from search.chinese import is_han, pinyin, quote_lexeme, tokens
from search.chinese import words as cut_words
from search.everyday import alike
from search.highlighting import excerpt, parts
from search.lexicon import NEAR, key_of, lexicon
from search.models import LARGE, SearchEntry
from search.query import STOP_WORDS, Lexemes, Query, Word, parse
from search.ranking import PAGE_SIZE, Group, ask
from search.vectors import spoken

MOST_PAGES = 50
FEW = 20
"""With fewer pages that have all words, those that have some of them are shown too."""
ENOUGH = 0.15
"""The share of the words, by their rarity, that such a page must have."""
LONGEST_NAME = 5
"""So many words are read together as one name."""
SURE_LETTERS = 2
"""So many letters at the beginning of a word are hardly ever mistyped."""
MOST_READ = 300
"""Names that are read for one."""
MOST_GUESSES = 4
HARDLY_ANY = 3
"""With fewer pages, names that may have been meant are offered."""


@dataclass
class Results:
    """A page of what was found."""

    query: Query
    """What was looked for."""
    typed: str = ""
    found: list = field(default_factory=list)
    """The primary keys of this page's entries, best first."""
    entries: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    """Kind → number of pages."""
    also: list = field(default_factory=list)
    """Other names that were looked for too, as they are written."""
    instead: str = ""
    """What was looked for instead, because nothing was found."""
    partly: bool = False
    """Do these pages have only some of the words?"""
    near: list = field(default_factory=list)
    """Names that may have been meant."""
    kind: str = ""
    page: int = 1
    expand: bool = True
    """Are other names and words that mean nearly the same looked for too?"""
    version: int | None = None
    """Of the collection that was searched; None when nothing that is kept can be relied on."""

    @property
    def total(self):
        """How many pages there are, of the kind asked for."""
        return self.counts.get(self.kind, 0) if self.kind else sum(self.counts.values())

    @property
    def pages(self):
        return max(1, min(MOST_PAGES, -(-self.total // PAGE_SIZE)))


def search(text, language, *, kind="", page=1, expand=True):
    """Find pages in one language. In: what was typed; `expand`: also by other names. Raises: nothing.

    Three queries; more when little is found as it was typed.
    """
    known = lexicon()
    query = parse(text, known.segmenter)
    results = Results(query, typed=query.text, kind=kind, page=page, expand=expand, version=known.version)
    if not query.groups:
        return results
    also = first_that_finds(results, language, known, expand)
    if (results.partly or results.total < HARDLY_ANY) and not results.instead:
        results.near = known.near(query.text)
    results.also = list(dict.fromkeys(also))
    show(results, [*(word.text for word in results.query.words), *results.also])
    return results


def first_that_finds(results, language, known, expand):
    """Look as it was typed, else by sound, else cut smaller, else as it was meant, until there is something of any kind
    on any page. Gives the other names that were looked for."""
    query = results.query
    if expand:
        results.query = with_names(query, known)
    others = other_names(results.query, known) if expand else {}
    if look(results, language, known, others):
        return listed(others)
    if not expand:
        return []
    heard = by_sound(results, known)
    if heard and look(results, language, known, heard):
        return [*(word.text for word in heard if word not in query.words), *listed(heard)]
    results.query = parse(query.text, known.segmenter, whole=2)
    if results.query.groups != query.groups and look(results, language, known, {}):
        return []
    guesses = dict.fromkeys(guess for guess in meant(query, language, known) if guess != query.text)
    for guess in list(guesses)[:MOST_GUESSES]:
        results.query = parse(guess, known.segmenter)
        others = other_names(results.query, known)
        if look(results, language, known, others):
            results.instead = guess
            return listed(others)
    results.query = query
    return []


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


def listed(others):
    """All names of several words in one list."""
    return [name for names in others.values() for name in names]


def by_sound(results, known):
    """{word: the others that sound so, and its other names}, where what was typed may be pinyin, in full or by its
    initials: the query is then about the words that sound so."""
    query = results.query
    if len(query.groups) > 1 and known.words_that_sound(query.text):
        query = replace(query, groups=((Word("".join(tokens(query.text))),),))
    heard = {word: known.words_that_sound(word.text) for word in query.words}
    if not any(heard.values()):
        return {}
    likeliest = {word: Word(words[0]) if words else word for word, words in heard.items()}
    groups = tuple(tuple(likeliest[word] for word in group) for group in query.groups)
    results.query = replace(query, groups=groups)
    return {
        likeliest[word]: tuple(dict.fromkeys([*words[1:], *known.other_names(likeliest[word].text)]))
        for word, words in heard.items()
    }


def meant(query, language, known):
    """What may have been meant by words that nothing has, likeliest first."""
    respelt = [known.respelt(word.text) or word.text for word in query.words]
    yield from known.near(query.text, 1)
    if respelt != [word.text for word in query.words]:
        yield " ".join(respelt)
    if is_han(query.text[:1]):
        yield from sounding(query.text, language)
    else:
        yield from spelt_nearly(query.text, language)


def sounding(text, language):
    """Words in names of pages that sound like this one and are written otherwise. One query."""
    syllables = pinyin(text)
    lexeme = quote_lexeme("".join(syllables)[:80])
    entries = SearchEntry.objects.public().filter(language=language, starting=Lexemes(f"{lexeme}:*"))
    for names in entries.order_by("page_id").values_list("names", flat=True)[:5]:
        for name in names:
            pieces, sounds = spoken(name)
            for place in range(len(sounds) - len(syllables) + 1):
                if sounds[place : place + len(syllables)] == syllables:
                    yield "".join(pieces[place : place + len(syllables)])


def look(results, language, known, others):
    """Fill the counts and the primary keys of the page asked for, best first. With few pages that have all words, those
    that have much of them are taken too. Is there anything, of any kind, on any page?"""
    wide = results.expand and len(results.query.groups) > 1
    groups = [group_of(group, others, wide) for group in results.query.groups]
    results.counts, results.found = ask(results, language, groups)
    results.partly = False
    before = results.counts
    if sum(before.values()) < FEW:
        if before and len(groups) == 1:
            groups += parts_of(results.query.groups[0], known)
        if len(groups) > 1:
            results.counts, results.found = ask(results, language, groups, ENOUGH)
            results.partly = results.counts != before
    return bool(results.counts)


def group_of(words, others, wide):
    """Words with their other names and, if the query is `wide`, with what means nearly the same; not for phrases."""
    names = [name for word in words for name in others.get(word, ())]
    near = [text for word in words if wide and not word.phrase for text in alike(word.text)]
    return Group(words, names, near)


def parts_of(words, known):
    """The words in a name of several words, each to be looked for by itself."""
    if len(words) > 1 or words[0].phrase:
        return []
    text = words[0].text
    found = dict.fromkeys(cut_words(text, known.segmenter))
    parts = [part for part in found if part != text and part not in STOP_WORDS and len(part) > 1]
    return [Group((Word(part),), []) for part in parts] if len(parts) > 1 else []


def spelt_nearly(text, language):
    """Words in names that begin like this one and are spelt nearly so. One query."""
    typed = key_of(text)
    lexeme = quote_lexeme(typed[:SURE_LETTERS])
    entries = SearchEntry.objects.public().filter(language=language, starting=Lexemes(f"{lexeme}:*"))
    rows = entries.order_by("page_id").values_list("names", flat=True)[:MOST_READ]
    names = [name for row in rows for name in row]
    words = dict.fromkeys(word for name in names for word in tokens(name) if len(word) > 3)
    near = process.extract(typed, list(words), scorer=fuzz.ratio, score_cutoff=NEAR)
    yield from (word for word, _score, _place in near)


# --- What is shown ----------------------------------------------------------------------------------------------------


def show(results, needles):
    """Read the entries that were found, in order, each with its title and its best sentence marked."""
    entries = SearchEntry.objects.defer(*(column for column in LARGE if column != "body")).in_bulk(results.found)
    for pk in results.found:
        entry = entries.get(pk)
        if entry is None:
            continue
        entry.title_parts = parts(entry.title, needles)
        entry.text_parts = sentence_of(entry, needles)
        results.entries.append(entry)


def sentence_of(entry, needles):
    """The summary when it has what was looked for, else the best sentence of the text, else the summary."""
    summary = parts(entry.summary, needles) if entry.summary else []
    if any(marked for _piece, marked in summary):
        return summary
    return excerpt(entry.body, needles) or summary
