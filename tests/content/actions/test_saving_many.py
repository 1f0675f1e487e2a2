"""Many documents saved at once: in their order, linking to each other, with what they name looked up together."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.exceptions import ValidationError

from content.actions import Draft, save, save_all, saving
from content.actions.moving import move
from content.document import get_kind
from content.document.writing import read
from content.models import Image, Page, Revision
from search import collection
from search.models import SearchEntry
from tests.factories import (
    CaseFactory,
    FacetFactory,
    ImageFactory,
    OrganizationFactory,
    ReferenceFactory,
    TermFactory,
    text,
)

pytestmark = pytest.mark.django_db
ADMIN = Revision.Source.ADMIN


def test_new_pages_may_link_to_each_other():
    one = TermFactory.build(slug="one", related=["two"])
    two = TermFactory.build(slug="two", related=["one"], term_category=one["term_category"])
    drafts = [Draft("term", one), Draft("term", two)]

    save_all(drafts, source=ADMIN)

    for draft in drafts:
        assert read(get_kind("term"), draft.page) == draft.page.document == draft.document
        assert draft.changed


def test_a_child_may_be_given_before_its_parent():
    part = {"origin": "book", "title": text("部分", "Part")}
    child = part | {"slug": "9.1", "level": 2, "parent": "9"}
    drafts = [Draft("chapter", child), Draft("chapter", part | {"slug": "9", "level": 1})]

    save_all(drafts, source=ADMIN)

    assert read(get_kind("chapter"), drafts[0].page)["parent"] == "9"


def test_new_pages_in_a_circle_of_parents_are_refused():
    part = {"origin": "book", "title": text("部分", "Part")}
    drafts = [Draft("chapter", part | {"slug": a, "parent": b}) for a, b in (("7", "8"), ("8", "7"))]

    with pytest.raises(ValidationError) as error:
        save_all(drafts, source=ADMIN)

    assert list(error.value.detail) == ["parent"]


def test_a_circle_of_parents_closed_by_a_later_save_is_refused():
    part = {"origin": "book", "title": text("部分", "Part")}
    for slug, parent in (("7", ""), ("8", "7"), ("9", "8")):
        save(kind="chapter", document=part | {"slug": slug, "parent": parent}, source=ADMIN)

    with pytest.raises(ValidationError) as error:
        save(kind="chapter", document=part | {"slug": "7", "parent": "9"}, source=ADMIN)

    assert list(error.value.detail) == ["parent"]
    assert Page.objects.get(kind="chapter", slug="7").version == 1


def test_lower_floors_are_saved_first_whatever_the_order():
    organization = OrganizationFactory.build(slug="acme")
    case = CaseFactory.build(slug="case", parties=[{"side": "company", "organization": "acme"}])

    save_all([Draft("case", case), Draft("organization", organization)], source=ADMIN)

    assert (
        SearchEntry.objects.get(key="case:case", language="en").row["parties"][0]["name"] == organization["title"]["en"]
    )


def test_links_of_a_document_are_looked_up_together(django_assert_max_num_queries):
    organizations = [OrganizationFactory(slug=f"party-{number}") for number in range(30)]
    parties = [{"side": "company", "organization": page.slug} for page in organizations]
    case = CaseFactory()

    with django_assert_max_num_queries(40):
        save(kind="case", document=case.document | {"parties": parties}, source=ADMIN)


def test_a_page_saved_with_a_new_source_asks_for_the_pages_it_names_and_no_others():
    move(OrganizationFactory(slug="stranger"), "not-mentioned", by=None)
    source, case = ReferenceFactory.build(slug="new"), CaseFactory(parties=[])
    named = case.document | {"references": [{"reference": "new"}]}

    with CaptureQueriesContext(connection) as queries:
        save_all([Draft("reference", source), Draft("case", named)], source=ADMIN)

    asked = [query["sql"] for query in queries if re.search('FROM "content_(page|formeraddress)"', query["sql"])]
    assert asked
    assert not [sql for sql in asked if " WHERE " not in sql]


def test_many_documents_learn_all_pages_at_once(django_assert_num_queries):
    TermFactory(slug="known")
    drafts = [Draft("facet", FacetFactory.build(slug=f"facet-{number}")) for number in range(saving.FEW + 1)]

    with django_assert_num_queries(2):
        pages = saving.prepare(drafts)
        assert "term:known" in pages


def test_the_images_of_pages_are_noted_together():
    images = [{"file": image.name, "alt": text("图", "Image")} for image in ImageFactory.create_batch(9)]
    cases = CaseFactory(slug="one"), CaseFactory(slug="nine")
    numbers = []

    for case, shown in zip(cases, (images[:1], images), strict=True):
        drafts = [Draft("case", case.document | {"images": shown})]
        pages = saving.prepare(drafts)
        with CaptureQueriesContext(connection) as queries:
            saving.save_prepared(drafts, pages, source=ADMIN)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
    assert cases[1].pk in Image.objects.last().pages.values_list("pk", flat=True)


@pytest.mark.parametrize("value", [None, 3, "x", ["x", ["y"]], {"parties": "no list"}, {"tags": [{"a": ["tag:b"]}]}])
def test_whatever_stands_where_links_belong_is_refused_and_not_a_crash(value):
    case = CaseFactory()
    document = case.document | (value if isinstance(value, dict) else {"parties": value})

    with pytest.raises(ValidationError):
        save(kind="case", document=document, source=ADMIN)


@pytest.mark.parametrize("slug", [None, 3, ["x"], "two words", "a\x00b", "\ud800"], ids=ascii)
def test_whatever_stands_for_an_address_is_refused_and_not_a_crash(slug):
    with pytest.raises(ValidationError) as refused:
        save(kind="facet", document=FacetFactory.build() | {"slug": slug}, source=ADMIN)

    assert list(refused.value.detail) == ["slug"]


@pytest.mark.django_db(transaction=True)
def test_what_was_indexed_in_bulk_is_vacuumed_and_analysed():
    with connection.cursor() as cursor:
        collection.settle()
        cursor.execute("SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot()")
        cursor.execute("SELECT last_vacuum, last_analyze FROM pg_stat_user_tables WHERE relname = 'search_searchentry'")
        assert None not in cursor.fetchone()


def test_inside_a_transaction_nothing_is_vacuumed(django_assert_num_queries):
    with django_assert_num_queries(0):
        collection.settle()
