"""Rows and options of lists: kept for as long as they say the same, escaped, in the reader's language."""

import pytest
from django.utils import translation

from content.templatetags.lists import found_in, option, rendered, row
from search.models import SearchEntry
from tests.factories import TermFactory, text

VALUE = {"value": "sharing", "words": "<b>共享", "count": 3, "checked": False, "disabled": False}


@pytest.fixture
def entry(db):
    page = TermFactory(slug="kept", title=text("保存", "Kept"), summary=text("<i>摘要", "Summary"))
    return SearchEntry.objects.get(page_id=page.pk, language="zh")


def test_a_row_is_rendered_once_while_it_says_the_same(entry):
    rendered.cache_clear()

    assert row("row", entry) == row("row", entry)
    assert rendered.cache_info()[:2] == (1, 1)


@pytest.mark.parametrize("column", ["title", "summary", "slug", "uid"])
def test_a_row_that_says_something_else_is_rendered_anew(entry, column):
    before = row("row", entry)
    setattr(entry, column, "other")

    assert row("row", entry) != before


def test_a_row_changes_with_its_marks_and_with_the_words_given(entry):
    before = row("row", entry)
    entry.row = entry.row | {"title_language": "en"}

    assert row("row", entry) != before
    assert "Monday" in row("row", entry, when="Monday")


def test_a_row_is_kept_for_each_language():
    entry = SearchEntry(kind="case", slug="a", title="甲", summary="", row={
        "title_language": "", "summary_language": "", "period": {"start": "", "end": "", "ongoing": False}, "tags": [],
        "evidence": 0, "corrected": 0, "disputed": 0, "unverified": 0, "status": "published",
        "origin": "book", "outcome": "mixed",
    })  # fmt: skip
    with translation.override("en"):
        english = row("row_case", entry, parties=[])

    assert "Year not known" in english
    assert "Year not known" not in row("row_case", entry, parties=[])


def test_what_is_in_a_row_is_escaped(entry):
    assert "&lt;i&gt;摘要" in row("row", entry)


@pytest.mark.parametrize(
    ("name", "states", "has"),
    [
        ("technology", {}, ['name="technology"', 'value="sharing">', "<span>&lt;b&gt;共享</span>", ">3<"]),
        ("mechanism", {"checked": True}, [" checked>", 'class="pillar is-xiang"', "&lt;b&gt;"]),
        ("evidence", {"value": "2", "disabled": True}, [" disabled>", 'class="evidence"', "#ev2"]),
    ],
)
def test_an_option_says_what_it_is(name, states, has):
    html = option(name, VALUE | states)

    assert [part for part in has if part not in html] == []
    assert "<b>" not in html


def test_what_was_found_is_marked_and_escaped():
    html = found_in([("<a>", False), ("许可证", True)], "en")

    assert html == '<span lang="en">&lt;a&gt;<mark>许可证</mark></span>'
    assert found_in([("a", False)], "") == "a"
