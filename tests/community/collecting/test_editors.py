"""Collections of the editors, and what editors do with those of others in the admin."""

import pytest
from django.contrib.auth import get_user_model

from community.collecting import actions
from community.models import Collection
from tests.community.collections import collection_of, form_of
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
ADMIN = "/admin/community/collection/"


@pytest.fixture
def waiting(member):
    return collection_of(member, "等着的", CaseFactory(slug="one"), public=True)


def test_an_editor_gives_the_editors_collection_an_address(client, editor, admin):
    client.force_login(editor)
    data = {"title": "编辑部选", "public": "on", "by_editors": "on", "slug": "picks"}
    client.post("/accounts/collections/", data)
    row = Collection.objects.get()
    assert (row.slug, row.standing) == ("picks", "shown")

    client.force_login(admin)
    path = f"/accounts/collections/{row.uid}/"
    assert client.post(path, form_of(row, by_editors="on", slug="choice")).status_code == 302
    assert client.get("/collections/choice/").status_code == 200


@pytest.mark.parametrize("slug", ["Picks", "a b", "a/b", "abcdefghijkl", "中文", "a.atom"])
def test_an_address_is_plain_and_no_number(client, editor, slug):
    client.force_login(editor)
    data = {"title": "编辑部选", "by_editors": "on", "slug": slug}
    assert client.post("/accounts/collections/", data).status_code == 422
    assert not Collection.objects.exists()


def test_only_the_editors_have_addresses_and_each_once(client, editor):
    client.force_login(editor)
    assert client.post("/accounts/collections/", {"title": "自己的", "slug": "mine"}).status_code == 422
    collection_of(editor, "一", by_editors=True, slug="picks")
    other = collection_of(editor, "二", by_editors=True)

    data = {"title": "三", "by_editors": "on", "slug": "picks"}
    assert client.post("/accounts/collections/", data).status_code == 422
    assert client.post(f"/accounts/collections/{other.uid}/", form_of(other, **data)).status_code == 422


def test_what_waits_is_listed_read_and_shown(client, waiting, editor, member):
    collection_of(member, "私下的")
    client.force_login(editor)

    listed = client.get(ADMIN).content.decode()
    assert "等着的" in listed and "私下的" not in listed
    assert f"/collections/{waiting.uid}/" in client.get(f"{ADMIN}{waiting.pk}/change/").content.decode()

    client.post(ADMIN, {"action": "show", "_selected_action": [waiting.pk]})
    assert Collection.objects.public().get() == waiting


def test_closing_needs_a_reason_which_the_owner_reads(client, waiting, editor, member):
    client.force_login(editor)
    path = f"{ADMIN}{waiting.pk}/change/"
    assert client.post(path, {"standing": "closed", "closed_reason": ""}).status_code == 200
    waiting.refresh_from_db()
    assert waiting.standing == "waiting"

    assert client.post(path, {"standing": "closed", "closed_reason": "全是广告"}).status_code == 302
    client.force_login(member)
    assert "全是广告" in client.get(f"/accounts/collections/{waiting.uid}/").content.decode()
    assert "等着的" in client.get("/accounts/notices/").content.decode()


def test_editors_cannot_write_in_what_others_wrote(client, waiting, editor):
    client.force_login(editor)
    client.post(f"{ADMIN}{waiting.pk}/change/", {"standing": "shown", "closed_reason": "", "title": "篡改"})

    waiting.refresh_from_db()
    assert (waiting.title, waiting.standing) == ("等着的", "shown")
    assert client.get(f"{ADMIN}add/").status_code == 403
    assert client.post(f"{ADMIN}{waiting.pk}/delete/", {"post": "yes"}).status_code == 403


def test_those_without_the_right_see_nothing_of_it(client, waiting, stranger):
    client.force_login(stranger)
    for answer in (client.get(ADMIN), client.post(ADMIN, {"action": "show", "_selected_action": [waiting.pk]})):
        assert answer.status_code in {302, 403, 404}
    waiting.refresh_from_db()
    assert waiting.standing == "waiting"
    assert not actions.may_curate(stranger)


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_takes_the_same_queries_for_one_and_many(client, admin, number, django_assert_num_queries):
    for each in range(number):
        owner = get_user_model().objects.create_user(f"owner{each}")
        collection_of(owner, f"单{each}", CaseFactory(), public=True)
    client.force_login(admin)

    with django_assert_num_queries(7):
        html = client.get(ADMIN).content.decode()

    assert html.count('class="action-select"') == number
