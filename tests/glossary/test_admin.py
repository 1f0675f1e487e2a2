"""Terms in the admin: other names, and neighbours."""

import pytest

from tests.admin_form import AdminForm, edited
from tests.factories import TermFactory, text

pytestmark = pytest.mark.django_db


def test_other_names_are_added(desk):
    term = TermFactory()
    row = {"text": "PR", "language": "en", "status": "abbreviation"}

    document = edited(desk, term, **{f"aliases-0-{name}": value for name, value in row.items()})

    assert document["aliases"] == [row]


def test_the_same_name_twice_is_a_fault_and_not_an_error_page(desk):
    term = TermFactory(aliases=[{"text": "PR", "language": "en"}])
    twice = {"aliases-1-text": "PR", "aliases-1-language": "en", "aliases-1-status": "allowed"}

    assert AdminForm(desk, term).send(**twice).status_code == 400


def test_a_term_is_not_its_own_neighbour(desk):
    term = TermFactory(slug="word")

    answer = AdminForm(desk, term).send(related="word")

    assert answer.status_code == 400


def test_related_terms_by_title(desk):
    term = TermFactory()
    TermFactory(slug="other", title=text("另一个", "Other"))

    assert edited(desk, term, related=["Other"], broader=["另一个"])["related"] == ["other"]
