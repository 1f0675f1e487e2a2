"""What decides the order beside the words: links among the best, names that are just a word, readings and names."""

import pytest

from search.searching import search
from tests.factories import OrganizationFactory, TermFactory, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_book")]


def keys(typed, language="zh"):
    return [entry.key for entry in search(typed, language).entries]


@pytest.mark.parametrize(("first", "second"), [("linked", "apart"), ("apart", "linked")])
def test_of_several_words_pages_that_the_best_link_to_come_before_others(first, second):
    for slug in (first, second):
        TermFactory(slug=slug, title=text("", f"Word {slug}"), summary=text("", "About quaggas."))
    TermFactory(slug="best", title=text("", "Quaggas at home"), summary=text("", "And zebrafish."), related=["linked"])

    found = keys("quaggas zebrafish", "en")

    assert found[0] == "term:best"
    assert found.index("term:linked") < found.index("term:apart")


def test_the_page_that_is_called_just_like_one_of_the_words_comes_before_those_that_have_it_in_their_name():
    TermFactory(slug="about", title=text("", "Quaggas at large"))
    TermFactory(slug="just-so", title=text("", "Quaggas"), summary=text("", "Described at length here, again."))

    assert keys("quaggas unheardof", "en")[:2] == ["term:just-so", "term:about"]


def test_a_latin_name_that_sounds_like_the_chinese_one_is_a_name():
    OrganizationFactory(slug="banma", title=text("斑马鱼", "Banmayu"))
    TermFactory(slug="praise", title=text("", "What Banmayu gave away"))

    assert "term:praise" in keys("斑马鱼")
    assert "Banmayu" in search("斑马鱼", "zh").also


def test_what_is_typed_as_pinyin_finds_as_much_as_the_word():
    word, sound = search("人才培养", "zh"), search("rencaipeiyang", "zh")

    assert {entry.key for entry in sound.entries} == {entry.key for entry in word.entries}
    assert "人才培养" in sound.also
    assert "rencaipeiyang" not in sound.also
