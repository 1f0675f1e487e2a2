"""Which item of a list is which in another version: by what its kind says it is known by, else by its words."""

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, Final

from content.document.fields import LANGUAGES, Document
from search import chinese

Pair = tuple[int, int]

ALIKE: Final = 0.3  # share of common words from which two items are the same item, changed
MANY_PAIRS: Final = 4_000  # more leftovers than this are compared by place, not each with each


def beneath(part: Any, step: str | int) -> Any:
    """The definition one step further down: of any row of a list, of a field by its name; None where there is none."""
    child = getattr(part, "child", None)
    if isinstance(child, Document):
        return child
    return part.fields.get(step) if isinstance(part, Document) else None


def in_order(part: Any, names: Iterable[str]) -> list[str]:
    """The names of parts as their definition has them, Chinese before English; the database keeps an order of its own.
    What no definition knows comes last."""
    places = {name: place for place, name in enumerate(part.fields if isinstance(part, Document) else LANGUAGES)}
    return sorted(dict.fromkeys(names), key=lambda name: places.get(name, len(places)))


def known_by(definition: Any) -> tuple[str, ...]:
    """The fields by which rows of this definition are known (`Row`), () where that is not said."""
    return getattr(getattr(definition, "Meta", None), "known_by", ())


def about(definition: Any, row: Any) -> str | None:
    """What a row is about: the first of what it is known by; None where it has nothing there."""
    names = known_by(definition)
    value = row.get(names[0]) if names and isinstance(row, dict) else None
    return value if value and isinstance(value, str) else None


def identity(definition: Any, row: Any) -> tuple[str, ...] | None:
    """All that a row is known by, to compare with another's; None where it has nothing of that."""
    given = [row.get(name) for name in known_by(definition)] if isinstance(row, dict) else []
    values = tuple(_canonical(value) if any(texts(value)) else "" for value in given)
    return values if any(values) else None


def pairs(definition: Any, old: list[Any], new: list[Any]) -> list[Pair]:
    """Match items: the equal ones, then by all that they are known by, then by what they are about, then the most
    alike, then the only ones left.

    definition: of the rows, None for lists of anything else. Out: pairs of places. Raises: nothing.
    """
    left, right = list(range(len(old))), list(range(len(new)))
    subjects = [about(definition, item) for item in old], [about(definition, item) for item in new]
    matched: list[Pair] = []
    whole = [_canonical(item) for item in old], [_canonical(item) for item in new]
    known = [identity(definition, item) for item in old], [identity(definition, item) for item in new]
    for keys in (whole, known, subjects):
        found = _same(left, right, *keys)
        matched += found
        left, right = _without(left, found, 0), _without(right, found, 1)
    left = [i for i in left if isinstance(old[i], dict)]
    right = [j for j in right if isinstance(new[j], dict)]
    found = _alike({i: old[i] for i in left}, {j: new[j] for j in right}, subjects)
    matched += found
    left, right = _without(left, found, 0), _without(right, found, 1)
    if len(left) == len(right) == 1 and _may_be_one(subjects, left[0], right[0]):
        matched.append((left[0], right[0]))
    return matched


def steps(definition: Any, items: list[Any]) -> list[str | int]:
    """How a path names each item: by what it is about when no other is about that too, else by its place."""
    subjects = [about(definition, item) for item in items]
    counts = Counter(subjects)
    return [name if name is not None and counts[name] == 1 else place for place, name in enumerate(subjects)]


def likeness(mine: Counter[str], yours: Counter[str]) -> float:
    """How much two bags of pairs of characters have in common, from 0 to 1 (Dice)."""
    total = mine.total() + yours.total()
    return 2 * (mine & yours).total() / total if total else 0.0


def texts(item: Any) -> Iterator[str]:
    """All texts in a value, in reading order."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for value in item.values() if isinstance(item, dict) else item:
            yield from texts(value)


def _without(places: list[int], matched: list[Pair], side: int) -> list[int]:
    taken = {pair[side] for pair in matched}
    return [place for place in places if place not in taken]


def _same(left: list[int], right: list[int], mine: Sequence[Hashable], yours: Sequence[Hashable]) -> list[Pair]:
    """Pair what has the same key: equal items in order, whatever their number; items without a key not at all."""
    places: dict[Hashable, list[int]] = {}
    for j in reversed(right):
        places.setdefault(yours[j], []).append(j)
    return [(i, places[mine[i]].pop()) for i in left if mine[i] is not None and places.get(mine[i])]


def _canonical(item: Any) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False)


def _alike(old: dict[int, Any], new: dict[int, Any], subjects: Sequence[Sequence[str | None]]) -> list[Pair]:
    """Pair each item with the one most like it, the closest pairs first."""
    if len(old) * len(new) > MANY_PAIRS:
        return [(i, i) for i in old if i in new and _may_be_one(subjects, i, i)]
    mine, yours = ({place: _bag(item) for place, item in items.items()} for items in (old, new))
    scored = [(likeness(mine[i], yours[j]), -abs(i - j), i, j) for i in old for j in new if _may_be_one(subjects, i, j)]
    found: dict[int, int] = {}
    for score, _distance, i, j in sorted(scored, reverse=True):
        if score >= ALIKE and i not in found and j not in found.values():
            found[i] = j
    return list(found.items())


def _may_be_one(subjects: Sequence[Sequence[str | None]], i: int, j: int) -> bool:
    """Two items about different things are two, however alike they are."""
    mine, yours = subjects[0][i], subjects[1][j]
    return None in (mine, yours) or mine == yours


def _bag(item: Any) -> Counter[str]:
    return Counter(word for text in texts(item) for word in chinese.bigrams(text))
