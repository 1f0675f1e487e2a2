"""What somebody types becomes a query; whatever it is, PostgreSQL takes it."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from search.query import LONGEST, parse

TYPED = st.text() | st.text("开源社区与企业 aiOR|-\"“”「」'()&!:*\\<>~^\0.+#", max_size=60)


def groups(text, **options):
    return [[word.text for word in group] for group in parse(text, **options).groups]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开源社区", [["开源社区"]]),
        ("共", [["共"]]),
        ("AI企业", [["ai"], ["企业"]]),
        ("開源 軟體", [["开源"], ["软件"]]),
        ("ＴｅｎｓｏｒＦｌｏｗ", [["tensorflow"]]),
        ("Kubernetes OR 飞桨", [["kubernetes", "飞桨"]]),
        ("Kubernetes | 飞桨", [["kubernetes", "飞桨"]]),
        ('"open source" 基金会', [["open source"], ["基金会"]]),
        ("“开放源代码促进会”", [["开放源代码促进会"]]),
        ("社区和企业怎么分配知识产权？", [["社区"], ["企业"], ["分配"], ["知识产权"]]),
        ("\"don't be evil\" company's", [["don t be evil"], ["company"]]),
        ("“don’t be evil” don’t", [["don t be evil"]]),
        ("how do companies fund maintainers", [["companies"], ["fund"], ["maintainers"]]),
        ("the", [["the"]]),
        ("C++ 3.5", [["c++"], ["3.5"]]),
        ("OR", []),
        ("，。!?", []),
        ("", []),
    ],
)
def test_words_phrases_and_alternatives_are_read(text, found):
    assert groups(text) == found


@pytest.mark.parametrize("text", ["开源 -许可证", "开源 －许可证", '开源 -"许可证"'])
def test_what_follows_a_minus_is_left_out(text):
    query = parse(text)

    assert [word.text for word in query.excluded] == ["许可证"]
    assert [word.text for word in query.words] == ["开源"]


def test_an_excluded_phrase_keeps_its_apostrophe():
    assert [word.text for word in parse('evil -"don\'t be evil"').excluded] == ["don t be evil"]


def test_a_minus_inside_a_word_leaves_nothing_out():
    assert groups("open-source") == [["open"], ["source"]]


def test_a_run_can_be_cut_smaller():
    assert groups("开源协议") == [["开源协议"]]
    assert groups("开源协议", whole=2) == [["开源"], ["协议"]]


def test_single_characters_in_a_row_are_one_name():
    assert ["桨飞"] in groups("关于桨飞这个项目")


def test_what_is_too_long_is_cut_and_says_so():
    query = parse("开源 " * 20_000)

    assert len(query.text) <= LONGEST
    assert query.shortened
    assert not parse("开源").shortened


@pytest.mark.parametrize(("text", "how"), [("怎样选许可证", True), ("How to fork", True), ("许可证", False)])
def test_a_question_about_what_to_do_is_noticed(text, how):
    assert parse(text).asks_how is how


@pytest.mark.parametrize(("text", "plain"), [("a b", True), ('"a b"', False), ("a -b", False), ("a OR b", False)])
def test_a_query_of_nothing_but_words_is_plain(text, plain):
    assert parse(text).plain is plain


class WhateverIsTyped(TestCase):
    """Hypothesis needs a database that is rolled back after each example."""

    @given(TYPED)
    def test_is_a_query_for_postgresql(self, text):
        query = parse(text)

        for sql in (query.tsquery(), *(word.tsquery("A") for word in query.words)):
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s::tsquery IS NOT NULL", [sql or "'a'"])
                assert cursor.fetchone()[0]
