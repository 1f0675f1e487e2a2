"""What the columns of a table hold, in the reader's words: made of the names that fields have everywhere."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from content.changes.field_names import NAMES
from content.document.fields import LANGUAGES

COMPUTED = "computed_"
OWN = {
    "uid": gettext_lazy("The page's number, which joins the tables"),
    "row": gettext_lazy("Place in the list"),
    "version": gettext_lazy("The page's version"),
    "updated_at": gettext_lazy("When it was last changed"),
    "page_url": gettext_lazy("Address"),
    "kind": gettext_lazy("Kind"),
    "tag": gettext_lazy("Tag"),
    "tag_origin": gettext_lazy("Whose tag it is"),
    "since_version": gettext_lazy("The first version that has it"),
    "given_by": gettext_lazy("How it came to the page"),
    "given_at": gettext_lazy("When it came to the page"),
}
"""Columns that are no fields of documents."""
CONCLUSIONS = {
    "cases.level": gettext_lazy(
        "level of evidence; 0 no checked source yet, 1 a single source, 2 public sources, 3 confirmed by a party"
    ),
    "cases.reason": gettext_lazy("why it has this level"),
    "cases.sources": gettext_lazy("how many sources support the account and were opened by an editor"),
    "cases.outside": gettext_lazy("how many of these sources no party published"),
    "cases.from_notes": gettext_lazy("how many of these sources stand under claims about the case"),
    "cases.confirmed": gettext_lazy("who confirmed the account"),
    "cases.disputed": gettext_lazy("how many claims about it are disputed"),
    "cases.unverified": gettext_lazy("how many claims about it nobody could verify yet"),
    "cases.corrected": gettext_lazy("how many claims about it were corrected"),
    "strategies.maturity": gettext_lazy(
        "how far it is proved; 1 no case with public sources, 2 at least one, 3 at least three, one of them no success "
        "or confirmed by a party"
    ),
    "strategies.cases": gettext_lazy("how many cases it names or that name it"),
    "strategies.proved": gettext_lazy("how many of these cases have public sources"),
    "strategies.tested": gettext_lazy("whether one of these cases was no success or was confirmed by a party"),
    "terms.letter": gettext_lazy("the letter it stands under, by pinyin"),
    "chapters.rights": gettext_lazy("what the licence does not cover here"),
    "references.affiliates": gettext_lazy(
        "organisations that the publisher is a part of, owns, hosts or was renamed to"
    ),
    "claims.state": gettext_lazy("state of the claim"),
    "claims.reason": gettext_lazy("why it has this state"),
    "claims.sources": gettext_lazy("the sources under it that an editor opened, and who published each"),
}
"""What is computed of the pages of a table, as "table.name"."""


def words_of(column, table=""):
    """What a column holds: "Period › Beginning", "Title › in Chinese"; "" where its name says all there is."""
    if column.startswith(COMPUTED):
        name = column.removeprefix(COMPUTED)
        inner = str(CONCLUSIONS.get(f"{table}.{name}", "")) or words_of(name)
        said = _("Computed by the portal")
        return f"{said}{pgettext('after a label', ': ')}{inner}" if inner else said
    if column in OWN:
        return str(OWN[column])
    return " › ".join(str(NAMES[name]) for name in parts_of(column))


def parts_of(column):
    """The names of the field that a column is of and of its parts; nothing where one of them is not known."""
    if column in NAMES:
        return [column]
    field, _underscore, last = column.rpartition("_")
    if last in LANGUAGES and (inner := parts_of(field)):
        return [*inner, last]
    splits = [(column[:place], column[place + 1 :]) for place, letter in enumerate(column) if letter == "_"]
    return next(([name, *rest] for name, inside in splits if name in NAMES and (rest := parts_of(inside))), [])


def columns_of(package):
    """[(table, [(column, type, words)])] of the tables of a set that have rows."""
    tables = [
        (resource["path"].removesuffix(".csv"), resource["schema"]["fields"])
        for resource in package["resources"]
        if "schema" in resource and resource["count"]
    ]
    return [
        (table, [(field["name"], field["type"], words_of(field["name"], table)) for field in fields])
        for table, fields in tables
    ]
