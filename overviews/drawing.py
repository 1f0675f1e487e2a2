"""Where the nodes of a network stand in its picture. The same network is always drawn the same way, on any machine.

Distances in the picture follow distances in the network (stress majorization: Gansner, Koren, North 2004). Then names
that cover each other are pushed apart, and parts that nothing joins are set beside each other.
"""

import functools
import math
import unicodedata
from collections import deque
from dataclasses import dataclass

WIDTH = 1_040
"""The most that a picture has, in CSS pixels, unless one part needs more."""
LETTER, LINE, MARK, GAP = 13.5, 18, 20, 14
"""Height of letters, of a line, width of a mark, least distance between two nodes."""
LONGEST_LINE = 9
"""Ems that a line of a name may have before the name is written in two."""
EDGE = 150
"""Wished length of a line between two nodes."""
FLATTER = 0.7
"""Names are wider than they are high, so pictures are made wider than they are high."""
ROUNDS = 80
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class Place:
    """Where a node stands: the middle of its mark, and below it the lines of its name, each with its baseline."""

    x: int
    y: int
    lines: tuple


@dataclass(frozen=True)
class Picture:
    """Places of all nodes in the order that they were given, and the size of the whole."""

    places: tuple
    width: int
    height: int


@functools.lru_cache(maxsize=64)
def draw(names, edges):
    """The picture of a network; kept, since it follows from what is given and nothing else.

    In: the names of the nodes, the important ones first; edges as pairs of their numbers. Both are tuples.
    """
    lines = [lines_of(name) for name in names]
    sizes = [(max(MARK, *map(length, text)) + GAP, MARK + LINE * len(text) + GAP) for text in lines]
    boxes = []
    for part in parts(len(names), edges):
        points = apart(flattened(stress(distances(part, edges))), [sizes[node] for node in part])
        boxes.append(boxed(part, points, sizes))
    corners, width, height = packed([box[1:] for box in boxes])
    places = [None] * len(names)
    for (points, _width, _height), (left, top) in zip(boxes, corners, strict=True):
        for node, (x, y) in points.items():
            down = round(top + y - LINE * len(lines[node]) / 2)  # the mark stands above the middle of mark and name
            baselines = (down + MARK / 2 + LINE * (n + 0.8) for n in range(len(lines[node])))
            places[node] = Place(round(left + x), down, tuple(zip(lines[node], map(round, baselines), strict=True)))
    return Picture(tuple(places), round(width), round(height))


# --- Names ------------------------------------------------------------------------------------------------------------


def ems(text):
    """About how long a text is, in ems: Han characters are one wide, others a little more than half."""
    return sum(1 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def length(text):
    """The same in CSS pixels."""
    return ems(text) * LETTER


def lines_of(name):
    """A name in one line, or in two when it is long and has a space or a bracket to break it at."""
    brackets = [at for at, letter in enumerate(name) if at and letter in "（("]
    breaks = brackets or [at for at, letter in enumerate(name) if at and letter == " "]
    if ems(name) <= LONGEST_LINE or not breaks:
        return (name,)
    at = min(breaks, key=lambda at: abs(ems(name[:at]) - ems(name[at:])))
    return name[:at].rstrip(), name[at:].lstrip()


# --- One connected part -----------------------------------------------------------------------------------------------


def parts(many, edges):
    """The connected parts of a network as lists of nodes, the largest first."""
    near = neighbours(range(many), edges)
    left, found = dict.fromkeys(range(many)), []
    while left:
        part = sorted(reach(next(iter(left)), near))
        found.append(part)
        for node in part:
            del left[node]
    return sorted(found, key=lambda part: (-len(part), part[0]))


def neighbours(nodes, edges):
    """{node: the nodes that it is joined to}."""
    near = {node: [] for node in nodes}
    for one, other in edges:
        if one in near:
            near[one].append(other)
            near[other].append(one)
    return near


def reach(start, near):
    """{node: how many edges away it is} of all that can be reached."""
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        node = waiting.popleft()
        for other in near[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return steps


def distances(part, edges):
    """How far apart the nodes of a part wish to be, as a table."""
    near = neighbours(part, edges)
    return [[EDGE * steps[other] for other in part] for steps in (reach(node, near) for node in part)]


def stress(wished):
    """Points whose distances are as near as can be to those wished, near ones counting most."""
    points = [[EDGE * math.sqrt(n) * math.cos(n * GOLDEN_ANGLE), EDGE * math.sqrt(n) * math.sin(n * GOLDEN_ANGLE)]
              for n in range(len(wished))]  # fmt: skip
    for _round in range(ROUNDS):
        for one, (x, y) in enumerate(points):
            across = down = weights = 0
            for other, (to_x, to_y) in enumerate(points):
                if other != one:
                    wish = wished[one][other]
                    stretch = wish / (math.hypot(x - to_x, y - to_y) or 1)
                    across += (to_x + (x - to_x) * stretch) / wish**2
                    down += (to_y + (y - to_y) * stretch) / wish**2
                    weights += 1 / wish**2
            points[one] = [across / weights, down / weights] if weights else [x, y]
    return points


def flattened(points):
    """The points turned so that they reach farthest from left to right, made flatter, and no wider than a picture."""
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    points = [(x - middle_x, y - middle_y) for x, y in points]
    turn = 0.5 * math.atan2(2 * sum(x * y for x, y in points), sum(x * x - y * y for x, y in points))
    cosine, sine = math.cos(turn), math.sin(turn)
    points = [(x * cosine + y * sine, y * cosine - x * sine) for x, y in points]
    reached = max(x for x, _y in points) - min(x for x, _y in points)
    narrower = min(1, (WIDTH - EDGE) / (reached or 1))
    return [[x * narrower, y * FLATTER] for x, y in points]


def apart(points, sizes):
    """The points moved until no two boxes of these sizes around them cover each other."""
    for _round in range(ROUNDS * 5):
        moved = False
        for one in range(len(points)):
            for other in range(one):
                across = (sizes[one][0] + sizes[other][0]) / 2 - abs(points[one][0] - points[other][0])
                down = (sizes[one][1] + sizes[other][1]) / 2 - abs(points[one][1] - points[other][1])
                if across > 0.5 and down > 0.5:
                    axis, by = (0, across / 2) if across < down else (1, down / 2)
                    by = by if points[one][axis] >= points[other][axis] else -by
                    points[one][axis] += by
                    points[other][axis] -= by
                    moved = True
        if not moved:
            break
    return points


# --- All parts --------------------------------------------------------------------------------------------------------


def boxed(part, points, sizes):
    """({node: point from the part's upper left corner}, its width, its height)."""
    edges = [(x - sizes[node][0] / 2, y - sizes[node][1] / 2, x + sizes[node][0] / 2, y + sizes[node][1] / 2)
             for node, (x, y) in zip(part, points, strict=True)]  # fmt: skip
    left, top = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    right, bottom = max(edge[2] for edge in edges), max(edge[3] for edge in edges)
    return ({node: (x - left, y - top) for node, (x, y) in zip(part, points, strict=True)}, right - left, bottom - top)


def packed(sizes):
    """The upper left corners of boxes set in rows, as they come, and the width and height of all."""
    corners, left, top, row, widest = [], 0, 0, 0, 0
    for width, height in sizes:
        if left and left + width > WIDTH:
            left, top, row = 0, top + row, 0
        corners.append((left, top))
        left, row = left + width + GAP, max(row, height + GAP)
        widest = max(widest, left - GAP)
    return corners, widest, top + row
