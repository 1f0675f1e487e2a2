"""Promises that PostgreSQL keeps for collections."""

import pytest

from community.models import Collection
from tests.community.collections import collection_of
from tests.factories import CaseFactory
from tests.refusal import refused


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("collection_title_not_empty", {"title": ""}),
        ("collection_language_known", {"language": "fr"}),
        ("collection_standing_known", {"standing": "lost"}),
        ("collection_closed_with_reason", {"standing": "closed"}),
        ("collection_slug_is_the_editors", {"slug": "mine"}),
        ("collection_slug_is_no_number", {"slug": "abcdefghijkl", "by_editors": True}),
        ("collection_slug_is_no_number", {"slug": "A/b", "by_editors": True}),
        ("collection_uid_well_formed", {"uid": "1"}),
        ("collection_is_somebody_s", {"owner": None}),
    ],
)
def test_a_collection_cannot_have(member, constraint, columns):
    row = collection_of(member)

    with refused(constraint):
        Collection.objects.filter(pk=row.pk).update(**columns)


def test_addresses_and_pages_stand_once(member, editor):
    case = CaseFactory()
    row = collection_of(member, "单子", case)
    item = row.items.get()
    assert (str(row), str(item)) == ("单子", f"{row.pk}: {case.pk}")
    with refused("collection_item_once"):
        row.items.create(page_id=case.pk, position=2, changed_at=item.changed_at)

    first, second = (collection_of(editor, title, by_editors=True) for title in "一二")
    Collection.objects.filter(pk=first.pk).update(slug="picks")
    with refused("collection_slug_unique"):
        Collection.objects.filter(pk=second.pk).update(slug="picks")
