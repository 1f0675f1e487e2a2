"""Promises that PostgreSQL keeps for organisations and their relations."""

import pytest

from community.models import Organization, OrganizationRelation
from tests.factories import OrganizationFactory
from tests.refusal import refused, repeat


@pytest.fixture
def relation(db):
    OrganizationFactory(slug="guild")
    OrganizationFactory(slug="acme", relations=[{"organization": "guild", "relation": "part_of"}])
    return OrganizationRelation.objects.get()


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("organization_kind_known", {"organization_kind": "club"}),
        ("organization_homepage_on_the_web", {"homepage": "javascript:alert(1)"}),
    ],
)
def test_an_organisation_cannot_have(relation, constraint, columns):
    with refused(constraint):
        Organization.objects.filter(pk=relation.source_id).update(**columns)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [("organization_relation_once", {"position": 9}), ("organization_relation_known", {"relation": "likes"})],
)
def test_a_relation_cannot_be(relation, constraint, changes):
    with refused(constraint):
        repeat(relation, **changes)


def test_an_organisation_is_not_related_to_itself(relation):
    with refused("organization_not_related_to_itself"):
        repeat(relation, organization_id=relation.source_id)
