"""What page templates are built from: links to pages, marks, texts in the reader's language, dates."""

import functools

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from content import markdown as md
from content.document import get_kind
from content.document.reading import document_language
from search import chinese

register = template.Library()

CHINESE_NUMBERS = "〇一二三四五六七八九十"


# --- Links ------------------------------------------------------------------------------------------------------------


@register.simple_tag
def url_of(key):
    """The address, in the active language, of a page named "kind:slug"."""
    kind, _colon, slug = key.partition(":")
    return get_kind(kind).path(slug)


@register.simple_tag
def link(entry, classes=""):
    """A link to the page of an index entry, its title marked when it is in the other language."""
    if not entry:
        return ""
    attributes = format_html(' class="{}"', classes) if classes else ""
    return format_html('<a href="{}"{}>{}</a>', address(entry), attributes, entry_title(entry))


@register.filter
def address(entry):
    """The address of an index entry's page."""
    return get_kind(entry.kind).path(entry.slug)


@register.filter
def entry_title(entry):
    """The title of an index entry, marked with its language where that is not the page's."""
    return in_language(conditional_escape(entry.title), entry.row["title_language"])


@register.filter
def entry_summary(entry):
    """The summary of an index entry, marked likewise."""
    return in_language(conditional_escape(entry.summary), entry.row["summary_language"])


# --- Texts ------------------------------------------------------------------------------------------------------------


def in_language(html, language, tag="span"):
    """HTML marked with its language, if one is given."""
    return format_html('<{0} lang="{1}">{2}</{0}>', mark_safe(tag), language, html) if language else html


def foreign(text):
    """The language to mark a localised text with, or ""."""
    return getattr(text, "foreign", "")


@register.filter
def marked(text):
    """A text, escaped and marked when it fell back to the other language."""
    return in_language(conditional_escape(text), foreign(text))


@register.filter
def markdown(text):
    """A Markdown text as safe HTML; a fallen-back one stands in a block with its language."""
    return in_language(md.render(str(text)), foreign(text), "div") if text else ""


@register.filter
def title_breaks(title):
    """A title with <wbr> between the words of long clauses."""
    return in_language(chinese.title_breaks(str(title)), foreign(title))


@register.filter
def entry_breaks(entry):
    """The title of an index entry with <wbr> between the words of long clauses."""
    return in_language(chinese.title_breaks(entry.title), entry.row["title_language"])


@register.filter
def minutes(text):
    """How many minutes a text takes to read, in the active language."""
    return md.reading_minutes(text, document_language(get_language()))


@register.filter
def of(mapping, key):
    """A value of a mapping by a key that is itself a value; None where there is none."""
    return mapping.get(key)


# --- Dates and numbers ------------------------------------------------------------------------------------------------


@register.filter
def partial_date(text):
    """ "2015", "2015-11" or "2015-11-09" as a reader writes it: 2015年11月 / November 2015."""
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return ""
    if get_language() == "en":
        month = _english_months()[parts[1] - 1] if len(parts) > 1 else ""
        return " ".join(str(part) for part in [*parts[2:], month, parts[0]] if part)
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _english_months():
    return [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]


@register.filter
def period(value):
    """A case's period: 2015年至今 / since 2015, 2015年–2018年 / 2015–2018, or nothing when it is not known."""
    start, end = partial_date(value["start"]), partial_date(value["end"])
    if start and value["ongoing"]:
        return _("since %(start)s") % {"start": start}
    if start and end and start != end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    return start or (_("until %(end)s") % {"end": end} if end else "")


@register.filter
def day(value):
    """A date or moment as a <time> element in the reader's form."""
    if not value:
        return ""
    iso = (
        value
        if isinstance(value, str)
        else localtime(value).date().isoformat()
        if hasattr(value, "hour")
        else value.isoformat()
    )
    return format_html('<time datetime="{}">{}</time>', iso[:10], partial_date(iso[:10]))


@register.filter
def ordinal_mark(number):
    """1 → 一 on Chinese pages, 1 on English ones."""
    return str(number) if get_language() == "en" or not 0 <= number <= 10 else CHINESE_NUMBERS[number]


# --- Marks ------------------------------------------------------------------------------------------------------------


@functools.cache
def sprite():
    return static("img/marks.svg")


@register.simple_tag
def mark(name):
    """A mark of the sprite: community, company, neutral, chuang, xiang, ying, ev0–ev3, search; not read aloud."""
    return format_html('<svg class="mark" aria-hidden="true"><use href="{}#{}"/></svg>', sprite(), name)


@register.simple_tag
def level_mark(level):
    """The three bars of an evidence level, or of a playbook's maturity."""
    return mark(f"ev{level}")


PILLARS = {"co-creation": "chuang", "sharing": "xiang", "win-win": "ying"}
"""The tags that have a mark and a colour of their own, and their class."""


@register.filter
def pillars(tags):
    """The mechanisms among a page's tags, in order."""
    return [slug for slug in PILLARS if slug in tags]


@register.filter
def pillar_class(slug):
    return PILLARS.get(slug, "")


@register.simple_tag
def pillar_name(slug):
    """The short name of a mechanism."""
    return {"co-creation": _("Co-create"), "sharing": _("Share"), "win-win": _("Win-win")}.get(slug, slug)


@register.filter
def evidence_name(level):
    """The name of an evidence level."""
    return [_("From the book only"), _("Single source"), _("Public sources"), _("Confirmed by a party")][level]


@register.filter
def side_name(side):
    return {"community": pgettext("side", "Community"), "company": pgettext("side", "Company")}.get(
        side, pgettext("side", "Neutral")
    )


# --- Claims -----------------------------------------------------------------------------------------------------------


@register.filter
def claim_state(state):
    """What the state of a claim is called on a page."""
    return {
        "corrected": _("differs from the book, corrected"),
        "disputed": _("disputed"),
        "unverified": _("not verified"),
        "supported": _("supported by a source"),
        "opinion": _("an opinion, not a fact"),
    }[state]


@register.filter
def claim_reason(reason):
    """Why a claim stands where it does, as a sentence."""
    return {
        "sources": _("Sources that an editor opened say otherwise:"),
        "inconsistent": _("The book contradicts itself."),
        "no-source": _("No source that an editor could open settles it."),
        "unsupported": _("The book gives no source, and editors found none."),
        "doubtful": _("Editors doubt it; what they found does not settle it:"),
        "supported": _("Sources that an editor opened say the same:"),
        "opinion": _("A judgement, which sources cannot settle."),
        "not-checked": _("No editor has checked it yet."),
    }.get(reason, "")


@register.filter
def figure(text):
    """A decimal number as it is stored, "18.5000", in the reader's form: 18.5, with commas from a thousand on."""
    whole, _point, rest = str(text).partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")
