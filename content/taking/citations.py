"""How a version of a page is cited: by GB/T 7714-2015 and APA, and as BibTeX, RIS and CSL-JSON.

A citation names a version and its day, and leads to that version's own address, which shows the same words for ever.
Every page is the same sort of thing to a bibliography, a web page with a group author, so each style is a few lines;
the tests hold them against the examples of the styles' own books.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

from content.wording import MONTHS

AUTHOR = {"zh": "共源", "en": "Commonsource"}
"""Who a page is by: the collection. People are named on the page, as they wish to be at the time."""
CULTURES = {"zh": "zh-CN", "en": "en"}
LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
} | {character: f"\\{character}" for character in "&%$#_"}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """What a bibliography says of one version of a page."""

    key: str
    """Its name in a bibliography's file: "commonsource-C-0001-v3"."""
    title: str
    language: str
    """"zh" or "en": that of the title and of the words around it."""
    version: int
    saved: date
    read: date
    address: str
    author: str = ""

    @property
    def by(self):
        return self.author or AUTHOR[self.language]


def plain_title(text):
    """A title on one line, without a full stop that a style would double."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".。")


def gb7714(cited):
    """GB/T 7714-2015; the version is "other title information", as in the standard's own examples."""
    version = f"第{cited.version}版" if cited.language == "zh" else f"version {cited.version}"
    return electronic_resource(cited.by, [plain_title(cited.title), version], (cited.saved, cited.read), cited.address)


def electronic_resource(author, titles, days, address):
    """GB/T 7714-2015, 4.6: 主要责任者. 题名: 其他题名信息[EB/OL]. (更新或修改日期)[引用日期]. 获取和访问路径.

    Author and the first of the days may be missing.
    """
    updated, read = days
    day = f"({updated.isoformat()})" if updated else ""
    named = f"{author}. " if author else ""
    return f"{named}{': '.join(titles)}[EB/OL]. {day}[{read.isoformat()}]. {address}."


def apa(cited):
    """APA, 7th edition, web page with a group author: (before the title, title in italics, after it)."""
    day = f"{cited.saved.year}, {MONTHS[cited.saved.month - 1]} {cited.saved.day}"
    return f"{cited.by}. ({day}). ", plain_title(cited.title), f" (Version {cited.version}). {cited.address}"


def bibtex(cited):
    """An entry of BibTeX that biblatex understands too. The title keeps its capitals."""
    fields = {
        "author": f"{{{latex(cited.by)}}}",
        "title": f"{{{latex(plain_title(cited.title))}}}",
        "year": str(cited.saved.year),
        "month": cited.saved.strftime("%m").lstrip("0"),
        "date": cited.saved.isoformat(),
        "version": str(cited.version),
        "note": f"Version {cited.version}",
        "publisher": latex(cited.by),
        "langid": "chinese" if cited.language == "zh" else "english",
        "urldate": cited.read.isoformat(),
        "url": cited.address,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{cited.key},\n{lines}\n}}\n"


def latex(text):
    """A text as LaTeX takes it."""
    return "".join(LATEX.get(character, character) for character in text)


def ris(cited):
    """RIS: two letters, two spaces, a hyphen, a space; lines end as the format asks."""
    rows = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        ("AU", cited.by),
        ("TI", plain_title(cited.title)),
        ("PY", str(cited.saved.year)),
        ("DA", cited.saved.strftime("%Y/%m/%d")),
        ("ET", str(cited.version)),
        ("PB", cited.by),
        ("LA", CULTURES[cited.language]),
        ("Y2", cited.read.strftime("%Y/%m/%d")),
        ("UR", cited.address),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in rows)


def csl(cited):
    """CSL-JSON, as Zotero and pandoc read it: a list of one item."""
    item = {
        "id": cited.key,
        "type": "webpage",
        "title": plain_title(cited.title),
        "author": [{"literal": cited.by}],
        "container-title": cited.by,
        "publisher": cited.by,
        "version": str(cited.version),
        "issued": {"date-parts": [parts(cited.saved)]},
        "accessed": {"date-parts": [parts(cited.read)]},
        "language": CULTURES[cited.language],
        "URL": cited.address,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def parts(day):
    return [day.year, day.month, day.day]
