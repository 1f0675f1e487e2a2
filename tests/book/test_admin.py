"""Chapters in the admin: the full text is the owner's import and stays as it is."""

import pytest

from tests.admin_form import AdminForm, edited
from tests.factories import ChapterFactory, text

pytestmark = pytest.mark.django_db


def test_the_full_text_is_kept_and_not_in_the_form(desk):
    chapter = ChapterFactory(body=text("导入的全文。"))

    document = edited(desk, chapter, title_en="Changed", body_zh_hans="改了全文", body="x")

    assert document["body"] == text("导入的全文。")
    assert "导入的全文" not in AdminForm(desk, chapter).html


def test_mentions_are_edited(desk):
    chapter = ChapterFactory()

    document = edited(desk, chapter, **{"mentions-0-name": "Somebody", "mentions-0-role_en": "A tool"})

    assert document["mentions"] == [{"name": "Somebody", "role": text("", "A tool"), "note": text("")}]


def test_a_chapter_below_a_part_needs_its_part(desk):
    chapter = ChapterFactory()

    assert AdminForm(desk, chapter).send(level="2", parent="").status_code == 400
