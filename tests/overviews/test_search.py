"""The search page, what it suggests, and the search for programs."""

import pytest
from jsonschema import Draft202012Validator

from overviews.search_api import SearchView
from tests.factories import TermFactory, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_book")]


def html(client, query, prefix=""):
    answer = client.get(f"{prefix}/search/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_results_are_shown_with_what_was_found_marked(client):
    page = html(client, {"q": "许可证"})

    assert "<mark>许可证</mark>" in page
    assert "/glossary/licence/" in page
    assert "同时搜索了" in page
    assert "Licence" in page


def test_the_english_page_searches_the_english_text(client):
    page = html(client, {"q": "governance model"}, "/en")

    assert "<mark>Governance model</mark>" in page
    assert "/en/glossary/governance-model/" in page


def test_kinds_are_counted_and_lead_to_their_results(client):
    page = html(client, {"q": "开源"})

    assert "?q=%E5%BC%80%E6%BA%90&amp;kind=case" in page
    assert "page=2" in page
    assert 'aria-current="true">案例' in html(client, {"q": "开源", "kind": "case"})


def test_playbooks_are_called_as_everywhere_else(client):
    assert ">Playbooks <" in html(client, {"q": "licence"}, "/en")


def test_other_names_can_be_left_out_and_taken_again(client):
    assert "exact=1" in html(client, {"q": "licence"})
    narrow = html(client, {"q": "licence", "exact": "1"})
    assert "只搜索了" in narrow
    assert 'name="exact" value="1"' in narrow


def test_a_mistyped_word_is_answered_with_what_was_meant(client):
    page = html(client, {"q": "开原"})

    assert 'value="开原"' in page
    assert "“开源”" in page


def test_nothing_found_leads_on(client):
    page = html(client, {"q": "zzzzqqqq"})

    assert "没有找到" in page
    assert "/contribute/" in page
    assert "/glossary/" in page


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "，。"}, {"q": "开源", "page": "x"}, {"q": "开源", "page": "0"},
                                   {"q": "开源", "page": "99999"}, {"q": "开源", "page": "٣"}, {"q": "a", "kind": "x"},
                                   {"q": "a", "kind": "facet"}, {"q": "a" * 2_000}])  # fmt: skip
def test_whatever_the_address_says_there_is_a_page(client, query):
    assert "<h1>搜索</h1>" in html(client, query)


def test_a_long_text_says_that_it_was_cut(client):
    assert "只搜索了开头" in html(client, {"q": "开源 " * 300})


def test_what_was_typed_and_what_was_found_is_escaped(client):
    TermFactory(slug="evil", title=text("<script>开源</script>恶意"), summary=text("<b>开源</b>恶意摘要"))
    page = html(client, {"q": '"><script>alert(1)</script> 恶意'})

    assert "<script>alert" not in page
    assert "<script>开源" not in page
    assert "&lt;" in page


@pytest.mark.parametrize(("prefix", "typed", "title"), [("", "ky", "开源社区"), ("/en", "gov", "Governance model")])
def test_suggestions_are_small_json(client, prefix, typed, title):
    answer = client.get(f"{prefix}/search/suggest", {"q": typed})

    rows = answer.json()["suggestions"]
    assert title in [row["title"] for row in rows]
    assert all(row["url"].startswith(prefix + "/") for row in rows)
    assert len(answer.content) < 4_000


def test_programs_search_too(client):
    answer = client.get("/api/v1/search/", {"q": "许可证", "language": "zh"})
    found = answer.json()

    Draft202012Validator(SearchView.answer_schema).validate(found)
    assert found["results"][0]["slug"] == "licence"
    assert found["count"] == sum(found["counts"].values())
    known = {"If-None-Match": answer["ETag"]}
    assert client.get("/api/v1/search/?q=许可证&language=zh", headers=known).status_code == 304


def test_programs_turn_pages_and_narrow(client):
    first = client.get("/api/v1/search/", {"q": "社区", "kind": "case"}).json()
    assert {row["kind"] for row in first["results"]} == {"case"}
    second = client.get(client.get("/api/v1/search/", {"q": "社区"}).json()["next"]).json()
    assert second["previous"]
    assert client.get(second["previous"]).json()["results"][0]["uid"] != second["results"][0]["uid"]


@pytest.mark.parametrize(
    ("query", "name"),
    [({"kind": "nothing"}, "kind"), ({"language": "de"}, "language"), ({"page": "0"}, "page"),
     ({"exact": "2"}, "exact"), ({"x": "1"}, "x"), ({"page": "99"}, "page")],
)  # fmt: skip
def test_programs_are_told_what_is_wrong(client, query, name):
    answer = client.get("/api/v1/search/", {"q": "a"} | query)

    assert answer.status_code == 400
    assert name in answer.content.decode()


def test_programs_are_answered_in_the_language_they_accept(client):
    answer = client.get("/api/v1/search/", {"q": "licence"}, headers={"Accept-Language": "en"})

    assert {row["language"] for row in answer.json()["results"]} == {"en"}


@pytest.mark.parametrize(
    ("words", "queries", "several"),
    [("开源", 3, True), ("TensorFlow", 3, False), ("共创共享共赢的治理", 4, True)],  # the last once more, by parts
)
def test_a_page_of_results_takes_the_same_queries_for_few_and_many(
    client, django_assert_num_queries, words, queries, several
):
    client.get("/search/", {"q": words})  # the dictionaries are read

    with django_assert_num_queries(queries):
        shown = html(client, {"q": words})

    assert ("page=2" in shown) == several
