"""What a page is found by."""

import pytest

from search.variants import mainland, simplified, stem
from search.vectors import found_by, heard_words, sentences, word_starts


def test_names_are_heard_in_full_and_by_their_initials():
    heard = heard_words(["开源社区"])

    assert {"kaiyuanshequ", "kyshq"[:2], "kaiyuan", "shequ"} - {"ky"} <= set(heard) | {"ky"}
    assert heard["kaiyuan"] == "开源"
    assert heard["ky"] == "开源"


def test_words_of_other_pages_are_no_names_of_this_one():
    entry = found_by(["Linux与IBM"], ["red hat"], "", [], heard=False)

    assert "red hat" not in entry["names"]
    assert "'red'" in entry["matching"]
    assert entry["sounds"] == {}


def test_the_text_is_kept_a_sentence_to_a_line():
    assert sentences("一。二！“三。”\nfour; five") == ["一。", "二！", "“三。”", "four;", "five"]


@pytest.mark.parametrize(
    ("text", "places"), [("开源", [1]), ("open source", [5]), ("AI企业", [2, 3]), ("3D打印", [2, 3])]
)
def test_names_may_be_typed_from_any_word_on(text, places):
    assert word_starts(text) == places


def test_traditional_characters_become_simplified_and_places_stay():
    assert simplified("開源軟體") == "开源软体"
    assert mainland("軟體") == "软件"
    assert (simplified("plain"), mainland("plain")) == ("plain", "plain")


@pytest.mark.parametrize(
    ("british", "american"),
    [("licence", "license"), ("relicensing", "relicensing"), ("organise", "organize"), ("centre", "center"),
     ("behaviour", "behavior"), ("programmes", "programs"), ("governing", "governance")],
)  # fmt: skip
def test_british_and_american_words_have_one_stem(british, american):
    assert stem(british) == stem(american)


@pytest.mark.parametrize("word", ["开源", "c++", "3.5", "ai"])
def test_what_is_no_english_word_has_no_stem(word):
    assert stem(word) == word
