"""The forms of collections: from a public page, from the list, and one button for everything."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from community.collecting import actions
from community.models import Collection
from community.models.collections import new_uid
from tests.community.collections import collection_of, form_of
from tests.factories import CaseFactory, FacetFactory

pytestmark = pytest.mark.django_db


# --- From a public page -----------------------------------------------------------------------------------------------


def test_signed_in_readers_find_the_way_and_public_bytes_stay_the_same(client, case, member, stranger, prefix):
    public = Client().get(f"{prefix}/cases/one/").content
    assert b"collections/add" not in public
    client.force_login(stranger)
    link = f'href="{prefix}/accounts/collections/add/?page={case.uid}"'
    assert link in client.get(f"{prefix}/cases/one/").content.decode()
    collection_of(member, "私", case)

    assert Client().get(f"{prefix}/cases/one/").content == public


def test_a_page_is_added_to_a_new_collection_and_then_to_one_that_is_there(client, case, member):
    client.force_login(member)
    address = f"/accounts/collections/add/?page={case.uid}"
    assert "第一个案例" in client.get(address).content.decode()

    answer = client.post(address, {"title": "新单子", "note": "开头"})
    row = Collection.objects.get()
    assert answer["Location"] == f"/accounts/collections/{row.uid}/"
    assert not row.public
    assert "第一个案例" in str(next(iter(get_messages(answer.wsgi_request))))

    assert 'value=""' in client.get(address).content.decode()
    client.post(address, {"collection": row.uid, "note": "改了"})
    assert [(item.page_id, item.note) for item in row.items.all()] == [(case.pk, "改了")]


def test_who_types_a_title_gets_a_new_collection_whatever_is_chosen(client, case, member):
    client.force_login(member)
    row = collection_of(member)

    client.post(f"/accounts/collections/add/?page={case.uid}", {"collection": row.uid, "title": "新单子"})

    assert not row.items.exists()
    assert Collection.objects.get(title="新单子").items.count() == 1


def test_a_double_click_adds_once(client, case, member):
    client.force_login(member)
    data = {"title": "新单子", "uid": new_uid()}
    for _click in range(2):
        client.post(f"/accounts/collections/add/?page={case.uid}", data)

    assert Collection.objects.get().items.count() == 1


@pytest.mark.parametrize("typed", [{"note": "为什么"}, {"collection": "x" * 12}, {"title": "a\u202eb"},
                                   {"title": "好", "note": "长" * 1001}, {"title": "x" * 121}])  # fmt: skip
def test_what_cannot_be_added_keeps_what_was_typed(client, case, member, typed):
    client.force_login(member)
    collection_of(member)

    answer = client.post(f"/accounts/collections/add/?page={case.uid}", typed)

    assert answer.status_code == 422
    assert all(words in answer.content.decode() for words in [typed.get("title", ""), typed.get("note", "")])
    assert 'role="alert"' in answer.content.decode()
    assert Collection.objects.count() == 1


def test_nobody_adds_to_what_belongs_to_others_and_a_refusal_leaves_nothing_behind(client, case, member, stranger,
                                                                                   monkeypatch):  # fmt: skip
    theirs = collection_of(stranger)
    client.force_login(member)
    address = f"/accounts/collections/add/?page={case.uid}"
    assert client.post(address, {"collection": theirs.uid}).status_code == 422
    monkeypatch.setattr(actions, "MOST_ITEMS", 0)

    assert client.post(address, {"title": "新"}).status_code == 422
    assert not Collection.objects.filter(owner=member).exists()


def test_only_pages_that_anybody_may_read_can_be_added(client, member):
    client.force_login(member)
    hidden, facet = CaseFactory(visible_from="2999-01-01T00:00:00Z"), FacetFactory()
    for uid in (hidden.uid, facet.uid, "C-9999", "", "x", "C-١٢٣٤"):
        assert client.get("/accounts/collections/add/", {"page": uid}).status_code == 404


# --- Editing ----------------------------------------------------------------------------------------------------------


def test_strangers_are_led_to_the_sign_in(client, shown):
    for path in ("", "add/", f"{shown.uid}/"):
        assert "/accounts/login/" in client.get(f"/accounts/collections/{path}")["Location"]
        assert client.post(f"/accounts/collections/{path}").status_code == 403


def test_a_collection_is_begun_from_its_list(client, member):
    client.force_login(member)

    answer = client.post("/accounts/collections/", {"title": "空白", "about": "", "slug": "mine", "by_editors": "on"})

    row = Collection.objects.get()
    assert answer["Location"] == f"/accounts/collections/{row.uid}/"
    assert (row.by_editors, row.slug, row.language) == (False, "", "zh")
    assert "空白" in client.get("/accounts/collections/").content.decode()
    assert client.post("/accounts/collections/", {"title": ""}).status_code == 422


def test_everything_is_saved_by_one_button(client, shown, member):
    client.force_login(member)
    path = f"/accounts/collections/{shown.uid}/"
    assert "为什么读one" in client.get(path).content.decode()
    typed = {"title": "改题", "about": "一行\r\n两行", "pages-0-note": "新说明"}

    assert client.post(path, form_of(shown, **typed))["Location"] == path

    shown.refresh_from_db()
    assert (shown.title, shown.about, shown.items.get().note) == ("改题", "一行\n两行", "新说明")
    client.post(path, form_of(shown, **{"pages-0-remove": "on"}))
    assert not shown.items.exists()


def test_a_stale_save_keeps_the_text_and_goes_through_the_second_time(client, shown, member):
    client.force_login(member)
    path, opened = f"/accounts/collections/{shown.uid}/", form_of(shown, title="我的题")
    actions.change(shown, by=member, version=shown.version, wish=actions.Wish("别处改的", public=True))

    answer = client.post(path, opened)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="我的题"' in html and f'name="version" value="{shown.version + 1}"' in html

    assert client.post(path, opened | {"version": shown.version + 1}).status_code == 302
    shown.refresh_from_db()
    assert shown.title == "我的题"


@pytest.mark.parametrize(
    "typed",
    [
        {"title": ""},
        {"title": "a\u202eb"},
        {"pages-0-place": "0"},
        {"pages-0-place": "x"},
        {"pages-0-note": "长" * 1001},
        {"pages-0-pk": "9" * 40},
        {"pages-0-pk": ""},
        {"pages-TOTAL_FORMS": "x"},
        {"pages-TOTAL_FORMS": "1000"},
    ],
)
def test_what_cannot_be_saved_is_shown_again(client, shown, member, typed):
    client.force_login(member)

    answer = client.post(f"/accounts/collections/{shown.uid}/", form_of(shown, **typed))

    assert answer.status_code == 422
    shown.refresh_from_db()
    assert (shown.title, shown.items.get().note) == ("给新人", "为什么读one")


def test_a_version_that_is_no_number_is_an_old_one(client, shown, member):
    client.force_login(member)
    answer = client.post(f"/accounts/collections/{shown.uid}/", form_of(shown, version="x", title="新"))
    assert answer.status_code == 409


def test_others_find_nothing_to_edit(client, shown, stranger, editor):
    for other in (stranger, editor):
        client.force_login(other)
        assert client.get(f"/accounts/collections/{shown.uid}/").status_code == 404
        assert client.post(f"/accounts/collections/{shown.uid}/delete/", {"sure": "on"}).status_code == 404


def test_it_is_deleted_with_a_tick_only(client, shown, member):
    client.force_login(member)
    path = f"/accounts/collections/{shown.uid}/delete/"

    assert client.post(path)["Location"] == f"/accounts/collections/{shown.uid}/"
    assert Collection.objects.exists()
    assert client.post(path, {"sure": "on"})["Location"] == "/accounts/collections/"
    assert not Collection.objects.exists()
    assert client.get(f"/collections/{shown.uid}/").status_code == 404


@pytest.mark.parametrize("number", [1, 8])
def test_pages_of_ones_own_take_the_same_queries_for_one_and_many(client, member, number, django_assert_num_queries):
    cases = CaseFactory.create_batch(number)
    rows = [collection_of(member, f"单{each}", *cases) for each in range(number)]
    client.force_login(member)
    other = CaseFactory()

    with django_assert_num_queries(7):
        client.get("/accounts/collections/")
    with django_assert_num_queries(9):
        client.get(f"/accounts/collections/add/?page={other.uid}")
    with django_assert_num_queries(9):
        client.get(f"/accounts/collections/{rows[0].uid}/")
