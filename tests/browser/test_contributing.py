"""A text on its way from a newcomer to the public page, as everybody in it would walk it, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.contributing import WAYS, decide, declare_and_send, go, sign_up, write_case
from tests.browser.test_pages import rules_broken
from tests.images import picture

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("prefix", "javascript"), WAYS)
def test_from_signing_up_to_a_public_page(enter, portal, mail_to, prefix, javascript):
    author = enter("", prefix, javascript)
    address = f"new{'-en' if prefix else '-zh'}@example.org"
    sign_up(author, portal, prefix, address, mail_to)
    title = f"Walked by a test {'without' if prefix else 'with'} scripts"
    uid = write_case(author, portal, prefix, title)
    declare_and_send(author, uid)

    reviewer = enter("reviewer", prefix, javascript)
    decide(reviewer, f"{portal}{prefix}/review/{uid}/", "changes", "vague", "Say who wrote it.")
    author.reload()
    expect(author.locator("main")).to_contain_text("Say who wrote it.")
    assert "Say who wrote it." in mail_to(address)

    go(author, portal, f"{prefix}/contributions/{uid}/edit/who/")
    author.fill(f"[name=summary_{'en' if prefix else 'zh_hans'}]", "Two people wrote a test together.")
    author.locator("button[name=later]").click()
    go(author, portal, f"{prefix}/contributions/{uid}/edit/send/")
    author.wait_for_timeout(2_200)
    author.locator("form.writing button.button").first.click()
    expect(author).to_have_url(re.compile(f"/contributions/{uid}/$"))

    decide(reviewer, f"{portal}{prefix}/review/{uid}/", "accept")
    expect(reviewer.locator(".note.ok")).to_be_visible()
    author.reload()
    path = author.locator("main a[href*='/cases/']").first.get_attribute("href")
    reader = enter("", prefix, javascript)
    reader.goto(f"{portal}{path}")
    expect(reader.locator("h1")).to_contain_text(title)
    expect(reader.locator("main")).to_contain_text("Two people wrote a test together.")


@pytest.mark.parametrize(("prefix", "javascript"), WAYS)
def test_a_suggested_change_is_accepted_field_by_field(enter, portal, prefix, javascript):
    lang = "en" if prefix else "zh_hans"
    slug = "pytorch-foundation" if prefix else "tensorflow-google"
    writer = enter("writer", prefix, javascript)
    go(writer, portal, f"{prefix}/cases/{slug}/suggest/")
    writer.locator("main form button.button").click()
    uid = writer.url.split("/contributions/")[1].split("/")[0]
    go(writer, portal, f"{prefix}/contributions/{uid}/edit/who/")
    writer.fill(f"[name=title_{lang}]", "A title that is taken")
    writer.fill(f"[name=summary_{lang}]", "A summary that is left.")
    writer.locator("button[name=later]").click()
    go(writer, portal, f"{prefix}/contributions/{uid}/edit/send/")
    writer.fill("[name=note]", "Clearer")
    declare_and_send(writer, uid)

    reviewer = enter("reviewer", prefix, javascript)
    go(reviewer, portal, f"{prefix}/review/{uid}/")
    boxes = reviewer.locator("[name=field]")
    for number in range(boxes.count()):
        boxes.nth(number).set_checked(boxes.nth(number).get_attribute("value").startswith("title"))
    reviewer.fill("[name=message]", "The summary says what it should.")
    reviewer.locator("#decide button[name=act][value=accept]").click()
    expect(reviewer.locator(".note.ok")).to_be_visible()

    go(reviewer, portal, f"{prefix}/cases/{slug}/")
    expect(reviewer.locator("h1")).to_contain_text("A title that is taken")
    expect(reviewer.locator("main")).not_to_contain_text("A summary that is left.")


@pytest.mark.parametrize(("prefix", "javascript"), WAYS)
def test_an_image_is_added_to_a_case_and_seen_in_its_preview(enter, portal, prefix, javascript):
    page = enter("typist", prefix, javascript)
    uid = write_case(page, portal, prefix, f"Drawn {prefix}")
    go(page, portal, f"{prefix}/contributions/{uid}/edit/images/")
    if javascript:
        page.click(".add-row")
    choose(page, "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    page.locator("[name$=alt_en]").first.fill("Two squares")
    page.click("button[name=stay]")
    expect(page.locator(".note.bad")).to_contain_text("logo.svg")

    choose(page, "photo.jpg", picture("JPEG", (640, 480)))
    page.click("button[name=stay]")

    expect(page.locator(".image-part img").first).to_have_js_property("naturalWidth", 640)
    if javascript:
        assert rules_broken(page) == []
    go(page, portal, f"{prefix}/contributions/{uid}/preview/")
    shown = page.locator("figure.image img")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 640)
    expect(shown).to_have_attribute("alt", "Two squares")


def choose(page, name, data):
    files = page.locator("input[type=file]").first
    files.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


@pytest.mark.parametrize(("prefix", "javascript"), WAYS)
def test_somebody_without_an_account_confirms_by_a_link(enter, portal, mail_to, prefix, javascript):
    writer = enter("proposer", prefix, javascript)
    uid = write_case(writer, portal, prefix, f"Confirmed from outside {prefix}")
    declare_and_send(writer, uid)
    reviewer = enter("reviewer", prefix, javascript)
    go(reviewer, portal, f"{prefix}/review/{uid}/")
    reviewer.locator("#asked summary").click()
    address = f"lawyer{'-en' if prefix else '-zh'}@example.org"
    asked = reviewer.locator("#asked form").last
    asked.locator("[name=invite-purpose][value=confirm]").check()
    asked.locator("[name=invite-guest_name]").fill("A Lawyer")
    asked.locator("[name=invite-email]").fill(address)
    asked.locator("[name=invite-party]").select_option("Some company")
    asked.locator("button[value=invite]").click()

    outsider = enter("", prefix, javascript)
    outsider.goto(re.search(rf"{portal}[^\s\"]*/asked/[^\s\"]+", mail_to(address)).group())
    outsider.check("[name=answer][value=confirmed]")
    outsider.locator("main form button.button").click()

    go(reviewer, portal, f"{prefix}/review/{uid}/")
    expect(reviewer.locator("#asked")).to_contain_text("confirmed" if prefix else "已确认")
    go(writer, portal, f"{prefix}/contributions/{uid}/")
    expect(writer.locator("main")).to_contain_text("Some company")


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["zh", "en"])
def test_a_term_is_written_and_sent_by_keyboard_alone(enter, portal, prefix):
    lang = "en" if prefix else "zh_hans"
    page = enter("typist", prefix)
    go(page, portal, f"{prefix}/contribute/new/")
    press(page, "button[name=kind][value=term]", "Enter")
    expect(page).to_have_url(re.compile("/edit/$"))
    uid = page.url.split("/contributions/")[1].split("/")[0]
    press(page, f"a[href$='/{uid}/edit/term/']", "Enter")
    tab_to(page, f"[name=title_{lang}]")
    page.keyboard.type("typed")
    tab_to(page, f"[name=summary_{lang}]")
    page.keyboard.type("Said without a mouse.")
    tab_to(page, "[name=term_category]")
    page.keyboard.press("ArrowDown")
    press(page, "button[name=later]", "Enter")
    press(page, f"a.button[href$='/{uid}/edit/send/']", "Enter")
    for name in ("interest", "ai_use"):
        tab_to(page, f"[name={name}]")
        page.keyboard.press("Space")
    tab_to(page, "[name=rights]")
    page.keyboard.press("Space")
    for name in ("licence", "guidelines"):
        tab_to(page, f"[name={name}]")
        if not page.is_checked(f"[name={name}]"):
            page.keyboard.press("Space")
    page.wait_for_timeout(2_200)
    press(page, "form.writing button.button:not([name])", "Enter")
    expect(page).to_have_url(re.compile(f"/contributions/{uid}/$"))


def tab_to(page, selector, most=250):
    """Press Tab until the first of these has the focus, as somebody without a mouse does."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by Tab")


def press(page, selector, key):
    """Go there and press a key that leads to another page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)
