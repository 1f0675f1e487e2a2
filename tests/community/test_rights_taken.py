"""Whoever loses a right, the account or the password is out at once: in every browser, and with every token."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from community.models import AccessToken
from tests.contributions.conftest import person as account

pytestmark = pytest.mark.django_db
WORD = "another long password"


@pytest.fixture
def colleague(db):
    """A reviewer who may also open the admin."""
    user = account("colleague", "reviewer")
    user.is_staff = True
    user.save()
    return user


@pytest.fixture
def signed_in(colleague):
    """A browser in which they are signed in."""
    EmailAddress.objects.create(user=colleague, email=colleague.email, verified=True, primary=True)
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": colleague.email, "password": f"{colleague.username}'s password"}
    )
    assert answer.status_code == 302
    return client


@pytest.fixture
def secret(colleague):
    """What a program of theirs sends."""
    return AccessToken.objects.make(colleague, name="nightly", scopes=["read", "review"], days=1)[1]


def statuses(signed_in, secret):
    """What the browser and the program are answered: their account, the review queue by token, own texts by token."""
    headers = {"Authorization": f"Bearer {secret}"}
    return (
        signed_in.get("/accounts/profile/").status_code,
        Client().get("/api/v1/review/", headers=headers).status_code,
        Client().get("/api/v1/contributions/", headers=headers).status_code,
    )


def changed(user, **columns):
    """The admin's form of an account, as it is but for what is given; None leaves a field out."""
    sent = {"username": user.username, "email": user.email, "is_active": "on", "is_staff": "on"}
    sent |= {"groups": [group.pk for group in user.groups.all()]} | columns
    return {name: value for name, value in sent.items() if value is not None}


@pytest.mark.parametrize("taken", [{"groups": None}, {"is_staff": None}, {"is_active": None}])
def test_a_right_that_is_taken_ends_sessions_and_tokens(client, admin, colleague, signed_in, secret, taken):
    assert statuses(signed_in, secret) == (200, 200, 200)
    client.force_login(admin)
    answer = client.post(reverse("admin:auth_user_change", args=[colleague.pk]), changed(colleague, **taken))
    assert answer.status_code == 302
    assert statuses(signed_in, secret) == (302, 401, 401)


def test_a_right_that_is_given_or_a_word_that_is_mended_ends_nothing(client, admin, colleague, signed_in, secret):
    more = [*colleague.groups.values_list("pk", flat=True), Group.objects.get(name="editor").pk]
    client.force_login(admin)
    sent = changed(colleague, groups=more, first_name="X")
    assert client.post(reverse("admin:auth_user_change", args=[colleague.pk]), sent).status_code == 302
    assert statuses(signed_in, secret) == (200, 200, 200)


def test_a_password_that_an_admin_sets_ends_sessions_and_tokens(client, admin, colleague, signed_in, secret):
    client.force_login(admin)
    sent = {"password1": WORD, "password2": WORD, "usable_password": "true"}
    answer = client.post(reverse("admin:auth_user_password_change", args=[colleague.pk]), sent)
    assert answer.status_code == 302
    assert statuses(signed_in, secret) == (302, 401, 401)


def test_a_password_that_its_owner_sets_ends_all_other_sessions_and_tokens(colleague, signed_in, secret):
    other = Client()
    other.force_login(colleague)
    sent = {"oldpassword": "colleague's password", "password1": WORD}
    assert signed_in.post(reverse("account_change_password"), sent).status_code == 302
    assert statuses(signed_in, secret) == (200, 401, 401)
    assert other.get("/accounts/profile/").status_code == 302


def test_an_account_that_is_opened_again_does_not_bring_old_sessions_back(client, admin, colleague, signed_in, secret):
    client.force_login(admin)
    address = reverse("admin:auth_user_change", args=[colleague.pk])
    client.post(address, changed(colleague, is_active=None))
    client.post(address, changed(colleague))
    assert statuses(signed_in, secret) == (302, 401, 401)


def test_a_right_that_a_group_loses_counts_at_the_next_request(colleague, signed_in, secret):
    Group.objects.get(name="reviewer").permissions.clear()
    assert statuses(signed_in, secret) == (200, 404, 200)
