"""What was looked for is marked in texts: nothing is lost, nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlighting import LONGEST_EXCERPT, best_sentence, excerpt, parts

TEXTS = st.text() | st.text("开源開社区與AＡaßİﬁ①１ open-Source.。\n")
NEEDLES = st.lists(
    st.text(max_size=8) | st.sampled_from(["开源", "open source", "ai", "企业", "", "s", "1"]), max_size=5
)


def shown(text, *needles):
    return "".join(f"[{piece}]" if marked else piece for piece, marked in parts(text, needles))


@given(TEXTS, NEEDLES)
def test_marking_loses_and_invents_nothing(text, needles):
    assert "".join(piece for piece, _marked in parts(text, needles)) == text


@given(TEXTS, NEEDLES)
def test_an_excerpt_is_taken_from_the_text(text, needles):
    pieces = excerpt(text, needles)
    told = "".join(piece for piece, _marked in pieces)

    assert told.strip("…") in text.replace("\n", "\n")
    assert not pieces or any(marked for _piece, marked in pieces)
    assert len(told) <= LONGEST_EXCERPT + 2


@pytest.mark.parametrize(
    ("text", "needles", "marked"),
    [
        ("开源社区", ["社区"], "开源[社区]"),
        ("開源社區", ["开源"], "[開源]社區"),
        ("ＡＩ企业", ["ai"], "[ＡＩ]企业"),
        ("Licences differ", ["licence"], "[Licences] differ"),
        ("an American license", ["licence"], "an American [license]"),
        ("open-source software", ["open source"], "[open-source] software"),
        ("open the source", ["open source"], "open the source"),
        ("said aid", ["ai"], "said aid"),
        ("共创、共享", ["共"], "[共]创、[共]享"),
        ("开源社区", ["开源", "源社"], "[开源社]区"),
        ("Apache许可证", ["apache许可证"], "[Apache许可证]"),
        ("nothing", [], "nothing"),
        ("nothing", ["，"], "nothing"),
        ("", ["开源"], ""),
    ],
)
def test_words_are_marked_in_every_form(text, needles, marked):
    assert shown(text, *needles) == marked


def test_the_sentence_with_most_of_the_words_is_shown():
    body = "社区很大。\n企业与社区共同治理。\n别的。"

    assert best_sentence(body, ["企业", "社区"]) == "企业与社区共同治理。"
    assert best_sentence(body, ["许可证"]) == ""
    assert excerpt(body, ["许可证"]) == []


def test_a_word_inside_another_one_is_no_sentence():
    assert best_sentence("They said so.", ["ai"]) == ""


def test_a_long_sentence_is_cut_around_what_was_found():
    pieces = excerpt("前" * 200 + "开源" + "后" * 300, ["开源"])

    assert pieces[0][0].startswith("…")
    assert ("开源", True) in pieces
    assert pieces[-1][0].endswith("…")


def test_an_excerpt_of_a_long_sentence_may_begin_with_what_was_found():
    assert excerpt("开源" + "后" * 300, ["开源"])[0] == ("开源", True)


@pytest.mark.parametrize(("line", "end"), [("开源的第一条；", "；…"), ("One open thing;", ";…"), ("开源。", "开源。")])
def test_a_line_that_goes_on_ends_in_an_ellipsis(line, end):
    assert "".join(piece for piece, _marked in excerpt(line, ["开源", "open"])).endswith(end)
