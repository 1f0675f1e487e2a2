"""Where in a text the words of a query stand, and which of its sentences shows them best."""

import re
from functools import lru_cache

from search import chinese
from search.variants import stem

LONGEST_EXCERPT = 160
GOES_ON = tuple(";；,，:：、")
"""A sentence that ends so goes on in the next line of the page."""
MOST_READ = 40_000
"""Characters of a page that are looked through for its best sentence."""
_WORD = re.compile(rf"(?:(?![{chinese.HAN}])[^\W_])+(?:\+\+|#)?")
_GAP = re.compile(r"[\s\-_/.'’]{1,3}")


def parts(text, needles):
    """Cut a text at what was looked for. In: any text; words in any form. Out: [(piece, is it one of them)]; joined
    the pieces are the text. Raises: nothing."""
    folded, places = folded_with_places(text)
    words = [(match.start(), match.end(), stem(match[0])) for match in _WORD.finditer(folded) if match[0].isascii()]
    spans = sorted(
        span
        for han, stems in map(prepared, needles)
        for span in (runs_of_characters(folded, han) if han else runs_of_words(folded, words, stems))
    )
    pieces, done = [], 0
    for first, last in spans:
        start, end = max(places[first], done), places[last - 1] + 1
        if end <= done:
            continue
        if start > done:
            pieces.append((text[done:start], False))
        if pieces and pieces[-1][1] and start == done:
            pieces[-1] = (pieces[-1][0] + text[start:end], True)
        else:
            pieces.append((text[start:end], True))
        done = end
    return [*pieces, (text[done:], False)] if done < len(text) or not pieces else pieces


def folded_with_places(text):
    """A text in comparable form, and for each of its characters the place it comes from."""
    folded, places = [], []
    for place, character in enumerate(text):
        form = comparable_character(character)
        folded.append(form)
        places += [place] * len(form)
    return "".join(folded), places


@lru_cache(maxsize=20_000)
def comparable_character(character):
    return chinese.comparable(character)


@lru_cache(maxsize=2_000)
def prepared(needle):
    """(Han text, stems of words): what a needle is looked for by; one of both is empty."""
    tokens = chinese.tokens(needle)
    if any(map(chinese.is_han, tokens)):
        return "".join(chinese.comparable(needle).split()), ()
    return "", tuple(stem(token) for token in tokens)


def runs_of_characters(folded, han):
    """Where these characters stand: (start, end)."""
    start = folded.find(han)
    while start >= 0:
        yield start, start + len(han)
        start = folded.find(han, start + len(han))


def runs_of_words(folded, words, stems):
    """Where words with these stems follow each other: (start, end). `words`: (start, end, stem) of all in the text."""
    for place in range(len(words) - len(stems) + 1) if stems else ():
        run = words[place : place + len(stems)]
        gaps = zip(run, run[1:], strict=False)
        if tuple(word[2] for word in run) == stems and all(_GAP.fullmatch(folded[a[1] : b[0]]) for a, b in gaps):
            yield run[0][0], run[-1][1]


def best_sentence(body, needles):
    """The sentence with most of the needles, earlier needles before later ones; "" when it has none of them.

    In: a text with one sentence to a line. Raises: nothing.
    """
    body = body[:MOST_READ]
    wanted = [
        (han or stems[0], len(needles) - place)
        for place, (han, stems) in enumerate(map(prepared, needles))
        if han or stems
    ]
    best, most = "", 0
    for sentence, folded in zip(body.split("\n"), chinese.comparable(body).split("\n"), strict=False):
        score = sum(weight for text, weight in wanted if text in folded)
        if score > most and any(marked for _piece, marked in parts(sentence, needles)):
            best, most = sentence, score
    return best


def excerpt(body, needles):
    """The best sentence, cut around what was found where it is long: [(piece, marked)]; [] when nothing is found."""
    sentence = best_sentence(body, needles)
    pieces = parts(sentence + ("…" if sentence.endswith(GOES_ON) else ""), needles) if sentence else []
    if len(sentence) <= LONGEST_EXCERPT:
        return pieces
    first = next(place for place, (_piece, marked) in enumerate(pieces) if marked)
    before = "".join(piece for piece, _marked in pieces[:first])
    shown = f"…{before[-40:]}" if len(before) > 40 else before
    room, cut = LONGEST_EXCERPT - len(shown), [(shown, False)] if shown else []
    for piece, marked in pieces[first:]:
        cut.append((piece[:room] + ("…" if len(piece) > room else ""), marked))
        room -= len(piece)
        if room <= 0:
            break
    return cut
