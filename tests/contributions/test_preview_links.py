"""A preview link shows a text and its images to anybody, for as long as the text may be shown to anybody."""

import pytest
from django.urls import reverse

from contributions import actions
from contributions.preview import preview_token, shared_images
from tests.contributions.conftest import image_of
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def seen(client, row):
    """The statuses of the text and of its image."""
    client.logout()
    addresses = (reverse("contributions:shared", args=[preview_token(row)]), shared_images(row) + image_of(row).name)
    return {client.get(address).status_code for address in addresses}


@pytest.fixture
def in_review(illustrated, author):
    return actions.send(illustrated, by=author, version=illustrated.version)


def test_a_draft_and_what_is_in_review_are_seen(client, illustrated, author):
    assert seen(client, illustrated) == {200}
    assert seen(client, actions.send(illustrated, by=author, version=illustrated.version)) == {200}


def test_a_draft_of_somebody_in_quarantine_is_not(client, illustrated, author, reviewer):
    actions.quarantine(author, by=reviewer)
    assert seen(client, illustrated) == {404}

    actions.end_quarantine(author, by=reviewer)
    assert seen(client, illustrated) == {200}


@pytest.mark.parametrize("end", [
    lambda row, author, reviewer: actions.hold(row, by=reviewer),
    lambda row, author, reviewer: actions.withdraw(row, by=author),
    lambda row, author, reviewer: actions.decline(row, by=reviewer, reason="copied", message="没有代价"),
    lambda row, author, reviewer: actions.mark_duplicate(row, by=reviewer, of=CaseFactory()),
])  # fmt: skip
def test_what_is_set_aside_or_at_an_end_is_not(client, in_review, author, reviewer, end):
    assert seen(client, end(in_review, author, reviewer)) == {404}
