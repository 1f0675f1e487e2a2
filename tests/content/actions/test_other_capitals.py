"""Addresses whose capital letters are wrong lead to the page."""

import pytest
from django.db import connection

from content.actions.moving import in_any_capitals
from content.models import Page
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(slug="old-name")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("/cases/Old-Name/?a=1", "/cases/old-name/?a=1"), ("/en/cases/OLD-NAME/v/1/", "/en/cases/old-name/v/1/"),
     ("/cases/Old-name.md", "/cases/old-name.md"), ("/api/v1/cases/OLD-name/", "/api/v1/cases/old-name/")],
)  # fmt: skip
def test_an_address_in_other_capitals_leads_to_the_page(client, case, asked, found):
    answer = client.get(asked)

    assert (answer.status_code, answer["Location"]) == (301, found)


def test_an_address_in_other_capitals_leads_nowhere_twice(client, case):
    CaseFactory(slug="Twice")
    CaseFactory(slug="twice")

    assert client.get("/cases/old-name/v/9/").status_code == 404
    assert client.get("/cases/Old-Name/v/9/", follow=True).status_code == 404
    assert client.get("/cases/twice/v/9/").status_code == 404
    Page.objects.filter(pk=case.pk).update(visible_from="2999-01-01T00:00Z")
    assert client.get("/cases/Old-Name/").status_code == 404


def test_addresses_in_other_capitals_are_looked_up_in_an_index(case):
    """Whatever is asked for and not there is looked up, so no number of pages may make it slow."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    plan = in_any_capitals(["case", "reply"], "Old-Name").explain()

    assert "page_slug_in_any_capitals" in plan
    assert "upper((slug)::text)" in plan.partition("Index Cond")[2].partition("Filter")[0]
