"""What divides tags in a text field, and which tag a word means."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from taggit.utils import parse_tags

from content.forms import split_tags
from content.forms.tag_words import TagWords
from tests.factories import FacetFactory, TagFactory, text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("开源治理，共创、共享", ["开源治理", "共创", "共享"]),
        ("开源 治理", ["开源 治理"]),
        ("a, b,c ;d；e", ["a", "b", "c", "d", "e"]),
        ("一\n二\r\n三", ["一", "二", "三"]),
        ("  共创  ，，、, ", ["共创"]),
        ("machine   learning", ["machine learning"]),
        ("共创，共创、共創", ["共创", "共創"]),
        ("AI，ai、ＡＩ", ["AI"]),
        ("", []),
        ("，、；,;\n", []),
        ("a/b/../c", ["a/b/../c"]),
        ('"quoted" word', ['"quoted" word']),
    ],
)
def test_tags_are_divided_by_commas_of_both_scripts_but_not_by_spaces(written, words):
    assert split_tags(written) == words


def test_taggit_uses_the_same_words():
    assert parse_tags("开源 治理，共创、共享") == ["开源 治理", "共创", "共享"]


@pytest.fixture
def vocabulary(db):
    FacetFactory(slug="f", title=text("分面", "Facet"))
    TagFactory(slug="sharing", facet="f", title=text("共享", "Sharing"), aliases=["分享"])
    TagFactory(slug="privacy", facet="f", title=text("隐私", "Privacy, safety"))
    TagFactory(slug="open-1", facet="f", title=text("打开", "Open"), aliases=["开放"])
    TagFactory(slug="open-2", facet="f", title=text("公开", "Opening"), aliases=["开放"])
    return TagWords()


@pytest.mark.parametrize("word", ["sharing", "SHARING", "共享", "Sharing", "ｓｈａｒｉｎｇ", "分享"])
def test_a_tag_answers_to_its_address_its_titles_and_its_other_names(vocabulary, word):
    assert vocabulary.resolve([word]) == ["sharing"]


def test_words_for_the_same_tag_count_once_in_the_order_written(vocabulary):
    assert vocabulary.resolve(["隐私", "分享", "共享"]) == ["privacy", "sharing"]


def test_an_unknown_word_is_named(vocabulary):
    with pytest.raises(ValidationError) as error:
        vocabulary.resolve(["共享", "没有这个", "x" * 5_000])

    assert "没有这个" in error.value.messages[0]
    assert len(error.value.messages[1]) < 200


def test_a_word_for_two_tags_asks_which(vocabulary):
    with pytest.raises(ValidationError) as error:
        vocabulary.resolve(["开放"])

    assert "open-1, open-2" in error.value.messages[0]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_a_field_shows_means_the_same_tags_again(vocabulary, language):
    slugs = ["open-2", "privacy", "sharing", "open-1"]

    with translation.override(language):
        shown = vocabulary.text(slugs)

    assert vocabulary.resolve(split_tags(shown)) == slugs
