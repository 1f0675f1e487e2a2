"""The secrets of second factors stand encrypted in the database, and a changed key is no dead end."""

import importlib
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import call_command

from community.accounts.second_factors import MARK, can_be_read, decrypted, encrypted
from tests.community.accounts.test_second_factor import confirm, set_up
from tests.community.signing_in import code, sign_in

pytestmark = pytest.mark.django_db
PLAIN = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
migration = importlib.import_module("community.migrations.0008_second_factors_encrypted")


def kept():
    """What the database holds, by type."""
    return {row.type: row.data.get("secret") or row.data.get("seed") for row in Authenticator.objects.all()}


@pytest.fixture
def with_app(client, member):
    """A member who has set up an app; the secret that it shows codes from."""
    sign_in(client)
    secret = set_up(client)
    client.post("/accounts/logout/")
    return secret


def enter(client, digits):
    sign_in(client)
    return client.post("/accounts/2fa/authenticate/", {"code": digits})


def change_key(settings, *former):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key, long enough for tests and nothing else", former


def test_secrets_cannot_be_read_in_the_database_and_the_codes_fit(client, with_app):
    assert all(text.startswith(MARK) for text in kept().values())
    assert with_app not in str(kept())

    from django.core.cache import cache

    cache.clear()  # the code that was used to set it up may be used once more in this test
    assert enter(client, code(with_app)).status_code == 302
    assert client.get("/accounts/").status_code == 200


def test_two_of_the_same_look_different(db):
    assert encrypted(PLAIN) != encrypted(PLAIN)
    assert {decrypted(encrypted(PLAIN)), decrypted(PLAIN)} == {PLAIN}


def test_rows_from_before_are_encrypted_by_the_migration_and_back(member):
    row = Authenticator.objects.create(user=member, type="totp", data={"secret": PLAIN})
    codes = {"migrated_codes": ["12345678", "87654321"]}
    Authenticator.objects.create(user=member, type="recovery_codes", data=dict(codes))

    migration.encrypt(apps, None)

    row.refresh_from_db()
    assert row.data["secret"].startswith(MARK)
    recovery = Authenticator.objects.get(type="recovery_codes")
    assert recovery.wrap().get_unused_codes() == codes["migrated_codes"]
    migration.encrypt(apps, None)  # once more does no harm
    migration.make_plain(apps, None)
    row.refresh_from_db()
    assert (row.data["secret"], Authenticator.objects.get(type="recovery_codes").data) == (PLAIN, codes)


def test_a_former_key_still_opens_and_the_command_moves_all_to_the_new_one(client, with_app, settings):
    change_key(settings, settings.SECRET_KEY)
    said = StringIO()

    call_command("encrypt_second_factors", stdout=said)
    settings.SECRET_KEY_FALLBACKS = []

    assert "2 in order, 0 lost." in said.getvalue()
    assert decrypted(kept()["totp"]) == with_app


def test_without_the_key_no_code_fits_and_the_sign_in_says_why(client, with_app, settings):
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    change_key(settings)

    for digits in (code(with_app), recovery, code("")):
        answer = enter(client, digits)
        assert answer.status_code == 200
        assert "本站换过密钥" in answer.content.decode()
    assert client.get("/accounts/").status_code == 302


def test_a_wrong_code_is_still_called_wrong(client, with_app):
    assert "验证码不对" in enter(client, "000000").content.decode()


def test_codes_that_cannot_be_read_are_not_made_up(client, member, with_app, settings):
    change_key(settings)
    client.force_login(member)
    confirm(client)

    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    file = client.get("/accounts/2fa/recovery-codes/download/").content.decode()

    assert "<code>" not in page and "重新生成" in page
    assert not any(character.isdigit() for character in file)
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert "<code>" in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert can_be_read(Authenticator.objects.get(type="recovery_codes"))


def test_what_no_key_opens_is_listed_and_removed_when_asked(member, with_app, settings):
    Authenticator.objects.create(user=member, type="webauthn", data={"credential": {}})
    change_key(settings)
    said = StringIO()

    call_command("encrypt_second_factors", stdout=said)
    assert (said.getvalue().count("cannot be read"), Authenticator.objects.count()) == (2, 3)
    call_command("encrypt_second_factors", "--remove-unreadable", stdout=said)

    assert Authenticator.objects.get().type == "webauthn"
    assert "1 in order, 2 removed." in said.getvalue()
