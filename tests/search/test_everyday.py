"""Everyday words that mean nearly the same: in both languages, whatever the ending; never a thing's name."""

import pytest

from search.everyday import WORDS, alike


@pytest.mark.parametrize(("word", "other"), [("公司", "企业"), ("companies", "corporate"), ("funded", "money")])
def test_words_stand_for_each_other(word, other):
    assert other in alike(word)
    assert word not in alike(word)


@pytest.mark.parametrize("word", ["飞桨", "tensorflow", ""])
def test_most_words_stand_for_themselves(word):
    assert alike(word) == ()


def test_each_line_is_of_one_language_and_has_no_word_twice():
    for line in WORDS.strip().split("\n"):
        words = line.split()
        assert len(words) == len(set(words)) > 1
        assert len({word.isascii() for word in words}) == 1
