"""A second factor: set up, asked for, and needed by staff where that is required."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.test import Client

from community.models import OutgoingMail
from tests.community.signing_in import ADDRESS, PASSWORD, code, sign_in

pytestmark = pytest.mark.django_db


def confirm(client):
    """Say once more that it is still them."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def set_up(client):
    """Add an authenticator app to the account that is signed in; returns its secret."""
    confirm(client)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert answer.status_code == 302
    return secret


def test_an_app_is_asked_for_at_the_next_sign_in(client, member):
    sign_in(client)
    set_up(client)
    client.post("/accounts/logout/")
    Authenticator.objects.filter(type="totp").update(last_used_at=None)

    answer = sign_in(client)

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/")["Location"].startswith("/accounts/login/")
    assert "验证码不对" in client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post("/accounts/2fa/authenticate/", {"code": recovery}).status_code == 302
    assert client.get("/accounts/").status_code == 200


@pytest.mark.parametrize("kind", ["", "webauthn"])
def test_a_passkey_is_offered_to_those_who_have_one(client, member, kind, monkeypatch):
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.begin_authentication", lambda user: {})
    sign_in(client)
    set_up(client)
    if kind:
        Authenticator.objects.create(user=member, type=kind, data={})
    client.post("/accounts/logout/")
    sign_in(client)

    page = client.get("/accounts/2fa/authenticate/").content.decode()

    assert ("data-passkey" in page) == bool(kind)


def test_a_change_of_factors_is_told_by_mail(client, member, django_capture_on_commit_callbacks):
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)

    assert OutgoingMail.objects.filter(to=ADDRESS, subject="第二重验证已开启").exists()


def test_staff_without_a_second_factor_are_led_to_one(client, editor, settings):
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(editor)

    assert client.get("/admin/")["Location"] == "/accounts/2fa/"
    assert client.post("/admin/cases/case/add/", {})["Location"] == "/accounts/2fa/"
    assert "编辑要先设第二重验证" in client.get("/accounts/2fa/").content.decode()

    Authenticator.objects.create(user=editor, type="totp", data={"secret": "x"})
    assert client.get("/admin/").status_code == 200


def test_the_keys_of_a_passkey_are_asked_for_with_the_sites_own_name(client, member, settings):
    settings.BASE_URL = "https://portal.example"
    sign_in(client)

    confirm(client)
    page = client.get("/accounts/2fa/webauthn/add/")

    assert page.context["js_data"]["creation_options"]["publicKey"]["rp"]["id"] == "portal.example"


def test_sessions_are_listed_and_ended(client, member):
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)

    assert client.get("/accounts/sessions/").context["session_count"] == 2
    client.post("/accounts/sessions/")

    assert elsewhere.get("/accounts/").status_code == 302
    assert client.get("/accounts/").status_code == 200


def test_whoever_loses_a_role_is_signed_out_everywhere(client, editor):
    editor.set_password(PASSWORD)
    editor.save()
    theirs = Client()
    sign_in(theirs, "editor")
    root = get_user_model().objects.create_superuser("root", password=PASSWORD)
    client.force_login(root)

    client.post(
        f"/admin/auth/user/{editor.pk}/change/",
        {"username": "editor", "first_name": "", "last_name": "", "email": "", "is_active": "on", "is_staff": "on",
         "last_login_0": "", "last_login_1": "", "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"},
    )  # fmt: skip

    assert not editor.groups.exists()
    assert theirs.get("/accounts/").status_code == 302
