"""Feeds, read as feed readers read them."""

import feedparser
import pytest
import time_machine

from content.actions import save
from content.models import Revision
from content.views import feeds
from tests.factories import (
    CaseFactory,
    ClaimFactory,
    MechanismFactory,
    OrganizationFactory,
    RemovedCaseFactory,
    ReplyFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
    text,
)

pytestmark = pytest.mark.django_db


def read(client, address):
    """The feed at an address, parsed; it must be well formed, and have what Atom asks for."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:500]
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.title and parsed.feed.id and parsed.feed.updated
    assert [link.href for link in parsed.feed.links if link.rel == "self"] == [f"http://testserver{address}"]
    assert all(entry.id and entry.title and entry.link and entry.updated for entry in parsed.entries)
    assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)
    return parsed


def at(moment, factory, **document):
    with time_machine.travel(moment, tick=False):
        return factory(**document)


def test_a_feed_of_cases_has_the_newest_first_in_the_reader_s_language(client, prefix):
    at("2026-11-02T00:00:00Z", CaseFactory, slug="later", title=text("后来的", "The later"))
    at("2026-11-01T00:00:00Z", CaseFactory, slug="earlier", title=text("早先的", "The earlier"))

    found = read(client, f"{prefix}/feeds/cases.atom")

    assert [entry.title for entry in found.entries] == (
        ["The later", "The earlier"] if prefix else ["后来的", "早先的"]
    )
    assert found.entries[0].link == f"http://testserver{prefix}/cases/later/"
    assert found.entries[0].updated == "2026-11-02T00:00:00+00:00"
    assert found.entries[0].summary == ("A company and a community did something together." if prefix
                                        else "一家公司和一个社区一起做了一件事。")  # fmt: skip
    assert found.feed.updated == "2026-11-02T00:00:00+00:00"
    assert found.feed.language == ("en" if prefix else "zh-Hans")


def test_a_changed_page_comes_first_with_the_same_id(client):
    at("2026-11-01T00:00:00Z", TermFactory, slug="old")
    at("2026-11-02T00:00:00Z", TermFactory, slug="new")
    before = {entry.link: entry.id for entry in read(client, "/feeds/terms.atom").entries}

    with time_machine.travel("2026-11-03T00:00:00Z", tick=False):
        page = save(kind="term", document=TermFactory.build(slug="old", pinyin="x"), source=Revision.Source.ADMIN)

    entries = read(client, "/feeds/terms.atom").entries
    assert page.version == 2
    assert entries[0].link == "http://testserver/glossary/old/"
    assert {entry.link: entry.id for entry in entries} == before


def test_a_feed_takes_the_filters_of_its_list_and_says_them(client):
    MechanismFactory()
    CaseFactory(slug="tagged", tags=["sharing"])
    CaseFactory(slug="plain")

    found = read(client, "/feeds/cases.atom?mechanism=sharing&year_from=2015")

    assert [entry.link for entry in found.entries] == ["http://testserver/cases/tagged/"]
    assert "共享" in found.feed.title and "2015" in found.feed.title
    assert found.feed.link == "http://testserver/cases/?mechanism=sharing&year_from=2015"


def test_the_list_leads_to_the_feed_with_its_filters(client, prefix):
    MechanismFactory()
    CaseFactory(tags=["sharing"])

    shown = client.get(f"{prefix}/cases/?mechanism=sharing&sort=title").content.decode()

    address = f"{prefix}/feeds/cases.atom?mechanism=sharing"
    assert f'<link rel="alternate" type="application/atom+xml" href="{address}">' in shown
    assert f'<a href="{address}" type="application/atom+xml">' in shown


@pytest.mark.parametrize(
    "address", ["/cases/", "/strategies/", "/glossary/", "/organizations/", "/references/", "/claims/"]
)
def test_every_list_has_a_feed(client, address):
    shown = client.get(address).content.decode()

    assert 'type="application/atom+xml" href="/feeds/' in shown


@pytest.mark.parametrize("name", feeds.with_lists())
def test_an_empty_list_has_a_feed_that_stays_the_same(client, name):
    answers = []
    for moment in ("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"):
        with time_machine.travel(moment, tick=False):
            read(client, f"/feeds/{name}.atom")
            answers.append(client.get(f"/feeds/{name}.atom")["ETag"])
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?evidence=9", "evidence"),
        ("?mechanism=nothing", "mechanism"),
        ("?nonsense=1", "nonsense"),
        ("?page=0", "page"),
    ],
)
def test_a_filter_that_cannot_be_used_is_said_not_ignored(client, query, named):
    answer = client.get(f"/feeds/cases.atom{query}")

    assert answer.status_code == 400
    assert answer.content.decode().startswith(f"{named}: ")


def test_there_is_no_feed_of_what_is_no_list(client):
    assert client.get("/feeds/people.atom").status_code == 404


def test_a_long_list_goes_on_at_the_next_address(client, monkeypatch):
    monkeypatch.setattr(feeds, "LONGEST", 2)
    for number in range(3):
        TermFactory(slug=f"t-{number}")

    first = read(client, "/feeds/terms.atom")
    following = next(link.href for link in first.feed.links if link.rel == "next")
    second = read(client, following.removeprefix("http://testserver"))

    assert len(first.entries) == 2
    assert len(second.entries) == 1
    assert not [link for link in second.feed.links if link.rel == "next"]


def test_all_changes_stand_in_one_feed_with_their_kinds(client):
    CaseFactory(slug="case")
    StrategyFactory(slug="playbook")

    found = read(client, "/en/feeds/all.atom")

    kinds = {entry.link.split("/")[4]: entry.tags[0].term for entry in found.entries}
    assert kinds == {"cases": "Case", "strategies": "Playbook", "organizations": "Organisation"}


def test_a_tag_has_a_feed_of_what_carries_it(client, prefix):
    TagFactory(slug="tag")
    CaseFactory(slug="carries", tags=["tag"])
    TermFactory(slug="carries", tags=["tag"])
    CaseFactory(slug="without")

    found = read(client, f"{prefix}/tags/tag.atom")

    assert {entry.link for entry in found.entries} == {
        f"http://testserver{prefix}/cases/carries/", f"http://testserver{prefix}/glossary/carries/",
    }  # fmt: skip
    assert f'href="{prefix}/tags/tag.atom"' in client.get(f"{prefix}/tags/tag/").content.decode()


def test_an_organisation_has_a_feed_of_its_page_and_of_what_names_it(client, prefix):
    OrganizationFactory(slug="acme")
    CaseFactory(slug="with", parties=[{"side": "company", "organization": "acme"}])
    CaseFactory(slug="without")

    found = read(client, f"{prefix}/organizations/acme.atom")

    assert {entry.link for entry in found.entries} == {
        f"http://testserver{prefix}/organizations/acme/", f"http://testserver{prefix}/cases/with/",
    }  # fmt: skip
    assert f'href="{prefix}/organizations/acme.atom"' in client.get(f"{prefix}/organizations/acme/").content.decode()


def test_a_history_has_a_feed_of_its_versions(client, editor, prefix):
    page = TermFactory(slug="thing")
    document = page.document | {"summary": text("第二稿。")}
    save(kind="term", document=document, source=Revision.Source.ADMIN, by=editor, note="问 <third@mail.example>，改词")

    found = read(client, f"{prefix}/glossary/thing/history.atom")

    assert [entry.link for entry in found.entries] == [
        f"http://testserver{prefix}/glossary/thing/compare/1..2/", f"http://testserver{prefix}/glossary/thing/v/1/",
    ]  # fmt: skip
    assert "改词" in found.entries[0].title
    assert "mail.example" not in client.get(f"{prefix}/glossary/thing/history.atom").content.decode()
    assert found.entries[0].author == ("an editor" if prefix else "一位编辑")
    shown = client.get(f"{prefix}/glossary/thing/history/").content.decode()
    assert f'href="{prefix}/glossary/thing/history.atom"' in shown


def test_the_feed_of_a_case_s_history_lists_replies_to_it_too(client, prefix):
    CaseFactory(slug="dispute")
    organization = OrganizationFactory(slug="acme", title=text("尖端公司", "Acme"))
    reply = ReplyFactory(case="dispute", organization=organization.slug)

    found = read(client, f"{prefix}/cases/dispute/history.atom")

    assert found.entries[0].link == f"http://testserver{prefix}/replies/{reply.slug}/"
    assert found.entries[0].title == ("Reply of Acme, version 1" if prefix else "尖端公司的回应，第1版")
    assert len(found.entries) == 2


def test_numbers_lead_to_the_feed_at_the_address(client):
    page = OrganizationFactory(slug="acme")

    assert client.get(f"/organizations/{page.uid}.atom")["Location"] == "/organizations/acme.atom"
    assert client.get("/organizations/none.atom").status_code == 404


def test_removed_pages_are_in_no_feed_and_their_own_say_why(client):
    RemovedCaseFactory(slug="gone")
    OrganizationFactory(slug="away", status="removed", status_reason=text("合并了。", "Merged."))
    TermFactory(slug="secret", visible_from="2999-01-01T00:00:00Z")

    assert [entry.link for entry in read(client, "/feeds/cases.atom").entries] == []
    assert read(client, "/feeds/terms.atom").entries == []
    for address in ("/cases/gone/history.atom", "/organizations/away.atom"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert answer.content


def test_no_text_breaks_a_feed(client):
    CaseFactory(title=text("<b>&amp; ]]> \uffff", "x"), summary=text("<script>alert(1)</script> & <!--"))

    entry = read(client, "/feeds/cases.atom").entries[0]
    assert entry.title == "<b>&amp; ]]> \ufffd"


@pytest.mark.parametrize("words", ["%EF%BF%BF", "%00", "%01", "%C2%85", "]]%3E%3C%26", "%F0%9F%92%A9", "%ff"])
def test_no_words_that_are_looked_for_break_a_feed(client, words):
    answer = client.get(f"/feeds/cases.atom?q={words}")

    assert answer.status_code in {200, 400}
    assert answer.status_code == 400 or not feedparser.parse(answer.content).bozo


def test_whoever_has_the_feed_gets_not_modified(client):
    CaseFactory()
    first = client.get("/feeds/cases.atom")

    assert client.get("/feeds/cases.atom", headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/feeds/cases.atom", 1), ("/feeds/cases.atom?mechanism=sharing", 3), ("/feeds/all.atom", 1),
        ("/tags/sharing.atom", 2), ("/organizations/acme.atom", 2), ("/organizations/acme/history.atom", 2),
    ],
)  # fmt: skip
@pytest.mark.parametrize("many", [1, 5])
def test_queries_do_not_grow(client, django_assert_num_queries, address, queries, many):
    MechanismFactory()
    OrganizationFactory(slug="acme")
    for _number in range(many):
        case = CaseFactory(tags=["sharing"], parties=[{"side": "company", "organization": "acme"}])
        ClaimFactory(about=[case.key])

    with django_assert_num_queries(queries):
        client.get(address)
