"""Collections for programs, and in the search: only public ones that have something to read."""

import pytest
from jsonschema import Draft202012Validator

from community.collecting import actions
from community.collecting.actions import Wish
from community.collecting.api import CollectionListView, CollectionView
from content.actions import save
from content.models import Revision
from tests.community.collections import collection_of, published_author
from tests.factories import text

pytestmark = pytest.mark.django_db
LIST = "/api/v1/collections/"


@pytest.fixture
def shown(member, case):
    """A public collection with a case in it."""
    return collection_of(published_author(member, case), "给新人的治理案例", case, public=True, about="先读这些。")


# --- For programs -----------------------------------------------------------------------------------------------------


def test_programs_read_the_list_and_one_as_described(client, shown, case, django_assert_num_queries):
    with django_assert_num_queries(2):
        listed = client.get(LIST).json()
    with django_assert_num_queries(3):
        one = client.get(f"{LIST}{shown.uid}/").json()

    Draft202012Validator(CollectionListView.answer_schema).validate(listed)
    Draft202012Validator(CollectionView.answer_schema).validate(one)
    assert (listed["count"], listed["next"], listed["results"][0]["pages"]) == (1, None, 1)
    assert one["url"].endswith(f"/collections/{shown.uid}/")
    assert one["items"][0]["url"].endswith("/cases/one/")
    assert one["items"][0]["title"] == {"zh": "第一个案例", "en": "The first case"}
    assert one["items"][0]["note"] == "为什么读one"


def test_programs_get_a_word_that_an_answer_still_holds(client, shown):
    tag = client.get(LIST)["ETag"]

    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 304


def test_what_is_private_waits_or_is_empty_is_not_there(client, member, case):
    private = collection_of(member, "自己的", case)
    waiting = collection_of(member, "等编辑", case, public=True)
    empty = collection_of(published_author(member, case), "空的", public=True)

    assert client.get(LIST).json()["count"] == 0
    assert [client.get(f"{LIST}{row.uid}/").status_code for row in (private, waiting)] == [404, 404]
    assert client.get(f"{LIST}{empty.uid}/").json()["items"] == []


@pytest.mark.parametrize("query", ["page=0", "page=2", "page=x", "kind=case", "q=a&q=b"])
def test_impossible_parameters_are_refused(client, shown, query):
    answer = client.get(f"{LIST}?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_a_long_list_comes_in_parts(client, member, case):
    published_author(member, case)
    for number in range(31):
        collection_of(member, f"第{number}个", case, public=True)

    first = client.get(LIST).json()
    second = client.get(first["next"]).json()

    assert (len(first["results"]), len(second["results"]), second["next"]) == (30, 1, None)
    assert second["previous"].endswith("?page=1")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("治理", 1),
        ("治", 1),
        ("治理 案例", 1),
        ("治理 -新人", 0),
        ("治理 没有的词", 0),
        ("治理 OR 没有的词", 1),
        ("，", 0),
    ],
)
def test_programs_find_by_title(client, shown, typed, found):
    assert client.get(LIST, {"q": typed}).json()["count"] == found


# --- In the search ----------------------------------------------------------------------------------------------------


def test_readers_find_public_collections_by_title(client, shown, prefix):
    page = client.get(f"{prefix}/search/", {"q": "治理"}).content.decode()

    assert f'href="{prefix}/collections/{shown.uid}/"' in page
    assert shown.uid not in client.get(f"{prefix}/search/", {"q": "许可证"}).content.decode()
    assert shown.uid not in client.get(f"{prefix}/search/", {"q": "治理", "kind": "case"}).content.decode()


def test_english_titles_are_found_by_other_endings(client, member, case):
    row = collection_of(published_author(member, case), "Licences for beginners", case, public=True)

    assert row.uid in client.get("/en/search/", {"q": "license"}).content.decode()
    assert row.uid not in client.get("/en/search/", {"q": '"license"'}).content.decode()


def test_a_collection_that_becomes_private_or_loses_its_last_page_is_found_no_more(client, member, shown, case):
    assert shown.uid in client.get("/search/", {"q": "治理"}).content.decode()
    actions.change(shown, by=member, version=shown.version, wish=Wish(shown.title))
    assert shown.uid not in client.get("/search/", {"q": "治理"}).content.decode()


def test_a_collection_whose_pages_are_gone_is_not_found(client, shown, case):
    removed = case.document | {"status": "removed", "status_reason": text("写错了", "Wrong")}
    save(kind="case", document=removed, source=Revision.Source.ADMIN)

    assert shown.uid not in client.get("/search/", {"q": "治理"}).content.decode()
    assert client.get(LIST).json()["count"] == 0
