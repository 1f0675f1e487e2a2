"""Markdown written by editors and contributors, as HTML that is safe to show to anybody.

Two gates, each enough by itself: the parser knows no raw HTML and only three kinds of link,
and nh3 removes whatever is not on the list.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

MAX_LENGTH: Final = 100_000  # characters; a longer text is shown as plain paragraphs
MAX_BLOCKS: Final = 20  # quotes and lists inside each other; the parser drops what lies deeper
MAX_INLINE: Final = 30  # emphasis inside emphasis; browsers give up at 512 elements in all
MAX_MARKS: Final = 20_000  # characters that could be markup, in one text
MAX_CELLS: Final = 20_000  # the parser fills every row up to the widest
OFTEN_SHOWN: Final = 2_000  # characters; the HTML of a text up to this length is kept in memory
HAN_PER_MINUTE: Final = 400
WORDS_PER_MINUTE: Final = 220

TAGS: Final = (
    "a", "p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4",
    "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
)  # fmt: skip
ATTRIBUTES: Final = {"a": {"href", "rel", "title"}, "ol": {"start"}}
SCHEMES: Final = {"http", "https", "mailto"}

_UNMARKED = re.compile(r"(?![-+=\d\s])[^\n\r\\`*_\[\]<>&~|#!]*")  # what no rule of Markdown can read otherwise
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MARK = re.compile(r"[\[\]()!*_`~|&<>#=\\\n-]")
_HAN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")  # with its punctuation
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
HEADING: Final = 3
"""The level of a text's highest heading: above it are the page's and its section's."""
_CLEANER = nh3.Cleaner(tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def render(text: str) -> SafeString:
    """Turn Markdown into sanitised HTML.

    In: the text as it is stored.
    Out: HTML without images, classes, ids or styles. Images become links to them; links to other sites say that a
    user wrote them; headings begin below the page's own, without a gap.
    A text too long or nested too deep loses its markup, never its words.
    Raises: nothing, whatever anybody wrote: hostile markup, addresses that run scripts, nesting that never ends.
    """
    return _render_again(text) if len(text) <= OFTEN_SHOWN else _render(text)


def _render(text: str) -> SafeString:
    text = _printable(text)
    tokens = _parse(text)
    if tokens is None:
        return _clean(_paragraphs(text))
    _number_headings(tokens)
    for token in tokens:
        if token.children:
            token.children = list(_inline(token.children))
            _mark_links(token.children)
    return _clean(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


_render_again = functools.lru_cache(maxsize=4_000)(_render)
"""The paragraphs of steps, ledgers and summaries stand on many pages, and on each again after any other has changed."""


def plain(text: str) -> str:
    """Give the words of a Markdown text on one line, for summaries, search and descriptions.

    In: Markdown. Out: text without markup, **not** escaped for HTML. Raises: nothing.
    """
    text = _printable(text)
    tokens = None if _UNMARKED.fullmatch(text) else _parse(text)
    parts = [text] if tokens is None else [_words_of(token) for token in tokens]
    return " ".join(" ".join(parts).split())


def reading_minutes(text: str, language: str) -> int:
    """Estimate the minutes it takes to read a Markdown text, at least 1.

    In: Markdown and its language, "zh" or "en". Chinese counts Han characters and the
    foreign words between them; English counts words. Out: whole minutes. Raises: nothing.
    """
    words = plain(text)
    han = 0
    if language == "zh":
        words, han = _HAN.subn(" ", words)
    minutes = han / HAN_PER_MINUTE + len(_WORD.findall(words)) / WORDS_PER_MINUTE
    return max(1, round(minutes))


class _Markdown(MarkdownIt):
    """CommonMark with tables and strikethrough, without raw HTML, that accepts few kinds of link."""

    def validateLink(self, url: str) -> bool:  # the parser's name for it
        return _is_our_path(url) or _is_outside(url) or url.lower().startswith("mailto:")


def _is_outside(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def _is_our_path(url: str) -> bool:
    """Tell a path on this site from an address: no scheme, no host, no backslash trick."""
    if "\\" in url or url.lower().startswith(("//", "/%5c", "%5c")):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and ":" not in parts.path.split("/")[0]


def _is_cjk(character: str) -> bool:
    return _CJK.match(character) is not None


def _is_space(character: str) -> bool:
    return isWhiteSpace(ord(character))


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _flanks(inner: str, outer: str) -> bool:
    """Tell whether `*` between these two characters may hug the inner one.

    CommonMark's rule, but Chinese writes no spaces: its own punctuation counts as a letter,
    and beside a Chinese character no space is needed. So `这是**重点：**内容` is bold.
    """
    if _is_space(inner):
        return False
    if _is_cjk(inner) or not _is_punctuation(inner):
        return True
    return _is_space(outer) or _is_punctuation(outer) or _is_cjk(outer)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read a run of `*` or `_`; the parser's own rule but for `_flanks`."""
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    run = state.scanDelims(state.pos, marker == "*")
    opens, closes = run.can_open, run.can_close
    if marker == "*":
        end = state.pos + run.length
        before = state.src[state.pos - 1] if state.pos else " "
        after = state.src[end] if end < state.posMax else " "
        opens, closes = _flanks(after, before), _flanks(before, after)
    for _ in range(run.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(ord(marker), run.length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += run.length
    return True


def _parser() -> MarkdownIt:
    parser = _Markdown("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": MAX_BLOCKS})
    parser.enable(["table", "strikethrough"]).disable(["html_block", "html_inline"])
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


_MARKDOWN = _parser()


def _printable(text: str) -> str:
    """Replace what HTML and PostgreSQL cannot hold: control characters and lone surrogates."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _parse(text: str) -> list[Token] | None:
    """Parse, or answer None for a text that is too long, too busy or nested too deep."""
    if len(text) > MAX_LENGTH or _is_busy(text):
        return None
    tokens = _MARKDOWN.parse(text)
    deep = any(token.level >= MAX_BLOCKS - 1 and token.nesting == 1 for token in tokens)
    return None if deep or any(_depth(token.children or []) > MAX_INLINE for token in tokens) else tokens


def _is_busy(text: str) -> bool:
    """Tell a text that would keep the parser busy; real ones have a hundredth of these marks."""
    if sum(1 for _ in _MARK.finditer(text)) > MAX_MARKS:
        return True
    lines = text.split("\n")
    return max(line.count("|") for line in lines) * len(lines) > MAX_CELLS


def _depth(tokens: Sequence[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth, _depth(token.children or []))
    return deepest


def _number_headings(tokens: list[Token]) -> None:
    """Make the highest heading level HEADING and let no level be skipped on the way down."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    ranks = {tag: rank for rank, tag in enumerate(sorted({token.tag for token in headings}))}
    previous = HEADING - 1
    for token in headings:
        if token.nesting == 1:
            previous = min(HEADING + ranks[token.tag], previous + 1, 6)
        token.tag = f"h{previous}"


def _inline(tokens: list[Token]) -> Iterator[Token]:
    """Images become links; a line break between two Chinese characters goes, it would show as a space."""
    inside_link = 0
    for number, token in enumerate(tokens):
        inside_link += token.nesting if token.tag == "a" else 0
        if token.type == "image":
            yield from _image(token, bool(inside_link))
        elif token.type != "softbreak" or not _between_cjk(tokens, number):
            yield token


def _between_cjk(tokens: list[Token], number: int) -> bool:
    before = "".join(token.content for token in tokens[max(0, number - 2) : number])
    after = "".join(token.content for token in tokens[number + 1 : number + 3])
    return bool(before and after) and _is_cjk(before[-1]) and _is_cjk(after[0])


def _image(token: Token, inside_link: bool) -> Iterator[Token]:
    """A reader's browser fetches nothing from elsewhere, so an image is shown as a link to it."""
    address = str(token.attrs.get("src", ""))
    words = Token("text", "", 0, content=_alternative(token) or address)
    if inside_link or not address:
        yield words
        return
    yield Token("link_open", "a", 1, attrs={"href": address})
    yield words
    yield Token("link_close", "a", -1)


def _alternative(token: Token) -> str:
    return " ".join(_words_of(token).split())


def _mark_links(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type == "link_open" and _is_outside(str(token.attrs.get("href", ""))):
            token.attrs["rel"] = "nofollow ugc noopener"


def _words_of(token: Token) -> str:
    """Collect the text of a token and of what is in it, images by their description."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.children:
        return "".join(map(_words_of, _without_breaks(token.children)))
    return token.content if token.type != "image" else ""


def _without_breaks(tokens: list[Token]) -> list[Token]:
    return [
        token for number, token in enumerate(tokens) if token.type != "softbreak" or not _between_cjk(tokens, number)
    ]


def _paragraphs(text: str) -> str:
    """Show a text without any markup: empty lines part paragraphs, lines stay lines."""
    lines = (line.strip() for line in text.splitlines())
    groups = (list(group) for full, group in groupby(lines, key=bool) if full)
    return "\n".join("<p>" + "<br>".join(map(escape, group)) + "</p>" for group in groups)


def _clean(html: str) -> SafeString:
    return mark_safe(_CLEANER.clean(html))  # the sanitiser is the place that may say so
