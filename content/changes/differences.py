"""What changed between two documents: field by field, and inside a text word by word.

Items of a list are known by what they point to (an organisation, a dimension, a side), else by what they say,
so that an item put in front does not make all the others look rewritten. A list of single words (tags, sections) is
one change: what stayed, went and came.
"""

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Final, Literal

from search import chinese

Path = tuple[str | int, ...]
Scalar = str | int | float | bool | None
Items = tuple[str, ...]
Pair = tuple[int, int]
Both = tuple[str, str]
Segment = tuple[Literal["equal", "del", "ins"], str]

# What a row points to. Documents are JSON of any time here, so rows are known by the names of their fields.
IDENTITIES: Final = ("slug", "reference", "organization", "dimension", "case", "strategy", "file")
ALIKE: Final = 0.3  # share of common words from which two items are the same item, changed
MANY_PAIRS: Final = 4_000  # more leftovers than this are compared by place, not each with each
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


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """List the differences of two documents of one kind, in the order of the new one.

    In: documents as of contract or revision; a missing key is the same as an empty value. Out: one change per
    field, each holding single values only; an item added or removed gives one for each field in it.
    Raises: nothing for what JSON can hold.
    """
    return list(_values((), old, new))


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


def _values(path: Path, old: Any, new: Any) -> Iterator[Change]:
    if _is_empty(old) and _is_empty(new):
        return
    if _fit(dict, old, new):
        yield from _mappings(path, old or {}, new or {})
    elif _fit(list, old, new):
        yield from _lists(path, old or [], new or [])
    elif isinstance(old, dict | list) or isinstance(new, dict | list):  # another type: nothing to match
        yield from _values(path, old, None)
        yield from _values(path, None, new)
    elif old != new or isinstance(old, bool) != isinstance(new, bool):
        yield Change(path, old, new)


def _mappings(path: Path, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in [*new, *(key for key in old if key not in new)]:
        yield from _values((*path, key), old.get(key), new.get(key))


def _lists(path: Path, old: list[Any], new: list[Any]) -> Iterator[Change]:
    if all(isinstance(item, str) for item in (*old, *new)):
        if old != new:
            yield Change(path, tuple(old), tuple(new), moved=sorted(old) == sorted(new))
        return
    pairs = sorted(_pairs(old, new), key=lambda pair: pair[1])
    kept, known = {mine for mine, _yours in pairs}, {yours: mine for mine, yours in pairs}
    steps = _steps(old), _steps(new)
    for position, item in enumerate(old):
        if position not in kept:
            yield from _values((*path, steps[0][position]), item, None)
    for position, item in enumerate(new):
        before = old[known[position]] if position in known else None
        yield from _values((*path, steps[1][position]), before, item)
    order = [mine for mine, _yours in pairs]
    if order != sorted(order):
        yield Change(path, _names(old, sorted(order)), _names(new, [yours for _mine, yours in pairs]), moved=True)


def _fit(kind: type, old: Any, new: Any) -> bool:
    return all(isinstance(value, kind) or _is_empty(value) for value in (old, new)) and (
        isinstance(old, kind) or isinstance(new, kind)
    )


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], {}, ())


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)


# --- Which item is which ----------------------------------------------------------------------------------------------


def _pairs(old: list[Any], new: list[Any]) -> list[Pair]:
    """Match items: the equal ones, then by identity, then the most alike, then the only ones left."""
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: list[Pair] = []
    for key in (_canonical, _identity):
        found = _same(left, right, [key(item) for item in old], [key(item) for item in new])
        pairs += found
        left, right = _without(left, found, 0), _without(right, found, 1)
    left = [i for i in left if isinstance(old[i], dict)]
    right = [j for j in right if isinstance(new[j], dict)]
    found = _alike(left, right, old, new)
    pairs += found
    left, right = _without(left, found, 0), _without(right, found, 1)
    if len(left) == len(right) == 1 and _may_be_one(old[left[0]], new[right[0]]):
        pairs.append((left[0], right[0]))
    return pairs


def _without(places: list[int], pairs: list[Pair], side: int) -> list[int]:
    taken = {pair[side] for pair in pairs}
    return [place for place in places if place not in taken]


def _same(left: list[int], right: list[int], mine: Sequence[Hashable], yours: Sequence[Hashable]) -> list[Pair]:
    """Pair what has the same key: equal items in order, whatever their number; items without a key not at all."""
    places: dict[Hashable, list[int]] = {}
    for j in reversed(right):
        places.setdefault(yours[j], []).append(j)
    return [(i, places[mine[i]].pop()) for i in left if mine[i] is not None and places.get(mine[i])]


def _identity(item: Any) -> str | None:
    """What an item points to: the page of another kind, else its side; nothing for texts."""
    if not isinstance(item, dict):
        return None
    for key in IDENTITIES:
        if item.get(key) and isinstance(item[key], str):
            return str(item[key])
    return str(item["side"]) if item.get("side") and "organization" not in item else None


def _canonical(item: Any) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False)


def _alike(left: list[int], right: list[int], old: list[Any], new: list[Any]) -> list[Pair]:
    """Pair each item with the one most like it, the closest pairs first."""
    if len(left) * len(right) > MANY_PAIRS:
        return [(i, i) for i in left if i in set(right) and _may_be_one(old[i], new[i])]
    mine, yours = {i: _bag(old[i]) for i in left}, {j: _bag(new[j]) for j in right}
    scored = [
        (likeness(mine[i], yours[j]), -abs(i - j), i, j) for i in left for j in right if _may_be_one(old[i], new[j])
    ]
    pairs: dict[int, int] = {}
    for score, _distance, i, j in sorted(scored, reverse=True):
        if score >= ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def _may_be_one(old: Any, new: Any) -> bool:
    """Two items that point to different pages are two, however alike they are."""
    return _identity(old) is None or _identity(new) is None or _identity(old) == _identity(new)


def _bag(item: Any) -> Counter[str]:
    return Counter(word for text in _texts(item) for word in chinese.bigrams(text))


def likeness(mine: Counter[str], yours: Counter[str]) -> float:
    """How much two bags of pairs of characters have in common, from 0 to 1 (Dice)."""
    total = mine.total() + yours.total()
    return 2 * (mine & yours).total() / total if total else 0.0


def _texts(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for value in item.values() if isinstance(item, dict) else item:
            yield from _texts(value)


def _steps(items: list[Any]) -> list[str | int]:
    """How the path names each item: by its identity when no other has it, else by its position."""
    identities = [_identity(item) for item in items]
    counts = Counter(identities)
    return [name if name is not None and counts[name] == 1 else place for place, name in enumerate(identities)]


def _names(items: list[Any], places: list[int]) -> Items:
    """Name the items of a list for a line about their order."""
    return tuple(_identity(items[place]) or next(_texts(items[place]), str(place))[:NAME_LENGTH] for place in places)
