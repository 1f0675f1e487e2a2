"""Every kind of page in the API: lists, items, what is refused, and how much it asks of the database."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from content.api.rows import sql_of_ids, sql_of_name
from content.models import Page
from tests.factories import text
from tests.portal.api_pages import COLLECTIONS, address, list_address, page_of, pages_of

pytestmark = pytest.mark.django_db
KINDS = list(COLLECTIONS)
ALWAYS = {"kind", "uid", "slug", "version"}
REASON = text("当事方要求撤下。", "Removed at a party's request.")


def url_of(kind):
    """What a page's address is called; a reference's `url` is the source's own."""
    return "page_url" if kind == "reference" else "url"


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def saved(kind):
    return page_of(kind)


def test_list_gives_each_page_with_its_document(client, saved):
    answer = client.get(list_address(saved.kind)).json()

    assert (answer["count"], answer["next"], answer["previous"]) == (1, None, None)
    assert answer["results"] == [client.get(address(saved)).json()]


def test_item_is_the_document_with_its_name_and_version(client, saved):
    answer = client.get(address(saved))

    assert answer["Content-Type"] == "application/json"
    item = answer.json()
    assert {name: item[name] for name in saved.document} == saved.document
    assert (item["kind"], item["uid"], item["version"]) == (saved.kind, saved.uid, saved.version)
    assert item["computed"] == saved.computed
    assert set(item) == {*ALWAYS, url_of(saved.kind), *saved.document, "updated_at", "computed"}


def test_items_address_is_the_page_for_readers(client, saved):
    url = client.get(address(saved)).json()[url_of(saved.kind)]

    assert url.startswith("http://testserver/") and not url.startswith("http://testserver/en/")
    assert saved.slug.replace("/", "-") in url.replace("/", "-")


def test_item_is_found_by_its_number(client, saved):
    assert client.get(address(saved, saved.uid)).json() == client.get(address(saved)).json()


def test_number_of_another_kind_is_not_found(client, saved):
    other = page_of("facet" if saved.kind != "facet" else "chapter")

    assert client.get(f"{list_address(saved.kind)}{other.uid}/").status_code == 404


def test_unknown_name_is_not_found(client, kind):
    answer = client.get(f"{list_address(kind)}no-such-page/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_removed_page_says_why_in_both_languages(client, kind):
    page = page_of(kind, status="removed", status_reason=REASON)

    answer = client.get(address(page), headers={"Accept-Language": "en"})

    assert answer.status_code == 410
    assert answer.json()["reason"] == REASON
    assert REASON["en"] in answer.json()["detail"]


def test_removed_page_is_in_no_list(client, kind):
    page_of(kind, status="removed", status_reason=REASON)

    assert client.get(list_address(kind)).json()["results"] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused(client, saved, method):
    for place in (address(saved), list_address(saved.kind)):
        answer = getattr(client, method)(place, "{}", content_type="application/json")

        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert answer["Content-Type"] == "application/problem+json"
    assert Page.objects.get(pk=saved.pk).version == saved.version


def test_reader_with_the_current_answer_gets_304(client, saved):
    for place in (address(saved), list_address(saved.kind)):
        tag = client.get(place)["ETag"]

        answer = client.get(place, headers={"If-None-Match": f'"other", W/{tag}'})

        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
        assert tag.startswith('"')


def test_etag_depends_on_the_fields_asked_for(client, saved):
    assert client.get(address(saved))["ETag"] != client.get(address(saved), {"fields": "title"})["ETag"]


def test_fields_narrow_an_item_to_its_name_and_what_was_asked_for(client, saved):
    for answer in (
        client.get(address(saved), {"fields": "title,computed"}).json(),
        client.get(list_address(saved.kind), {"fields": "title,computed"}).json()["results"][0],
    ):
        assert set(answer) == {*ALWAYS, url_of(saved.kind), "title", "computed"}
        assert answer["title"] == saved.document["title"]


def test_unknown_field_is_named(client, saved):
    for place in (address(saved), list_address(saved.kind)):
        answer = client.get(place, {"fields": "title,owner__password"}, headers={"Accept-Language": "en"})

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == "fields"
        assert "owner__password" in answer.json()["detail"]


def test_head_is_get_without_a_body(client, saved):
    for place in (address(saved), list_address(saved.kind)):
        head, get = client.head(place), client.get(place)

        assert (head.status_code, head.content) == (200, b"")
        assert (head["ETag"], head["Content-Length"]) == (get["ETag"], get["Content-Length"])


@pytest.mark.parametrize("many", [1, 12])
def test_list_asks_two_queries_whatever_its_length(client, kind, many, django_assert_num_queries):
    pages_of(kind, many)
    forget_what_is_kept()

    with django_assert_num_queries(2):
        answer = client.get(list_address(kind), {"page_size": 100})

    assert len(answer.json()["results"]) == many


@pytest.mark.parametrize("many", [1, 12])
def test_item_asks_one_query_whatever_else_there_is(client, kind, many, django_assert_num_queries):
    pages = pages_of(kind, many)
    forget_what_is_kept()

    with django_assert_num_queries(1):
        assert client.get(address(pages[0])).status_code == 200
    with django_assert_num_queries(1):
        assert client.get(address(pages[0], pages[0].uid)).status_code == 200


def forget_what_is_kept():
    cache.clear()
    sql_of_ids.cache_clear()
    sql_of_name.cache_clear()


def test_page_shows_only_between_its_two_moments(client, kind):
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    yesterday = (timezone.now() - timedelta(days=1)).isoformat()
    for moments in ({"visible_from": tomorrow}, {"visible_until": yesterday}):
        page = page_of(kind, **moments)

        assert client.get(address(page)).status_code == 404
        assert page.uid not in str(client.get(list_address(kind)).json())


def test_page_removed_before_it_was_ever_shown_is_unknown(client):
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    page = page_of("term", visible_from=tomorrow, status="removed", status_reason=REASON)

    assert client.get(address(page)).status_code == 404


def test_index_counts_what_each_list_gives(client):
    pages_of("term", 3)

    collections = client.get("/api/v1/").json()["collections"]

    assert set(collections) == set(COLLECTIONS.values())
    for kind, name in COLLECTIONS.items():
        assert collections[name]["kind"] == kind
        assert client.get(collections[name]["url"]).json()["count"] == collections[name]["count"]
        assert client.get(collections[name]["schema"]).json()["title"] == kind
    assert collections["terms"]["count"] == 3


def test_index_asks_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/api/v1/").status_code == 200
