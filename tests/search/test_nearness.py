"""Pages that say the words of a query in one sentence come before those that say them apart."""

import pytest

from search.grouping import Group
from search.nearness import nearest_first
from search.query import Word
from search.searching import search
from tests.factories import TermFactory, text

pytestmark = pytest.mark.django_db


class Entry:
    def __init__(self, pk, body):
        self.pk, self.title, self.summary, self.body = pk, "", "", body


def order(bodies, *words, scores=None):
    entries = [Entry(pk, body) for pk, body in enumerate(bodies)]
    groups = [Group((Word(word),)) for word in words]
    return [entry.pk for entry in nearest_first(entries, scores or dict.fromkeys(range(len(bodies)), 1), groups)]


@pytest.mark.parametrize(
    ("bodies", "words"),
    [
        (["斑马跑。\n条纹多。", "斑马有条纹。"], ["斑马", "条纹"]),
        (["Zebras run.\nA stripe.", "Zebras have stripes."], ["zebra", "striped"]),
        (["AI here.\nIt said law.", "Law of AI."], ["ai", "law"]),
        (["", "斑马"], ["斑马", "条纹"]),
    ],
)
def test_words_in_one_sentence_count_more(bodies, words):
    assert order(bodies, *words) == [1, 0]


def test_nearness_decides_between_pages_that_fit_alike_only():
    assert order(["斑马。\n条纹。", "斑马条纹。"], "斑马", "条纹", scores={0: 9, 1: 1}) == [0, 1]


def test_nothing_to_look_for_leaves_the_order():
    assert order(["c++ (.*", "b"], "c++") == [0, 1]
    assert order([], "a") == []


def test_results_stand_so():
    TermFactory(slug="apart", title=text("甲甲"), text=text("斑马在跑。条纹不少。"))
    TermFactory(slug="near", title=text("乙乙"), text=text("草很多。斑马有条纹。"))

    assert [entry.slug for entry in search("斑马 条纹", "zh").entries] == ["near", "apart"]
