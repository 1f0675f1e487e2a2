"""How values are said on a page, in the reader's language: dates, numbers, mechanisms, evidence, claims.

Views use these as they are; content/templatetags/content.py gives them to the templates.
"""

import re
from collections import Counter
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from content import markdown
from content.document import get_kind, kinds
from content.document.reading import choose, document_language
from search import chinese

CHINESE_NUMBERS = "〇一二三四五六七八九十"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
YEARS_UNTIL_OUTDATED = 2
"""So long after an editor opened a source it is said that nobody has since."""
PILLARS = {"co-creation": "chuang", "sharing": "xiang", "win-win": "ying"}
"""The tags that have a mark and a colour of their own, and their class."""


OURS = (gettext_noop("This field is required."),)
"""Sentences of Django's forms that have our words in the catalogue, which comes before Django's own."""


# --- Dates and numbers ------------------------------------------------------------------------------------------------


def minutes(text):
    """How many minutes a text takes to read, in the active language."""
    return markdown.reading_minutes(text, document_language(get_language()))


def partial_date(text):
    """ "2015", "2015-11" or "2015-11-09" as a reader writes it: 2015年11月 / November 2015."""
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return ""
    if get_language() == "en":
        month = MONTHS[parts[1] - 1] if len(parts) > 1 else ""
        return " ".join(str(part) for part in [*parts[2:], month, parts[0]] if part)
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def long_unchecked(text):
    """Was this day, "2024-11-09", more than two years ago?"""
    today = timezone.localdate()
    return text < f"{today.year - YEARS_UNTIL_OUTDATED}{today:-%m-%d}"


def period(value):
    """A case's period: 2015年至今 / since 2015, 2015年–2018年 / 2015–2018, or nothing when it is not known."""
    start, end = partial_date(value["start"]), partial_date(value["end"])
    if start and value["ongoing"]:
        return _("since %(start)s") % {"start": start}
    if start and end and start != end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    return start or (_("until %(end)s") % {"end": end} if end else "")


def ordinal_mark(number):
    """1 → 一 on Chinese pages, 1 on English ones."""
    return str(number) if get_language() == "en" or not 0 <= number <= 10 else CHINESE_NUMBERS[number]


def figure(text):
    """A decimal number, "18.50" or "-0.5", in the reader's form: 18.5, with commas from a thousand on."""
    return f"{Decimal(text).normalize():,f}"


# --- Mechanisms, evidence, sides --------------------------------------------------------------------------------------


def pillars(tags):
    """The mechanisms among a page's tags, in order."""
    return [slug for slug in PILLARS if slug in tags]


def pillar_class(slug):
    """The class of a mechanism's colour; "" for another tag."""
    return PILLARS.get(slug, "")


def pillar_name(slug):
    """The short name of a mechanism."""
    return {"co-creation": _("Co-create"), "sharing": _("Share"), "win-win": _("Win-win")}.get(slug, slug)


def evidence_name(level, origin=""):
    """The name of an evidence level; the lowest has its own for pages of the book. origin: the page's, if of one."""
    if level == 0 and origin == "book":
        return _("From the book only")
    return [_("No checked source yet"), _("Single source"), _("Public sources"), _("Confirmed by a party")][level]


def side_name(side):
    """What a side of a case is called."""
    return {"community": pgettext("side", "Community"), "company": pgettext("side", "Company")}.get(
        side, pgettext("side", "Neutral")
    )


# --- Links ------------------------------------------------------------------------------------------------------------


HAN = re.compile(f"[{chinese.HAN}]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
KEY = re.compile(r"“([a-z_]+):([^\s”]+)”")


def note_of(revision):
    """The note of a version in the reader's language, pages that moved by their addresses: “/cases/linux/”."""
    return KEY.sub(lambda found: quoted_address(*found.groups()) or found[0], revision.note_words)


def written_in(text):
    """The language of a text that was written in one only, as its characters show: "zh", "en", or "" for neither."""
    han, words = len(HAN.findall(text)), len(LATIN_WORD.findall(text))
    return "zh" if han and han >= words else "en" if words else ""


def quoted_address(kind, slug):
    """The address where such a page would stand, in quotation marks; "" if there is no such kind or address."""
    return f"“{get_kind(kind).path(slug)}”" if kind in kinds() and get_kind(kind).has_address(slug) else ""


def kind_name(kind):
    """What one page of a kind is called."""
    return str(get_kind(kind).one)


def title_with_kind(kind, document):
    """How a page is named where nothing links to it: “vLLM” (case)."""
    words = {"title": choose(document["title"], document_language(get_language())), "kind": kind_name(kind)}
    return _("“%(title)s” (%(kind)s)") % words


def told_apart(entries):
    """Index entries, each with what tells it from another of the same title: its kind, else its group; or ""."""
    titles = Counter(entry.title for entry in entries)
    kinds = Counter((entry.title, entry.kind) for entry in entries)
    return [
        (entry, "")
        if titles[entry.title] == 1
        else (entry, kind_name(entry.kind) if kinds[entry.title, entry.kind] == 1 else entry.row.get("group_title", ""))
        for entry in entries
    ]


# --- Claims -----------------------------------------------------------------------------------------------------------


CLAIM_STATES = ("corrected", "disputed", "unverified", "supported", "opinion")
"""The states of a claim, those first that a reader must know."""


def claim_state(state):
    """What the state of a claim is called on a page."""
    return {
        "corrected": _("differs from the book, corrected"),
        "disputed": _("disputed"),
        "unverified": _("not verified"),
        "supported": _("supported by a source"),
        "opinion": _("an opinion, not a fact"),
    }[state]


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
