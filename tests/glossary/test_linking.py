"""Terms in texts: the first mention opens its definition, and nothing else changes."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import markdown
from glossary.linking import TermMatcher
from tests.clock import least_cost

NAMES = [
    ("co-creation", "共创", "zh"),
    ("co-creation", "Co-creation", "en"),
    ("sharing", "共享", "zh"),
    ("win-win", "共赢", "zh"),
    ("open-source", "开源", "zh"),
    ("community", "开源社区", "zh"),
    ("community", "Open-source community", "en"),
    ("ai-company", "AI 企业", "zh"),
    ("fork", "分叉", "zh"),
    ("fork", "Fork", "en"),
    ("branch", "分支", "zh"),
    ("cla", "CLA", "en"),
    ("alliance", "联盟", "zh"),
    ("cloud", "Cloud", "en"),
]


MATCHER = TermMatcher(NAMES)


@pytest.fixture
def matcher():
    return MATCHER


class Reader(HTMLParser):
    """The text of a page, and its tags in order, buttons apart."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.open = "", [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags += [(tag, attrs)] if tag != "button" else []
        self.open += [tag] if tag not in ("br", "hr") else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.tags += [tag] if tag != "button" else []

    def handle_data(self, data):
        self.text += data


def linked(matcher, text, **options):
    """The mentions made into buttons in a Markdown text."""
    html, slugs = matcher.link(markdown.render(text), **options)
    found = re.findall(r'<button class="term" type="button" popovertarget="d-([^"]+)">([^<]*)</button>', html)
    assert [slug for slug, _mention in found] == slugs
    return [mention for _slug, mention in found]


def test_a_mention_becomes_a_button_that_opens_the_definition(matcher):
    html, slugs = matcher.link("<p>我们共创。</p>", set())

    assert html == '<p>我们<button class="term" type="button" popovertarget="d-co-creation">共创</button>。</p>'
    assert slugs == ["co-creation"]


def test_only_the_first_mention_in_a_section_is_linked(matcher):
    already = set()

    assert linked(matcher, "共创，共创\n\n共创", already=already) == ["共创"]
    assert linked(matcher, "共创和共享", already=already) == ["共享"]
    assert already == {"co-creation", "sharing"}
    assert linked(matcher, "共创", already=set()) == ["共创"]


def test_a_paragraph_has_at_most_three(matcher):
    assert linked(matcher, "共创、共享、共赢、分叉。\n\n分叉。") == ["共创", "共享", "共赢", "分叉"]


def test_each_item_of_a_list_is_a_paragraph(matcher):
    assert linked(matcher, "- 共创、共享、共赢\n- 分叉、联盟") == ["共创", "共享", "共赢", "分叉", "联盟"]


def test_the_longest_name_wins(matcher):
    assert linked(matcher, "开源社区") == ["开源社区"]
    assert linked(matcher, "开源与社区") == ["开源"]


@pytest.mark.parametrize(
    "text",
    [
        "[共创](/x/)",
        "[**共创**](/x/)",
        "# 共创",
        "`共创`",
        "```\n共创\n```",
        "    共创",
        "> 共创\n>\n> - 共创",
        "https://example.com/fork/",
        "见 www.example.com/Fork",
    ],
)
def test_links_headings_code_quotes_and_addresses_stay_as_they_are(matcher, text):
    assert linked(matcher, text) == []


@pytest.mark.parametrize("tag", ["a", "h2", "q", "button", "code", "pre", "blockquote"])
def test_no_button_is_put_inside(matcher, tag):
    assert matcher.link(f"<{tag}>共创<b>共创</b></{tag}><p>共享</p>")[1] == ["sharing"]


@pytest.mark.parametrize(
    "text",
    [
        "共享单车", "分支机构", "联盟链", "forked", "forklift", "pitchfork", "fork-lift", "fork.js", "fork_1", "fork2",
        "f**ork**", "**fork**ed", "开**源**", "`pitch`fork", "forké", "me@fork.example", "cla", "CLAIM",
        "fork\u00adlift",
    ],
)  # fmt: skip
def test_a_longer_word_is_never_cut(matcher, text):
    assert linked(matcher, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Google Cloud runs it.", "on Google Cloud", "AMD, AWS, Google Cloud and Meta", "Cloud Dataflow came first.",
        "through **Google** Cloud", "IBM Cloud", "on Cloud TPU", "Google’s Cloud",
        "谷歌云（Google Cloud）", "The Open Fork",
    ],
)  # fmt: skip
def test_a_common_word_in_somebody_s_name_is_not_meant(matcher, text):
    assert linked(matcher, text) == []


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Google. Cloud is rented.", ["Cloud"]),
        ("Google cloud", ["cloud"]),
        ("The Cloud", ["Cloud"]),
        ("Cloud AI is rented.", ["Cloud"]),
        ("Google, Cloud, Meta", ["Cloud"]),
        ("Open-source Community Day", ["Open-source Community"]),
        ("The Apache CLA", ["CLA"]),
        ("Google and the cloud", ["cloud"]),
    ],
)
def test_a_common_word_is_meant_beside_a_name_too(matcher, text, mentions):
    assert linked(matcher, text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("使用Fork之后", ["Fork"]),
        ("Two forks.", ["forks"]),
        ("The fork’s name", ["fork"]),
        ("open source communities", ["open source communities"]),
        ("Co-Creation", ["Co-Creation"]),
        ("AI企业", ["AI企业"]),
        ("AI 企业", ["AI 企业"]),
        ("two CLAs", ["CLAs"]),
        ("**共创**", ["共创"]),
        ("共享单车也是共享", ["共享"]),
        ("Open-source\ncommunity", ["Open-source\ncommunity"]),
        ("Fork&nbsp;&amp;<fork", ["Fork"]),
    ],
)
def test_a_name_is_found_as_people_write_it(matcher, text, mentions):
    assert linked(matcher, text) == mentions


def test_what_is_left_out_still_keeps_its_words_whole(matcher):
    assert linked(matcher, "开源社区和共创", leave_out={"community"}) == ["共创"]


def test_of_two_terms_with_one_name_the_first_has_it():
    assert TermMatcher([("a", "同名", "zh"), ("b", "同名", "zh")]).link("<p>同名</p>")[1] == ["a"]


def test_a_slug_is_escaped():
    html, _slugs = TermMatcher([('"><b>', "共创", "zh")]).link("<p>共创</p>")

    assert 'popovertarget="d-&quot;&gt;&lt;b&gt;"' in html


def test_without_terms_nothing_happens():
    assert TermMatcher([]).link("<p>共创</p>") == ("<p>共创</p>", [])


PARTS = st.sampled_from(
    [*(name for _slug, name, _language in NAMES), *"，。的 \n*`[]()<>&#>-|\"'", "**", "](/x/)", "&amp;", "\n\n"]
)


@given(st.lists(PARTS, max_size=25).map("".join) | st.text())
def test_no_character_is_lost_or_invented(text):
    before = markdown.render(text)

    after, _slugs = MATCHER.link(before)

    assert (Reader(after).text, Reader(after).tags) == (Reader(before).text, Reader(before).tags)
    assert re.sub(r'<button class="term"[^>]*>([^<]*)</button>', r"\1", after) == before


@pytest.mark.parametrize(
    ("part", "times"),
    [("共创", 40_000), ("a.", 50_000), ("https://", 10_000), ("fork@", 20_000), ("<a ", 30_000), ("&", 80_000)],
)
def test_a_long_text_is_linked_at_once(matcher, part, times):
    assert least_cost(lambda: matcher.link(f"<p>{part * times}</p>")) < 1
