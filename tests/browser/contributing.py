"""People and steps that the browser tests of contributions share."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD

WAYS = [
    pytest.param("", True, id="zh-with-javascript"),
    pytest.param("/en", False, id="en-without-javascript"),
]


def go(page, portal, path):
    page.goto(f"{portal}{path}")


def sign_up(page, portal, prefix, address, mail_to):
    """From no account to a signed-in one; the trap for programs wants two seconds."""
    go(page, portal, f"{prefix}/accounts/signup/")
    page.fill("[name=email]", address)
    page.fill("[name=password1]", PASSWORD)
    page.wait_for_timeout(2_200)
    page.locator("main form button.button").first.click()
    expect(page).to_have_url(f"{portal}{prefix}/accounts/confirm-email/")
    link = re.search(rf"{portal}{prefix}/accounts/confirm-email/[^\s\"]+", mail_to(address)).group()
    page.goto(link)
    page.locator("main form button.button").first.click()
    page.fill("[name=login]", address)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button.button").first.click()
    expect(page).to_have_url(f"{portal}{prefix}/accounts/")


def write_case(page, portal, prefix, title):
    """The least that can be sent; ends on the page that checks and sends. Returns the number."""
    lang = "en" if prefix else "zh_hans"
    go(page, portal, f"{prefix}/contribute/new/")
    page.locator("button[name=kind][value=case]").click()
    uid = page.url.split("/contributions/")[1].split("/")[0]
    go(page, portal, f"{prefix}/contributions/{uid}/edit/who/")
    page.fill(f"[name=title_{lang}]", title)
    page.fill(f"[name=summary_{lang}]", "They wrote a test together.")
    page.fill(f"[name=parties-0-name_{lang}]", "Some community")
    page.fill(f"[name=parties-1-name_{lang}]", "Some company")
    page.locator(".writing button.button").last.locator("xpath=preceding-sibling::button").click()
    expect(page).to_have_url(re.compile("/edit/ledgers/$"))
    page.fill(f"[name=ledger-0-gained_{lang}]", "Two maintainers")
    page.fill(f"[name=ledger-1-gained_{lang}]", "No fork to keep")
    page.locator("button[name=later]").click()
    go(page, portal, f"{prefix}/contributions/{uid}/edit/send/")
    return uid


def declare_and_send(page, uid):
    for name, value in (("interest", "none"), ("ai_use", "none"), ("rights", "own")):
        page.check(f"[name={name}][value={value}]")
    for name in ("licence", "guidelines"):
        page.check(f"[name={name}]")
    page.wait_for_timeout(2_200)
    page.locator("form.writing button.button").first.click()
    expect(page).to_have_url(re.compile(f"/contributions/{uid}/$"))


def decide(page, address, act, reason="", message=""):
    page.goto(address)
    if reason:
        page.check(f"#decide [name=reason][value={reason}]")
    page.fill("#message", message)
    page.locator(f"#decide button[name=act][value={act}]").click()
