"""Chapters in the API."""

import json

import pytest
from django.core.management import call_command

from portal.api import description
from tests.factories import ChapterFactory, text

pytestmark = pytest.mark.django_db
RIGHTS = {
    "zh": "全文不在本站许可之内，权利归作者。",
    "en": "The full text is not under this site's licence; its rights stay with the author.",
}


def test_chapter_is_found_by_its_number_with_dots(client):
    ChapterFactory(slug="4")
    ChapterFactory(slug="4.2", level=2, parent="4")

    assert client.get("/api/v1/chapters/4.2/").json()["parent"] == "4"


def test_chapters_come_in_the_order_of_the_book(client):
    ChapterFactory(slug="2", position=20)
    ChapterFactory(slug="1", position=10)

    answer = client.get("/api/v1/chapters/").json()

    assert [item["slug"] for item in answer["results"]] == ["1", "2"]


@pytest.mark.parametrize("body", [text("书里的原文。"), text("", "The book's own words.")])
def test_an_imported_body_comes_with_its_rights(client, body):
    ChapterFactory(slug="4", body=body)

    for query in ("", "?fields=body", "?fields=title,computed"):
        item = client.get(f"/api/v1/chapters/4/{query}").json()
        assert item["computed"]["rights"] == RIGHTS, query
    assert client.get("/api/v1/chapters/?fields=body").json()["results"][0]["computed"]["rights"] == RIGHTS


def test_a_chapter_in_our_own_words_has_no_exception(client):
    ChapterFactory(slug="4")

    assert client.get("/api/v1/chapters/4/").json()["computed"] == {"rights": {"zh": "", "en": ""}}


def test_the_import_itself_says_whose_the_text_is(client, tmp_path):
    ChapterFactory(slug="4", level=1)
    file = tmp_path / "book.md"
    file.write_text("# 4.1 某节\n\n书里的原文。\n", encoding="utf-8")
    ChapterFactory(slug="4.1", level=2, parent="4")

    call_command("import_manuscript", file, verbosity=0)

    assert client.get("/api/v1/chapters/4.1/").json()["computed"]["rights"] == RIGHTS


def test_the_description_names_the_exception():
    described = json.loads(description())

    assert "whose rights stay with its author" in described["info"]["description"]
    assert "not under CC BY-SA" in described["paths"]["/api/v1/chapters/"]["get"]["description"]
