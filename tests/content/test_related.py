"""Related pages: what two pages share, how much it weighs, and who has the last word."""

import re

import pytest

from content.actions import save
from content.models import Page, Unrelated
from content.related import MOST, REASONS, related, revise, tell_apart
from content.views import Loaded, load_page
from search import collection
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    OrganizationFactory,
    PracticeFactory,
    RemovedCaseFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
    text,
)

pytestmark = pytest.mark.django_db
ADDRESSES = {"case": "/cases/", "strategy": "/strategies/", "term": "/glossary/", "organization": "/organizations/"}


def case_with(slug, *, practices=(), organizations=(), **document):
    """A case with activities of these practices, and these organisations as its parties."""
    parties = [{"side": "company", "organization": name} for name in organizations]
    parties = parties or [{"side": "company", "name": text("某公司", "Some company")}]
    activities = [{"title": text("做事", "A deed"), "practice": name} for name in practices]
    document |= {"parties": parties, "activities": activities, "title": text(f"题目{slug}", f"Title {slug}")}
    return CaseFactory(slug=slug, **document)


def found(page, language="zh"):
    """The slugs of what is related to a page."""
    return [row.entry.slug for row in related(load_page(page.kind, page.slug, language))]


def section(client, address):
    """The part of a page that shows related pages, or ""."""
    html = client.get(address).content.decode()
    match = re.search(r'<h2 class="no-print" id="alike">.*?</ul>', html, re.DOTALL)
    return match.group() if match else ""


# --- What is found ----------------------------------------------------------------------------------------------------


def test_a_page_says_what_it_shares_with_another(client, prefix):
    practice = PracticeFactory(title=text("代码审查", "Code review"))
    acme = OrganizationFactory(slug="acme", title=text("某某公司", "Acme"))
    case_with("first", practices=[practice.slug], organizations=[acme.slug])
    case_with("second", practices=[practice.slug], organizations=[acme.slug])

    shown = section(client, f"{prefix}/cases/first/")

    words = ("Title second", "Code review", "Acme", "Practice") if prefix else ("题目second", "代码审查", "某某公司")
    assert all(word in shown for word in words)
    assert f'href="{prefix}/cases/second/"' in shown


@pytest.mark.parametrize("kind", ADDRESSES)
def test_all_four_kinds_have_related_pages(client, kind):
    tag = TagFactory().slug
    factory = {"case": CaseFactory, "strategy": StrategyFactory, "term": TermFactory,
               "organization": OrganizationFactory}[kind]  # fmt: skip
    factory(slug="one", tags=[tag])
    factory(slug="two", tags=[tag])

    assert f'href="{ADDRESSES[kind]}two/"' in section(client, f"{ADDRESSES[kind]}one/")


def test_what_few_share_weighs_more_than_what_many_share():
    rare, common = PracticeFactory().slug, PracticeFactory().slug
    page = case_with("page", practices=[rare, common])
    for number in range(5):
        case_with(f"common-{number}", practices=[common])
    case_with("rare", practices=[rare])

    assert found(page)[0] == "rare"


def test_two_things_weigh_more_than_one_of_them():
    first, second = PracticeFactory().slug, PracticeFactory().slug
    page = case_with("page", practices=[first, second])
    case_with("with-one", practices=[first])
    case_with("with-both", practices=[first, second])

    assert found(page) == ["with-both", "with-one"]


def test_what_is_shared_by_many_is_no_reason_by_itself():
    tag = TagFactory().slug
    page = case_with("page", tags=[tag])
    for number in range(3):
        case_with(f"other-{number}", tags=[tag])

    assert found(page) == []


def test_two_organisations_share_the_case_that_they_took_part_in():
    OrganizationFactory(slug="first")
    second = OrganizationFactory(slug="second")
    case = case_with("together", organizations=["first", "second"])

    rows = related(load_page("organization", "first", "zh"))

    assert [row.entry.slug for row in rows] == ["second"]
    assert [entry.key for entry in rows[0].shared] == [case.key]
    assert found(second) == ["first"]


def test_at_most_six_are_shown_and_three_reasons_of_each():
    practices = [PracticeFactory().slug for _ in range(REASONS + 2)]
    page = case_with("page", practices=practices)
    for number in range(MOST + 2):
        case_with(f"other-{number}", practices=practices)

    rows = related(load_page("case", page.slug, "en"))

    assert len(rows) == MOST
    assert {(len(row.shared), row.more) for row in rows} == {(REASONS, 2)}


def test_what_is_linked_anyway_is_not_suggested():
    practice = PracticeFactory().slug
    page = case_with("page", practices=[practice])
    case_with("curated", practices=[practice], related=[{"case": "page", "reason": text("对照", "A contrast")}])

    assert found(page) == []


def test_a_section_of_the_book_is_no_reason():
    chapter = ChapterFactory().slug
    page = case_with("page", sections=[chapter])
    case_with("other", sections=[chapter])

    assert found(page) == []


def test_curated_pages_stand_above_with_their_reason(client):
    practice = PracticeFactory().slug
    case_with("curated")
    case_with("page", practices=[practice], related=[{"case": "curated", "reason": text("正好相反", "The contrary")}])
    case_with("computed", practices=[practice])

    html = client.get("/cases/page/").content.decode()

    assert html.index("正好相反") < html.index('id="alike"') < html.index("题目computed")
    assert 'href="#alike"' in html


def test_a_page_that_shares_nothing_has_no_such_section_and_asks_no_query(client, django_assert_num_queries):
    TermFactory(slug="alone")
    client.get("/glossary/alone/")
    loaded = load_page("term", "alone", "zh")
    loaded.near.clear()

    with django_assert_num_queries(0):
        assert related(loaded) == []
    assert section(client, "/glossary/alone/") == ""


@pytest.mark.parametrize("number", [1, 12])
def test_an_organisation_costs_three_queries_however_much_it_shares(client, django_assert_num_queries, number):
    tags = [TagFactory().slug for _ in range(number)]
    OrganizationFactory(slug="acme", tags=tags)
    for place in range(number):
        case_with(f"case-{place}", organizations=["acme", OrganizationFactory(tags=tags).slug])

    with django_assert_num_queries(3):
        assert "alike" in client.get("/organizations/acme/").content.decode()


def test_what_nearly_everybody_shares_is_not_counted_at_all(monkeypatch):
    practice = PracticeFactory().slug
    page = case_with("page", practices=[practice])
    case_with("other", practices=[practice])
    assert found(page) == ["other"]

    monkeypatch.setattr("content.related.COMMON", 1)

    assert found(page) == []


def test_a_page_that_links_to_very_many_is_no_reason_either(monkeypatch):
    first = OrganizationFactory(slug="first")
    case_with("crowd", organizations=["first", OrganizationFactory().slug, OrganizationFactory().slug])
    assert len(found(first)) == 2

    monkeypatch.setattr("content.related.COMMON", 2)

    assert found(first) == []


# --- What nobody may learn --------------------------------------------------------------------------------------------


def test_pages_that_are_not_public_are_neither_suggested_nor_named_as_a_reason():
    practice, hidden = PracticeFactory().slug, OrganizationFactory(visible_from="2999-01-01T00:00:00Z").slug
    page = case_with("page", practices=[practice], organizations=[hidden])
    RemovedCaseFactory(slug="removed", activities=[{"title": text("做"), "practice": practice}])
    case_with("later", practices=[practice], visible_from="2999-01-01T00:00:00Z")
    case_with("over", practices=[practice], visible_until="2020-01-01T00:00:00Z")
    case_with("same-hidden-party", organizations=[hidden])

    assert found(page) == []


def test_old_versions_and_previews_suggest_nothing():
    practice = PracticeFactory().slug
    page = case_with("page", practices=[practice])
    case_with("other", practices=[practice])
    loaded = load_page("case", page.slug, "zh")

    parts = (loaded.page, loaded.document, loaded.language, loaded.near)
    assert related(Loaded(*parts, revision=page.revisions.first())) == []
    assert related(Loaded(*parts, preview="/contributions/")) == []


# --- What editors say -------------------------------------------------------------------------------------------------


@pytest.fixture
def two():
    practice = PracticeFactory().slug
    return case_with("one", practices=[practice]), case_with("two", practices=[practice])


def test_pages_told_apart_are_suggested_on_neither_and_documents_stay_as_they_are(two, editor):
    documents = [page.document for page in two]

    tell_apart(*reversed(two), by=editor, reason="Only the word is the same.")

    assert [found(page) for page in two] == [[], []]
    assert [Page.objects.get(pk=page.pk).document for page in two] == documents
    assert [page.revisions.count() for page in two] == [1, 1]


def test_it_holds_for_this_pair_only_and_can_be_taken_back(two, editor):
    third = case_with("three", practices=[two[0].document["activities"][0]["practice"]])

    row = tell_apart(*two, by=editor)
    assert found(two[0]) == ["three"] and set(found(third)) == {"one", "two"}

    revise(row, holds=False, reason="")
    assert set(found(two[0])) == {"two", "three"}

    assert tell_apart(*two, by=editor, reason="Again.").holds
    assert found(two[0]) == ["three"]


def test_saying_it_twice_is_saying_it_once(two, editor, admin):
    first = tell_apart(*two, by=editor)
    version = collection.state()[0]

    assert tell_apart(*reversed(two), by=admin) == first
    assert collection.state()[0] == version
    assert Unrelated.objects.get().by == editor


def test_both_change_the_collection_s_version(two, editor):
    before = collection.state()[0]
    row = tell_apart(*two, by=editor)
    between = collection.state()[0]
    revise(row, holds=False, reason="")

    assert before < between < collection.state()[0]


def test_a_page_is_not_told_apart_from_itself(two, editor):
    with pytest.raises(ValueError, match="itself"):
        tell_apart(two[0], two[0], by=editor)


def test_a_new_page_with_the_same_practice_is_suggested_at_once(two):
    document = two[0].document | {"slug": "new", "title": text("新的", "New")}
    save(kind="case", document=document, source="admin")

    assert "new" in found(two[1])
