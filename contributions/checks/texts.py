"""What reads badly, or should not be there: sources, words, Chinese typography, advertising, personal data."""

import re

from django.utils.translation import gettext_lazy as _

from content.document.fields import LANGUAGES
from contributions.checks.finding import Finding
from contributions.checks.proposed import here_already
from contributions.drafts.fields import UNSAID
from glossary.models import Alias
from search import chinese

HAN = r"[\u3400-\u9fff]"
FULL = r"[，。；：？！、“”（）《》]"
TYPOGRAPHY = [
    (re.compile(rf"(?<={HAN})[,:;?!](?={HAN}|\s|$)|[(](?={HAN})|(?<={HAN})[)]"), "half-width",
     _("Half-width punctuation between Chinese characters: “%(found)s”")),
    (re.compile(rf"{HAN}[ \t]+{HAN}|{HAN}[ \t]+(?={FULL})|(?<={FULL})[ \t]+{HAN}"), "space",
     _("A space between Chinese characters: “%(found)s”")),
    (re.compile(r"[０-９Ａ-Ｚａ-ｚ]+"), "full-width", _("Full-width letters or digits: “%(found)s”")),
    (re.compile(r"([，。；：？！、])\1+"), "doubled", _("A mark written twice: “%(found)s”")),
    (re.compile(rf"(?<={HAN})\.{{2,}}"), "dots", _("Write …… for an ellipsis: “%(found)s”")),
]  # fmt: skip
MARKETING = {
    "zh": re.compile(
        "最先进|最领先|最强大|最好的|遥遥领先|全球领先|行业领先|业界领先|国际领先|世界一流|一流的|顶级|颠覆性|革命性|划时代|"
        "史无前例|前所未有|无与伦比|极致|完美|赋能|抓手|生态闭环|降维打击|引领未来|领军|震撼|重磅|里程碑式|独一无二|首屈一指"
    ),
    "en": re.compile(
        r"\b(world-class|best-in-class|industry-leading|market-leading|world-leading|cutting-edge|state-of-the-art|"
        r"revolutionary|groundbreaking|game-chang(?:er|ing)|unprecedented|unparalleled|unmatched|seamless(?:ly)?|"
        r"synerg(?:y|ies)|empower(?:s|ed|ing)?|disruptive|next-generation|the (?:best|greatest|most advanced))\b",
        re.IGNORECASE,
    ),
}
PERSONAL = [
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), "e-mail", _("An e-mail address: “%(found)s”")),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)|(?<![\d.])\+\d{1,3}(?:[ -]\d{2,5}){2,4}(?!\d)"),
     "phone", _("A telephone number: “%(found)s”")),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "identity", _("An identity number: “%(found)s”")),
]  # fmt: skip
FIGURE = re.compile(r"\d[\d,.]*\s*(?:%|％|万|亿|倍|percent|million|billion|times)")
LINK = re.compile(r"https?://")
MOST_OF_A_SORT = 10
AROUND, LONGEST_WORD = 4, 30
"""So many characters around what was found are shown, and so many more until a word ends."""
NOT_PROSE = ("slug", "status_reason", "references", "homepage", "url", "archived_url")


def advice(row):
    """What author and reviewer should look at; nothing here blocks. One query, and one for each
    kind of page that is proposed with it."""
    document = row.document
    found = [*sources(row.kind, document, row.sources), *words_of_the_glossary(document)]
    found += [*no_costs(row.kind, document), *nothing_chosen(row.kind, document), *here_already(row.proposals)]
    for place, language, text in texts(document):
        if language == "zh":
            found += matches(TYPOGRAPHY, place, text)
        found += matches(PERSONAL, place, text)
        found += [
            Finding(place, "marketing", _("This reads like advertising: “%(found)s”"), {"found": match[0]})
            for match in MARKETING[language].finditer(text)
        ]
    return limited(found)


def limited(found):
    """At most so many of one sort: the tenth half-width comma tells nobody anything new."""
    counts, kept = {}, []
    for finding in found:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= MOST_OF_A_SORT:
            kept.append(finding)
    return kept


def texts(value, place=()):
    """(place, language, text) for every text in two languages of a document."""
    if isinstance(value, dict) and value and set(value) <= set(LANGUAGES):
        yield from ((place + (key,), key, text) for key, text in value.items() if text)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NOT_PROSE:
                yield from texts(item, (*place, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts(item, (*place, number))


def matches(patterns, place, text):
    for pattern, code, sentence in patterns:
        for match in pattern.finditer(text):
            yield Finding(place, code, sentence, {"found": around(text, *match.span())})


def around(text, start, end):
    """A place in a text with a little of what stands around it; words of letters are not cut."""
    begin, finish = max(0, start - AROUND), min(len(text), end + AROUND)
    while begin > 0 and start - begin < LONGEST_WORD and in_a_word(text[begin - 1 : begin + 1]):
        begin -= 1
    while finish < len(text) and finish - end < LONGEST_WORD and in_a_word(text[finish - 1 : finish + 1]):
        finish += 1
    return text[begin:finish].strip()


def in_a_word(two):
    """Do these two characters belong to one word of Latin letters or digits?"""
    return all(char.isascii() and char.isalnum() for char in two)


def sources(kind, document, new):
    """Figures without a source, and a page without any."""
    number = len(document.get("references", [])) + len(new)
    some = bool(number)
    if not some and kind in {"case", "claim"}:
        yield Finding(
            ("references",), "no-source", _("No source yet. With two, one of them from outside, a case counts.")
        )
    if number == 1 and kind == "case":
        words = _("One source so far. With two that an editor has opened, one of them from outside, a case counts.")
        yield Finding(("references",), "one-source", words)
    for number, outcome in enumerate(document.get("outcomes", [])):
        figure = outcome.get("figure") or {}
        if figure.get("value") and not figure.get("reference"):
            yield Finding(("outcomes", number, "figure"), "figure", _("This figure has no source."))
    if not some:
        for place, _language, text in texts(document):
            if match := FIGURE.search(text):
                yield Finding(place, "figure", _("A figure without a source: “%(found)s”"), {"found": match[0]})


def no_costs(kind, document):
    """Sides of a case of whose costs nothing is said: they are what readers look for, and what is left out most."""
    ledger = {book.get("side"): book for book in document.get("ledger", [])} if kind == "case" else {}
    words = {
        "community": _("Nothing is said of what the community paid. If you looked and found none, write “none found”."),
        "company": _("Nothing is said of what the company paid. If you looked and found none, write “none found”."),
    }
    for side, book in ledger.items():
        if side in words and not any((book.get("cost") or {}).values()):
            yield Finding(("ledger", side, "cost"), "no-cost", words[side])


THIN = ("no-source", "one-source", "no-cost")
"""What a part is still thin for, though all that must be in it is there."""


def thin(row):
    """The places that are still thin. No query."""
    found = [*sources(row.kind, row.document, row.sources), *no_costs(row.kind, row.document)]
    return [finding.place for finding in found if finding.code in THIN]


def nothing_chosen(kind, document):
    """What is published as not said, since nobody chose anything."""
    for name, value in UNSAID.get(kind, {}).items():
        if document.get(name) in {None, "", value}:
            yield Finding((name,), "not-said", _("What came of it is not chosen: the page will say “not said”."))


def words_of_the_glossary(document):
    """Words that the glossary says not to write, each with the word to write instead."""
    forbidden = Alias.objects.filter(status=Alias.Status.FORBIDDEN, term__version__gt=0).select_related("term")
    wanted = [(chinese.fold(alias.text), alias) for alias in forbidden]
    for place, language, text in texts(document):
        folded = chinese.fold(text)
        for words, alias in wanted:
            if alias.language == language and is_in(words, folded, language):
                yield Finding(
                    place, "term", _("The glossary says “%(preferred)s”, not “%(found)s”."),
                    {"found": alias.text, "preferred": title_of(alias.term, language)},
                )  # fmt: skip


def is_in(words, text, language):
    if language == "en":
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
    return words in text


def title_of(term, language):
    first, second = term.title_zh_hans, term.title_en
    return (first or second) if language == "zh" else (second or first)


def count_links(document):
    """How many web addresses stand in a document's texts."""
    return sum(len(LINK.findall(text)) for _place, _language, text in texts(document))
