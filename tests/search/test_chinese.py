"""Chinese text: folded, cut, read aloud and broken into lines."""

import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from search import chinese


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＩ企业", "ai企业"),
        ("Straße", "strasse"),
        ("①", "1"),
        ("开\u200b源\ufeff", "开源"),
        ("a\x00b", "a b"),
        ("ﾃﾞ", "デ"),
    ],
)
def test_what_is_the_same_for_a_reader_is_folded_alike(text, folded):
    assert chinese.fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert chinese.fold(chinese.fold(text)) == chinese.fold(text)


@given(st.text() | st.text("共创享赢开源社区与aAéß１9.+# -，。\n"))
def test_cutting_loses_nothing(text):
    assert "".join(chinese.cut(text)) == text


def test_words_are_cut_for_the_search():
    assert chinese.words("深度学习框架：C++、Node.js 与 GPT-3.5") == [
        "深度", "学习", "框架", "c++", "node", "js", "与", "gpt", "3.5",
    ]  # fmt: skip


def test_a_word_of_the_glossary_is_found_whole_and_in_parts():
    segmenter = chinese.segmenter_with(["许可证兼容性"])

    words = chinese.words("许可证兼容性", segmenter)

    assert words[-1] == "许可证兼容性"
    assert {"许可证", "兼容"} <= set(words)


def test_new_words_change_no_other_answer():
    before = chinese.cut("共赢局面的形成")

    assert chinese.cut("共赢局面的形成", chinese.segmenter_with(["共赢局面"])) == ["共赢局面", "的", "形成"]
    assert chinese.cut("共赢局面的形成") == before


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("开源社区", ["开源", "源社", "社区"]),
        ("共", ["共"]),
        ("与AI企业", ["与", "ai", "企业"]),
        ("Open Source 2.0", ["open", "source", "2.0"]),
        ("，。 !", []),
    ],
)
def test_pairs_of_characters_are_listed(text, pairs):
    assert chinese.bigrams(text) == pairs


def test_the_index_also_has_the_character_that_begins_no_pair():
    assert chinese.bigrams("开源，共赢", ends=True) == ["开源", "源", "共赢", "赢"]


@given(
    st.text("共创享赢开源社区", min_size=2), st.text("共创享赢开源社区", max_size=5), st.text("共创享赢", max_size=5)
)
def test_a_text_has_all_pairs_of_what_it_contains(part, before, after):
    assert set(chinese.bigrams(part)) <= set(chinese.bigrams(before + part + after))


def read_literal(literal):
    """Read a tsvector as PostgreSQL does, by its manual."""
    parts = re.findall(r"'((?:[^'\\]|''|\\.)*)'(?::(\d+)([A-D]))?(?: |$)", literal, re.DOTALL)
    assert (
        "".join(
            f"'{lexeme}'" + (f":{place}{weight}" if weight else "") + " " for lexeme, place, weight in parts
        ).strip()
        == literal
    )
    return {re.sub(r"''|\\(.)", lambda match: match[1] or "'", lexeme): weight for lexeme, _place, weight in parts}


def test_a_vector_gives_each_word_its_highest_weight():
    assert chinese.tsvector_literal({"B": ["开源", "社区"], "A": ["社区"], "D": ["共"]}) == "'社区':1A '开源':2B '共'"


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)))
def test_any_words_go_into_a_vector_and_come_out(lexemes):
    assert set(read_literal(chinese.tsvector_literal({"D": lexemes}))) == set(lexemes)


@given(st.lists(st.text() | st.sampled_from(["'", "\\", "\\'", "a':1A 'b", ":", "\x00", "\ud800"])))
def test_no_word_escapes_from_its_quotes(lexemes):
    assert set(read_literal(chinese.tsvector_literal({"A": lexemes})).values()) <= {"A"}


def test_a_vector_stays_within_the_limits_of_postgresql():
    literal = chinese.tsvector_literal({"A": ["共" * 5_000], "D": map(str, range(300_000))})

    lexemes = literal.split(" ")
    assert 2_000 < len(lexemes[0].encode()) < 2_048 + len("'':1A")
    assert 2**19 < len(literal.encode()) < 2**20


def test_an_unknown_weight_is_refused():
    with pytest.raises(ValueError, match="A weight is A, B, C or D"):
        chinese.tsvector_literal({"E": ["共"]})


@pytest.mark.parametrize(
    ("text", "key", "letter"),
    [
        ("共创", "gong chuang", "G"),
        ("gòng chuàng", "gong chuang", "G"),
        ("重庆", "chong qing", "C"),
        ("绿色", "lv se", "L"),
        ("lǜ sè", "lv se", "L"),
        ("AI 企业", "ai qi ye", "A"),
        ("Éclair", "eclair", "E"),
        ("2.0 版", "2.0 ban", "#"),
        ("Ω", "ω", "#"),
        ("", "", "#"),
    ],
)
def test_titles_are_sorted_by_their_sound(text, key, letter):
    assert (chinese.pinyin_sort_key(text), chinese.index_letter(text)) == (key, letter)


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("共创、共享和共赢", "共创、共享和共赢"),
        ("TensorFlow开源之后：方向盘归谁", "TensorFlow开源<wbr>之后：方向盘归谁"),
        ("开源社区怎样和AI企业一起做事", "开源<wbr>社区<wbr>怎样<wbr>和AI企业<wbr>一起<wbr>做事"),
        (
            "TensorFlow与Google的合作",
            'TensorFlo<span class="join">w与G</span>oogl<span class="join">e的</span><wbr>合作',
        ),
        ("A long English title that is never broken", "A long English title that is never broken"),
        ("<b>&", "&lt;b&gt;&amp;"),
    ],
)
def test_a_long_title_may_break_between_words(title, html):
    assert chinese.title_breaks(title) == html


@given(st.text() | st.text("共创享赢开源社区与AI<>&\"'，：（） "))
def test_breaks_add_nothing_but_breaks(title):
    html = re.sub(r'<wbr>|<span class="join">|</span>', "", chinese.title_breaks(title))

    assert html == escape(title)
