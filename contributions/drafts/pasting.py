"""References as people have them at hand: web addresses, DOIs, BibTeX, RIS, CSL-JSON. Nothing is fetched."""

import json
import logging
import re

import bibtexparser
import rispy
from django.core.exceptions import ValidationError

from content.document.fields import FORBIDDEN
from content.models import PublisherKind, is_web_address
from contributions.drafts.sources import FIELDS, MOST

LONGEST = 100_000
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>，。；]+", re.ASCII)
URL = re.compile(r"https?://[^\s\"<>，。；、）】》]+")
BIBTEX = re.compile(r"@\s*[A-Za-z]+\s*\{")
MARKS = "[\\s.,;:：，。；\\[\\]()（）“”\"'–—-]"
NO_TITLE = re.compile(rf"^{MARKS}+|{MARKS}*(\bdoi\b)?{MARKS}*$", re.IGNORECASE)
"""What stands around an address and is no title."""
RIS = re.compile(r"^TY\s{1,2}-", re.MULTILINE)
RIS_END = re.compile(r"^ER\s{1,2}-.*$", re.MULTILINE)
YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")
BRACES = re.compile(r"[{}]|\\(?=[&%$#_])")
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it cannot read is said to the person who pasted it


def read(text):
    """(sources as a contribution keeps them, what could not be read). Every text gives an answer."""
    text = FORBIDDEN.sub("", text[:LONGEST]).strip()
    reader = next((reader for looks_so, reader in READERS if looks_so(text)), lines)
    try:
        rows, rest = reader(text)
    except Exception:  # noqa: BLE001 - parsers of other people's formats fail in their own ways; the text is handed back
        rows, rest = [], text
    rows = [row for row in rows if row]
    return rows[:MOST], rest if rows or rest else text


def source(*, title="", url="", doi="", authors=(), publisher="", year=""):
    """One source; None for a thing without an address, which nobody could open."""
    doi = match[0].rstrip(".,;)") if (match := DOI.search(doi or "")) else ""
    url = (url or "").strip() or (f"https://doi.org/{doi}" if doi else "")
    if not opens(url):
        return None
    found = YEAR.search(str(year or ""))
    texts = {"title": title, "url": url, "publisher": publisher, "authors": "; ".join(authors)}
    row = {name: " ".join(BRACES.sub("", str(value or "")).split())[: FIELDS[name]] for name, value in texts.items()}
    return row | {
        "url": url,
        "note": "",
        "year": int(found[0]) if found else None,
        "publisher_kind": (PublisherKind.ACADEMIC if doi else PublisherKind.OTHER).value,
        "stance": "supports",
    }


def opens(url):
    """Whether this is an address that can be kept."""
    try:
        is_web_address(url)
    except ValidationError:
        return False
    return bool(url) and len(url) <= FIELDS["url"]


# --- One reader for each format: (rows, rest) -------------------------------------------------------------------------


def bibtex(text):
    """Entries with an address or a DOI; those without stay as they were pasted."""
    library = bibtexparser.parse_string(text)
    rows, rest = [], [block.raw for block in library.failed_blocks if block.raw]
    for entry in library.entries:
        fields = {name.lower(): field.value for name, field in entry.fields_dict.items()}
        row = source(
            title=fields.get("title"),
            url=plain_url(fields.get("url") or fields.get("howpublished") or ""),
            doi=fields.get("doi"),
            authors=re.split(r"\s+and\s+", fields["author"]) if fields.get("author") else (),
            publisher=fields.get("journal") or fields.get("booktitle") or fields.get("publisher"),
            year=fields.get("year") or fields.get("date"),
        )
        rows.append(row)
        if row is None:
            rest.append(entry.raw or "")
    return with_lines("\n".join(comment.comment for comment in library.comments), rows, rest, "\n\n")


def with_lines(text, rows, rest, between="\n"):
    """What was read of a format, with what stood around it read line by line."""
    more, left = lines(text)
    return rows + more, between.join(filter(None, [*rest, left]))


def plain_url(text):
    r"""The address in ``\url{…}``."""
    return match[0].rstrip("}") if (match := URL.search(text)) else ""


def ris(text):
    """Entries of RIS, as databases export it."""
    rows, rest = [], []
    start, end = RIS.search(text).start(), max((match.end() for match in RIS_END.finditer(text)), default=len(text))
    for entry in rispy.loads(text[start:end]):
        row = source(
            title=entry.get("title") or entry.get("primary_title"),
            url=next(iter(entry.get("urls", [])), ""),
            doi=entry.get("doi"),
            authors=entry.get("authors") or entry.get("first_authors") or (),
            publisher=entry.get("journal_name") or entry.get("secondary_title") or entry.get("publisher"),
            year=entry.get("year") or entry.get("publication_year"),
        )
        rows.append(row)
        if row is None:
            rest.append(str(entry.get("title") or entry.get("primary_title") or entry.get("type_of_reference")))
    return with_lines(f"{text[:start]}\n{text[end:]}", rows, rest)


def csl_json(text):
    """One item of CSL-JSON, or a list of them."""
    given = json.loads(text)
    items = given.get("items", [given]) if isinstance(given, dict) else given
    rows, rest = [], []
    for item in items:
        issued = (item.get("issued") or {}).get("date-parts") or [[""]]
        row = source(
            title=item.get("title"),
            url=item.get("URL"),
            doi=item.get("DOI"),
            authors=[
                author.get("literal") or ", ".join(filter(None, (author.get("family"), author.get("given"))))
                for author in item.get("author", [])
            ],
            publisher=item.get("container-title") or item.get("publisher"),
            year=issued[0][0],
        )
        rows.append(row)
        if row is None:
            rest.append(json.dumps(item, ensure_ascii=False))
    return rows, "\n".join(rest)


def lines(text):
    """A web address or a DOI in each line; the other words of the line are its title."""
    rows, rest = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        url, doi = URL.search(line), DOI.search(line)
        found = url or doi
        row = None
        if found:
            title = NO_TITLE.sub("", line[: found.start()] + line[found.end() :])
            row = source(title=title, url=url[0].rstrip(".,;:)") if url else "", doi=doi[0] if doi else "")
        rows.append(row)
        if row is None:
            rest.append(line)
    return rows, "\n".join(rest)


READERS = (
    (lambda text: text[:1] in {"[", "{"}, csl_json),
    (RIS.search, ris),
    (BIBTEX.search, bibtex),
)
