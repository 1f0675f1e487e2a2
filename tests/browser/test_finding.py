"""Comparing, finding what fits, and collecting, each with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 800}, "locale": "zh-CN"}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def reader(request, browser):
    """A page of somebody on a phone."""
    context = browser.new_context(java_script_enabled=request.param, **PHONE)
    yield context.new_page()
    context.close()


def test_a_reader_looks_for_two_cases_compares_them_and_hides_what_is_the_same(reader, portal):
    reader.goto(f"{portal}/compare/")
    for words in ("Kubernetes", "Linux"):
        reader.locator("main input[type=search]").fill(words)
        reader.locator("main form[role=search] button").click()
        reader.get_by_role("link", name=re.compile(f"^添加：.*{words}")).first.click()

    table = reader.get_by_role("region", name="比较")
    expect(table.locator("thead th")).to_have_count(2)
    rows = table.locator("tbody tr").count()
    reader.get_by_role("link", name=re.compile("^只看不同")).click()
    expect(table.locator("thead th")).to_have_count(2)
    assert table.locator("tbody tr").count() < rows


def test_four_cases_stand_on_the_long_side_of_the_paper_and_none_is_cut_off(reader, portal):
    reader.set_viewport_size({"width": 1010, "height": 700})  # as much as A4 has between its margins
    reader.goto(f"{portal}/en/compare/?c=linux-ibm&c=tensorflow-google&c=redis-valkey&c=vllm")

    paper = reader.pdf(format="A4", prefer_css_page_size=True)
    reader.emulate_media(media="print")

    sizes = {tuple(map(float, size.split())) for size in re.findall(rb"/MediaBox \[0 0 ([0-9. ]+)\]", paper)}
    assert sizes and all(width > height for width, height in sizes)
    assert reader.locator(".compared").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_a_reader_answers_sees_what_fits_and_drops_an_answer(reader, portal):
    reader.goto(f"{portal}/finder/")
    reader.locator("input[name=audience][value=community]").check()
    reader.locator("main form.finder button").click()

    expect(reader).to_have_url(re.compile("audience=community"))
    expect(reader.locator("#found ol.rows > li").first).to_be_visible()
    reader.locator("a.chip.on").first.click()
    expect(reader.locator("#found")).to_have_count(0)


def test_an_editor_collects_a_page_and_readers_find_the_collection(signed_in, reader, portal, request):
    title = f"给新人的{request.node.callspec.id}"
    signed_in.goto(f"{portal}/cases/vllm/")
    signed_in.get_by_role("link", name="加入合集").click()
    signed_in.get_by_label(re.compile("^新合集的标题")).fill(title)
    signed_in.get_by_role("button", name="添加", exact=True).click()
    expect(signed_in).to_have_url(re.compile("/accounts/collections/[a-z2-7]{12}/"))
    for name in ("public", "by_editors"):
        signed_in.locator(f"input[name={name}]").check()
    signed_in.get_by_role("button", name="保存", exact=True).click()
    expect(signed_in.locator("input[name=public]")).to_be_checked()

    reader.goto(f"{portal}/search/?q=%E7%BB%99%E6%96%B0%E4%BA%BA")
    reader.get_by_role("link", name=title).click()

    expect(reader.locator("h1")).to_have_text(title)
    expect(reader.locator("ol.rows > li")).to_have_count(1)
