"""A page as one Markdown file: what it is in the head, then everything its document says in one language.

It follows the document's own definition, so a new field comes along by itself.
"""

import json
import re
from datetime import UTC

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from content.changes.field_names import NAMES
from content.changes.matching import known_by
from content.changes.wording import ChangeWords, label
from content.document import get_kind
from content.document.fields import Choice, Document, ImageDocument, PageLink, PageLinks, Text, TextRows
from content.document.page import shape
from content.document.reading import TAGS
from content.models import MEDIA
from content.wording import claim_state

IN_THE_HEAD = {
    "slug", "title", "summary", "tags", "origin", "references", "status", "status_reason", "visible_from",
    "visible_until", "review_by", "position", "level",
}  # fmt: skip
"""Parts that the head of the file or a section of its own says."""


def page_markdown(loaded, site, address):
    """The page in Markdown. `address` is that of the version, `site` begins every link."""
    return "\n\n".join(filter(None, [head(loaded, site, address), *Writer(loaded, site).sections()])) + "\n"


def head(loaded, site, address):
    """YAML between dashes. Its values are written as JSON, which YAML includes, so that no text can break out of it."""
    page, document = loaded.page, loaded.document
    values = {
        "title": document["title"],
        "uid": page.uid,
        "kind": page.kind,
        "version": page.version,
        "updated": page.updated_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "language": TAGS[loaded.language],
        "url": site + get_kind(page.kind).path(page.slug),
        "permalink": address,
        "license": "CC-BY-SA-4.0",
        "origin": document["origin"],
        "status": document["status"],
        "tags": document["tags"],
    }
    if not loaded.revision:
        values["computed"] = page.computed
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return f"---\n{lines}\n---"


class Writer:
    """Writes the parts of one page."""

    def __init__(self, loaded, site):
        self.loaded, self.site = loaded, site
        self.kind = get_kind(loaded.page.kind)
        self.words = ChangeWords(self.kind, {key: entry.title for key, entry in loaded.near.items()})

    def sections(self):
        """The blocks of the page in order: title, summary, short facts, long parts, notes, sources."""
        document, fields = self.loaded.document, shape(self.kind.document).fields
        names = [name for name in fields if name not in IN_THE_HEAD and name not in self.kind.kept]
        yield f"# {one_line(document['title'])}"
        yield self.body(document["summary"])
        yield self.facts([(name, fields[name], document[name]) for name in names], self.kind.model)
        for name in names:
            yield from self.long_part(name, fields[name], document[name])
        yield from self.notes()
        yield from self.sources()

    def facts(self, rows, model):
        """The short ones of these fields as a list: `- Founded: 1998`."""
        said = [(name, self.short(name, field, value, model)) for name, field, value in rows]
        return "\n".join(f"- {name_of(name)}{colon()}{words}" for name, words in said if words)

    def short(self, name, field, value, model):
        """One value on a line, or "" for what is empty or long."""
        if value in (None, "", [], False) or is_long(field):
            return ""
        if isinstance(field, PageLink | PageLinks):
            keys = [f"{field.kind}:{value}"] if isinstance(field, PageLink) else field.keys(value)
            return listed(map(self.link, keys))
        if isinstance(field, Document):
            return self.parts(field, value, model)
        if isinstance(value, list):
            return listed(map(one_line, value))
        words = label(model, name, value) if isinstance(field, Choice) else self.words.say(field, model, name, value)
        return one_line(words)

    def parts(self, definition, value, model):
        """The parts of a mapping on one line: "Beginning 2015; Still going on yes"."""
        said = [
            (key, one_line(value[key]) if isinstance(part, Text) else self.short(key, part, value[key], model))
            for key, part in definition.fields.items()
        ]
        return pgettext("between values", "; ").join(f"{name_of(key)} {words}" for key, words in said if words)

    def long_part(self, name, field, value):
        """A text, a list of texts or a list of rows under a heading."""
        if not value or isinstance(field, Document):
            return
        if isinstance(field, Text):
            yield f"## {name_of(name)}\n\n{self.body(value)}"
        elif isinstance(field, TextRows):
            yield f"## {name_of(name)}\n\n{bullets(value)}"
        elif isinstance(getattr(field, "child", None), Document):
            yield f"## {name_of(name)}"
            if isinstance(field.child, ImageDocument):
                yield from map(self.image, value)
                return
            for number, row in enumerate(value, start=1):
                yield from self.row(field.child, row, number)

    def row(self, definition, row, number):
        """A row of a list: its name as a heading, its short parts as a list, its texts as paragraphs."""
        model = definition.Meta.model
        heading, taken = self.heading(definition, row, model)
        yield f"### {number}. {heading}" if heading else f"### {number}"
        rest = [(name, field, row[name]) for name, field in definition.fields.items() if name not in taken]
        yield self.facts(rest, model)
        for name, field, value in rest:
            if isinstance(field, Text) and value:
                yield self.body(value) if name == "text" else f"**{name_of(name)}**{colon()}{self.body(value)}"
            elif isinstance(field, TextRows) and value:
                yield f"**{name_of(name)}**\n\n{bullets(value, to_tick=field.to_tick)}"

    def image(self, image):
        """An image with what stands under it."""
        below = " ".join(filter(None, [one_line(image["caption"]), one_line(image["credit"])]))
        shown = f"![{escaped(image['alt'])}]({self.site}{MEDIA}{image['file']})"
        return "\n".join(filter(None, [shown, below]))

    def heading(self, definition, row, model):
        """(what a row is called, the fields that said it): by what it is known by, else by the words it must have."""
        needed = [name for name, field in definition.fields.items() if getattr(field, "needed", False)]
        for name in filter(row.get, (*known_by(definition), *needed)):
            return self.called(name, definition.fields[name], row[name], model), {name}
        return "", set()

    def called(self, name, field, value, model):
        """One value as the name of a row."""
        if isinstance(field, PageLink):
            return self.link(f"{field.kind}:{value}")
        return label(model, name, value) if isinstance(field, Choice) else one_line(value)

    def notes(self):
        """The claims about the page: each with its state, what editors found, and the correction."""
        if self.loaded.claims:
            yield "## " + _("Editor's notes")
        for claim in self.loaded.claims:
            row = claim.row
            text = f"- {self.link(claim.key)} · {claim_state(row['state'])}{colon()}{one_line(claim.summary)}"
            yield f"{text} {one_line(row['correction'])}".rstrip()

    def sources(self):
        """The sources with their numbers on the page and their own addresses."""
        rows = []
        for source in self.loaded.sources:
            address = source["entry"].row["url"]
            note = one_line(source["note"])
            words = [self.link(source["entry"].key), f"<{address}>" if address else "", note]
            rows.append(f"{source['number']}. {' '.join(filter(None, words))}")
        if rows:
            yield f"## {_('Sources')}\n\n" + "\n".join(rows)

    def link(self, key):
        """A link to another page by its title; "" when it is not public."""
        if key not in self.loaded.near:
            return ""
        kind, _colon, slug = key.partition(":")
        return f"[{escaped(self.loaded.near[key].title)}]({self.site}{get_kind(kind).path(slug)})"

    def body(self, text):
        """A Markdown text, its own headings below those of the file."""
        return re.sub(r"(?m)^(#{1,3})(?=\s)", r"###\1", str(text).strip())


def is_long(field):
    """Is this written as a part of its own, under a heading?"""
    return isinstance(field, Text | TextRows) or isinstance(getattr(field, "child", None), Document)


def listed(words):
    """Words after each other, without those that are empty."""
    return pgettext("between links", ", ").join(filter(None, words))


def name_of(name):
    """What a field is called."""
    return str(NAMES.get(name, name))


def colon():
    return pgettext("after a label", ": ")


def bullets(texts, *, to_tick=False):
    """A list; with an empty box before each of what is to be done."""
    return "\n".join(f"- {'[ ] ' if to_tick else ''}{one_line(text)}" for text in texts)


def one_line(text):
    return " ".join(str(text).split())


def escaped(text):
    """A title as the words of a link."""
    return re.sub(r"([\\\[\]])", r"\\\1", one_line(text))
