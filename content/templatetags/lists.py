"""The parts of a list that stand on it many times: rows, rendered once for as long as they say the same; options of its
filters and what a search found, written without a template."""

from dataclasses import dataclass, field
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from content.templatetags.content import in_language, level_mark, mark
from content.wording import pillar_class

MOST_KEPT = 2_000
"""Rows of about 2 KB that each process keeps."""
register = template.Library()


@dataclass(frozen=True)
class Row:
    """A row to render; two with the same key are the same HTML."""

    key: tuple
    template: str = field(compare=False)
    context: dict = field(compare=False)


@register.simple_tag
def row(name, entry, **words):
    """The row of an index entry by the template components/<name>.html.

    It may show nothing but the entry's kind, slug, number, title, summary and `row`, and the words given: these and the
    language decide what is kept, so what is kept is never stale.
    """
    shown = (entry.kind, entry.slug, entry.uid, entry.title, entry.summary, repr(entry.row))
    key = (name, get_language(), *shown, *(str(word) for word in words.values()))
    return rendered(Row(key, f"components/{name}.html", {"entry": entry, **words}))


@lru_cache(maxsize=MOST_KEPT)
def rendered(wanted):
    """The HTML of a row, the one used longest ago forgotten first."""
    return mark_safe(render_to_string(wanted.template, wanted.context))


@register.simple_tag
def option(name, value):
    """A checkbox of the facet `name`; value: {value, words, count, checked, disabled}."""
    words = format_html("<span>{}</span>", value["words"])
    if name == "mechanism" and (pillar := pillar_class(value["value"])):
        words = format_html('<span class="pillar is-{}">{}{}</span>', pillar, mark(pillar), value["words"])
    elif name == "evidence":
        words = format_html('<span class="evidence">{}{}</span>', level_mark(value["value"]), value["words"])
    states = "".join(f" {state}" for state in ("checked", "disabled") if value[state])
    return format_html(
        '<label class="check"><input type="checkbox" name="{}" value="{}"{}>{}<span class="num">{}</span></label>',
        name, value["value"], mark_safe(states), words, value["count"],
    )  # fmt: skip


@register.simple_tag
def found_in(parts, language):
    """A text with what was looked for marked; parts: [(piece, was it looked for)]; `language`: of a text that fell back
    to the other one, or ""."""
    forms = {True: "<mark>{}</mark>", False: "{}"}
    return in_language(mark_safe("".join(format_html(forms[found], piece) for piece, found in parts)), language)
