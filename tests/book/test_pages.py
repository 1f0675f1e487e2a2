"""Pages of the book: its contents, and chapters with their sections."""

import pytest

from tests.factories import CaseFactory, ChapterFactory, ClaimFactory, TermFactory, text


@pytest.fixture
def book(db):
    """Two parts; the first has a section with a sub-section."""
    for position, number in enumerate(["1", "1.1", "1.1.1", "1.2", "2"]):
        parent = number.rpartition(".")[0]
        title = text(f"标题{number}", f"Title {number}")
        ChapterFactory(slug=number, title=title, level=number.count(".") + 1, parent=parent, position=position)


def test_contents_list_every_section_in_one_sentence(client, book, prefix):
    page = client.get(f"{prefix}/book/").content.decode()

    for number in ("1", "1.1", "1.1.1", "1.2", "2"):
        assert f'href="{prefix}/book/{number}/"' in page
    assert ("What this part says." if prefix else "这一部分讲什么。") in page


def test_contents_of_an_empty_book_say_so(client, db):
    assert client.get("/en/book/").content.decode().count("has not been loaded") == 1


def test_part_shows_its_sections_in_order(client, book):
    page = client.get("/book/1/").content.decode()

    assert page.index('id="s-1.1"') < page.index('id="s-1.1.1"') < page.index('id="s-1.2"')
    assert 'id="s-2"' not in page


def test_chapter_leads_to_neighbours_that_stand_no_deeper(client, book):
    part = client.get("/book/1/").content.decode()
    section = client.get("/book/1.2/").content.decode()

    assert 'rel="next" href="/book/2/"' in part
    assert 'rel="prev" href="/book/1.1/"' in section


def test_full_text_has_terms_notes_and_minutes(client, db):
    TermFactory(slug="fork", title=text("分叉", "Fork"), pinyin="fēn chà")
    ChapterFactory(slug="1", body=text("先说**分叉**。\n\n" + "很长的话。" * 200))
    ClaimFactory(slug="K1", about=["chapter:1"])

    page = client.get("/en/book/1/").content.decode()
    chinese = client.get("/book/1/").content.decode()

    assert 'popovertarget="d-fork"' in chinese
    assert 'id="claim-K1"' in chinese
    assert "2 minutes to read" in page
    assert '<div lang="zh-Hans">' in page


def test_note_about_two_sections_stands_once(client, book):
    ClaimFactory(slug="K1", about=["chapter:1.1", "chapter:1.1.1"])

    assert client.get("/book/1/").content.decode().count('id="claim-K1"') == 1


def test_what_names_the_section_and_what_it_names_are_linked(client, book):
    CaseFactory(slug="told", sections=["1.1"])
    ChapterFactory(slug="3", cases=["told"], mentions=[{"name": "Somebody", "role": text("", "a founder")}])

    assert "/cases/told/" in client.get("/book/1.1/").content.decode()
    page = client.get("/book/3/").content.decode()
    assert "/cases/told/" in page
    assert "Somebody" in page


def test_markup_in_the_text_does_no_harm(client, db):
    ChapterFactory(slug="1", body=text("<script>alert(1)</script> [x](javascript:alert(1))"))

    page = client.get("/book/1/").content.decode()

    assert "<script>alert" not in page
    assert 'href="javascript:' not in page


def test_old_version_keeps_its_text_and_points_to_the_current_one(client, db):
    ChapterFactory(slug="1", body=text("旧文。"))
    ChapterFactory(slug="1", body=text("新文。"))

    page = client.get("/book/1/v/1/").content.decode()

    assert "旧文。" in page
    assert "新文。" not in page
    assert 'name="robots" content="noindex"' in page
    assert '<link rel="canonical" href="http://testserver/book/1/">' in page


@pytest.mark.parametrize("address", ["/book/9/", "/book/1.9/", "/book/1/v/9/", "/book/1/compare/1..9/"])
def test_unknown_chapter_or_version_is_not_found(client, book, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_contents_take_one_query(client, db, django_assert_num_queries, number):
    for place in range(number):
        ChapterFactory(slug=f"{place + 1}")

    with django_assert_num_queries(1):
        client.get("/book/")


@pytest.mark.parametrize("number", [1, 12])
def test_part_takes_three_queries_whatever_stands_in_it(client, db, django_assert_num_queries, number):
    ChapterFactory(slug="1")
    for place in range(number):
        ChapterFactory(slug=f"1.{place + 1}", parent="1", level=2)

    with django_assert_num_queries(3):
        client.get("/book/1/")
