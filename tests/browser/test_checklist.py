"""Ticks of a playbook: on the device, with the account, from one to the other, on paper, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD

PATH = "/strategies/co-create/"


@pytest.fixture
def enter(browser, portal):
    """A function: a page of a fresh browser, signed in as the editor or not."""
    contexts = []

    def opened(*, signed_in=True, javascript=True):
        context = browser.new_context(java_script_enabled=javascript, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        if signed_in:
            sign_in(page, portal)
        page.goto(f"{portal}{PATH}")
        return page

    yield opened
    for context in contexts:
        context.close()


def sign_in(page, portal):
    page.goto(f"{portal}/admin/login/?next=/admin/")
    page.fill("#id_login", "editor")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{portal}/admin/")


def box(page, number):
    return page.locator("input[data-tick]").nth(number)


def sent(page, number, *, checked):
    """Tick or untick a box, and wait until the portal has taken it."""
    with page.expect_response(lambda answer: answer.url.endswith("/progress/")):
        box(page, number).set_checked(checked)


def kept_on_the_device(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.includes('#')).length")


def test_ticks_stay_on_the_device_and_are_the_same_in_both_languages(watched, portal):
    watched.goto(f"{portal}{PATH}")
    box(watched, 0).check()

    watched.goto(f"{portal}/en{PATH}")

    expect(box(watched, 0)).to_be_checked()
    expect(watched.locator("#ticked")).to_contain_text("1 of")
    box(watched, 0).uncheck()
    assert kept_on_the_device(watched) == 0


def test_what_was_ticked_before_signing_in_goes_to_the_account_and_leaves_the_device(enter, portal):
    page = enter(signed_in=False)
    box(page, 1).check()
    assert kept_on_the_device(page) == 1

    sign_in(page, portal)
    with page.expect_response(lambda answer: answer.url.endswith("/progress/")):
        page.goto(f"{portal}{PATH}")

    page.wait_for_function("Object.keys(localStorage).every(key => !key.includes('#'))")
    expect(box(enter(), 1)).to_be_checked()
    sent(page, 1, checked=False)
    expect(box(enter(), 1)).not_to_be_checked()


def test_what_could_not_be_saved_is_said_and_saved_later(enter):
    page = enter()
    page.route("**/progress/", lambda route: route.abort())
    box(page, 2).check()
    expect(page.locator("[data-told]")).to_contain_text("没有存上")
    assert kept_on_the_device(page) == 1

    page.unroute("**/progress/")
    with page.expect_response(lambda answer: answer.url.endswith("/progress/")):
        page.reload()

    expect(box(enter(), 2)).to_be_checked()
    sent(page, 2, checked=False)


def test_without_scripts_a_button_saves_what_is_ticked(enter):
    page = enter(javascript=False)
    box(page, 3).check()
    page.locator("#progress button").click()

    expect(box(page, 3)).to_be_checked()
    expect(page.locator("#ticked")).to_contain_text("1")
    box(page, 3).uncheck()
    page.locator("#progress button").click()
    expect(box(page, 3)).not_to_be_checked()


def test_paper_shows_which_boxes_are_ticked(watched, portal):
    watched.goto(f"{portal}{PATH}")
    box(watched, 0).check()
    watched.emulate_media(media="print")

    shown = [
        watched.evaluate("box => getComputedStyle(box, '::before').content", box(watched, number).element_handle())
        for number in (0, 1)
    ]

    assert shown == ['"✓"', "none"]
    box(watched, 0).uncheck()


def test_the_checklist_alone_is_printed_by_its_button_and_the_whole_page_otherwise(watched, portal):
    watched.goto(f"{portal}{PATH}")
    watched.evaluate("window.print = () => {}")
    advice, item = watched.locator(".steps .prose").first, watched.locator(".steps .check").first

    watched.locator("[data-print]").click()
    watched.emulate_media(media="print")

    expect(item).to_be_visible()
    expect(advice).to_be_hidden()
    watched.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(advice).to_be_visible()
