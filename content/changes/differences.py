"""What changed between two documents: field by field, and inside a text word by word.

Items of a list are known by what their kind declares (`matching`), else by what they say, so that an item put in front
does not make all the others look rewritten. A list of single words (tags, sections) is one change: what stayed, went
and came.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Final, Literal

from content.changes.matching import about, beneath, in_order, pairs, steps, texts
from content.document.fields import LANGUAGES
from content.document.page import Kind, shape
from search import chinese

Path = tuple[str | int, ...]
Scalar = str | int | float | bool | None
Items = tuple[str, ...]
Both = tuple[str, str]
Segment = tuple[Literal["equal", "del", "ins"], str]

MANY_WORDS: Final = 2_000  # from here on very common words no longer hold a comparison together
NAME_LENGTH: Final = 20
ISLAND_BYTES: Final = 12  # four characters of Chinese kept between two changes read as noise, not as something kept

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")


@dataclass(frozen=True)
class Change:
    """One field that differs; `path` leads to it through keys, identities and positions from 0."""

    path: Path
    old: Scalar | Items
    new: Scalar | Items
    moved: bool = False  # the list at `path` has a new order; old and new name its items

    @property
    def kind(self) -> Literal["added", "removed", "changed", "moved"]:
        """What happened, as one word."""
        if self.moved:
            return "moved"
        if _is_empty(self.old):
            return "added"
        return "removed" if _is_empty(self.new) else "changed"

    @cached_property
    def segments(self) -> list[Segment]:
        """The words kept, taken out and put in, in reading order."""
        if isinstance(self.old, tuple) or isinstance(self.new, tuple):
            return item_segments(self.old or (), self.new or ())
        return word_segments(_text(self.old), _text(self.new))


def compare(kind: Kind, old: Any, new: Any, place: Path = ()) -> list[Change]:
    """List the differences of two documents of one kind, in the order of its definition.

    In: documents as of contract or revision, or what two of them have at one place; a missing key is the same as an
    empty value. Out: one change per field, each holding single values only; an item added or removed gives one for
    each field in it. Raises: nothing for what JSON can hold.
    """
    part = shape(kind.document)
    for step in place:
        part = beneath(part, step)
    return list(_values(part, place, old, new))


def readers_first(changes: Sequence[Change], language: str) -> list[Change]:
    """The same changes in the same order, of a text in two languages the reader's first."""
    seen: dict[Path, int] = {}

    def place(change: Change) -> tuple[int, bool]:
        *text, last = change.path if change.path[-1] in LANGUAGES else (*change.path, language)
        return seen.setdefault(tuple(text), len(seen)), last != language

    return sorted(changes, key=place)


def word_segments(old: str, new: str) -> list[Segment]:
    """Compare two texts word by word, Chinese words included.

    In: plain texts. Out: segments; without the insertions they are the old text, without the deletions the new.
    Raises: nothing.
    """
    if old == new:
        return [("equal", old)] if old else []
    segments: list[Segment] = []
    sentences = _SENTENCE.findall(old), _SENTENCE.findall(new)
    for same, before, after in _blocks(*sentences):
        if same:
            segments.append(("equal", "".join(before)))
            continue
        words = chinese.cut("".join(before)), chinese.cut("".join(after))
        for kept, gone, come in _blocks(*words):
            segments += [("equal", "".join(gone))] if kept else [("del", "".join(gone)), ("ins", "".join(come))]
    return _without_islands(_joined(segments))


def item_segments(old: Items, new: Items) -> list[Segment]:
    """Compare two lists item by item. Out: one segment for each item. Raises: nothing."""
    segments: list[Segment] = []
    for kept, gone, come in _blocks(old, new):
        segments += [("equal", item) for item in gone] if kept else []
        segments += [] if kept else [("del", item) for item in gone] + [("ins", item) for item in come]
    return segments


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Align two sequences: what is the same, and what stands in the place of what."""
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > MANY_WORDS)
    for operation, i, j, k, m in matcher.get_opcodes():
        yield operation == "equal", old[i:j], new[k:m]


def _without_islands(segments: list[Segment]) -> list[Segment]:
    """Let a change run on over a few words that stand in both texts by chance, shorter than what changed around."""
    groups: list[tuple[str, str]] = []  # (old, new): the same where nothing changed
    for operation, text in segments:
        before = groups[-1] if groups and groups[-1][0] != groups[-1][1] else None
        if operation == "equal":
            groups.append((text, text))
        elif before:
            groups[-1] = (before[0] + text * (operation == "del"), before[1] + text * (operation == "ins"))
        else:
            groups.append((text, "") if operation == "del" else ("", text))
        if operation != "equal" and len(groups) > 2 and _is_island(*groups[-3:]):
            groups[-3:] = [("".join(group[0] for group in groups[-3:]), "".join(group[1] for group in groups[-3:]))]
    told: list[Segment] = []
    for old, new in groups:
        told += [("equal", old)] if old == new else [("del", old), ("ins", new)]
    return _joined(told)


def _is_island(before: Both, between: Both, after: Both) -> bool:
    if before[0] == before[1] or between[0] != between[1] or "\n" in between[0]:
        return False
    short = len(between[0].encode()) <= ISLAND_BYTES and len(between[0]) <= min(map(_longest, (before, after)))
    return short and all(before[side] or after[side] for side in (0, 1))


def _longest(pair: Both) -> int:
    return max(map(len, pair))


def _joined(segments: list[Segment]) -> list[Segment]:
    """Join neighbours of one kind and drop empty ones."""
    joined: list[Segment] = []
    for operation, text in segments:
        if text and joined and joined[-1][0] == operation:
            joined[-1] = (operation, joined[-1][1] + text)
        elif text:
            joined.append((operation, text))
    return joined


# --- Values -----------------------------------------------------------------------------------------------------------


def _values(part: Any, path: Path, old: Any, new: Any) -> Iterator[Change]:
    """part: the definition of what stands here, None for what no kind defines (any more)."""
    if _is_empty(old) and _is_empty(new):
        return
    if _fit(dict, old, new):
        yield from _mappings(part, path, old or {}, new or {})
    elif _fit(list, old, new):
        yield from _lists(part, path, old or [], new or [])
    elif isinstance(old, dict | list) or isinstance(new, dict | list):  # another type: nothing to match
        yield from _values(part, path, old, None)
        yield from _values(part, path, None, new)
    elif old != new or isinstance(old, bool) != isinstance(new, bool):
        yield Change(path, old, new)


def _mappings(part: Any, path: Path, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in in_order(part, [*new, *old]):
        yield from _values(beneath(part, key), (*path, key), old.get(key), new.get(key))


def _lists(part: Any, path: Path, old: list[Any], new: list[Any]) -> Iterator[Change]:
    if all(isinstance(item, str) for item in (*old, *new)):
        if old != new:
            yield Change(path, tuple(old), tuple(new), moved=sorted(old) == sorted(new))
        return
    row = beneath(part, 0)
    matched = sorted(pairs(row, old, new), key=lambda pair: pair[1])
    kept, known = {mine for mine, _yours in matched}, {yours: mine for mine, yours in matched}
    for position, step in enumerate(steps(row, old)):
        if position not in kept:
            yield from _values(row, (*path, step), old[position], None)
    for position, step in enumerate(steps(row, new)):
        before = old[known[position]] if position in known else None
        yield from _values(row, (*path, step), before, new[position])
    order = [mine for mine, _yours in matched]
    if order != sorted(order):
        here = [yours for _mine, yours in matched]
        yield Change(path, _names(row, old, sorted(order)), _names(row, new, here), moved=True)


def _names(row: Any, items: list[Any], places: list[int]) -> Items:
    """Name the items of a list for a line about their order."""
    return tuple(about(row, items[place]) or next(texts(items[place]), str(place))[:NAME_LENGTH] for place in places)


def _fit(kind: type, old: Any, new: Any) -> bool:
    return all(isinstance(value, kind) or _is_empty(value) for value in (old, new)) and (
        isinstance(old, kind) or isinstance(new, kind)
    )


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], {}, ())


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)
