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


def words_of(column):
    """What a column holds: "Period › Beginning", "Title › in Chinese"; "" where its name says all there is."""
    if column.startswith(COMPUTED):
        inner = words_of(column.removeprefix(COMPUTED))
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
    return [
        (
            resource["path"].removesuffix(".csv"),
            [(field["name"], field["type"], words_of(field["name"])) for field in resource["schema"]["fields"]],
        )
        for resource in package["resources"]
        if "schema" in resource and resource["count"]
    ]
