"""Signing up, verifying, signing in and out: for the right person, and for those who try."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client

from community.models import OutgoingMail, Person
from tests.community.signing_in import ADDRESS, PASSWORD, link_in, sign_in

pytestmark = pytest.mark.django_db


def sign_up(client, address, prefix=""):
    return client.post(f"{prefix}/accounts/signup/", {"email": address, "password1": PASSWORD})


def test_signing_up_in_either_language_sends_a_link_that_verifies_the_address(client, prefix):
    sign_up(client, "new@example.org", prefix)
    mail = OutgoingMail.objects.get()
    path = link_in(mail)

    assert path.startswith(f"{prefix}/accounts/confirm-email/")
    assert mail.language == ("en" if prefix else "zh-hans")
    assert client.get(path).status_code == 200
    assert not EmailAddress.objects.get().verified  # mail programs open links by themselves
    client.post(path)
    assert EmailAddress.objects.get().verified
    assert Person.objects.get().language == mail.language


def test_a_new_account_has_a_name_that_says_nothing(client):
    sign_up(client, "li.lei@example.org")

    assert re.fullmatch(r"u-[a-z2-9]{12}", get_user_model().objects.get().username)
    assert Person.objects.get().public_name == ""


def test_an_unverified_address_cannot_sign_in(client):
    sign_up(client, "new@example.org")

    answer = sign_in(Client(), "new@example.org")

    assert answer["Location"] == "/accounts/confirm-email/"


def test_signing_up_answers_the_same_for_an_address_that_has_an_account(client, member):
    known, new = sign_up(Client(), ADDRESS), sign_up(Client(), "new@example.org")

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert set(known.cookies) == set(new.cookies)
    assert get_user_model().objects.count() == 2
    assert OutgoingMail.objects.filter(to=ADDRESS).count() == 1


def test_a_forgotten_password_answers_the_same_for_known_and_unknown_addresses(client, member):
    answers = [
        Client().post("/accounts/password/reset/", {"email": address}) for address in (ADDRESS, "nobody@example.org")
    ]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/accounts/password/reset/done/")}
    assert OutgoingMail.objects.count() == 2


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client, member):
    wrong = sign_in(Client(), password="not the password").content.decode()
    unknown = sign_in(Client(), "nobody@example.org", "not the password").content.decode()

    words = "邮箱和密码对不上"
    assert words in wrong
    assert words in unknown


@pytest.mark.parametrize("login", [ADDRESS, "nobody@example.org", "u-member", "nobody"])
def test_each_sign_in_costs_one_hash_whether_the_account_exists_or_not(client, member, login, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *arguments: hashed.append(1) or encode(self, *arguments)
    )

    sign_in(client, login, "not the password")

    assert len(hashed) == 1


@pytest.mark.parametrize("address", [ADDRESS, "nobody@example.org"])
def test_each_sign_up_costs_one_hash_whether_the_account_exists_or_not(client, member, address, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *arguments: hashed.append(1) or encode(self, *arguments)
    )

    sign_up(client, address)

    assert len(hashed) == 1


@pytest.mark.parametrize(("language", "subject"), [("en", "Set a new password"), ("zh-hans", "设置新密码")])
def test_a_mail_is_in_the_language_of_whoever_reads_it(client, member, language, subject):
    Person.objects.update_or_create(user=member, defaults={"language": language})

    for prefix in ("", "/en"):
        client.post(f"{prefix}/accounts/password/reset/", {"email": ADDRESS.upper()})

    mails = OutgoingMail.objects.filter(kind="account")
    assert {(mail.language, mail.subject) for mail in mails} == {(language, subject)}


def test_a_reset_link_works_once_and_ends_all_sessions(client, member):
    elsewhere = Client()
    sign_in(elsewhere)
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    path = link_in(OutgoingMail.objects.get(subject="设置新密码"))

    form = client.get(path)["Location"]
    client.post(form, {"password1": "another four plain words"})

    assert elsewhere.get("/accounts/").status_code == 302
    assert "已用过" in Client().get(path).content.decode()
    assert sign_in(Client(), password="another four plain words").status_code == 302


def test_links_in_mails_ignore_what_the_request_says_of_its_host(client, member, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "other.example", "testserver"]
    settings.LINK_BASE = "https://portal.example"

    client.post(
        "/accounts/password/reset/", {"email": ADDRESS},
        headers={"host": "other.example", "x-forwarded-host": "evil.example"},
    )  # fmt: skip

    mail = OutgoingMail.objects.get()
    assert "https://portal.example/accounts/password/reset/key/" in mail.text
    assert "other.example" not in mail.text + mail.html
    assert "evil.example" not in mail.text + mail.html


def test_the_session_gets_a_new_key_and_an_unknown_one_is_not_adopted(client, member):
    client.cookies["sessionid"] = "a" * 32

    answer = sign_in(client)

    cookie = answer.cookies["sessionid"]
    assert cookie.value != "a" * 32
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) <= 14 * 24 * 3600
    assert Session.objects.filter(session_key=cookie.value).exists()


def test_the_first_admin_signs_in_by_name(client):
    get_user_model().objects.create_superuser("admin", password=PASSWORD)

    answer = sign_in(client, "admin", path="/accounts/login/?next=/admin/")

    assert answer["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]
)
def test_signing_in_and_out_lead_nowhere_else(client, member, place):
    answer = client.post(f"/accounts/login/?next={place}", {"login": ADDRESS, "password": PASSWORD, "next": place})
    assert answer["Location"] == "/accounts/"

    answer = client.post("/accounts/logout/", {"next": place})
    assert answer["Location"] == "/"


def test_asking_for_the_sign_out_page_signs_nobody_out(client, member):
    sign_in(client)

    client.get("/accounts/logout/")

    assert client.get("/accounts/").status_code == 200


def test_failed_sign_ins_are_limited_for_each_account(member):
    for _attempt in range(5):
        sign_in(Client(REMOTE_ADDR="192.0.2.1"), password="not the password")

    answer = sign_in(Client(REMOTE_ADDR="192.0.2.2"))

    assert "试的次数太多了" in answer.content.decode()


def test_sign_ins_are_limited_for_each_client_address(member):
    answers = [sign_in(Client(REMOTE_ADDR="192.0.2.9"), f"nobody-{number}@example.org") for number in range(31)]

    assert answers[-1].status_code == 429
    assert "来自你这边的请求太多" in answers[-1].content.decode()


def test_a_forged_forwarding_header_does_not_escape_the_limit(member):
    answers = [
        sign_in(Client(), f"nobody-{number}@example.org", **{"x-forwarded-for": f"198.51.100.{number}"})
        for number in range(31)
    ]

    assert answers[-1].status_code == 429


def test_a_closed_account_is_out_at_once(client, member):
    sign_in(client)
    get_user_model().objects.update(is_active=False)

    assert client.get("/accounts/").status_code == 302
    assert sign_in(Client())["Location"] == "/accounts/inactive/"


def test_pages_of_an_account_are_nobody_elses(client, member):
    assert client.get("/accounts/profile/")["Location"] == "/accounts/login/?next=/accounts/profile/"
    assert client.post("/accounts/profile/", {"display_name": "X"}).status_code == 403
    sign_in(client)

    assert client.get("/accounts/profile/")["Cache-Control"] == "private, no-store"
    assert client.get("/accounts/profile/x.css").status_code == 404


def test_public_pages_are_the_same_for_strangers_and_for_those_who_signed_out(client, member):
    fresh = Client().get("/about/").content
    sign_in(client)
    signed_in = client.get("/about/").content
    assert signed_in != fresh
    assert b"reader@example.org" not in signed_in  # others may look at the same screen

    client.post("/accounts/logout/")
    del client.cookies["sessionid"]  # as a browser does when it is told

    assert client.get("/about/").content == fresh
    assert not client.get("/about/").cookies
