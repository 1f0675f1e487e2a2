"""The lists of the editing room: found, filtered, with a fixed number of queries."""

import pytest
from django.urls import reverse

from content.actions import save
from content.models import Page, Revision
from tests.admin_form import address, address_of_kind
from tests.content.documents import FULL, prepare_neighbours
from tests.factories import CaseFactory, RemovedCaseFactory, TermCategoryFactory, TermFactory, VerifiedCaseFactory, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", FULL)
def test_the_list_of_every_kind_leads_to_its_form(desk, kind):
    prepare_neighbours()
    page = save(kind=kind, document=FULL[kind], source=Revision.Source.LOADER)

    html = desk.get(address_of_kind(kind)).content.decode()

    assert address(page) in html
    assert page.uid in html


@pytest.mark.parametrize("words", ["共同", "Together", "some-word", "T-0001", "t-0001"])
def test_a_page_is_found_by_title_in_either_language_by_address_and_by_number(desk, words):
    TermFactory(slug="some-word", title=text("共同的词", "Together word"))
    TermFactory(slug="else", title=text("别的", "Else"))

    html = desk.get(address_of_kind("term"), {"q": words}).content.decode()

    assert "共同的词" in html
    assert "别的" not in html


def test_the_list_of_cases_shows_their_evidence(desk):
    VerifiedCaseFactory()

    assert "▮▮▯" in desk.get(address_of_kind("case")).content.decode()


def test_removed_pages_are_listed_and_have_no_place_on_the_site(desk):
    case = RemovedCaseFactory()

    assert case.uid in desk.get(address_of_kind("case"), {"status__exact": "removed"}).content.decode()
    assert f'href="/cases/{case.slug}/"' not in desk.get(address(case)).content.decode()


def test_a_page_leads_to_its_place_on_the_site(desk):
    case = CaseFactory(slug="here")

    assert 'href="/cases/here/"' in desk.get(address(case)).content.decode()


def test_all_pages_of_all_kinds_in_one_list(desk):
    case, term = CaseFactory(), TermFactory()
    list_of_all = reverse("admin:content_page_changelist")

    html = desk.get(list_of_all).content.decode()
    only_terms = desk.get(list_of_all, {"kind": "term"}).content.decode()
    answer = desk.get(reverse("admin:content_page_change", args=[case.pk]))

    assert case.uid in html
    assert term.uid in only_terms
    assert case.uid not in only_terms
    assert answer["Location"] == address(case)


@pytest.mark.parametrize("query", [
    "author__password=x", "o=-owner__password", "facet__page__tags__x=1", "title_en__regex=(a%2B)%2B$", "pk__in=1",
])  # fmt: skip
def test_lists_are_not_asked_for_what_they_do_not_offer(desk, query):
    answer = desk.get(f"{address_of_kind('case')}?{query}")

    assert answer.status_code in {200, 302, 400}


@pytest.mark.parametrize("query", [
    "p=-1", "p=0", "p=9" * 100, "p=x", "p=１", "status__exact=nobody", "updated_at__year=99999", "updated_at__year=x",
    "q=" + "x" * 5_000, "q=%22(((", "o=99.-99", "all=", "e=1", "implicit__exact=x", "_facets=True",
    "updated_at__month=13",
])  # fmt: skip
def test_nonsense_in_the_address_of_a_list_is_no_error(desk, query):
    CaseFactory()

    assert desk.get(f"{address_of_kind('case')}?{query}").status_code in {200, 302, 400}


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_of_cases_takes_the_same_queries_for_one_and_many(desk, django_assert_num_queries, number):
    CaseFactory.create_batch(number)
    desk.get(address_of_kind("case"))

    with django_assert_num_queries(9):
        desk.get(address_of_kind("case"))


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_of_terms_takes_the_same_queries_for_one_and_many(desk, django_assert_num_queries, number):
    TermFactory.create_batch(number, term_category=TermCategoryFactory().slug)

    with django_assert_num_queries(8):
        desk.get(address_of_kind("term"))


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "x", "1/../2", "１", "-1", "1;2", "%00"])
def test_pages_that_are_not_there_are_not_found(desk, number):
    for kind in ("case", "term"):
        for name in ("change", "history", "compare"):
            path = address_of_kind(kind) + f"{number}/{name}/"
            assert desk.get(path).status_code in {400, 404}, path
    assert desk.get(f"/admin/content/page/{number}/change/").status_code in {400, 404}
    assert not Page.objects.exists()
