"""Lists of the API in parts, tried on terms: nothing is missed or repeated, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from content.api.paging import KEYS
from search.finding import SORTS, Filters
from search.finding import base as entries_of
from search.models import SearchEntry
from tests.factories import TermFactory, text
from tests.portal.api_pages import pages_of

pytestmark = pytest.mark.django_db
TERMS = "/api/v1/terms/"


def walk(client, address, way="next"):
    """The numbers of all items from here on, part by part."""
    found = []
    while address:
        part = client.get(address).json()
        found = found + names(part) if way == "next" else names(part) + found
        address = part[way]
    return found


def names(part):
    return [item["uid"] for item in part["results"]]


@pytest.mark.parametrize("sort", SORTS)
def test_walk_gives_every_page_once_there_and_back(client, sort):
    pages = pages_of("term", 13)

    there = walk(client, f"{TERMS}?page_size=4&sort={sort}")

    assert sorted(there) == sorted(page.uid for page in pages)
    last = f"{TERMS}?page_size=4&sort={sort}&page=4"
    assert walk(client, last, way="previous") == there


@pytest.mark.parametrize("sort", SORTS)
def test_walk_is_in_the_same_order_as_pages_for_readers(client, sort):
    pages_of("term", 7)
    entries = entries_of(Filters(kind="term", sort=sort), "zh").order_by(*SORTS[sort])

    assert walk(client, f"{TERMS}?page_size=3&sort={sort}") == [entry.uid for entry in entries]


def test_api_knows_every_sort():
    assert list(KEYS) == list(SORTS)


@pytest.mark.parametrize("sort", SORTS)
def test_walk_misses_and_repeats_nothing_while_pages_are_added(client, sort):
    pages, address, found = pages_of("term", 9), f"{TERMS}?page_size=2&sort={sort}", []
    category = pages[0].document["term_category"]

    while address:
        part = client.get(address).json()
        found += names(part)
        address = part["next"]
        if len(found) < 9:
            TermFactory(term_category=category)

    assert len(found) == len(set(found))
    assert {page.uid for page in pages} <= set(found)


def test_walk_goes_on_when_the_page_it_stood_on_is_removed(client):
    pages = pages_of("term", 5)
    part = client.get(TERMS, {"page_size": 2, "sort": "order"}).json()

    gone = pages[1].document | {"status": "removed", "status_reason": text("重复", "Duplicate")}
    TermFactory(**gone)

    assert walk(client, part["next"]) == [page.uid for page in pages[2:]]


def test_page_starts_further_on_and_leads_to_cursors(client):
    pages = pages_of("term", 5)

    part = client.get(TERMS, {"page_size": 2, "page": 2, "sort": "order"}).json()

    assert names(part) == [pages[2].uid, pages[3].uid]
    assert "cursor=" in part["next"] and "page=2" not in part["next"]
    assert names(client.get(part["previous"]).json()) == [pages[0].uid, pages[1].uid]


def test_part_that_became_empty_still_counts(client):
    pages = pages_of("term", 3)
    part = client.get(TERMS, {"page_size": 2, "sort": "order"}).json()
    TermFactory(**(pages[2].document | {"status": "removed", "status_reason": text("重复", "Duplicate")}))

    assert client.get(part["next"]).json() == {"count": 2, "next": None, "previous": None, "results": []}


def test_links_keep_what_was_asked_for(client):
    pages_of("term", 3)

    following = client.get(TERMS, {"q": "术语", "page_size": 1, "fields": "title"}).json()["next"]

    assert "fields=title" in following and "page_size=1" in following and "q=" in following


def test_list_changes_its_etag_with_any_of_its_pages(client):
    page = pages_of("term", 2)[0]
    before = client.get(TERMS)["ETag"]

    TermFactory(**(page.document | {"summary": text("新的释义", "A new meaning")}))

    answer = client.get(TERMS, headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.json()["results"][0]["version"] == 2


def test_words_are_found_in_both_languages(client):
    term = TermFactory(text=text("只有中文里提到海豚。", "Only English speaks of dolphins."))
    TermFactory()

    for word in ("海豚", "dolphins"):
        assert names(client.get(TERMS, {"q": word}).json()) == [term.uid]


def test_sql_that_is_kept_holds_no_moment(client):
    """A page that becomes visible later must appear, though the question was asked before."""
    page = TermFactory()
    assert client.get(TERMS).json()["count"] == 1

    SearchEntry.objects.filter(page_id=page.pk).update(visible_from=Now() + timedelta(hours=1))

    assert client.get(TERMS).json()["count"] == 0
