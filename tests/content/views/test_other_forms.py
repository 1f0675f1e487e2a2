"""The other forms of a page: the same words and data as the page, for other readers."""

import json

import pytest
import yaml
from django.urls import reverse

from content.actions import save
from content.models import Page, Revision
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    ClaimFactory,
    OrganizationFactory,
    RemovedCaseFactory,
    StrategyFactory,
    TermFactory,
    VerifiedCaseFactory,
    text,
)

FACTORIES = {
    "/cases/thing": CaseFactory,
    "/strategies/thing": StrategyFactory,
    "/glossary/thing": TermFactory,
    "/organizations/thing": OrganizationFactory,
    "/book/thing": ChapterFactory,
}
ENDINGS = {
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".csl.json": "application/vnd.citationstyles.csl+json",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(params=FACTORIES)
def thing(request):
    """The address, without its slash, of a page of each kind."""
    FACTORIES[request.param](slug="thing", summary=text("社区先写好了代码。", "The community wrote the code first."))
    return request.param


def parts(markdown):
    """The head and the text of a Markdown file."""
    _before, head, body = markdown.split("---\n", 2)
    return yaml.safe_load(head), body


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_form_is_there_names_its_page_and_may_be_kept(client, thing, ending, prefix):
    answer = client.get(f"{prefix}{thing}{ending}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == ENDINGS[ending]
    assert answer["Link"] == f'<http://testserver{prefix}{thing}/>; rel="canonical"'
    assert answer["ETag"]
    assert "public" in answer["Cache-Control"]
    again = client.get(f"{prefix}{thing}{ending}", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_page_leads_to_its_forms(client, thing, ending, prefix):
    shown = client.get(f"{prefix}{thing}/").content.decode()

    assert f'href="{prefix}{thing}{ending}"' in shown


def test_markdown_says_what_the_page_is_and_what_it_says(client, thing, prefix):
    head, body = parts(client.get(f"{prefix}{thing}.md").content.decode())
    page = Page.objects.get(slug="thing")

    assert head["uid"] == page.uid
    assert head["version"] == 1
    assert head["license"] == "CC-BY-SA-4.0"
    assert head["url"] == f"http://testserver{prefix}{thing}/"
    assert head["permalink"] == f"http://testserver{prefix}{thing}/v/1/"
    assert head["computed"] == page.computed
    assert body.strip().startswith(f"# {page.document['title']['en' if prefix else 'zh']}")
    assert ("The community wrote the code first." if prefix else "社区先写好了代码。") in body


def test_markdown_has_every_text_of_a_case_in_the_reader_s_language(client, prefix):
    ours, theirs = ("en", "zh") if prefix else ("zh", "en")
    OrganizationFactory(slug="acme", title=text("某公司", "Acme"))
    case = VerifiedCaseFactory(
        slug="thing",
        background=text("背景的话。", "Words of the background."),
        parties=[
            {"side": "company", "organization": "acme", "role": text("发起", "began it")},
            {"side": "community", "name": text("某社区", "Some community")},
        ],
        activities=[{"date": "2015-11", "title": text("开源", "Opened"), "text": text("公开了代码。", "Code public.")}],
        outcomes=[{"dimension": "success_rate", "book": text("很成功。", "A success.")}],
        lessons=[text("先说好。", "Agree first.")],
    )
    ClaimFactory(about=[case.key], summary=text("并非如此。", "It was otherwise."))

    body = parts(client.get(f"{prefix}/cases/thing.md").content.decode())[1]

    for said in (
        text("背景的话。", "Words of the background."), text("某社区", "Some community"), text("开源", "Opened"),
        text("公开了代码。", "Code public."), text("很成功。", "A success."), text("先说好。", "Agree first."),
        text("并非如此。", "It was otherwise."), text("发起", "began it"), text("投入", "Put in"),
    ):  # fmt: skip
        assert said[ours] in body
    assert "背景的话。" not in body if theirs == "zh" else "Words of the background." not in body
    assert f"[{'Acme' if prefix else '某公司'}](http://testserver{prefix}/organizations/acme/)" in body
    assert "<https://example.org/" in body


def test_a_text_s_own_headings_stand_below_those_of_the_file(client):
    CaseFactory(slug="thing", background=text("# 大标题\n\n话。"))

    assert "\n#### 大标题\n" in client.get("/cases/thing.md").content.decode()


def test_no_title_breaks_out_of_the_head(client):
    TermFactory(slug="thing", title=text('a"\n---\nb: c'))

    head, _body = parts(client.get("/glossary/thing.md").content.decode())
    assert head["title"] == 'a"\n---\nb: c'


def test_json_is_what_the_api_answers(client):
    CaseFactory(slug="thing")

    assert json.loads(client.get("/cases/thing.json").content) == client.get("/api/v1/cases/thing/").json()
    assert client.get("/en/cases/thing.json").content == client.get("/cases/thing.json").content


def test_an_old_version_has_its_own_forms(client):
    page = CaseFactory(slug="thing", summary=text("第一稿。"))
    save(kind="case", document=page.document | {"summary": text("第二稿。")}, source=Revision.Source.ADMIN)

    old = json.loads(client.get("/cases/thing/v/1.json").content)
    assert (old["version"], old["summary"]["zh"]) == (1, "第一稿。")
    assert "computed" not in old
    head, body = parts(client.get("/cases/thing/v/1.md").content.decode())
    assert head["version"] == 1
    assert "第一稿。" in body
    assert "第二稿。" in client.get("/cases/thing/v/2.md").content.decode()
    shown = client.get("/cases/thing/v/1/").content.decode()
    assert 'href="/cases/thing/v/1.bib"' in shown
    assert "application/ld+json" not in shown


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("place", ["", "/v/1"])
def test_a_removed_page_says_why_in_every_form(client, ending, place):
    RemovedCaseFactory(slug="thing")

    answer = client.get(f"/cases/thing{place}{ending}")

    assert answer.status_code == 410
    assert "当事方要求撤下。" in answer.content.decode()


@pytest.mark.parametrize("place", ["/cases/none.md", "/cases/thing/v/2.md", "/cases/thing/v/0.json"])
def test_what_is_not_there_is_not_found(client, place):
    CaseFactory(slug="thing")

    assert client.get(place).status_code == 404


def test_a_page_that_is_not_visible_yet_has_no_form(client):
    CaseFactory(slug="thing", visible_from="2999-01-01T00:00:00Z")

    assert {client.get(f"/cases/thing{ending}").status_code for ending in ENDINGS} == {404}


def test_a_number_leads_to_the_form_at_the_address(client, prefix):
    page = CaseFactory(slug="thing")

    assert client.get(f"{prefix}/cases/{page.uid}.md")["Location"] == f"{prefix}/cases/thing.md"
    assert client.get(f"{prefix}/cases/{page.uid}/v/1.bib")["Location"] == f"{prefix}/cases/thing/v/1.bib"


def test_a_slug_with_a_dot_keeps_its_page_and_its_forms(client):
    ChapterFactory(slug="4.2.md", level=0)
    ChapterFactory(slug="4.2", level=0)

    assert client.get("/book/4.2.md/").status_code == 200
    assert client.get("/book/4.2.md").content.startswith(b"---")
    assert json.loads(client.get("/book/4.2.md.json").content)["slug"] == "4.2.md"


def test_the_full_text_of_the_book_is_not_in_markdown(client):
    ChapterFactory(slug="thing", body=text("书稿原文。", "The manuscript's text."))

    assert "书稿原文。" not in client.get("/book/thing.md").content.decode()


@pytest.mark.parametrize(
    ("ending", "queries"), [(".md", 2), (".json", 1), (".bib", 1), (".ris", 1), (".csl.json", 1)]
)  # fmt: skip
def test_queries_do_not_grow(client, django_assert_num_queries, ending, queries):
    VerifiedCaseFactory(slug="thing")
    client.get("/cases/thing.md")

    with django_assert_num_queries(queries):
        client.get(f"/cases/thing{ending}")


def test_addresses_of_forms_have_names():
    assert reverse("cases:version_csl", args=["thing", 3]) == "/cases/thing/v/3.csl.json"
