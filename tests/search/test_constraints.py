"""Promises that PostgreSQL keeps for the index."""

import pytest

from search.models import IndexState, SearchEntry
from tests.factories import FacetFactory
from tests.refusal import refused, repeat

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("entry_once_a_page_and_language", {"key": "facet:other"}),
        ("entry_key_unique", {"page_id": 0}),
        ("entry_language_known", {"language": "fr"}),
        ("entry_slug_not_empty", {"key": "facet:", "page_id": 0, "slug": ""}),
        ("entry_slug_not_empty", {"key": ":f", "page_id": 0, "kind": ""}),
    ],
)
def test_an_entry_cannot_be(constraint, changes):
    FacetFactory(slug="f")

    with refused(constraint):
        repeat(SearchEntry.objects.get(key="facet:f", language="zh"), **changes)


def test_there_is_one_state_of_the_index():
    with refused("index_state_is_one_row"):
        IndexState.objects.create(pk=2)
