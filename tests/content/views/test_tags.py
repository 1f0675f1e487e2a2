"""Pages of tags, sources and claims."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    CaseFactory,
    ChapterFactory,
    ClaimFactory,
    FacetFactory,
    OrganizationFactory,
    ReferenceFactory,
    TagFactory,
    TermFactory,
    text,
)  # fmt: skip


@pytest.fixture
def tag(db):
    FacetFactory(slug="context", title=text("背景", "Context"), summary=text("在哪里", "Where"))
    return TagFactory(
        slug="cloud",
        facet="context",
        title=text("云", "Cloud"),
        summary=text("在云上。", "In the cloud."),
        aliases=["SaaS"],
    )


def test_tags_stand_under_their_facets_with_numbers(client, tag):
    CaseFactory(tags=["cloud"])
    TermFactory(tags=["cloud"])

    page = client.get("/en/tags/").content.decode()

    assert "Where" in page and "In the cloud." in page
    assert "2 pages" in page


def test_tag_shows_every_kind_together(client, tag):
    CaseFactory(slug="told", tags=["cloud"])
    TermFactory(slug="word", tags=["cloud"])
    OrganizationFactory(slug="house", tags=["cloud"])

    page = client.get("/tags/cloud/").content.decode()

    for path in ("/cases/told/", "/glossary/word/", "/organizations/house/", "/tags/#context"):
        assert f'href="{path}"' in page
    assert "SaaS" in page


def test_tag_is_narrowed_to_a_kind_and_paged(client, tag):
    for _ in range(45):
        TermFactory(tags=["cloud"])
    CaseFactory(slug="told", tags=["cloud"])

    page = client.get("/tags/cloud/?kind=term&page=2").content.decode()

    assert page.count('<li class="row">') == 5
    assert "/cases/told/" not in page
    assert 'href="?kind=term"' in page


@pytest.mark.parametrize("query", ["?kind=nothing", "?page=0", "?page=x", "?page=99", "?page=²"])
def test_tag_refuses_what_cannot_be(client, tag, query):
    assert client.get(f"/tags/cloud/{query}").status_code == 404


def test_unused_tag_says_so(client, tag):
    assert "No page carries this tag yet." in client.get("/en/tags/cloud/").content.decode()


def test_sources_of_the_book_are_shown_with_what_is_wrong(client, db):
    ReferenceFactory(
        slug="R01", in_book=True, verdict="wrong", problems=["year"], confidence="high", title=text("", "A Work"),
        alternative={"reference_type": "book", "authors": ["N. N."], "title": "Another", "year": 2001},
        unsure=text("", "Which one was meant"), relevance=text("", "The beginning"),
    )  # fmt: skip
    ClaimFactory(slug="K1", about=["reference:R01"])

    page = client.get("/en/references/").content.decode()

    assert 'id="R01"' in page
    for words in (
        "the year is wrong",
        "<cite>Another</cite>",
        "Which one was meant",
        "The beginning",
        "/en/claims/K1/",
    ):
        assert words in page


def test_sources_are_narrowed_by_publisher(client, db):
    ReferenceFactory(slug="S1", publisher_kind="press")
    ReferenceFactory(slug="S2", publisher_kind="blog")

    page = client.get("/references/?publisher=blog").content.decode()

    assert 'id="S2"' in page
    assert 'id="S1"' not in page


def test_claim_shows_finding_state_sources_and_pages(client, db):
    ChapterFactory(slug="1")
    ClaimFactory(slug="K1", about=["chapter:1"], correction=text("应当这样。", "It was so."))

    page = client.get("/en/claims/").content.decode()

    assert 'id="K1"' in page
    for words in ("differs from the book, corrected", "wrong", "It was so.", "https://example.org/", "/en/book/1/"):
        assert words in page


def test_claims_are_narrowed_by_state(client, db):
    ChapterFactory(slug="1")
    ClaimFactory(slug="K1", about=["chapter:1"])
    ClaimFactory(slug="K2", about=["chapter:1"], finding="doubtful")

    page = client.get("/claims/?state=disputed").content.decode()

    assert 'id="K2"' in page
    assert 'id="K1"' not in page


def test_a_claim_has_a_page_with_its_note_its_sources_and_what_it_concerns(client, db):
    ChapterFactory(slug="1", title=text("一", "Part one"))
    source = ReferenceFactory(slug="S1", title=text("", "What was opened"))
    ClaimFactory(slug="K1", about=["chapter:1"], correction=text("应当这样。", "It was so."),
                 references=[{"reference": source.slug}])  # fmt: skip

    page = client.get("/en/claims/K1/").content.decode()

    for words in ("differs from the book, corrected", "It was so.", "What was opened", "Part one"):
        assert words in page


def test_a_source_has_a_page_with_every_page_that_cites_it(client, db):
    ReferenceFactory(slug="S1")
    CaseFactory(slug="told", references=[{"reference": "S1"}])

    assert 'href="/en/cases/told/"' in client.get("/en/references/S1/").content.decode()


@pytest.mark.parametrize(("years", "said"), [(1, 0), (3, 1)])
def test_a_source_that_nobody_opened_for_two_years_says_so(client, db, years, said):
    day = timezone.localdate() - timedelta(days=365 * years)
    ReferenceFactory(slug="S1", last_checked=day.isoformat())
    CaseFactory(slug="told", references=[{"reference": "S1"}])

    for path in ("/references/S1/", "/references/", "/cases/told/"):
        assert client.get(path).content.decode().count("两年多没有再打开") == said


def test_links_of_the_same_title_say_what_else_they_are(client, db):
    OrganizationFactory(slug="linux", title=text("同名", "Same name"))
    CaseFactory(slug="linux", title=text("同名", "Same name"))
    ClaimFactory(slug="K1", about=["organization:linux", "case:linux"])

    page = client.get("/en/claims/").content.decode()

    assert "(Organisation)" in page and "(Case)" in page


@pytest.mark.parametrize("address", ["/claims/", "/references/"])
def test_a_list_stays_within_its_budget_however_many_there_are(client, db, address):
    """The longest of the book's own notes are shorter than these."""
    ChapterFactory(slug="1")
    for place in range(60):
        note = text("".join(chr(0x4E00 + (place * 131 + n * 17) % 8000) for n in range(90)))
        ClaimFactory(about=["chapter:1"], summary=note, correction=note)

    assert len(gzip.compress(client.get(address).content, 6)) < 15_000


def many(number):
    """Pages of every sort that these lists show."""
    for place in range(number):
        TagFactory(slug=f"tag-{place}-more", facet="context")
        CaseFactory(tags=["cloud"])
        ClaimFactory(about=[ChapterFactory(slug=f"{place + 1}").key])


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(
    ("address", "queries"), [("/tags/", 2), ("/tags/cloud/", 3), ("/references/", 3), ("/claims/", 3)]
)
def test_lists_take_the_same_queries_however_long(client, tag, django_assert_num_queries, number, address, queries):
    many(number)

    with django_assert_num_queries(queries):
        client.get(address)
