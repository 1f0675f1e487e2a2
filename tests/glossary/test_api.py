"""Terms in the API."""

import pytest

from tests.factories import TermFactory, text

pytestmark = pytest.mark.django_db


def test_term_comes_with_the_letter_it_stands_under(client):
    term = TermFactory(title=text("共创", "Co-creation"), pinyin="gòng chuàng")

    assert client.get(f"/api/v1/terms/{term.slug}/").json()["computed"] == {"letter": "G"}


def test_terms_are_sorted_by_pinyin(client):
    TermFactory(slug="z", title=text("治理"), pinyin="zhì lǐ")
    TermFactory(slug="b", title=text("版权"), pinyin="bǎn quán")

    answer = client.get("/api/v1/terms/", {"sort": "title"}).json()

    assert [item["slug"] for item in answer["results"]] == ["b", "z"]


def test_terms_are_found_by_their_category(client):
    wanted = TermFactory()
    TermFactory()

    answer = client.get("/api/v1/terms/", {"term_category": wanted.document["term_category"]}).json()

    assert [item["slug"] for item in answer["results"]] == [wanted.slug]
