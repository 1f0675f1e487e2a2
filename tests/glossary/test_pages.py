"""Pages of the glossary: the list by letter, and one term."""

import pytest

from tests.factories import TermCategoryFactory, TermFactory, text


@pytest.fixture
def term(db):
    return TermFactory(
        slug="fork", title=text("分叉", "Fork"), pinyin="fēn chà", summary=text("从同一份代码另起一支。", "A branch.")
    )


def test_list_shows_terms_under_their_letter(client, term, prefix):
    page = client.get(f"{prefix}/glossary/").content.decode()

    assert page.count("<h1") == 1
    assert 'id="letter-F"' in page
    assert f'href="{prefix}/glossary/fork/"' in page


def test_list_links_only_letters_that_have_terms(client, term):
    page = client.get("/glossary/").content.decode()

    assert '<a href="#letter-F">F</a>' in page
    assert '<span aria-hidden="true">A</span>' in page


def test_search_finds_a_term_by_its_definition(client, term):
    TermFactory(slug="other", title=text("别的", "Other"))

    page = client.get("/glossary/", {"q": "另起一支"}).content.decode()

    assert "/glossary/fork/" in page
    assert "/glossary/other/" not in page


def test_list_is_narrowed_by_category(client, term):
    TermCategoryFactory(slug="law", title=text("法律", "Law"))
    TermFactory(slug="licence", title=text("许可证", "Licence"), pinyin="xǔ kě zhèng", term_category="law")

    page = client.get("/glossary/?term_category=law").content.decode()

    assert "/glossary/licence/" in page
    assert "/glossary/fork/" not in page


@pytest.mark.parametrize("query", ["?nonsense=1", "?page=x", "?term_category=%20"])
def test_list_says_what_is_wrong_with_a_filter(client, term, query):
    answer = client.get(f"/glossary/{query}")

    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_links_of_terms_are_shown_in_both_directions(client, db):
    TermFactory(slug="wide", title=text("宽", "Wide"))
    TermFactory(slug="narrow", title=text("窄", "Narrow"), broader=["wide"])

    narrower = client.get("/en/glossary/wide/").content.decode().partition("<h2>Narrower</h2>")[2]
    broader = client.get("/en/glossary/narrow/").content.decode().partition("<h2>Broader</h2>")[2]

    assert "/en/glossary/narrow/" in narrower
    assert "/en/glossary/wide/" in broader


def test_forbidden_names_are_shown_as_forbidden(client, db):
    TermFactory(slug="support", aliases=[{"text": "赋能", "language": "zh", "status": "forbidden"}])

    page = client.get("/en/glossary/support/").content.decode()

    assert "赋能" in page.partition("<dt>Do not write</dt>")[2][:80]


def test_term_leads_to_its_neighbours_in_the_list(client, db):
    for slug, pinyin in (("a", "ā"), ("b", "bā"), ("c", "cā")):
        TermFactory(slug=slug, title=text(slug, slug), pinyin=pinyin)

    page = client.get("/glossary/b/").content.decode()

    assert 'rel="prev" href="/glossary/a/"' in page
    assert 'rel="next" href="/glossary/c/"' in page


def test_term_without_a_translation_falls_back_visibly(client, db):
    TermFactory(slug="only", title=text("只有中文"), summary=text("只有中文的释义。"))

    page = client.get("/en/glossary/only/").content.decode()

    assert '<span lang="zh-Hans">只有中文' in page
    assert "This page is not in English yet" in page


def test_unknown_term_is_not_found(client, db, prefix):
    assert client.get(f"{prefix}/glossary/nothing/").status_code == 404


def test_removed_term_is_gone_with_its_reason(client, db):
    TermFactory(slug="gone", status="removed", status_reason=text("重复。", "A duplicate."))

    assert client.get("/glossary/gone/").status_code == 410


@pytest.mark.parametrize("address", ["/glossary/", "/glossary/fork/"])
def test_pages_are_for_reading_only(client, term, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("number", [1, 12])
def test_list_takes_three_queries(client, db, django_assert_num_queries, number):
    shelf = TermCategoryFactory().slug
    for _ in range(number):
        TermFactory(term_category=shelf)

    with django_assert_num_queries(3):
        client.get("/glossary/")


@pytest.mark.parametrize("number", [1, 12])
def test_term_takes_three_queries_once_terms_are_known(client, db, django_assert_num_queries, number):
    shelf = TermCategoryFactory().slug
    others = [TermFactory(term_category=shelf).slug for _ in range(number)]
    TermFactory(slug="fork", term_category=shelf, related=others)
    client.get("/glossary/fork/")

    with django_assert_num_queries(3):
        client.get("/glossary/fork/")
