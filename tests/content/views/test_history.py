"""Histories, old versions, comparisons: the same for every kind that has a page of its own."""

import functools
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from community.models import Person
from content.actions import save
from content.models import Page, Revision
from content.views import page_view
from content.views.history import urls
from content.wording import written_in
from portal.middleware.page_cache import pages
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    FacetFactory,
    OrganizationFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
    text,
)  # fmt: skip

FACTORIES = {
    "/cases/thing/": CaseFactory,
    "/strategies/thing/": StrategyFactory,
    "/glossary/thing/": TermFactory,
    "/organizations/thing/": OrganizationFactory,
    "/book/thing/": ChapterFactory,
}


@pytest.fixture(params=FACTORIES)
def changed(request, db, editor):
    """The address of a page of each kind, saved first by the loader and then by an editor."""
    page = FACTORIES[request.param](slug="thing", summary=text("社区先写好了代码。", "First."))
    document = page.document | {"summary": text("社区先写好了文档。", "Second.")}
    save(kind=page.kind, document=document, source=Revision.Source.ADMIN, by=editor, note="改了一个词")
    return request.param


def test_history_names_versions_authors_and_notes(client, changed, prefix):
    page = client.get(f"{prefix}{changed}history/").content.decode()

    assert page.count("<h1") == 1
    assert f'href="{prefix}{changed}v/1/"' in page
    assert f'href="{prefix}{changed}compare/1..2/"' in page
    assert ("an editor" if prefix else "一位编辑") in page
    assert "改了一个词" in page
    assert 'content="noindex"' in page


def test_changes_stand_in_the_order_of_the_page_and_in_the_reader_s_language_first(client, db, prefix):
    page = CaseFactory(slug="thing")
    document = page.document | {name: text("新的。", "New.") for name in ("what_went_wrong", "summary", "title")}
    save(kind="case", document=document, source=Revision.Source.ADMIN)

    shown = client.get(f"{prefix}/cases/thing/compare/1..2/").content.decode()

    places = re.findall(r"<h2>(.*?)</h2>", shown.partition('class="diff')[2].partition("</main>")[0])
    names = ("Title", "Summary", "What went wrong") if prefix else ("标题", "摘要", "哪里不顺")
    assert [place.partition(" ›")[0] for place in places] == [name for name in names for _language in range(2)]
    assert len(set(places)) == 6 and places[0].endswith("English" if prefix else "中文")


@pytest.mark.django_db
def test_every_older_version_leads_to_what_changed_since(client):
    page = TermFactory(slug="thing")
    for words in ("第二稿。", "第三稿。"):
        page = save(kind="term", document=page.document | {"summary": text(words)}, source=Revision.Source.ADMIN)

    shown = client.get("/en/glossary/thing/history/").content.decode()

    assert re.findall(r'<a href="/en/glossary/thing/compare/(\S+)/">with the current one', shown) == ["2..3", "1..3"]


def test_a_note_is_marked_with_the_language_that_it_was_written_in(client, changed):
    marked = '<span lang="zh-Hans">改了一个词</span>'

    for below in ("history/", "compare/1..2/"):
        assert marked in client.get(f"/en{changed}{below}").content.decode()
        assert marked not in client.get(f"{changed}{below}").content.decode()


@pytest.mark.parametrize(
    ("note", "language"),
    [
        ("改了Apache Beam一处", "zh"),
        ("Renamed 共创 to co-creation", "en"),
        ("2026-11", ""),
        ("", ""),
        ("好", "zh"),
    ],
)
def test_the_language_of_a_note_shows_in_its_characters(note, language):
    assert written_in(note) == language


def test_old_version_wears_the_page_with_a_banner(client, changed):
    page = client.get(f"/en{changed}v/1/").content.decode()

    assert "This is version 1, not the current one" in page
    assert "First." in page and "Second." not in page
    assert f'<link rel="canonical" href="http://testserver/en{changed}">' in page
    assert 'content="noindex"' in page


def test_what_decorates_a_view_of_a_page_holds_for_its_old_versions(rf):
    def marked(view):
        @functools.wraps(view)
        def shown(request, loaded):
            return HttpResponse(view(request, loaded), headers={"X-Marked": "yes"})

        return shown

    detail = page_view("term")(marked(lambda request, loaded: "a page"))
    (version,) = [address for address in urls("term", "glossary", detail) if address.name == "version"]

    assert version.default_args["detail"](rf.get("/"), None)["X-Marked"] == "yes"


def test_current_version_has_the_address_of_the_page(client, changed):
    answer = client.get(f"{changed}v/2/")

    assert (answer.status_code, answer["Location"]) == (302, changed)


def test_comparison_marks_the_words_that_changed(client, changed):
    page = client.get(f"{changed}compare/1..2/").content.decode()

    assert "<del>代码</del>" in page
    assert "<ins>文档</ins>" in page


@pytest.mark.parametrize(("query", "target"), [("?from=1&to=2", "1..2"), ("?from=2&to=1", "1..2")])
def test_two_chosen_versions_lead_to_their_comparison(client, changed, query, target):
    answer = client.get(f"{changed}history/{query}")

    assert (answer.status_code, answer["Location"]) == (302, f"{changed}compare/{target}/")


@pytest.mark.parametrize(
    "address",
    ["v/0/", "v/3/", "v/99999999999999999999/", "compare/1..1/", "compare/0..1/", "compare/1..9/", "history/?page=2",
     "history/?page=²", "history/?from=1", "history/?from=x&to=2"],
)  # fmt: skip
def test_versions_that_are_not_there_are_not_found(client, changed, address):
    assert client.get(f"{changed}{address}").status_code == 404


NUMBERS = [str(10**30), "9" * 1000, "１", "%EF%BC%91", "²", "-1", "1.0", "1e3", "2147483648"]


@pytest.mark.parametrize(
    "address", ["v/{}/", "compare/1..{}/", "compare/{}..1/", "history/?page={}", "history/?from=1&to={}"]
)
def test_numbers_that_no_version_has_are_not_found(client, db, address):
    TermFactory(slug="thing")
    for number in NUMBERS:
        assert client.get(f"/glossary/thing/{address.format(number)}").status_code == 404, number


def test_the_newer_version_first_leads_to_the_older_first(client, changed, prefix):
    answer = client.get(f"{prefix}{changed}compare/2..1/")

    assert (answer.status_code, answer["Location"]) == (302, f"{prefix}{changed}compare/1..2/")


@pytest.mark.parametrize(
    "name", [{}, {"first_name": "jane@mail.example"}, {"first_name": "Jane", "last_name": "j＠x.example"}]
)
def test_no_e_mail_address_of_an_editor_is_published(client, changed, editor, name, prefix):
    page = Page.objects.get(slug="thing")
    people = get_user_model().objects.filter(pk=editor.pk)
    people.update(username="someone@mail.example", email="other@mail.example", **name)
    document = page.document | {"summary": text("第三稿。", "Third.")}
    save(
        kind=page.kind,
        document=document,
        source=Revision.Source.ADMIN,
        by=people.get(),
        note="问 <third@mail.example>，已改",
    )

    api = f"/api/v1/{changed.split('/')[1].replace('glossary', 'terms').replace('book', 'chapters')}/thing/"
    addresses = (changed, f"{changed}history/", f"{changed}compare/1..3/", f"{changed}v/1/", "/")
    for address in (*(prefix + address for address in addresses), api):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "mail.example" not in answer.content.decode(), address
        assert "x.example" not in answer.content.decode(), address


def test_editors_are_named_as_they_wish(client, changed, editor):
    get_user_model().objects.filter(pk=editor.pk).update(first_name="Jane", last_name="Roe")
    person = Person.objects.create(user=editor, display_name="Penguin", show_name=True)
    shown = client.get(f"{changed}history/").content.decode()
    assert "Penguin" in shown
    assert "Jane" not in shown

    person.show_name = False
    person.save()
    assert "Penguin" not in client.get(f"{changed}history/").content.decode()


@pytest.mark.parametrize("address", ["history/", "history.atom", "compare/1..2/"])
def test_pages_that_name_people_are_kept_until_somebody_takes_a_name(client, changed, editor, settings, address):
    settings.PAGE_CACHE_BYTES = 1_000_000
    pages.clear()
    for _visit in range(2):
        assert "Penguin" not in client.get(f"{changed}{address}").content.decode()
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{changed}{address}")
    assert len(queries) == 1  # the collection's version: the page was kept

    person = Person.objects.create(user=editor, display_name="Penguin", show_name=True)
    assert "Penguin" in client.get(f"{changed}{address}").content.decode()

    person.display_name = "Walrus"
    person.save(update_fields=["display_name"])
    assert "Walrus" in client.get(f"{changed}{address}").content.decode()


def test_titles_of_pages_that_are_not_public_do_not_show_in_comparisons(client, db):
    TermFactory(slug="secret", title=text("机密", "Secret"), visible_from="2999-01-01T00:00:00Z")
    term = TermFactory(slug="open")
    save(kind="term", document=term.document | {"related": ["secret"]}, source=Revision.Source.ADMIN)

    shown = client.get("/glossary/open/compare/1..2/").content.decode()

    assert "机密" not in shown
    assert "Secret" not in shown


@pytest.mark.parametrize("address", ["history/", "v/1/", "compare/1..2/"])
def test_removed_page_shows_nothing_of_its_past(client, changed, address):
    page = Page.objects.get(slug="thing")
    document = page.document | {"status": "removed", "status_reason": text("撤下。", "Withdrawn.")}
    save(kind=page.kind, document=document, source=Revision.Source.ADMIN)

    answer = client.get(f"{changed}{address}")

    assert answer.status_code == 410
    assert "社区先写好了" not in answer.content.decode()


def test_page_that_is_not_visible_yet_has_no_history(client, db):
    TermFactory(slug="later", visible_from="2999-01-01T00:00:00Z")

    assert client.get("/glossary/later/history/").status_code == 404


@pytest.mark.parametrize(("address", "queries"), [("history/", 2), ("v/1/", 3), ("compare/1..2/", 3)])
def test_queries_are_few(client, db, django_assert_num_queries, address, queries):
    TermFactory(slug="thing", summary=text("一"))
    for place in range(50):
        TermFactory(slug="thing", summary=text(f"第{place}稿"))

    with django_assert_num_queries(queries):
        client.get(f"/glossary/thing/{address}")


def test_comparison_names_tags_and_parties_and_says_codes_in_words(client, db):
    FacetFactory(slug="context", title=text("背景", "Context"))
    TagFactory(slug="cloud", facet="context", title=text("云", "Cloud"))
    OrganizationFactory(slug="house", title=text("某社", "The house"))
    case = CaseFactory(slug="told")
    party = {"organization": "house", "side": "company", "role": text("出资", "Pays")}
    changed = case.document | {"tags": ["cloud"], "parties": [party], "outcome_status": "mixed"}
    save(kind="case", document=changed, source=Revision.Source.ADMIN)

    page = client.get("/en/cases/told/compare/1..2/").content.decode()

    assert "<ins>Cloud</ins>" in page and "The house" in page and "<ins>Company</ins>" in page
    assert ">cloud<" not in page and ">house<" not in page and ">mixed<" not in page
