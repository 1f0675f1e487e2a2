"""The page, the API's search and the words of lists find the same."""

import pytest
from django.http import QueryDict

from content.actions import save
from content.models import Page, Revision
from search import lexicon as lexicons
from search.finding import Filters, find
from search.searching import search
from search.vocabulary import vocabulary
from tests.factories import PracticeFactory, TermFactory, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_book")]


def listed(words, kind="case", language="zh"):
    asked = QueryDict(mutable=True)
    asked.update({"q": words, "page_size": "100"})
    found = find(language, Filters.parse(asked, kind))
    assert found.total == len(found.entries)
    return {entry.key for entry in found.entries}


def searched(words, kind="case", language="zh"):
    results = search(words, language, kind=kind)
    pages = [search(words, language, kind=kind, page=number) for number in range(1, results.pages + 1)]
    return {entry.key for page in pages for entry in page.entries}, results.partly


@pytest.mark.parametrize(
    "words", ["许可证", "開源", "licence", "基金会 -Linux", "谷歌 OR IBM", "kaiyuan", "社区", "AI企业"]
)
def test_a_list_finds_what_the_search_finds_with_all_words(words):
    found, partly = searched(words)

    assert listed(words)
    assert listed(words) <= found
    assert partly or listed(words) == found


@pytest.mark.parametrize("words", ["tensorflw", "!!!", "zzzqqq"])
def test_a_list_guesses_nothing(words):
    assert listed(words) == set()


def test_a_list_finds_what_is_tagged_when_several_words_are_typed():
    assert "case:deepseek-open" in listed("中国 大模型")


def test_the_page_and_the_api_show_the_same(client):
    for words in ("许可证", "开源合规", "kubernets", "k8s"):
        answer = client.get("/api/v1/search/", {"q": words, "language": "zh"}).json()
        results = search(words, "zh")
        assert [f"{row['kind']}:{row['slug']}" for row in answer["results"]] == [entry.key for entry in results.entries]
        assert (answer["instead"], answer["partly"]) == (results.instead, results.partly)


def test_a_list_of_the_api_follows_a_new_name_at_once(client):
    address = "/api/v1/strategies/?q=小强口令"
    assert client.get(address).json()["results"] == []
    page = Page.objects.get(kind="term", slug="licence")
    alias = {"text": "小强口令", "language": "zh", "status": "allowed"}
    document = page.document | {"aliases": [*page.document["aliases"], alias]}
    save(kind="term", document=document, source=Revision.Source.LOADER, base_version=page.version)

    assert "licence-and-ip" in {row["slug"] for row in client.get(address).json()["results"]}


def test_a_list_reads_no_lexicon_that_is_of_its_version_already(django_assert_num_queries):
    lexicons.lexicon()
    version = vocabulary("zh").version
    asked = Filters.parse(QueryDict("q=开源"), "case")
    find("zh", asked, version=version)

    with django_assert_num_queries(1):
        find("zh", asked, version=version)


def test_the_lexicon_is_made_anew_only_when_a_name_is_another(monkeypatch):
    lexicons.lexicon()
    made = []
    monkeypatch.setattr(lexicons, "made_of", made.append)
    before = lexicons.lexicon().version

    PracticeFactory(title=text("一个新做法"))
    assert lexicons.lexicon().version != before
    assert made == []

    monkeypatch.undo()
    TermFactory(slug="a-name", title=text("斑马词"))
    assert "斑马词" in lexicons.lexicon().called
