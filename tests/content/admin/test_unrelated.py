"""“Not related” in the admin: from the page, by number, and back."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from content.models import Unrelated
from portal.middleware import page_cache
from tests.factories import CaseFactory, ReferenceFactory, TagFactory

pytestmark = pytest.mark.django_db
ADD = "/admin/content/unrelated/add/"


@pytest.fixture
def two():
    tag = TagFactory().slug
    return CaseFactory(slug="one", tags=[tag]), CaseFactory(slug="two", tags=[tag])


def test_an_editor_comes_from_the_page_to_a_form_that_knows_both(client, two, editor):
    client.force_login(editor)
    address = f"{ADD}?first={two[0].uid}&amp;second={two[1].uid}"
    assert address in client.get("/cases/one/").content.decode()

    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert f'value="{two[0].uid}"' in form and f'value="{two[1].uid}"' in form

    answer = client.post(ADD, {"first": two[1].uid, "second": f" {two[0].uid.lower()} ", "reason": "No."})
    assert answer.status_code == 302
    row = Unrelated.objects.get()
    assert ({row.first_id, row.second_id}, row.by, row.reason) == ({two[0].pk, two[1].pk}, editor, "No.")
    assert 'id="alike"' not in client.get("/cases/one/").content.decode()


def test_who_says_it_again_is_told_so(client, two, editor):
    client.force_login(editor)
    client.post(ADD, {"first": two[0].uid, "second": two[1].uid})

    answer = client.post(ADD, {"first": two[1].uid, "second": two[0].uid}, headers={"Accept-Language": "en"})

    assert "That has been said already; change it where it stands." in answer.content.decode()
    assert Unrelated.objects.count() == 1


def test_it_is_listed_read_and_taken_back_but_not_deleted(client, two, editor):
    client.force_login(editor)
    client.post(ADD, {"first": two[0].uid, "second": two[1].uid})
    row = Unrelated.objects.get()
    path = f"/admin/content/unrelated/{row.pk}/"

    assert str(two[0].title_zh_hans) in client.get("/admin/content/unrelated/").content.decode()
    assert client.get(f"{path}change/").status_code == 200
    assert client.post(f"{path}delete/", {"post": "yes"}).status_code == 403
    assert 'id="alike"' not in client.get("/cases/one/").content.decode()

    assert client.post(f"{path}change/", {"reason": "Yet related."}).status_code == 302
    row.refresh_from_db()
    assert (row.holds, row.reason, str(row)) == (False, "Yet related.", f"{row.first} / {row.second}")
    assert 'id="alike"' in client.get("/cases/one/").content.decode()


@pytest.mark.parametrize("number", ["", "C-9999", "C-１", "nothing", "C-0001; DROP", "R", "\x00"])
def test_a_number_of_no_page_is_refused_with_words(client, two, editor, number):
    client.force_login(editor)

    answer = client.post(ADD, {"first": two[0].uid, "second": number})

    assert answer.status_code == 400 if "\x00" in number else 'class="errorlist' in answer.content.decode()
    assert not Unrelated.objects.exists()


def test_neither_the_same_page_nor_a_page_of_another_kind_is_taken(client, two, editor):
    client.force_login(editor)
    for number in (two[0].uid, ReferenceFactory().uid):
        assert client.post(ADD, {"first": two[0].uid, "second": number}).status_code == 200
    assert not Unrelated.objects.exists()


def test_only_those_who_may_see_the_link_and_the_bytes_for_everybody_else_are_the_same(client, two, stranger):
    public = Client().get("/cases/one/").content
    without_rights = get_user_model().objects.create_user("without-rights", is_staff=True)
    not_staff = get_user_model().objects.create_user("no-staff")
    not_staff.user_permissions.add(Permission.objects.get(codename="add_unrelated"))

    for user in (stranger, without_rights, not_staff):
        client.force_login(user)
        assert "content/unrelated" not in client.get("/cases/one/").content.decode()
        assert client.post(ADD, {"first": two[0].uid, "second": two[1].uid}).status_code in {302, 403}
    assert not Unrelated.objects.exists()
    assert Client().get("/cases/one/").content == public


def test_a_kept_page_shows_it_at_once(client, two, editor, settings):
    settings.PAGE_CACHE_BYTES = 1_000_000
    page_cache.pages.clear()
    for _visit in range(3):
        assert 'id="alike"' in client.get("/cases/one/").content.decode()

    staff = Client()
    staff.force_login(editor)
    staff.post(ADD, {"first": two[0].uid, "second": two[1].uid})

    assert 'id="alike"' not in client.get("/cases/one/").content.decode()
    page_cache.pages.clear()


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_takes_the_same_queries_for_one_and_many(client, admin, number, django_assert_num_queries):
    for each in range(number):
        editor = get_user_model().objects.create_user(f"editor{each}")
        first, second = sorted(page.pk for page in CaseFactory.create_batch(2))
        Unrelated.objects.create(first_id=first, second_id=second, by=editor)
    client.force_login(admin)

    with django_assert_num_queries(7):
        html = client.get("/admin/content/unrelated/").content.decode()

    assert html.count('<th class="field-') == number
