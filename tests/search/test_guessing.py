"""What is mistyped, misheard, written together or shortened is read as it was meant, and the page says so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.guessing import in_full
from search.lexicon import blurred, lexicon
from search.searching import search
from tests.factories import PracticeFactory, TagFactory, TermFactory, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_book")]


def keys(typed, language="zh"):
    return [entry.key for entry in search(typed, language).entries]


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("深渡学习", "zh", "深度学习"),
        ("jijinghui", "zh", "基金会"),
        ("comunity driven", "en", "community driven"),
        ("opensorce strategy", "en", "opensource strategy"),
    ],
)
def test_a_mistake_is_mended_and_said(typed, language, meant):
    results = search(typed, language)

    assert results.instead.casefold() == meant
    assert results.typed == typed
    assert any(marked for entry in results.entries[:3] for _piece, marked in entry.title_parts + entry.text_parts)


def test_pinyin_with_a_mistake_in_one_word_is_read_too():
    assert "term:open-source-community" in keys("kaiyaun shequ")[:3]


def test_what_is_spelt_as_a_page_spells_it_is_never_mended():
    TermFactory(slug="odd", title=text("", "Comunity with one letter"))

    assert search("comunity driven", "en").instead == ""
    assert keys("comunity", "en")[0] == "term:odd"


def test_two_words_that_no_page_has_are_not_made_one_that_none_has_either():
    assert search("qwertz asdfgh community", "en").instead == ""


def test_only_what_was_typed_is_looked_for_when_that_is_asked():
    assert search("comunity driven", "en", expand=False).instead == ""


@pytest.mark.parametrize(("typed", "slug"), [("Open AI", "openai"), ("scikit learn", "scikit-learn")])
def test_names_are_found_with_and_without_spaces_and_hyphens(typed, slug):
    assert f"organization:{slug}" in keys(typed, "en")[:3]


@pytest.mark.parametrize("typed", ["zebra-fishes", "zebrafishes", "zebra fishes"])
def test_words_with_a_hyphen_are_found_as_one_word_too(typed):
    TermFactory(slug="parted", title=text("", "Of zebra-fishes"))

    assert keys(typed, "en")[0] == "term:parted"


def test_words_with_a_hyphen_find_the_word_written_as_one():
    TermFactory(slug="joined", title=text("", "Of quaggafish"))

    assert keys("quagga-fish", "en")[0] == "term:joined"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_k8s_is_short_for_kubernetes(language):
    assert keys("k8s", language)[0] == "case:kubernetes-cncf"
    assert in_full("8", language) == in_full("k8", language) == []


def test_a_word_that_no_page_has_is_looked_for_by_its_parts():
    TermFactory(slug="stripes", title=text("条纹斑马与许可"))

    assert "term:stripes" in keys("条纹 许可争议")[:3]


def test_the_beginning_of_one_name_stands_for_it():
    assert lexicon().other_names("仁慈独裁者") == lexicon().other_names("仁慈独裁者模式")
    assert lexicon().other_names("开源") == ()


def test_of_several_words_a_page_has_the_one_that_it_is_tagged_with():
    TagFactory(slug="striped", title=text("条纹类"), summary=text("例如斑马鱼。"))
    PracticeFactory(slug="ways/tagged", title=text("斑马鱼"), tags=["striped"])

    results = search("条纹类 斑马鱼", "zh")

    assert {entry.key for entry in results.entries} == {"practice:ways/tagged", "tag:striped"}
    assert not results.partly


@pytest.mark.parametrize(("one", "other"), [("zhongguo", "zongguo"), ("jijinhui", "jijinghui"), ("shequ", "sequ")])
def test_sounds_that_many_confuse_are_one(one, other):
    assert blurred(one) == blurred(other)


@pytest.mark.parametrize(
    "typed",
    [
        "qwertz community asdfgh yxcvbn",
        "aaqq bbqq ccqq ddqq eeqq ffqq community",
        "k8q a7b c6d e5f g4h community",
        "深渡 社区 只识",
        "k8q a7b c6d xyzw 许可争议 community",
        "k8q community a7b project c6d licence 许可争议",
    ],
)
def test_mending_ends_soon(typed):
    with CaptureQueriesContext(connection) as captured:
        search(typed, "en")

    assert len(captured) <= 18
