"""What may have been meant by words that nothing has: how they sound, how they are spelt, what belongs together."""

import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from search.chinese import is_han, pinyin, quote_lexeme, tokens
from search.lexicon import NEAR, SURE, key_of
from search.models import SearchEntry
from search.query import Lexemes, Word
from search.vectors import compounds, spoken

SURE_LETTERS = 2
"""So many letters at the beginning of a word are hardly ever mistyped."""
MOST_READ = 300
"""Names that are read for one."""
MOST_MENDED = 3
"""So many words of a query may be read otherwise."""
SHORTENED = re.compile(r"([a-z])([1-9][0-9]?)([a-z])")
"""k8s: a letter, the number of those left out, a letter."""


def by_sound(query, known):
    """Where what was typed may be pinyin, in full or by its initials: (the query about the words that sound so,
    {word: the others that sound so, and its other names}); (the query, {}) when nothing sounds so."""
    if len(query.groups) > 1 and known.words_that_sound(query.text):
        query = replace(query, groups=((Word("".join(tokens(query.text))),),))
    heard = {word: known.words_that_sound(word.text) for word in query.words}
    if not any(heard.values()):
        return query, {}
    heard = {word: words or known.misheard(word.text) for word, words in heard.items()}
    likeliest = {word: Word(words[0]) if words else word for word, words in heard.items()}
    groups = tuple(tuple(likeliest[word] for word in group) for group in query.groups)
    return replace(query, groups=groups), {
        likeliest[word]: tuple(dict.fromkeys([*words[1:], *known.other_names(likeliest[word].text)]))
        for word, words in heard.items()
    }


def meant(query, language, known):
    """What may have been meant by words that nothing has, likeliest first."""
    respelt = [known.respelt(word.text) or word.text for word in query.words]
    yield from known.near(query.text, 1)
    if respelt != [word.text for word in query.words]:
        yield " ".join(respelt)
    yield from sounding(query.text, language)
    if not is_han(query.text[:1]):
        yield from spelt_nearly(query.text, language)


def corrected(query, missing, language, known):
    """What may have been meant by a query of which some pages have words, and none has the `missing` ones: other texts,
    likeliest first. What is unlike every known word stays, and so do queries with phrases, exclusions and OR."""
    if not query.plain:
        return
    texts = [group[0].text for group in query.groups]
    unread = [group[0].text for group in missing[:MOST_MENDED] if len(group) == 1]
    read = {text: likeliest(text, language, known) for text in unread}
    if any(read.values()):
        yield " ".join(read.get(text) or text for text in texts)
    for place, group in enumerate(query.groups):
        if group in missing and place + 1 < len(texts) and (texts[place] + texts[place + 1]).isascii():
            yield " ".join([*texts[:place], texts[place] + texts[place + 1], *texts[place + 2 :]])


def likeliest(word, language, known):
    """The known word that one most likely stands for that no page has, or ""."""
    if is_han(word):
        return next((name for name in known.homophones(word) if len(word) > 2), "")
    heard = known.words_that_sound(word)
    return next(iter(heard), "") or known.respelt(word, SURE) or next(spelt_nearly(word, language, SURE), "")


def sounding(text, language):
    """Words in names of pages that sound like this one, and are written otherwise, or have this pinyin. One query."""
    sound = "".join(pinyin(text))
    lexeme = quote_lexeme(sound[:80])
    entries = SearchEntry.objects.public().filter(language=language, starting=Lexemes(f"{lexeme}:*"))
    for names in entries.order_by("page_id").values_list("names", flat=True)[:5]:
        for name in names:
            pieces, sounds = spoken(name)
            for start in range(len(sounds)):
                end = start
                while len("".join(sounds[start:end])) < len(sound) and end < len(sounds):
                    end += 1
                if "".join(sounds[start:end]) == sound:
                    yield "".join(pieces[start:end])


def spelt_nearly(text, language, least=NEAR):
    """Words in names that begin like this one and are spelt nearly so. One query."""
    typed = key_of(text)
    near = process.extract(
        typed, words_beginning(typed[:SURE_LETTERS], language), scorer=fuzz.ratio, score_cutoff=least
    )
    yield from (word for word, _score, _place in near)


def in_full(text, language):
    """Words in names for which one like k8s is short; a query for one like that."""
    short = SHORTENED.fullmatch(text)
    if not short:
        return []
    long = re.compile(rf"{short[1]}[a-z]{{{short[2]}}}{short[3]}")
    return list(filter(long.fullmatch, words_beginning(short[1], language)))


def words_beginning(letters, language):
    """The longer words in names with a word that begins so. One query."""
    starting = Lexemes(f"{quote_lexeme(letters)}:*")
    rows = SearchEntry.objects.public().filter(language=language, starting=starting).order_by("page_id")
    names = rows.values_list("names", flat=True)[:MOST_READ]
    return list(dict.fromkeys(word for row in names for name in row for word in words_of(name) if len(word) > 3))


def words_of(name):
    """The words of a name, and those with a hyphen as one."""
    return [*tokens(name), *compounds(name)]
