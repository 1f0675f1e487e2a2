"""Searching everything: which pages of all kinds have the words, the best first, and the sentence that shows it."""

from dataclasses import dataclass, field, replace
from itertools import islice

from search.chinese import words as cut_words
from search.grouping import Group, group_of, other_names, with_names
from search.guessing import SHORTENED, by_sound, corrected, in_full, meant
from search.highlighting import excerpt, parts
from search.lexicon import lexicon
from search.models import LARGE, SearchEntry
from search.nearness import nearest_first
from search.query import STOP_WORDS, Query, Word, parse
from search.ranking import PAGE_SIZE, ask

MOST_PAGES = 50
FEW = 20
"""With fewer pages that have all words, those that have some of them are shown too."""
ENOUGH = 0.15
"""The share of the words, by their rarity, that such a page must have."""
MOST_GUESSES, MOST_MENDINGS, MOST_MISHEARD, MOST_SHORTENED = 4, 3, 2, 2
"""So much is tried, so that no search takes more than 18 queries."""
HARDLY_ANY = 3
"""With fewer pages, names that may have been meant are offered."""


@dataclass
class Results:
    """A page of what was found."""

    query: Query
    """What was looked for."""
    typed: str = ""
    found: dict = field(default_factory=dict)
    """Primary key → score of this page's entries, best first."""
    entries: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    """Kind → number of pages."""
    also: list = field(default_factory=list)
    """Other names that were looked for too, as they are written."""
    instead: str = ""
    """What was looked for instead, because nothing was found."""
    partly: bool = False
    """Do these pages have only some of the words?"""
    looked_for: list = field(default_factory=list)
    """Groups of everything that was looked for (`search.grouping.Group`)."""
    missing: list = field(default_factory=list)
    """The groups of words of which no page has any."""
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
    also = first_that_finds(results, language, known)
    if (results.partly or results.total < HARDLY_ANY) and not results.instead:
        results.near = known.near(query.text)
    results.also = list(dict.fromkeys(also))
    show(results)
    return results


def first_that_finds(results, language, known):
    """Look as it was typed, else by sound, else as a known word that sounds so, else cut smaller, else as it was meant,
    until there is something of any kind on any page. Gives the other names that were looked for."""
    query = results.query
    ways = (as_typed, as_it_sounds, as_misheard, cut_smaller, as_meant) if results.expand else (as_typed,)
    for way in ways:
        also = way(results, query, language, known)
        if also is not None:
            look_for_parts(results, language, known)
            return also
    results.query = query
    return []


def as_typed(results, query, language, known):
    """What was typed; what is mistyped in it is read as it may have been meant."""
    if not results.expand:
        return [] if look(results, language, known, {}) else None
    results.query = with_names(query, known)
    others = other_names(results.query, known)
    short = [word for word in query.words if SHORTENED.fullmatch(word.text)][:MOST_SHORTENED]
    others |= {word: (*others.get(word, ()), *in_full(word.text, language)) for word in short}
    if not look(results, language, known, others):
        return None
    better = mended(results, language, known)
    return listed(others) if better is None else better


def as_it_sounds(results, query, language, known):
    """What was typed is pinyin, in full or by its initials."""
    results.query, heard = by_sound(query, known)
    if not heard or not look(results, language, known, heard):
        return None
    return [*(word.text for word in heard if word not in query.words), *listed(heard)]


def as_misheard(results, query, language, known):
    """A known word sounds like what was typed, or nearly so."""
    return first_instead(results, known.misheard(query.text)[:MOST_MISHEARD], language, known)


def cut_smaller(results, query, language, known):
    """Runs of characters that were taken for one word are cut."""
    results.query = parse(query.text, known.segmenter, whole=2)
    return [] if results.query.groups != query.groups and look(results, language, known, {}) else None


def as_meant(results, query, language, known):
    """Something that is written nearly so."""
    guesses = dict.fromkeys(guess for guess in meant(query, language, known) if guess != query.text)
    return first_instead(results, list(guesses)[:MOST_GUESSES], language, known)


def first_instead(results, guesses, language, known):
    """Look for each guess until something is found: its other names, None when nothing is."""
    for guess in guesses:
        if (others := instead(results, guess, language, known)) is not None:
            return listed(others)
    return None


def instead(results, guess, language, known):
    """Look for something else than what was typed. Gives its other names, None when nothing is found."""
    results.query = with_names(parse(guess, known.segmenter), known)
    others = other_names(results.query, known)
    if not look(results, language, known, others):
        return None
    results.instead = guess
    return others


def mended(results, language, known):
    """Where other words found something, look for what may have been meant by those that no page has: better is what
    leaves fewer of them and makes no other one. Gives the other names that were looked for, None when nothing better
    was found."""
    for guess in islice(corrected(results.query, results.missing, language, known), MOST_MENDINGS):
        other = replace(results)
        others = instead(other, guess, language, known)
        if others is not None and set(other.missing) < set(results.missing):
            vars(results).update(vars(other))
            return listed(others)
    return None


def listed(others):
    """All names of several words in one list."""
    return [name for names in others.values() for name in names]


def look(results, language, known, others):
    """Fill the counts and the primary keys of the page asked for, best first. With few pages that have all words, those
    that have much of them are taken too. Is there anything, of any kind, on any page?"""
    query = results.query
    wide = results.expand and len(query.groups) > 1
    groups = [group_of(group, others, wide, known) for group in query.groups]
    results.counts, results.found, _has = ask(results, language, groups)
    results.partly, results.missing = False, []
    if sum(results.counts.values()) < FEW:
        groups = look_for_some(results, language, known, groups)
    results.looked_for = groups
    return bool(results.counts)


def look_for_some(results, language, known, groups):
    """Fill in the pages that have much of the words. A name that few pages have is looked for by its parts too. Gives
    everything that was looked for."""
    query, before = results.query, results.counts
    if len(groups) == 1:
        groups = groups + parts_of(query.groups[0], known) if before else groups
    if len(groups) == 1:
        return groups
    results.counts, results.found, has = ask(results, language, groups, ENOUGH)
    results.missing = [group for group, there in zip(query.groups, has, strict=False) if not there]
    results.partly = results.counts != before
    return groups


def look_for_parts(results, language, known):
    """Look for the words that no page has by their parts too: once, after all that is mended."""
    parts = [part for group in results.missing for part in parts_of(group, known)]
    if parts:
        before, results.looked_for = results.counts, results.looked_for + parts
        results.counts, results.found, _has = ask(results, language, results.looked_for, ENOUGH)
        results.partly = results.partly or results.counts != before


def parts_of(words, known):
    """The words in a name of several words, each to be looked for by itself."""
    if len(words) > 1 or words[0].phrase:
        return []
    text = words[0].text
    found = dict.fromkeys(cut_words(text, known.segmenter))
    return [Group((Word(part),)) for part in found if part != text and part not in STOP_WORDS and len(part) > 1]


# --- What is shown ----------------------------------------------------------------------------------------------------


def show(results):
    """Read the entries that were found, the best first, each with its title and its best sentence marked: words that
    were typed before other names, and those before words that mean nearly the same. Of several words, pages that say
    them together come before others of the same page of results."""
    typed = [word.text for group in results.looked_for for word in group.words]
    needles = [*typed, *results.also, *(text for group in results.looked_for for text in group.alike)]
    rows = SearchEntry.objects.defer(*(column for column in LARGE if column != "body")).in_bulk(list(results.found))
    entries = [rows[pk] for pk in results.found if pk in rows]
    if len(results.query.groups) > 1:
        entries = nearest_first(entries, results.found, results.looked_for)
    for entry in entries:
        entry.title_parts = parts(entry.title, needles)
        entry.text_parts = sentence_of(entry, needles)
    results.entries = entries


def sentence_of(entry, needles):
    """The summary when it has what was looked for, else the best sentence of the text, else the summary."""
    summary = parts(entry.summary, needles) if entry.summary else []
    if any(marked for _piece, marked in summary):
        return summary
    return excerpt(entry.body, needles) or summary
