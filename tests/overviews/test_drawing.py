"""Where the names of a network stand: always in the same places, none on top of another."""

from itertools import combinations, product

import pytest

from overviews.drawing import GAP, LINE, MARK, WIDTH, draw, length, lines_of, packed

STAR = ("中心", "甲", "乙", "Linux Foundation", "丁"), ((0, 1), (0, 2), (0, 3), (0, 4))
GRID = (
    tuple(f"Organisation {n}" for n in range(36)),
    tuple((6 * a + b, 6 * c + d) for a, b, c, d in product(range(6), repeat=4) if (c - a, d - b) in {(0, 1), (1, 0)}),
)
APART = tuple(f"Alone {n}" for n in range(20)), ()


def box(place):
    """What a node and its name cover: left, top, right, bottom."""
    half = max(MARK, *(length(words) for words, _y in place.lines)) / 2
    return place.x - half, place.y - MARK / 2, place.x + half, place.y + MARK / 2 + LINE * len(place.lines)


@pytest.mark.parametrize("network", [STAR, GRID, APART], ids=["star", "grid", "apart"])
def test_no_two_names_cover_each_other_and_all_are_in_the_picture(network):
    picture = draw(*network)

    boxes = [box(place) for place in picture.places]
    for one, other in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across < 2 or down < 2, (one, other)  # pixels are whole
    assert min(left for left, _top, _right, _bottom in boxes) >= 0
    assert max(right for _left, _top, right, _bottom in boxes) <= picture.width
    assert max(bottom for _left, _top, _right, bottom in boxes) <= picture.height


def test_the_same_network_is_drawn_the_same_way_and_another_one_is_not():
    once = draw.__wrapped__(*GRID)

    assert draw.__wrapped__(*GRID) == once
    assert draw.__wrapped__(GRID[0], GRID[1][1:]) != once


def test_a_picture_is_computed_once():
    draw.cache_clear()
    draw(*STAR)
    draw(*STAR)

    assert (draw.cache_info().misses, draw.cache_info().hits) == (1, 1)


def test_what_is_joined_stands_nearer_than_what_is_not():
    chain = draw(("甲", "乙", "丙", "丁"), ((0, 1), (1, 2), (2, 3))).places

    assert abs(chain[0].x - chain[1].x) < abs(chain[0].x - chain[2].x) < abs(chain[0].x - chain[3].x)


@pytest.mark.parametrize(
    ("name", "lines"),
    [("谷歌", ("谷歌",)), ("微软（Microsoft AI）", ("微软", "（Microsoft AI）")), ("IBM", ("IBM",)),
     ("Apache Software Foundation", ("Apache Software", "Foundation")),
     ("很长但是没有空格的名字", ("很长但是没有空格的名字",))],
)  # fmt: skip
def test_long_names_are_written_in_two_lines(name, lines):
    assert lines_of(name) == lines


def test_parts_stand_beside_each_other_as_far_as_there_is_room():
    corners, width, height = packed([(WIDTH - 100, 50), (80, 20), (200, 30)])

    assert corners == [(0, 0), (WIDTH - 100 + GAP, 0), (0, 50 + GAP)]
    assert (width, height) == (WIDTH - 20 + GAP, 50 + 30 + 2 * GAP)


def test_nobody_makes_an_empty_picture():
    assert draw((), ()).places == ()
