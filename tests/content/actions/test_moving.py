"""Pages at another address, and pages that became part of another: nobody who asks at the old address is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.exceptions import ValidationError

from book.actions import load_book
from content.actions import StaleVersion, save
from content.actions.moving import merge, move
from content.document import get_kind
from content.document.writing import read
from content.models import FormerAddress, Page, Revision
from search.models import SearchEntry
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    ClaimFactory,
    OrganizationFactory,
    StrategyFactory,
    TermFactory,
    text,
)

pytestmark = pytest.mark.django_db
REASON = text("与另一篇重复。", "The same as another.")


@pytest.fixture
def case(db):
    OrganizationFactory(slug="acme")
    return CaseFactory(slug="old-name", parties=[{"side": "company", "organization": "acme"}])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/cases/old-name/", "/cases/new-name/"),
        ("/en/cases/old-name/", "/en/cases/new-name/"),
        ("/cases/old-name/?page=2", "/cases/new-name/?page=2"),
        ("/cases/old-name/history/", "/cases/new-name/history/"),
        ("/cases/old-name/v/1/", "/cases/new-name/v/1/"),
        ("/cases/old-name/compare/1..2/", "/cases/new-name/compare/1..2/"),
        ("/cases/old-name.md", "/cases/new-name.md"),
        ("/cases/old-name/v/1.bib", "/cases/new-name/v/1.bib"),
        ("/cases/old-name/history.atom", "/cases/new-name/history.atom"),
        ("/api/v1/cases/old-name/?fields=title", "/api/v1/cases/new-name/?fields=title"),
    ],
)
def test_every_address_below_a_former_one_leads_on(client, case, editor, asked, found):
    move(case, "new-name", by=editor)

    answer = client.get(asked)

    assert (answer.status_code, answer["Location"]) == (301, found)
    assert client.get(found).status_code == 200


def test_pages_that_name_a_moved_page_name_its_new_address(case, editor):
    claim = ClaimFactory(about=[case.key])
    changed_at = claim.updated_at

    moved = move(case, "new-name", by=editor)

    claim = Page.objects.get(pk=claim.pk)
    assert claim.document["about"] == ["case:new-name"] == read(get_kind("claim"), claim)["about"]
    assert (claim.version, claim.updated_at) == (2, changed_at)
    assert moved.document == read(get_kind("case"), moved)
    assert SearchEntry.objects.filter(key="case:new-name").count() == 2
    assert not SearchEntry.objects.filter(key="case:old-name").exists()


def test_a_text_written_before_a_move_is_saved_after_it(case, editor):
    organization = Page.objects.get(kind="organization")
    document, version = Page.objects.get(pk=case.pk).document, case.version
    move(organization, "acme-ai", by=editor)
    move(case, "new-name", by=editor)

    with pytest.raises(StaleVersion):
        save(kind="case", document=document, source=Revision.Source.ADMIN, base_version=version)
    saved = save(kind="case", document=document | {"summary": text("改了。")}, source=Revision.Source.ADMIN)

    assert (saved.pk, saved.slug) == (case.pk, "new-name")
    assert saved.document["parties"][0]["organization"] == "acme-ai"


def test_a_page_can_go_there_and_back(client, case, editor):
    move(case, "new-name", by=editor)
    move(case, "old-name", by=editor)

    assert client.get("/cases/new-name/")["Location"] == "/cases/old-name/"
    assert client.get("/cases/old-name/").status_code == 200


def test_addresses_passed_one_after_another_all_lead_to_the_last(client, case, editor):
    for slug in ("second", "third"):
        move(case, slug, by=editor)

    assert {client.get(f"/cases/{slug}/")["Location"] for slug in ("old-name", "second")} == {"/cases/third/"}


@pytest.mark.parametrize("slug", ["old-name", "taken", "left", "C-0009"])
def test_an_address_that_is_or_was_somebodys_is_refused(case, editor, slug):
    CaseFactory(slug="taken")
    move(CaseFactory(slug="left"), "gone", by=editor)

    with pytest.raises(ValidationError) as refused:
        move(case, slug, by=editor)

    assert "slug" in refused.value.detail
    assert Page.objects.get(pk=case.pk).slug == "old-name"
    assert FormerAddress.objects.count() == 1


def test_a_new_page_cannot_take_an_address_that_leads_on(case, editor):
    move(case, "new-name", by=editor)

    with pytest.raises(StaleVersion):
        save(kind="case", document=case.document, source=Revision.Source.ADMIN, base_version=0)


def test_chapters_stay_where_they_are(editor):
    with pytest.raises(ValidationError) as refused:
        move(ChapterFactory(slug="4"), "5", by=editor)

    assert list(refused.value.detail) == ["non_field_errors"]
    assert Page.objects.get(kind="chapter").slug == "4"


def test_a_merged_page_leads_to_the_other_and_tells_programs(client, case, editor):
    move(case, "new-name", by=editor)
    other, claim = CaseFactory(slug="the-other"), ClaimFactory(about=[case.key.replace("old", "new")])

    merged = merge(Page.objects.get(pk=case.pk), other, by=editor, reason=REASON)

    assert (merged.status, merged.document["status_reason"]) == ("removed", REASON)
    for slug in ("old-name", "new-name"):
        assert client.get(f"/en/cases/{slug}/")["Location"] == "/en/cases/the-other/"
        assert client.get(f"/api/v1/cases/{slug}/")["Location"] == "/api/v1/cases/the-other/"
    assert Page.objects.get(pk=claim.pk).document["about"] == ["case:the-other"]


def test_a_merged_page_that_comes_back_stands_at_its_address_again(client, case, editor):
    merged = merge(case, CaseFactory(slug="the-other"), by=editor, reason=REASON)

    save(kind="case", document=merged.document | {"status": "published"}, source=Revision.Source.ADMIN, by=editor)

    assert client.get("/cases/old-name/").status_code == 200


def test_a_merged_page_can_be_led_to_yet_another(client, case, editor):
    for slug in ("first", "second"):
        merge(Page.objects.get(pk=case.pk), CaseFactory(slug=slug), by=editor, reason=REASON)

    assert client.get("/cases/old-name/")["Location"] == "/cases/second/"


def test_pages_that_name_each_other_are_not_merged(case, editor):
    other = CaseFactory(slug="the-other")
    claim = ClaimFactory(about=[case.key, other.key])

    with pytest.raises(ValidationError) as refused:
        merge(case, other, by=editor, reason=REASON)

    assert f"“{claim.document['title']['zh']}”" in str(refused.value.detail["into"])
    assert Page.objects.get(pk=case.pk).status == "published"


@pytest.mark.parametrize("wrong", ["itself", "another kind", "a removed one"])
def test_only_a_readable_page_of_the_same_kind_takes_another_in(case, editor, wrong):
    others = {"itself": lambda: case, "another kind": StrategyFactory,
              "a removed one": lambda: CaseFactory(status="removed", status_reason=REASON)}  # fmt: skip

    with pytest.raises(ValidationError) as refused:
        merge(case, others[wrong](), by=editor, reason=REASON)

    assert list(refused.value.detail) == ["into"]


def test_what_nobody_may_read_is_not_led_to(client, case, editor):
    move(case, "new-name", by=editor)
    Page.objects.filter(pk=case.pk).update(visible_from="2999-01-01T00:00Z")

    assert client.get("/cases/old-name/").status_code == 404


@pytest.mark.parametrize(("path", "asks"), [("/cases/old-name/", 0), ("/cases/nothing/", 1), ("/nothing/", 0)])
def test_only_a_page_that_is_not_found_asks_for_former_addresses(client, case, path, asks):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)

    assert sum("content_formeraddress" in query["sql"] for query in queries) == asks


def test_content_files_find_a_moved_page_and_those_that_name_it(tmp_path, editor):
    (tmp_path / "terms.yaml").write_text(
        "term_category:\n- slug: words\n  title: {zh: 词}\n  origin: book\n"
        "term:\n- slug: first\n  title: {zh: 甲}\n  origin: book\n  term_category: words\n"
        "- slug: second\n  title: {zh: 乙}\n  origin: book\n  term_category: words\n  related: [first]\n",
        encoding="utf-8",
    )
    load_book(tmp_path)
    move(Page.objects.get(slug="first"), "primus", by=editor)

    report = load_book(tmp_path)

    assert report.left_alone == [] and report.counts["term"] == {"unchanged": 2}
    assert sorted(Page.objects.filter(kind="term").values_list("slug", flat=True)) == ["primus", "second"]


def test_content_files_leave_a_merged_page_alone(tmp_path, editor):
    files = {
        slug: f"- slug: {slug}\n  title: {{zh: {slug}}}\n  origin: book\n  term_category: words\n" for slug in "ab"
    }
    (tmp_path / "terms.yaml").write_text(
        "term_category:\n- slug: words\n  title: {zh: 词}\n  origin: book\nterm:\n" + "".join(files.values()),
        encoding="utf-8",
    )
    load_book(tmp_path)
    merge(Page.objects.get(slug="a"), Page.objects.get(slug="b"), by=editor, reason=REASON)

    report = load_book(tmp_path)

    assert report.left_alone == ["term:a"]
    assert Page.objects.get(slug="a").status == "removed"


def test_a_moved_term_is_linked_in_texts_at_its_new_address(client, editor):
    term = TermFactory(slug="old-word", title=text("怪词", "Oddword"))
    CaseFactory(slug="speaks", background=text("这里说到怪词。", "It says oddword."))
    move(term, "new-word", by=editor)

    assert "/glossary/new-word/" in client.get("/cases/speaks/").content.decode()


def test_refusals_name_pages_by_title_and_kind(case, editor):
    gone = CaseFactory(slug="left", title=text("离开的案例", "A case that left"))
    move(gone, "gone", by=editor)
    both = ClaimFactory(about=[case.key, gone.key.replace("left", "gone")], title=text("两者都提到", "Names both"))

    for act in (lambda: move(case, "left", by=editor), lambda: merge(case, gone, by=editor, reason=REASON)):
        with pytest.raises(ValidationError) as refused:
            act()
        words = str(refused.value.detail)
        assert "“离开的案例”（案例）" in words or "“两者都提到”" in words
        assert gone.key not in words and both.key not in words
