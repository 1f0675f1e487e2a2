"""What a page is found by: lexemes for matching and ranking, names, sounds, and its text a sentence to a line.

A lexeme is a pair of Han characters or a word; "~" begins the stem of an English word.
"""

import re
from collections import Counter

from search import chinese
from search.variants import stem

SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)]*|\n|$)")
FREQUENT = 3
"""From how many times on a word is what a text is about."""
MOST_FREQUENT = 60
LONGEST_NAME = 80
MOST_NAMES = 60
COMPOUND = re.compile(r"(?<![\w-])[a-z]{2,20}-[a-z]{2,20}(?![\w-])")
"""Two words with a hyphen, which others write as one."""


def found_by(names, also, summary, texts, *, heard):
    """The columns of an entry that searching needs.

    `also`: names of something else that lead here, such as a case's parties; `heard`: are the names words that others
    write about?
    """
    names = list(dict.fromkeys(filter(None, (" ".join(str(name).split()) for name in names))))[:MOST_NAMES]
    also = [str(word) for word in also if word]
    body = "\n".join(line for text in texts for line in sentences(text))
    whole = dict.fromkeys(lexemes_of([*names, *also, summary, body]))
    often = [word for word, number in Counter(chinese.bigrams(body)).most_common(MOST_FREQUENT) if number >= FREQUENT]
    ranking = {
        "A": lexemes_of(names),
        "B": lexemes_of([summary, *also]),
        "C": [form for word in often for form in forms(word)],
    }
    return {
        "body": body,
        "names": [name[:300] for name in names],
        "sounds": heard_words(names) if heard else {},
        "matching": chinese.tsvector_literal({"D": list(whole)}),
        "ranking": chinese.tsvector_literal(ranking),
        "starting": chinese.tsvector_literal(beginnings(names)),
    }


def lexemes_of(texts):
    """The lexemes of texts, in order; single characters are found by the pairs that they begin, and words with a hyphen
    also as one."""
    return [
        form
        for text in texts
        for token in [*chinese.bigrams(text, ends=True), *compounds(text)]
        for form in forms(token)
    ]


def compounds(text):
    """Words with a hyphen, written as one."""
    return [match.replace("-", "") for match in COMPOUND.findall(text.casefold())] if "-" in text else []


def forms(token):
    """A token and, if it has one, its stem."""
    return (token, f"~{stem(token)}") if token.isascii() else (token,)


def sentences(text):
    """The sentences of a text; joined they are the text without its line ends."""
    return [line for found in SENTENCE.findall(text) if (line := found.strip())]


# --- Names ------------------------------------------------------------------------------------------------------------


def spoken(name):
    """(pieces of a name, the sound of each): each Han character is a piece, other words are whole."""
    pieces = [piece for token in chinese.tokens(name) for piece in (token if chinese.is_han(token) else [token])]
    sounds = chinese.pinyin(name)
    return (pieces, sounds) if len(pieces) == len(sounds) else ([], [])


def heard_words(names):
    """{sound: word} of the names with Han characters and of the words in them, full and by initials."""
    heard = {}
    for name in names:
        pieces, sounds = spoken(name)
        for word in (name, *chinese.words(name)):
            own = chinese.tokens(word)
            if len(own) != 1 or not chinese.is_han(own[0]) or len(own[0]) < 2:
                continue
            place = next((at for at in range(len(pieces)) if pieces[at : at + len(own[0])] == list(own[0])), None)
            if place is not None:
                syllables = sounds[place : place + len(own[0])]
                heard.setdefault("".join(syllables), own[0])
                heard.setdefault("".join(syllable[0] for syllable in syllables if syllable), own[0])
    return heard


def beginnings(names):
    """By weight: what somebody may have typed so far of a name, from its start (A) or from a word in it (B)."""
    starts, inside = [], []
    for name in (name[:LONGEST_NAME] for name in names):
        pieces, sounds = spoken(name)
        text = chinese.comparable(name)
        words = chinese.tokens(name)
        starts.append(text)
        inside += [text[at:] for at in word_starts(text)]
        if pieces and any(map(chinese.is_han, words)):
            for at in range(len(sounds)):
                some = inside if at else starts
                some.append("".join(sounds[at:]))
                some.append("".join(sound[0] for sound in sounds[at:] if sound))
    return {"A": starts, "B": inside}


def word_starts(text):
    """Where in a text something may begin: at each Han character, and at each word."""
    return [
        at
        for at in range(1, len(text))
        if chinese.is_han(text[at]) or (text[at].isalnum() and not text[at - 1].isalnum())
        or (text[at].isalnum() and chinese.is_han(text[at - 1]))
    ]  # fmt: skip
