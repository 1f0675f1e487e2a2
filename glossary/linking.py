"""Terms of the glossary, found in rendered texts and made into buttons that open their definition.

Texts are read block by block: the words of a paragraph are cut once, across its emphasis and its links,
so that a term is never taken out of a longer word, wherever the markup stands.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import accumulate
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from search import chinese

PER_PARAGRAPH: Final = 3
ACRONYM: Final = 5  # capitals up to this length are only meant when they are written as capitals
LONGEST_NEIGHBOUR: Final = 40
CLOSED: Final = (
    "a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "blockquote", "q", "button", "kbd", "samp", "script",
    "style",
)  # fmt: skip
INLINE: Final = (
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "u", "wbr", "br",
)  # fmt: skip

_PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>|[^<]+|<")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>，。；：！？、（）《》“”]+", re.IGNORECASE)
_HAN = re.compile(f"[{chinese.HAN}]")
_HAN_LATIN = re.compile(rf"(?<=[{chinese.HAN}]) (?=\w)|(?<=\w) (?=[{chinese.HAN}])")
_SPACE = re.compile(r"\s")
_LETTER = re.compile(rf"(?![{chinese.HAN}])[\w\u0300-\u036f\u00ad\u200c\u200d\u2060]")
_WORD_BEFORE = re.compile(r"(?<![\w'’-])[\w'’-]+ $")
_WORD_AFTER = re.compile(r" [\w'’-]+")
_NEVER_IN_NAMES = frozenset(
    ["a", "an", "the", "this", "that", "these", "its", "our", "your", "their", "each", "every", "no"]
)
_JOINT = frozenset("-.@'’\u2010\u2011")


@dataclass
class _Text:
    """A text node: what stands in the HTML, what a reader sees of it, and where each of its characters stands."""

    raw: str
    open: bool
    seen: str = ""
    places: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if "&" not in self.raw:
            self.seen, self.places = self.raw, list(range(len(self.raw) + 1))
            return
        position, seen = 0, []
        while position < len(self.raw):
            entity = _ENTITY.match(self.raw, position)
            shown = unescape(entity[0]) if entity else self.raw[position]
            seen.append(shown if len(shown) == 1 else "\ufffc")
            self.places.append(position)
            position = entity.end() if entity else position + 1
        self.seen = "".join(seen)
        self.places.append(len(self.raw))


@dataclass
class _Block:
    """What stands between two block tags: text nodes and, as they are, inline tags."""

    parts: list[_Text | str] = field(default_factory=list)

    def seen(self) -> str:
        """The text of the block; a `<br>` parts words, another tag does not."""
        return "".join(part.seen if isinstance(part, _Text) else _gap(part) for part in self.parts)


class TermMatcher:
    """All names of all terms, made once and used for every text."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Learn the names.

        In: (slug, name, language "zh" or "en") without the names that are not to be used; of two terms with
        one name the first has it. Loads a dictionary that knows them: keep the matcher. Raises: nothing.
        """
        self._slugs: dict[str, str] = {}
        names = [(slug, " ".join(name.split()), language) for slug, name, language in entries]
        for slug, name, _language in names:
            for form in _spellings(name):
                self._slugs.setdefault(form, slug)
        for slug, name, language in names:
            for form in _plurals(name) if language == "en" else ():
                self._slugs.setdefault(form, slug)
        lengths: dict[str, set[int]] = {}
        for form in self._slugs:
            lengths.setdefault(_lower(form[0]), set()).add(len(form))
        self._lengths = {first: sorted(some, reverse=True) for first, some in lengths.items()}
        self._first = re.compile("[" + re.escape("".join(lengths)) + "]") if lengths else None
        self._segmenter = chinese.segmenter_with(self._slugs)

    def link(
        self, html: str, already: set[str] | None = None, *, leave_out: Collection[str] = frozenset()
    ) -> tuple[SafeString, list[str]]:
        """Make the first mention of each term a button, at most three in a paragraph.

        In: HTML from content.markdown.render, which is trusted here; the slugs linked before in the same section,
        to which the new ones are added; slugs not to link, the page's own for instance (their longer names
        still keep shorter ones from being cut out of them).
        Out: the HTML with buttons, and the slugs they open in order. Raises: nothing.
        """
        already = set() if already is None else already
        skip = already | set(leave_out)
        used: list[str] = []
        out = "".join(piece for block in _blocks(html) for piece in self._link_block(block, skip, used))
        already.update(used)
        return mark_safe(out), used  # only buttons of our own were added

    def _link_block(self, block: _Block, skip: set[str], used: list[str]) -> Iterator[str]:
        mentions = list(self._mentions(block.seen()))
        start = left = 0
        room = PER_PARAGRAPH
        for part in block.parts:
            if isinstance(part, str):
                yield part
                start += len(_gap(part))
                continue
            end, done = start + len(part.seen), 0
            while left < len(mentions) and mentions[left][0] < end:
                first, last, slug = mentions[left]
                left += 1
                if room and part.open and first >= start and last <= end and slug not in skip:
                    here, there = part.places[first - start], part.places[last - start]
                    yield part.raw[done:here] + _button(slug, part.raw[here:there])
                    done, room = there, room - 1
                    skip.add(slug)
                    used.append(slug)
            yield part.raw[done:]
            start = end

    def _mentions(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find names from left to right, the longest first, none inside another or inside an address."""
        if self._first is None:
            return
        plain = _SPACE.sub(" ", text)
        folded = _lower(plain)
        edges: list[bool] = []
        found = self._first.search(folded)
        while found:
            edges = edges or _edges(text, self._segmenter)
            start = found.start()
            end, slug = self._longest(plain, folded, start, edges)
            if slug:
                yield start, end, slug
            found = self._first.search(folded, end)

    def _longest(self, plain: str, folded: str, start: int, edges: list[bool]) -> tuple[int, str]:
        """The end and the slug of the longest name that begins here; the next place and "" if none does."""
        for length in self._lengths[folded[start]] if edges[start] else ():
            end = start + length
            if end < len(edges) and edges[end]:
                slug = self._slugs.get(folded[start:end]) or self._slugs.get(plain[start:end])
                if slug and not _is_in_a_name(plain, start, end):
                    return end, slug
        return start + 1, ""


def _button(slug: str, mention: str) -> str:
    return f'<button class="term" type="button" popovertarget="d-{escape(slug)}">{mention}</button>'


def _spellings(name: str) -> set[str]:
    """A name as it may be written: AI 企业 and AI企业, open-source and open source, Fork and fork."""
    if not name:
        return set()
    if _is_acronym(name):
        return {name}
    small = _lower(name)
    forms = {small, _HAN_LATIN.sub("", small)}
    if not _HAN.search(small):
        forms |= {small.replace("-", " "), small.replace(" ", "-")}
    return forms


def _plurals(name: str) -> set[str]:
    """The names of more than one; no word of its own is lost when a guess is wrong."""
    if _is_acronym(name):
        return {name + "s"}
    forms = set()
    for form in _spellings(name):
        if form.endswith("y") and form[-2:-1] not in "aeiou":
            forms.add(form[:-1] + "ies")
        elif form[-1].isalpha():
            forms.add(form + ("es" if form.endswith(("s", "x", "ch", "sh")) else "s"))
    return forms


def _is_acronym(name: str) -> bool:
    return name.isascii() and name.isupper() and len(name) <= ACRONYM


def _lower(text: str) -> str:
    """Small letters, each character staying at its place."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one := character.lower()) == 1 else character for character in text)


def _edges(text: str, segmenter: chinese.Segmenter) -> list[bool]:
    """For each place between two characters: may a name begin or end here?"""
    cuts = {0, *accumulate(len(word) for word in chinese.cut(text, segmenter))}
    edges = [_is_edge(text, place, cuts) for place in range(len(text) + 1)]
    for address in _ADDRESS.finditer(text):
        edges[address.start() : address.end()] = [False] * len(address[0])
    return edges


def _is_edge(text: str, place: int, cuts: set[int]) -> bool:
    if place in (0, len(text)):
        return True
    before, after = text[place - 1], text[place]
    if _HAN.match(before) and _HAN.match(after):
        return place in cuts
    if not _LETTER.match(before):
        return not (before in _JOINT and _LETTER.match(after) and _LETTER.match(text, max(0, place - 2)))
    if after in _JOINT:
        return not _LETTER.match(text, place + 1) or _is_genitive(text, place)
    return not _LETTER.match(after)


def _is_genitive(text: str, place: int) -> bool:
    return text[place] in "'’" and text[place + 1] in "sS" and not _LETTER.match(text, place + 2)


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Is this one word of somebody's name, as in Google Cloud or Cloud Dataflow, rather than the common word?

    Then it has a capital, and so has the word beside it. An abbreviation is meant wherever it stands; one that follows
    a word at the beginning of a sentence makes no name of it: “Fork AI models”.
    """
    mention = text[start:end]
    if not mention[0].isupper() or not mention[1:].islower() or " " in mention:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - LONGEST_NEIGHBOUR), start)
    if before and before[0][0].isupper() and before[0][:-1].lower() not in _NEVER_IN_NAMES:
        return True
    after = _WORD_AFTER.match(text, end, end + LONGEST_NEIGHBOUR)
    return bool(after) and after[0][1].isupper() and (bool(before) or not after[0].isupper())


def _gap(tag: str) -> str:
    return "\n" if tag[:3].lower() == "<br" else ""


def _blocks(html: str) -> Iterator[_Block]:
    """Read HTML as blocks of text with their tags; nothing is lost: joined they are the HTML."""
    block, closed = _Block(), 0
    for match in _PIECE.finditer(html):
        name = (match[2] or "").lower()
        if not name:
            is_text = not match[0].startswith("<")
            block.parts.append(_Text(match[0], open=not closed) if is_text else match[0])
            continue
        if name in CLOSED:
            closed = max(0, closed - 1) if match[1] else closed + 1
        if name not in INLINE:
            yield block
            block = _Block()
        block.parts.append(match[0])
    yield block
