"""The editing room with JavaScript: rows, suggestions, the preview, and two editors on one page."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def open_page(signed_in, portal):
    """Opens the form of a page by the model's place in the admin and the page's address name."""

    def opened(model, slug):
        signed_in.goto(f"{portal}/admin/{model}/?q={slug}")
        signed_in.locator("#result_list tbody th a").first.click()
        return signed_in

    return opened


def stay(page):
    """Save and wait for the form of the saved page."""
    page.locator("#id_note").fill("浏览器测试")
    with page.expect_navigation():
        page.locator("input[name=_continue]").click()


def titles(page):
    """The Chinese titles of the steps in the form, in order; without those marked for removal."""
    return page.locator("[data-rows=steps] > ol > .row:not(.gone) input[name$=title_zh_hans]").evaluate_all(
        "fields => fields.map((field) => field.value)"
    )


def test_steps_are_added_put_in_order_and_removed(open_page):
    page = open_page("strategies/strategy", "evaluate")
    before = titles(page)
    steps = page.locator("[data-rows=steps] > ol > .row")

    page.locator("[data-rows=steps] > .add-row").click()
    steps.last.locator("input[name$=title_zh_hans]").fill("新的一步")
    steps.last.locator(":scope > .row-head [data-move=up]").click()
    steps.first.locator(":scope > .row-head .delete input").check()
    wanted = titles(page)
    stay(page)

    assert wanted == [*before[1:-1], "新的一步", before[-1]]
    assert titles(page) == wanted


def test_a_tag_is_chosen_from_the_vocabulary_and_a_page_from_suggestions(open_page):
    page = open_page("cases/case", "mlflow-lf")
    page.locator(".vocabulary > summary").click()
    page.locator(".vocabulary button", has_text="共赢").first.click()

    expect(page.locator("[data-tags]")).to_have_value(re.compile("共赢$"))

    links = page.locator("[data-links]").filter(has=page.locator("input[data-pages=chapter]")).first
    links.locator("input[data-pages]").fill("4.3.3")
    expect(links.locator("datalist option").first).to_be_attached()
    value = links.locator("datalist option").first.get_attribute("value")
    links.locator("input[data-pages]").fill(value)
    links.locator("input[data-pages]").blur()

    expect(links.locator("li").last.locator("small")).to_have_text("4.3.3")


def test_a_markdown_text_is_previewed_as_readers_will_see_it(open_page):
    page = open_page("cases/case", "mlflow-lf")
    side = page.locator("[data-markdown]").first
    side.locator("textarea").fill("先**写清**再做。<script>alert(1)</script>")
    side.locator(".preview-button").click()

    expect(side.locator(".preview strong")).to_have_text("写清")
    assert side.locator(".preview script").count() == 0


def test_the_second_of_two_editors_sees_both_texts_and_may_drop_their_own(open_page, browser):
    page = open_page("glossary/term", "co-creation")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#id_summary_zh_hans").fill("对方的释义。")
    stay(other)

    page.locator("#id_summary_zh_hans").fill("我的释义。")
    stay(page)

    expect(page.locator("#conflict")).to_contain_text("对方的释义。")
    expect(page.locator("#id_summary_zh_hans")).to_have_value("我的释义。")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="放弃我这份").click()
    expect(page.locator("#conflict")).to_have_count(0)
    expect(page.locator("#id_summary_zh_hans")).to_have_value("对方的释义。")
