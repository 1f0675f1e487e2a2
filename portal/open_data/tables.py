"""How documents become tables: one for the pages of a kind, and one for each list that its documents have.

The columns follow the document's own definition. Texts have a column for each language. A list of links is one cell,
its slugs parted by spaces; any other list inside a row is a cell of JSON.
"""

from dataclasses import dataclass, field
from datetime import UTC

from content.api.items import address_name
from content.document import get_kind
from content.document.fields import (
    LANGUAGES,
    Day,
    Document,
    Figure,
    Moment,
    Number,
    PageLink,
    PageLinks,
    PlainList,
    Text,
    TextRows,
    YesNo,
)
from content.document.page import shape
from content.taking.spreadsheets import cell

TYPES = {Number: "integer", YesNo: "boolean", Figure: "number", Day: "date", Moment: "datetime"}
RULES = ("enum", "minimum", "maximum")
"""What a JSON Schema and the description of a column call by the same names."""


@dataclass(frozen=True)
class Column:
    """A column: what a data package calls its values, which there can be, and where they lead."""

    name: str
    type: str = "string"
    rules: dict = field(default_factory=dict)
    about: str = ""


@dataclass
class Table:
    """A table to be: its name, its columns, and the part of a document that its rows come from."""

    name: str
    columns: list
    keys: dict
    """Which columns make a row known, and how they lead to rows of other tables, as a data package says it."""
    source: str = ""
    """The list of the document that makes the rows; "" for one row a page."""
    cells: list = field(default_factory=list)
    """For each column of the document its function from (document or row) to a value."""


def tables_of(kind, collection, computed):
    """The tables of a kind: first that of its pages. `computed`: the names of what is computed, with JSON Schemas."""
    main = Table(collection, identity(kind), {"primaryKey": ["uid"]})
    found = [main]
    for name, part in shape(kind.document).fields.items():
        if name in kind.kept:
            continue
        if isinstance(part, TextRows) or isinstance(getattr(part, "child", None), Document):
            found.append(table_of_list(collection, name, part))
        else:
            add(main, name, part, lambda document, name=name: document[name])
    for name, schema in computed.items():
        main.columns.append(Column(f"computed_{name}", type_of(schema), rules_of(schema)))
    return found


def identity(kind):
    """The first columns of a kind's own table."""
    names = Column("uid"), Column(address_name(kind))
    return [*names, Column("version", "integer"), Column("updated_at", "datetime")]


def table_of_list(collection, name, part):
    """The table of a list: the page's number, the row's place, and what the row says."""
    keys = {"primaryKey": ["uid", "row"], "foreignKeys": [leads("uid", collection, "uid")]}
    table = Table(f"{collection}.{name}", [Column("uid"), Column("row", "integer")], keys, source=name)
    if isinstance(part, TextRows):
        add(table, "text", part.text, lambda row: row)
        return table
    for key, inner in part.child.fields.items():
        add(table, key, inner, lambda row, key=key: row[key])
    return table


def leads(column, table, there):
    """A column whose values stand in a column of another table."""
    return {"fields": [column], "reference": {"resource": table, "fields": [there]}}


def add(table, name, part, value):
    """Add the column, or the columns, of a part; `value` finds it in a document or a row."""
    if isinstance(part, Text):
        for language in LANGUAGES:
            table.columns.append(Column(f"{name}_{language}"))
            table.cells.append(lambda row, language=language: value(row)[language])
    elif isinstance(part, Document):
        for key, inner in part.fields.items():
            add(table, f"{name}_{key}", inner, lambda row, key=key: inside(value(row), key))
    elif isinstance(part, PageLinks):
        table.columns.append(Column(name, about=about_links(part, "Slugs, parted by spaces")))
        table.cells.append(lambda row: " ".join(value(row)))
    else:
        about = about_links(part, "Slug") if isinstance(part, PageLink) else ""
        table.columns.append(Column(name, column_type(part), rules_of(part.schema()), about))
        table.cells.append(value)


def about_links(part, said):
    """What the values of links are: slugs of pages of a kind, or of any as "kind:slug"."""
    where = f"{get_kind(part.kind).collection}.slug" if part.kind else "slug after its kind and a colon"
    return f"{said}: {where}. A page that was removed has no row."


def rules_of(schema):
    """Which values there can be. An empty cell says that there is none, so it needs no rule."""
    rules = {name: schema[name] for name in RULES if name in schema}
    return rules | {"enum": [value for value in rules["enum"] if value]} if "enum" in rules else rules


def inside(mapping, key):
    """A part of a mapping, or what stands for it where there is no mapping."""
    return mapping[key] if mapping is not None else None


def column_type(part):
    """What a data package calls the values of a part."""
    if isinstance(part, PlainList | TextRows):
        return "array"
    return next((name for kind, name in TYPES.items() if isinstance(part, kind)), "string")


def type_of(schema):
    """What it calls something computed."""
    kind = schema.get("type", "string")
    return {"integer": "integer", "boolean": "boolean", "array": "array", "object": "object"}.get(kind, "string")


def rows_of(table, page, document, computed):
    """The rows that a page adds to a table, as cells."""
    if table.source:
        for number, row in enumerate(document[table.source], start=1):
            yield [cell(value) for value in (page["uid"], number, *(find(row) for find in table.cells))]
        return
    found = [find(document) for find in table.cells]
    names = [column.name.removeprefix("computed_") for column in table.columns[len(page) + len(found) :]]
    yield [cell(value) for value in (*page.values(), *found, *(computed.get(name) for name in names))]


def moment(value):
    """A moment in UTC as the API writes it."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
