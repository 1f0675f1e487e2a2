"""From no account to one with a second factor, as a person would walk it, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.community.signing_in import code

WORDS = "four plain words here"


def send(page):
    page.locator("main form button.button").first.click()


@pytest.mark.slow
@pytest.mark.parametrize(("prefix", "address"), [("", "zh@example.org"), ("/en", "en@example.org")], ids=["zh", "en"])
def test_a_newcomer_signs_up_verifies_signs_in_and_adds_a_second_factor(watched, portal, mail_to, prefix, address):
    watched.goto(f"{portal}{prefix}/accounts/signup/")
    watched.fill("[name=email]", address)
    watched.fill("[name=password1]", WORDS)
    send(watched)
    expect(watched).to_have_url(f"{portal}{prefix}/accounts/confirm-email/")

    watched.goto(re.search(rf"{portal}{prefix}/accounts/confirm-email/[^\s\"]+", mail_to(address)).group())
    send(watched)
    watched.fill("[name=login]", address)
    watched.fill("[name=password]", WORDS)
    send(watched)
    expect(watched).to_have_url(f"{portal}{prefix}/accounts/")

    watched.goto(f"{portal}{prefix}/accounts/2fa/totp/activate/")
    watched.fill("[name=password]", WORDS)
    send(watched)
    secret = watched.locator("main code").inner_text()
    watched.fill("[name=code]", code(secret))
    send(watched)
    codes = watched.locator(".codes code").all_inner_texts()
    assert len(codes) == 10

    watched.locator(".reader summary").click()
    watched.locator(".reader form button").click()
    expect(watched.locator(".reader")).to_have_count(0)
    watched.goto(f"{portal}{prefix}/accounts/login/")
    watched.fill("[name=login]", address)
    watched.fill("[name=password]", WORDS)
    send(watched)
    watched.fill("[name=code]", codes[0])
    send(watched)
    expect(watched).to_have_url(f"{portal}{prefix}/accounts/")


@pytest.mark.slow
def test_a_passkey_is_added_and_signs_in_alone(watched, portal):
    portal = portal.replace("127.0.0.1", "localhost")  # passkeys belong to names
    devices = watched.context.new_cdp_session(watched)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    watched.goto(f"{portal}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    watched.fill("[name=login]", "keyholder")
    watched.fill("[name=password]", PASSWORD)
    send(watched)
    watched.fill("[name=password]", PASSWORD)
    send(watched)
    watched.locator("[name=passwordless]").check()
    send(watched)
    expect(watched.locator("main")).to_contain_text("通行密钥已添加")
    watched.locator(".reader summary").click()
    watched.locator(".reader form button").click()

    watched.goto(f"{portal}/accounts/login/")
    watched.get_by_role("button", name="用通行密钥登录").click()

    expect(watched).to_have_url(f"{portal}/accounts/")
