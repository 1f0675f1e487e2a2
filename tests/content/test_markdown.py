"""Markdown: what an attacker writes stays text, what a Chinese author writes is understood."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import markdown
from tests.clock import least_cost

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x><text y=20>x</text></a></svg>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p style='background:url(javascript:alert(1))' id=main class=note>x</p>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php <img src=x onerror=alert(1)> ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](/%5cevil.example)",
    "[x](blob:https://evil.example/1)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '[x](https://a.example "\\"onmouseover=alert(1) x=\\"")',
    "[x](https://a.example/\"onmouseover='alert(1)')",
    "[x](https://a.example 'a><img src=x onerror=alert(1)>')",
    '![x" onerror="alert(1)](https://a.example/x.png)',
    "![x](javascript:alert(1))",
    "![<img src=x onerror=alert(1)>](https://a.example)",
    "[![x](https://a.example/onerror=)](javascript:alert(1))",
    "```<script>\n</code></pre><script>alert(1)</script>\n```",
    '``` x" onclick="alert(1)\ncode\n```',
    "`<img src=x onerror=alert(1)>`",
    "| <img src=x onerror=alert(1)> |\n|:--:|\n| <script>alert(1)</script> |",
    "＜script＞alert(1)＜/script＞",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ constructor.constructor('alert(1)')() }} <div x-data=alert(1) hx-get=/ v-html=a>",
    "<x\x00 onclick=alert(1)>",
    "\ud800<script>alert(1)</script>",
]

HOSTILE = {
    "brackets": "[" * 5_000,
    "quotes": "> " * 3_000,
    "emphasis": "*a_" * 5_000,
    "angles": "<" * 20_000,
    "images": "![" * 50_000,
    "links": "[a](" * 25_000,
    "backticks": "".join("`" * length + " " for length in range(440)),
    "lists": "- a\n  " * 15_000,
    "deep lists": "".join("  " * depth + "- a\n" for depth in range(300)),
    "stars": "*" * 30_000 + "a" + "*" * 30_000,
    "entities": "&" * 100_000,
    "definitions": "".join(f"[{number}]: x\n" for number in range(9_000)),
    "cells": "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n" + "|\n" * 3_000,
    "nested images": "![" * 300 + "](a)" * 300,
    "a book": "开源社区与企业。\n\n" * 50_000,
}

EMPHASIS = {
    "**“共创”**是": "<strong>“共创”</strong>是",
    "这是**重点：**内容": "这是<strong>重点：</strong>内容",
    "他说**“好”**。": "他说<strong>“好”</strong>。",
    "前**（注）**后": "前<strong>（注）</strong>后",
    "*强调。*后": "<em>强调。</em>后",
    "中文**bold**中文": "中文<strong>bold</strong>中文",
    "**加粗，**and": "<strong>加粗，</strong>and",
    "**“A”**和**“B”**": "<strong>“A”</strong>和<strong>“B”</strong>",
    "**《大教堂与集市》**的作者": "<strong>《大教堂与集市》</strong>的作者",
    "用`git`**提交。**然后": "用<code>git</code><strong>提交。</strong>然后",
    "** 不是 **": "** 不是 **",
    "snake_case_name": "snake_case_name",
}


class Page(HTMLParser):
    """What a browser would build: elements with their attributes, and text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def links(self):
        return [attrs for tag, attrs in self.elements if tag == "a"]

    def text(self):
        return "".join(self.texts)


def assert_harmless(html):
    allowed = {"a": {"href", "rel", "title"}, "ol": {"start"}}
    for tag, attributes in Page(html).elements:
        assert tag in markdown.TAGS
        assert set(attributes) <= allowed.get(tag, set())
    for link in Page(html).links():
        address = link.get("href", "")
        assert urlsplit(address).scheme in {"", "http", "https", "mailto"}
        assert not address.startswith(("//", "/\\", "\\"))
        assert urlsplit(address).netloc == "" or link["rel"] == "nofollow ugc noopener"


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_stays_text(text):
    assert_harmless(markdown.render(text))


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_inside_other_markup_stays_text(text):
    assert_harmless(markdown.render(f"# {text}\n\n- **{text}**\n\n> {text}\n\n[{text}]({text})"))


@given(st.lists(st.sampled_from([*ATTACKS, "\n", " ", "*", "`", "[", "](", ")", "<", ">", "&", "\\", '"']), max_size=8))
def test_attacks_joined_at_random_stay_text(parts):
    assert_harmless(markdown.render("".join(parts)))


@given(st.text())
def test_any_text_renders(text):
    assert_harmless(markdown.render(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_made_to_keep_the_server_busy_renders_at_once(name):
    assert least_cost(lambda: markdown.render(HOSTILE[name])) < 1
    assert_harmless(markdown.render(HOSTILE[name]))


@pytest.mark.parametrize("text", ["> " * 40 + "末尾", "".join("  " * depth + "- 层\n" for depth in range(40)) + "末尾"])
def test_a_text_nested_too_deep_loses_its_markup_but_no_word(text):
    assert "末尾" in Page(markdown.render(text)).text()


def test_a_text_too_long_becomes_plain_paragraphs():
    html = markdown.render("**开头**\n第二行\n\n<b>\n\n" + "字" * markdown.MAX_LENGTH)

    assert html.startswith("<p>**开头**<br>第二行</p>\n<p>&lt;b&gt;</p>\n<p>字字")


@given(st.lists(st.text("共创享赢开源社区abcXYZ019，。", min_size=1), min_size=1, max_size=6))
def test_text_without_markup_arrives_whole(paragraphs):
    page = Page(markdown.render("\n\n".join(paragraphs)))

    assert "".join(page.text().split()) == "".join(paragraphs)


@pytest.mark.parametrize("text", EMPHASIS)
def test_emphasis_is_understood_beside_chinese(text):
    assert markdown.render(text) == f"<p>{EMPHASIS[text]}</p>\n"


def test_an_image_becomes_a_link_to_it():
    html = markdown.render("![图](https://a.example/x.png) ![](https://a.example/y.png)")

    page = Page(html)
    assert [link["href"] for link in page.links()] == ["https://a.example/x.png", "https://a.example/y.png"]
    assert page.text().split() == ["图", "https://a.example/y.png"]


def test_an_image_inside_a_link_is_its_description():
    html = markdown.render("[![图](https://a.example/x.png)](https://b.example/)")

    assert html == '<p><a href="https://b.example/" rel="nofollow ugc noopener">图</a></p>\n'


def test_links_are_marked_by_whose_they_are():
    text = "[外](https://a.example) [内](/cases/x/) [信](mailto:a@a.example)"

    assert [link.get("rel") for link in Page(markdown.render(text)).links()] == ["nofollow ugc noopener", None, None]


def test_an_address_without_markup_is_no_link():
    assert Page(markdown.render("见https://a.example/。后文 www.a.example a@a.example")).links() == []


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# 一\n\n## 二\n\n# 三", ["h3", "h4", "h3"]),
        ("### 一\n\n##### 二", ["h3", "h4"]),
        ("## 一\n\n# 二\n\n### 三", ["h3", "h3", "h4"]),
        ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5", ["h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_begin_below_the_pages_own_and_skip_no_level(text, tags):
    page = Page(markdown.render(text))

    assert [tag for tag, _attributes in page.elements] == tags


def test_tables_and_strikethrough_are_understood():
    html = markdown.render("| 甲 | 乙 |\n|:--|--:|\n| 1 | ~~2~~ |")

    assert [tag for tag, _ in Page(html).elements] == [
        "table",
        "thead",
        "tr",
        "th",
        "th",
        "tbody",
        "tr",
        "td",
        "td",
        "s",
    ]


def test_a_line_break_between_chinese_characters_leaves_no_space():
    assert markdown.render("第一行\n第二行\nthird\nline") == "<p>第一行第二行\nthird\nline</p>\n"


def test_full_width_signs_are_not_made_into_markup():
    assert Page(markdown.render("＜b＞&#xff1c;i＞")).text().strip() == "＜b＞＜i＞"


@given(st.text() | st.text("a1.)-+=:(\u3000 \t\x85\"'/@$%^{};,?", max_size=30))
def test_a_text_without_marks_is_plain_as_it_is(text):
    """What is not parsed, because nothing in it can mean anything, comes out as if it had been."""
    tokens = markdown._parse(markdown._printable(text))
    parsed = " ".join(" ".join(map(markdown._words_of, tokens)).split()) if tokens is not None else None

    assert parsed in (None, markdown.plain(text))


def test_plain_text_has_no_markup():
    text = "# 标题\n\n**重点**：[链接](/x/)、![图](https://a.example) `代码`\n\n- 一\n- 二\n\n<b>"

    assert markdown.plain(text) == "标题 重点：链接、图 代码 一 二 <b>"


@given(st.text())
def test_plain_text_is_one_line_without_spaces_around(text):
    plain = markdown.plain(text)

    assert plain == " ".join(plain.split())


@pytest.mark.parametrize(
    ("text", "language", "minutes"),
    [("", "zh", 1), ("字" * 2_000, "zh", 5), ("word " * 1_100, "en", 5), ("字" * 400 + " word" * 220, "zh", 2)],
)
def test_reading_time_counts_characters_or_words(text, language, minutes):
    assert markdown.reading_minutes(text, language) == minutes
