"""The owner's manuscript, cut into the book's sections by their numbers.

Only numbers are trusted: the levels of headings are not, and parts have no number of their own, so a heading without
one belongs to the part whose first section comes next.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

FRONT = "front"
_HEADING = re.compile(r"^ {0,3}[#＃]{1,6}\s*(?P<title>.*?)[\s#＃]*$")
_SECTION = re.compile(r"^(?P<number>[0-9]+(?:\.[0-9]+)+)\.?(?:\D|$)")
_APPENDIX = re.compile(r"^(?:附录|appendix)\s*(?P<letter>[A-Z])\b", re.IGNORECASE)
_PART = re.compile(
    r"^(?:第\s*(?P<zh>[一二三四五六七八九十]|[0-9]+)\s*(?:部分|章|篇)|(?:part|chapter)\s+(?P<en>[0-9]+)\b)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_NUMERALS = list("一二三四五六七八九十")


class BadManuscript(ValueError):
    """The manuscript cannot be placed; the message has one fault a line, each with its line number."""


@dataclass
class Passage:
    """A heading with the lines below it, up to the next heading."""

    line: int
    title: str
    number: str
    """The section it belongs to: "4.2.3", "2", "A", "front"; "" as long as nobody knows."""
    heading: str
    """The heading as it stands in the file."""
    text: str = ""


def read_manuscript(text):
    """Cut a manuscript: {section number: Markdown without its own heading}, in the order of the file.

    Raises BadManuscript for a section that stands twice and for text that belongs nowhere.
    """
    passages = name_parts(list(cut(text)))
    sections, faults = {}, []
    for passage in passages:
        if not passage.number and passage.text:
            faults.append(
                f"line {passage.line}: the text below “{passage.title}” belongs to no section; number the heading."
            )
        elif passage.number in sections:
            faults.append(f"line {passage.line}: section {passage.number} stands twice.")
        elif passage.number:
            sections[passage.number] = passage.text
    if faults:
        raise BadManuscript("\n".join(faults))
    return sections


def cut(text):
    """The passages of a text; those without a number are still to be named."""
    passage, lines, fenced = Passage(1, "", FRONT, ""), [], False
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            lines.append(line.rstrip())
            continue
        passage.text = "\n".join(lines).strip()
        yield passage
        title, lines = heading["title"].strip(), []
        passage = Passage(number, title, number_of(title), line.strip())
    passage.text = "\n".join(lines).strip()
    yield passage


def number_of(title):
    """The section number that a heading carries, or ""."""
    title = unicodedata.normalize("NFKC", title).strip()
    if match := _SECTION.match(title):
        return match["number"]
    if match := _APPENDIX.match(title):
        return match["letter"].upper()
    if match := _PART.match(title):
        digits = match["zh"] or match["en"]
        return str(_NUMERALS.index(digits) + 1) if digits in _NUMERALS else digits
    return ""


def name_parts(passages):
    """Give each heading without a number its place: a part's, or the front's before the first part."""
    named = [passages[0]]
    for position, passage in enumerate(passages[1:], start=1):
        following = passages[position + 1].number if position + 1 < len(passages) else ""
        part, current = following.partition(".")[0], named[-1].number.partition(".")[0]
        if passage.number:
            named.append(passage)
        elif "." in following and part != current:
            named.append(replace(passage, number=part))
        elif named[-1].number == FRONT:
            first = position == 1  # the book's own title
            named[-1].text = joined(named[-1].text, "" if first else passage.heading, passage.text)
        else:
            named.append(passage)
    return named


def joined(*texts):
    """Paragraphs one below the other."""
    return "\n\n".join(filter(None, texts))
