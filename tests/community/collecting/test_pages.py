"""Collections as readers meet them, and their feeds."""

import pytest
from django.test import Client
from django.utils.feedgenerator import rfc3339_date

from community.collecting import actions
from community.models import Person
from content.actions import save
from portal.middleware import page_cache
from tests.community.collections import collection_of, published_author
from tests.factories import CaseFactory, TermFactory, text

pytestmark = pytest.mark.django_db


# --- Readers ----------------------------------------------------------------------------------------------------------


def test_anybody_reads_a_public_collection_in_both_languages(client, shown, prefix):
    listed = client.get(f"{prefix}/collections/").content.decode()
    page = client.get(f"{prefix}/collections/{shown.uid}/")
    html = page.content.decode()

    assert f'href="{prefix}/collections/{shown.uid}/"' in listed and "给新人" in listed
    assert all(words in html for words in ("给新人", "先读这些。", "为什么读one"))
    assert ("The first case" if prefix else "第一个案例") in html
    assert ('lang="zh-Hans"' in html.partition("<h1")[2].partition("</h1>")[0]) == bool(prefix)
    assert page["Cache-Control"].startswith("public")
    assert "noindex" in html


def test_the_name_stands_with_it_only_if_its_owner_shows_it(client, shown, member):
    assert "一位读者" in client.get(f"/collections/{shown.uid}/").content.decode()
    person = Person.objects.of(member)
    person.display_name, person.show_name = "韩某", True
    person.save()

    assert "韩某" in client.get(f"/collections/{shown.uid}/").content.decode()
    assert "韩某" in client.get("/collections/").content.decode()


def test_the_editors_stand_first_at_an_address_of_their_own(client, shown, editor, case):
    row = collection_of(editor, "编辑部选", case, by_editors=True, slug="picks", public=True)

    html = client.get("/collections/").content.decode()

    assert html.index("编辑部选") < html.index("给新人")
    assert client.get(f"/collections/{row.uid}/")["Location"] == "/collections/picks/"
    page = client.get("/collections/picks/").content.decode()
    assert "编辑部" in page and "noindex" not in page


@pytest.mark.parametrize("address", ["", ".atom"])
def test_private_and_waiting_ones_are_not_there_for_others(client, member, stranger, editor, case, address):
    private, waiting = collection_of(member, "私", case), collection_of(member, "等", case, public=True)
    paths = [f"/collections/{row.uid}{address or '/'}" for row in (private, waiting)]

    assert [client.get(path).status_code for path in paths] == [404, 404]
    client.force_login(stranger)
    assert [client.get(path).status_code for path in paths] == [404, 404]
    client.force_login(editor)
    assert [client.get(path).status_code for path in paths] == [404, 200]
    client.force_login(member)
    assert [client.get(path).status_code for path in paths] == [200, 200]
    assert "私" not in Client().get("/collections/").content.decode()


@pytest.mark.parametrize("name", ["nothing", "aaaaaaaaaaaa", "A", "..", "%00", "1" * 300])
def test_what_is_not_there_is_not_there(client, name):
    assert client.get(f"/collections/{name}/").status_code in {400, 404}


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "１", "9" * 30])
def test_the_list_has_no_bad_pages(client, shown, page):
    assert client.get("/collections/", {"page": page}).status_code == 404


def test_a_long_list_has_pages(client, shown, member, case, monkeypatch):
    monkeypatch.setattr("community.collecting.pages.ON_A_PAGE", 1)
    collection_of(member, "第二个", case, public=True)

    assert "给新人" in client.get("/collections/?page=2").content.decode()
    assert 'href="?page=2"' in client.get("/collections/").content.decode()


def test_a_page_that_is_hidden_leaves_no_trace_in_a_public_collection(client, shown, member):
    hidden = TermFactory(slug="hidden", title=text("藏起来的", "Hidden"))
    actions.add(shown, hidden, by=member, note="藏着的说明")
    save(kind="term", document=hidden.document | {"visible_from": "2999-01-01T00:00:00Z"}, source="admin")

    for address in ("/collections/", f"/collections/{shown.uid}/", f"/collections/{shown.uid}.atom"):
        html = client.get(address).content.decode()
        assert "藏" not in html
        assert "2 页" not in html and "2页" not in html


def test_a_collection_of_nothing_that_can_be_read_is_not_listed(client, member, case):
    published_author(member, case)
    collection_of(member, "空的", public=True)

    assert "空的" not in client.get("/collections/").content.decode()


def test_quarantine_hides_it_at_once_from_kept_pages_too(client, shown, member, settings):
    settings.PAGE_CACHE_BYTES = 1_000_000
    page_cache.pages.clear()
    for _visit in range(3):
        assert client.get(f"/collections/{shown.uid}/").status_code == 200
        assert "给新人" in client.get("/collections/").content.decode()
    person = Person.objects.of(member)
    person.quarantined_at = shown.created_at
    person.save(update_fields=["quarantined_at"])

    assert client.get(f"/collections/{shown.uid}/").status_code == 404
    assert "给新人" not in client.get("/collections/").content.decode()
    page_cache.pages.clear()


def test_a_kept_page_shows_a_change_at_once(client, shown, member, settings):
    settings.PAGE_CACHE_BYTES = 1_000_000
    page_cache.pages.clear()
    for _visit in range(3):
        client.get(f"/collections/{shown.uid}/")
    actions.change(shown, by=member, version=shown.version, wish=actions.Wish("改名了", public=True))

    assert "改名了" in client.get(f"/collections/{shown.uid}/").content.decode()
    page_cache.pages.clear()


@pytest.mark.parametrize("number", [1, 8])
def test_pages_cost_three_queries_and_two_for_the_list(client, member, case, django_assert_num_queries, number):
    published_author(member, case)
    rows = [collection_of(member, f"单{n}", *(CaseFactory() for _ in range(number)), public=True)
            for n in range(number)]  # fmt: skip

    with django_assert_num_queries(3):
        client.get(f"/collections/{rows[0].uid}/")
    with django_assert_num_queries(2):
        client.get("/collections/")
    with django_assert_num_queries(3):
        client.get(f"/collections/{rows[0].uid}.atom")


def test_the_feed_has_the_notes_the_latest_first(client, shown, member):
    term = TermFactory()
    actions.add(shown, term, by=member, note="后来的")

    answer = client.get(f"/collections/{shown.uid}.atom")
    feed = answer.content.decode()

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert feed.index("后来的") < feed.index("为什么读one")
    latest = shown.items.get(page=term).changed_at
    assert rfc3339_date(latest) in feed


def test_markup_in_titles_and_notes_is_text(client, member, case):
    published_author(member, case)
    row = collection_of(member, "<script>alert(1)</script>", case, public=True, about="<img src=x onerror=y>")
    actions.add(row, case, by=member, note="<b>[粗](javascript:x)</b> https://example.org")

    for address in ("/collections/", f"/collections/{row.uid}/", f"/collections/{row.uid}.atom"):
        html = client.get(address).content.decode()
        assert not any(mark in html for mark in ("<script>alert", "<img src=x", "<b>", 'href="https://example.org'))
