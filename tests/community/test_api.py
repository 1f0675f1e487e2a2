"""Organisations in the API."""

import pytest

from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_organisations_are_found_by_their_kind(client):
    OrganizationFactory(slug="firm")
    OrganizationFactory(slug="guild", organization_kind="community")

    answer = client.get("/api/v1/organizations/", {"organization_kind": "community"}).json()

    assert [item["slug"] for item in answer["results"]] == ["guild"]
