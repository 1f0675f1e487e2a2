"""Commands that make accounts."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def output_of(name, *arguments):
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_the_first_admin_is_made_once_and_their_password_works():
    password = output_of("create_first_admin").partition("password    ")[2].split()[0]

    assert authenticate(None, username="admin", password=password).is_superuser
    assert output_of("create_first_admin") == ""


def test_accounts_to_try_with_are_refused_where_the_portal_may_be_in_use():
    with pytest.raises(CommandError, match="--really"):
        call_command("seed_test_accounts")
    assert not get_user_model().objects.exists()


def test_there_is_an_account_to_try_with_for_each_role(client):
    rows = [line.split() for line in output_of("seed_test_accounts", "--really").splitlines()]

    users = {role: get_user_model().objects.get(email=address) for role, address, _password in rows}
    assert set(users) == {"contributor", "reviewer", "editor", "admin"}
    assert users["reviewer"].has_perm("contributions.decide_contribution")
    assert not users["reviewer"].is_staff and not users["contributor"].has_perm("contributions.decide_contribution")
    assert users["editor"].has_perm("cases.change_case") and not users["editor"].has_perm("auth.change_user")
    for _role, address, password in rows:
        assert client.post("/accounts/login/", {"login": address, "password": password}).status_code == 302
        client.post("/accounts/logout/")


def test_making_them_again_gives_new_passwords():
    first = output_of("seed_test_accounts", "--really")

    assert output_of("seed_test_accounts", "--really") != first
    assert get_user_model().objects.count() == 4
