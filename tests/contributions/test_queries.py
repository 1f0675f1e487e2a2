"""What the pages of writing and reviewing ask of the database: as much with many rows as with one."""

import pytest
from django.urls import reverse

from contributions import actions
from tests.contributions.conftest import case_document
from tests.contributions.review_page import address
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def opened(client, name, *arguments):
    assert client.get(reverse(f"contributions:{name}", args=arguments)).status_code == 200


def messages(row, author, number):
    for each in range(number):
        actions.message(row, by=author, text=f"第{each}句", place="summary")


@pytest.mark.parametrize(("name", "step", "queries"), [
    ("edit", (), 10), ("send", (), 13), ("step", ("who",), 12), ("step", ("ledgers",), 9), ("step", ("evidence",), 10),
])  # fmt: skip
def test_the_pages_of_a_draft(desk, draft, django_assert_num_queries, name, step, queries):
    with django_assert_num_queries(queries):
        opened(desk, name, draft.uid, *step)


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_of_contributions(desk, author, acme, django_assert_num_queries, number):
    for each in range(number):
        actions.start(by=author, kind="case", document=case_document(), form_key=f"f{each}")
    with django_assert_num_queries(8):
        opened(desk, "list")


@pytest.mark.parametrize("number", [1, 20])
def test_the_receipt(desk, sent, author, django_assert_num_queries, number):
    messages(sent, author, number)
    with django_assert_num_queries(10):
        opened(desk, "receipt", sent.uid)


@pytest.mark.parametrize("number", [1, 20])
def test_the_receipt_of_what_parties_confirmed(desk, sent, django_assert_num_queries, number):
    for each in range(number):
        party = OrganizationFactory().slug if each % 2 else "acme"
        sent.transitions.create(event="confirmed", from_state=sent.state, to_state=sent.state, message=party)
    with django_assert_num_queries(11):
        opened(desk, "receipt", sent.uid)


@pytest.mark.parametrize("number", [1, 20])
def test_the_desk(as_reviewer, sent, author, django_assert_num_queries, number):
    messages(sent, author, number)
    with django_assert_num_queries(27):
        assert as_reviewer.get(address(sent)).status_code == 200
