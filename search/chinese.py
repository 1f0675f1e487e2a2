"""Chinese text for machines: words, pairs of characters, pinyin, and where a title may break.

The dictionaries take time and memory to load, so they are imported by the first call that needs them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.variants import simplified

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # for use inside [ ]
LEXEME_BYTES: Final = 2_046  # PostgreSQL's limit for one lexeme
VECTOR_BYTES: Final = 1_000_000  # its limit for a vector is 1 MB
LAST_POSITION: Final = 16_383  # it counts no further
LONGEST_CLAUSE: Final = 9.5  # ems: a clause this short fits one line of the h1 even at 320 px

# Words that contain a term but mean something else, and that the dictionary lacks.
COMPOUNDS: Final = (
    "共享单车", "共享汽车", "共享经济", "共享出行", "共享办公", "共享充电宝", "共享内存", "共享屏幕", "共享文件夹",
    "联盟链", "阿里云", "腾讯云", "华为云", "百度云",
)  # fmt: skip

_HAN_RUN = re.compile(f"[{HAN}]+")
_PIECE = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[\w\u0300-\u036f])+|\s+|.", re.DOTALL)
_TOKEN = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_][\u0300-\u036f]*|(?<=\d)\.(?=\d))+(?:\+\+|\#)?")
_CLAUSE = re.compile(r"[^，。：；？！、]+[，。：；？！、”》」’）]*|.", re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


# --- Words ------------------------------------------------------------------------------------------------------------


class Segmenter:
    """A dictionary that knows some words more. It never changes: threads share it, and its answers stay the same."""

    def __init__(self, words: Iterable[str]) -> None:
        """Load the dictionary: a tenth of a second and 25 MB."""
        from rjieba import Jieba

        self._jieba = Jieba()
        for word in sorted(words):
            self._jieba.add_word(word, None, None)

    def cut(self, run: str) -> list[str]:
        """Cut a run of Han characters into words that follow each other."""
        return self._jieba.cut(run)

    def cut_for_search(self, run: str) -> list[str]:
        """The same, each long word preceded by the words in it."""
        return self._jieba.cut_for_search(run)


def segmenter_with(words: Iterable[str] = ()) -> Segmenter:
    """Give a segmenter that knows these words too, the glossary's for instance; the last few are kept.

    In: words; only those made of two and more Han characters matter. Raises: nothing.
    """
    return _segmenter(frozenset(word for word in map(fold, words) if len(word) > 1 and _HAN_RUN.fullmatch(word)))


@lru_cache(maxsize=3)
def _segmenter(words: frozenset[str]) -> Segmenter:
    return Segmenter(words | set(COMPOUNDS))


def fold(text: str) -> str:
    """Give what is the same for a reader the same form: full width, case, compatibility, invisible characters.

    In: any text. Out: text to compare and to index, **never** to show: folding makes plain < and > of their
    full-width forms, so it would undo escaping.
    Raises: nothing.
    """
    text = _INVISIBLE.sub("", _UNPRINTABLE.sub(" ", text))
    for _ in range(2):  # once more, because folding the case may give something to normalise
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text


def cut(text: str, segmenter: Segmenter | None = None) -> list[str]:
    """Cut a text into words, spaces and marks, losing nothing: joined they are the text.

    In: any text, not folded; the segmenter, else the plain one. Out: the pieces in order. Raises: nothing.
    """
    segmenter = segmenter or segmenter_with()
    pieces: list[str] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        pieces += segmenter.cut(piece) if is_han(piece[0]) else [piece]
    return pieces


def words(text: str, segmenter: Segmenter | None = None) -> list[str]:
    """List the words of a text for the index, a long word preceded by the words in it.

    In: any text; the segmenter, else the plain one. Out: folded words with repetitions, without spaces and marks;
    `C++` and `3.5` stay whole. Raises: nothing.
    """
    segmenter = segmenter or segmenter_with()
    found: list[str] = []
    for run in tokens(text):
        found += segmenter.cut_for_search(run) if is_han(run[0]) else [run]
    return found


def comparable(text: str) -> str:
    """Fold a text and write it in Simplified characters: what is equal now is the same word."""
    return simplified(fold(text))


def tokens(text: str) -> list[str]:
    """List the runs of Han characters, and the words and numbers between them, in comparable form."""
    return _TOKEN.findall(comparable(text))


def bigrams(text: str, *, ends: bool = False) -> list[str]:
    """List the pairs of neighbouring Han characters, and the other words and numbers whole.

    In: any text; `ends` for an index that is asked for a single character by prefix: adds the last
    character of each run, which no pair begins with. Out: folded tokens with repetitions, a lone
    character by itself. Raises: nothing.
    """
    found: list[str] = []
    for run in tokens(text):
        if not is_han(run[0]) or len(run) == 1:
            found.append(run)
            continue
        found += [run[i : i + 2] for i in range(len(run) - 1)]
        if ends:
            found.append(run[-1])
    return found


def is_han(text: str) -> bool:
    """Does a text begin with a Han character?"""
    return _HAN_RUN.match(text) is not None


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def quote_lexeme(lexeme: str) -> str:
    """Write a lexeme as PostgreSQL reads it in a tsvector or a tsquery, cut to its longest length.

    In: any text. Out: `'text'` with quotes and backslashes doubled, "" when nothing is left. Raises: nothing.
    """
    lexeme = _UNPRINTABLE.sub("", lexeme)
    if len(lexeme) * 4 > LEXEME_BYTES:
        lexeme = lexeme.encode()[:LEXEME_BYTES].decode(errors="ignore")
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'" if lexeme else ""


def tsvector_literal(lexemes_by_weight: Mapping[str, Iterable[str]]) -> str:
    """Write a tsvector that PostgreSQL takes as it is.

    In: lexemes in reading order for the weights "A" to "D"; one that comes in several gets the highest.
    Those of "D", the weight of matching only, carry no positions and take half the room.
    Out: the literal; what would make it longer than PostgreSQL allows is left out, the lowest weights first.
    Raises: ValueError for another weight.
    """
    if unknown := set(lexemes_by_weight) - set("ABCD"):
        raise ValueError(f"A weight is A, B, C or D, not {sorted(unknown)}.")
    weighed = ((weight, quote_lexeme(lexeme)) for weight in "ABCD" for lexeme in lexemes_by_weight.get(weight, ()))
    parts: dict[str, str] = {}
    room, position = VECTOR_BYTES, 0
    for weight, quoted in weighed:
        position += 1
        if not quoted or quoted in parts:
            continue
        room -= len(quoted.encode()) + 6  # what PostgreSQL adds for a position
        if room < 0:
            break
        parts[quoted] = "" if weight == "D" else f":{min(position, LAST_POSITION)}{weight}"
    return " ".join(map("".join, parts.items()))


# --- Pinyin -----------------------------------------------------------------------------------------------------------


def pinyin(text: str) -> list[str]:
    """Read a title aloud: one syllable without tone for each character, other words whole.

    In: a short text, in characters or already in pinyin with tone marks. Out: folded ASCII syllables and words,
    ü written v. Raises: nothing.
    """
    found: list[str] = []
    for run in _TOKEN.findall(fold(text)):
        found += _syllables(run) if is_han(run[0]) else [_without_accents(run)]
    return found


def pinyin_sort_key(text: str) -> str:
    """Give the key that puts titles into the order of their pinyin; "" for a text without letters.

    In: a title, or its pinyin with tone marks. Out: syllables parted by spaces. Raises: nothing.
    """
    return " ".join(pinyin(text))


def index_letter(text: str) -> str:
    """Give the letter under which an index lists a title: A to Z, or # for everything else.

    In: a title, or its pinyin with tone marks. Raises: nothing.
    """
    letter = pinyin_sort_key(text)[:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


def _syllables(run: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [_without_accents(syllable) for syllable in lazy_pinyin(run)]


def _without_accents(text: str) -> str:
    text = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    return "".join(character for character in text if not unicodedata.combining(character))


# --- Titles -----------------------------------------------------------------------------------------------------------


def title_breaks(title: str) -> SafeString:
    """Escape a title and put `<wbr>` between the words of any clause too long to stay on one line.

    In: a title as it is stored. Out: HTML. Raises: nothing.
    """
    return mark_safe("".join(map(_clause, _CLAUSE.findall(title))))  # _clause escapes


def _clause(clause: str) -> str:
    return escape(clause) if _ems(clause) <= LONGEST_CLAUSE else "<wbr>".join(map(_run, _runs(cut(clause))))


def _ems(text: str) -> float:
    return sum(0.55 if character < "\u2e80" else 1 for character in text)


def _runs(pieces: list[str]) -> Iterator[str]:
    """What stays together: words are parted only where Han meets Han.

    `<wbr>` beside Latin would switch text-autospace off, and marks break by themselves.
    """
    run = ""
    for piece in pieces:
        if run and is_han(run[-1]) and is_han(piece[0]):
            yield run
            run = ""
        run += piece
    yield run


def _run(run: str) -> str:
    """A run too long for a line may break where Latin meets Han: the style of `join` allows it, without a `<wbr>`."""
    if _ems(run) <= LONGEST_CLAUSE:
        return escape(run)
    joins: list[list[int]] = []
    for place in range(1, len(run)):
        before, after = run[place - 1], run[place]
        if is_han(before) != is_han(after) and before.isalnum() and after.isalnum():
            if joins and joins[-1][1] == place:
                joins[-1][1] = place + 1
            else:
                joins.append([place - 1, place + 1])
    html, done = "", 0
    for start, end in joins:
        html += f'{escape(run[done:start])}<span class="join">{escape(run[start:end])}</span>'
        done = end
    return html + escape(run[done:])
