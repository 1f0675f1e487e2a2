"""What page templates are built from: links to pages, marks, texts in the reader's language, dates."""

import functools

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from content import markdown as md
from content import wording
from content.document import get_kind, reader_language
from content.document.reading import TAGS
from content.people import without_mail
from search import chinese

register = template.Library()

for words in (
    wording.partial_date,
    wording.long_unchecked,
    wording.period,
    wording.ordinal_mark,
    wording.figure,
    wording.pillars,
    wording.pillar_class,
    wording.evidence_name,
    wording.side_name,
    wording.claim_state,
    wording.claim_reason,
    wording.told_apart,
    wording.kind_name,
    wording.note_of,
):
    register.filter(words.__name__, words)
register.simple_tag(wording.pillar_name)


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


@register.simple_tag
def word_space():
    """A space, where the language puts one between words and sentences."""
    return " " if get_language() == "en" else ""


@register.filter
def entry_summary(entry):
    """The summary of an index entry, marked likewise."""
    return in_language(conditional_escape(entry.summary), entry.row["summary_language"])


@register.filter
def entry_text(entry):
    """The Markdown text of an index entry that has one, as safe HTML, marked likewise."""
    return in_language(md.render(entry.row["text"]), entry.row["text_language"], "div")


register.filter(without_mail)


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
def in_its_language(text):
    """A text that was written in one language only, such as a version's note: marked where that is not the page's."""
    language = wording.written_in(text)
    return in_language(conditional_escape(text), TAGS[language] if language not in {"", reader_language()} else "")


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
def of(mapping, key):
    """A value of a mapping by a key that is itself a value; None where there is none."""
    return mapping.get(key)


# --- Dates ------------------------------------------------------------------------------------------------------------


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
    return format_html('<time datetime="{}">{}</time>', iso[:10], wording.partial_date(iso[:10]))


# --- Marks ------------------------------------------------------------------------------------------------------------


@functools.cache
def sprite():
    return static("img/marks.svg")


@register.simple_tag
@functools.lru_cache(maxsize=100)
def mark(name):
    """A mark of the sprite: community, company, neutral, chuang, xiang, ying, ev0–ev3, search; not read aloud."""
    return format_html('<svg class="mark" aria-hidden="true"><use href="{}#{}"/></svg>', sprite(), name)


@register.simple_tag
def level_mark(level):
    """The three bars of an evidence level, or of a playbook's maturity."""
    return mark(f"ev{level}")
