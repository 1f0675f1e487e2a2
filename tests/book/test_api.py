"""Chapters in the API."""

import pytest

from tests.factories import ChapterFactory

pytestmark = pytest.mark.django_db


def test_chapter_is_found_by_its_number_with_dots(client):
    ChapterFactory(slug="4")
    ChapterFactory(slug="4.2", level=2, parent="4")

    assert client.get("/api/v1/chapters/4.2/").json()["parent"] == "4"


def test_chapters_come_in_the_order_of_the_book(client):
    ChapterFactory(slug="2", position=20)
    ChapterFactory(slug="1", position=10)

    answer = client.get("/api/v1/chapters/").json()

    assert [item["slug"] for item in answer["results"]] == ["1", "2"]
