"""From a page to its form: for those who may change it, and nobody else."""

import pytest
from django.urls import reverse

from content.document import get_kind
from tests.admin_form import address
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    ClaimFactory,
    OrganizationFactory,
    ReferenceFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = [
    CaseFactory,
    ChapterFactory,
    OrganizationFactory,
    ReferenceFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
]


def shown(client, page):
    return client.get(get_kind(page.kind).path(page.slug)).content.decode()


@pytest.mark.parametrize("factory", FACTORIES)
def test_an_editor_finds_the_form_of_every_kind_of_page(client, editor, factory):
    page = factory()
    client.force_login(editor)

    assert f'href="{address(page)}"' in shown(client, page)


def test_an_editor_finds_the_form_of_a_claim(client, editor):
    page = ClaimFactory(about=[CaseFactory().key])
    client.force_login(editor)

    assert f'href="{address(page)}"' in shown(client, page)


def test_nobody_else_is_shown_it(client, stranger):
    page = CaseFactory()
    assert address(page) not in shown(client, page)

    client.force_login(stranger)
    assert address(page) not in shown(client, page)


def test_staff_who_may_not_change_this_kind_are_not_shown_it(client, stranger):
    page = CaseFactory()
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)

    assert address(page) not in shown(client, page)


def test_the_editing_room_leads_reviewers_to_the_desk(client, editor, stranger):
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    assert reverse("review:queue") not in client.get(reverse("admin:index")).content.decode()

    client.force_login(editor)
    assert reverse("review:queue") in client.get(reverse("admin:index")).content.decode()


def test_those_who_run_the_site_are_told_that_readers_find_no_address(client, admin, editor, settings):
    client.force_login(admin)
    settings.CONTACT_EMAIL = ""
    assert "CONTACT_EMAIL" in client.get(reverse("admin:index")).content.decode()

    settings.CONTACT_EMAIL = "editors@example.org"
    assert "CONTACT_EMAIL" not in client.get(reverse("admin:index")).content.decode()

    settings.CONTACT_EMAIL = ""
    client.force_login(editor)
    assert "CONTACT_EMAIL" not in client.get(reverse("admin:index")).content.decode()
