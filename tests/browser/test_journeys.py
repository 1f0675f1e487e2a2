"""What people come to do, from the first click to the last."""

import re

import pytest
from playwright.sync_api import expect


def test_a_reader_narrows_the_cases_and_drops_a_condition_again(watched, portal):
    watched.goto(f"{portal}/cases/")
    before = watched.locator("ol.rows > li").count()

    watched.locator("input[name=evidence][value='2']").check()
    watched.get_by_role("button", name="查看结果").click()

    expect(watched).to_have_url(re.compile(r"evidence=2"))
    assert 0 < watched.locator("ol.rows > li").count() <= before
    watched.locator("a.chip.on").first.click()
    expect(watched).not_to_have_url(re.compile(r"evidence=2"))


def test_a_reader_without_javascript_narrows_the_cases_on_a_phone(browser, portal):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{portal}/cases/")

    page.locator(".menu-button[popovertarget=facets]").click()
    page.locator("input[name=mechanism][value=sharing]").check()
    page.get_by_role("button", name="查看结果").click()

    expect(page).to_have_url(re.compile(r"mechanism=sharing"))
    context.close()


def test_a_circle_of_the_network_is_reached_and_followed_by_keyboard_without_javascript(browser, portal):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{portal}/insights/network/")
    page.locator(".network").focus()
    page.keyboard.press("Tab")

    node = page.locator(".network a:focus-visible")
    expect(node).to_have_css("outline-style", "solid")
    expect(node).to_be_in_viewport()  # the picture is wider than the phone and has moved along
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/organizations/"))
    context.close()


def test_a_definition_opens_and_closes_by_keyboard_without_javascript(browser, portal):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{portal}/cases/tensorflow-google/")
    term = page.locator("button.term").first
    definition = page.locator(f"#{term.get_attribute('popovertarget')}")

    term.focus()
    page.keyboard.press("Enter")
    expect(definition).to_be_visible()
    page.keyboard.press("Escape")

    expect(definition).to_be_hidden()
    expect(term).to_be_focused()
    context.close()


def test_the_language_switch_keeps_the_page(watched, portal):
    watched.goto(f"{portal}/cases/linux-ibm/")

    watched.locator("a[hreflang=en][rel=alternate]").last.click()

    expect(watched).to_have_url(f"{portal}/en/cases/linux-ibm/")
    expect(watched.locator("html")).to_have_attribute("lang", "en")


def test_the_theme_is_kept_on_the_device(watched, portal):
    watched.goto(portal)
    watched.locator("[data-theme-switch] button[value=dark]").click()

    watched.goto(f"{portal}/cases/")

    expect(watched.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_first_tab_leads_to_the_main_content(watched, portal):
    watched.goto(f"{portal}/glossary/")
    watched.keyboard.press("Tab")
    watched.keyboard.press("Enter")

    expect(watched.locator("main")).to_be_focused()


@pytest.mark.slow
def test_an_edit_in_the_admin_is_on_the_page_in_the_lists_in_the_api_and_in_the_history_at_once(signed_in, portal):
    signed_in.goto(f"{portal}/admin/cases/case/?q=linux-ibm")
    signed_in.locator("#result_list tbody th a").first.click()
    signed_in.fill("#id_title_zh_hans", "Linux与IBM：改过的标题")
    signed_in.fill("#id_note", "标题说得更清楚")
    signed_in.locator("input[name=_save]").click()

    signed_in.goto(f"{portal}/cases/linux-ibm/")
    expect(signed_in.locator("h1")).to_contain_text("改过的标题")
    signed_in.goto(f"{portal}/cases/?q=改过的标题")
    expect(signed_in.locator("ol.rows > li")).to_have_count(1)
    signed_in.goto(f"{portal}/cases/linux-ibm/history/")
    expect(signed_in.locator("main")).to_contain_text("2")
    answer = signed_in.request.get(f"{portal}/api/v1/cases/linux-ibm/").json()
    assert answer["title"]["zh"] == "Linux与IBM：改过的标题"
    assert answer["version"] == 2
