"""Organisations in the admin; and accounts: who may give whom which rights."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tests.admin_form import AdminForm, edited
from tests.factories import OrganizationFactory, text

pytestmark = pytest.mark.django_db

PEOPLE = [reverse("admin:auth_user_changelist"), reverse("admin:auth_user_add"), reverse("admin:auth_group_changelist")]


def person(user, **changes):
    """What the form of an account sends."""
    return {"username": user.username, "first_name": "", "last_name": "", "email": "", "is_active": "on"} | changes


def change_address(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def test_relations_and_names_of_an_organization(client, editor):
    client.force_login(editor)
    organization = OrganizationFactory()
    OrganizationFactory(slug="host", title=text("宿主", "Host"))

    document = edited(
        client, organization, aliases="OF\r\n\r\nO. F.",
        **{"relations-0-organization": "宿主", "relations-0-relation": "part_of"},
    )  # fmt: skip

    assert document["aliases"] == ["OF", "O. F."]
    assert document["relations"] == [{"organization": "host", "relation": "part_of", "note": text("")}]


def test_an_address_that_is_none_is_refused(client, editor):
    client.force_login(editor)

    assert AdminForm(client, OrganizationFactory()).send(homepage="javascript:alert(1)").status_code == 400


@pytest.mark.parametrize("path", PEOPLE)
def test_an_editor_sees_no_people(client, editor, path):
    client.force_login(editor)

    assert client.get(path).status_code == 403
    assert path not in client.get(reverse("admin:index")).content.decode()


def test_an_editor_cannot_change_rights(client, editor):
    client.force_login(editor)

    answer = client.post(change_address(editor), person(editor, is_staff="on", is_superuser="on"))

    assert answer.status_code == 403
    editor.refresh_from_db()
    assert not editor.is_superuser
    assert not editor.has_perm("auth.view_user")


def test_an_admin_makes_an_editor(client, admin, stranger):
    client.force_login(admin)
    group = Group.objects.get(name="editor")

    answer = client.post(change_address(stranger), person(stranger, is_staff="on", groups=[group.pk]))

    assert answer.status_code == 302
    stranger.refresh_from_db()
    assert stranger.is_staff
    assert list(stranger.groups.all()) == [group]


@pytest.mark.parametrize("target", ["stranger", "admin"])
def test_an_admin_makes_no_superuser_and_gives_no_single_rights(client, admin, stranger, target):
    client.force_login(admin)
    user = {"stranger": stranger, "admin": admin}[target]
    right = Permission.objects.get(codename="delete_user")

    client.post(change_address(user), person(user, is_staff="on", is_superuser="on", user_permissions=[right.pk]))

    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.user_permissions.exists()


def test_an_admin_has_no_way_to_a_superusers_account(client, admin):
    root = get_user_model().objects.create_superuser("root", password="root's password")
    client.force_login(admin)

    client.post(change_address(root), person(root, is_staff="", is_active=""))
    password = client.post(
        reverse("admin:auth_user_password_change", args=[root.pk]),
        {"password1": "Taken-over-1", "password2": "Taken-over-1"},
    )

    root.refresh_from_db()
    assert password.status_code == 403
    assert root.is_active
    assert root.check_password("root's password")


def test_an_admin_cannot_change_what_a_group_may_do(client, admin):
    client.force_login(admin)
    group = Group.objects.get(name="admin")

    assert client.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "x"}).status_code == 403
    assert client.get(reverse("admin:auth_group_add")).status_code == 403


def test_names_that_differ_in_case_only_are_one_name(client, admin, stranger):
    client.force_login(admin)
    sent = {
        "username": "STRANGER",
        "password1": "Good-enough-1",
        "password2": "Good-enough-1",
        "usable_password": "true",
    }

    client.post(reverse("admin:auth_user_add"), sent)

    assert get_user_model().objects.filter(username__iexact="stranger").count() == 1


@pytest.mark.parametrize("name", ["admin", "editor"])
def test_the_groups_of_the_migration_delete_nothing(name):
    rights = Group.objects.get(name=name).permissions.values_list("codename", flat=True)

    assert len(rights) >= 37
    assert not [right for right in rights if right.startswith("delete")]
