"""The search: by keyboard with suggestions, and by the form alone."""

from playwright.sync_api import expect


def test_a_reader_opens_a_suggestion_by_keyboard(watched, portal):
    watched.goto(f"{portal}/")
    box = watched.get_by_role("combobox")
    box.press_sequentially("kysq")
    option = watched.get_by_role("option").first
    expect(option).to_contain_text("开源社区")

    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")

    expect(watched).to_have_url(f"{portal}/glossary/open-source-community/")


def test_escape_closes_the_suggestions_and_enter_searches_for_what_was_typed(watched, portal):
    watched.goto(f"{portal}/en/search/")
    box = watched.get_by_role("combobox")
    box.press_sequentially("licence")
    expect(watched.get_by_role("listbox")).to_be_visible()

    box.press("Escape")
    expect(watched.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")

    expect(watched).to_have_url(f"{portal}/en/search/?q=licence")
    expect(watched.locator("ol.rows mark").first).to_be_visible()


def test_a_reader_without_javascript_searches_narrows_and_reads_on_a_phone(browser, portal):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{portal}/")
    page.locator("main input[type=search]").fill("許可證")
    page.locator("main form[role=search] button").click()

    page.get_by_role("navigation", name="页面种类").get_by_role("link", name="策略").click()
    page.locator("ol.rows a").first.click()

    expect(page.locator("h1")).to_have_text("许可与知识产权护栏")
    context.close()
