"""From a document's serializer to the parts of its form."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from content.changes.field_names import NAMES
from content.changes.wording import ChangeWords
from content.document import fields
from content.document.page import TagLinks, rows_of
from content.forms import link_parts
from content.forms import parts as form_parts
from content.forms.images import ImagePart
from content.forms.parts import ChoicePart, MappingPart, PlainPart, Words

PARTS = {
    TagLinks: link_parts.TagsPart,
    fields.PageLinks: link_parts.LinksPart,
    fields.PageLink: link_parts.LinkPart,
    fields.TextRows: form_parts.TextRowsPart,
    fields.Text: form_parts.TextPart,
    fields.PlainList: form_parts.LinesPart,
    fields.YesNo: form_parts.FlagPart,
    fields.Number: form_parts.NumberPart,
    fields.Figure: form_parts.FigurePart,
    fields.Day: form_parts.DayPart,
    fields.Moment: form_parts.MomentPart,
    fields.Plain: PlainPart,
    fields.ImageName: ImagePart,
}


LANGUAGE_NAMES = {"zh": ("中文", "zh-Hans"), "en": ("English", "en")}
"""As each language calls itself, with its tag."""


def is_rows(field):
    """Does the field hold a list of rows, each with fields of its own?"""
    return bool(rows_of(field)) and not isinstance(field, fields.TextRows)


def parts_of(serializer, model, wording, *, without=(), place="", prefix=""):
    """The parts for the fields of a serializer, except rows and what nobody fills in.

    `wording` has Words by place in the document.
    """
    return [
        part_of(field, model, wording, place=f"{place}{name}", name=f"{prefix}{name}")
        for name, field in serializer.fields.items()
        if name not in without and not is_rows(field) and not isinstance(field, fields.Measure)
    ]


def part_of(field, model, wording, *, place, name):
    """The part for one field of a document."""
    words = words_for(field, model, wording, place)
    if isinstance(field, fields.Document):
        inner = parts_of(field, model, wording, place=f"{place}.", prefix=f"{name}_")
        return MappingPart(name, field, words, inner)
    if isinstance(field, fields.Choice):
        return ChoicePart(name, field, words, dict(column(model, field.source).flatchoices))
    return PARTS[type(field)](name, field, words)


def words_for(field, model, wording, place):
    """What to call the field: our own words for its place, else the model's name of the column, else its usual name."""
    words = wording.get(place, Words())
    if words.label:
        return words
    if is_rows(field):
        return Words(field.child.Meta.model._meta.verbose_name_plural, words.hint)
    found = column(model, field.source)
    name = field.field_name
    return Words(found.verbose_name if found else NAMES.get(name, name), words.hint)


def words_of_path(kind, wording, path, titles=None):
    """A place in a document as an editor calls it: “Parties › Acme › role › English”. titles: of pages, by key."""
    rows = ChangeWords(kind, titles or {})
    serializer, model, place, steps, said = kind.document(), kind.model, "", list(path), []
    while steps and serializer and (field := serializer.fields.get(steps[0])):
        place += steps.pop(0)
        said.append(str(words_for(field, model, wording, place).label))
        place += "."
        serializer = field if isinstance(field, fields.Document) else None
        if is_rows(field):
            serializer, model = field.child, field.child.Meta.model
            said += [rows.row(serializer, model, step) for step in steps[:1]]
            del steps[:1]
    said += [LANGUAGE_NAMES.get(step, [step])[0] if isinstance(step, str) else str(step + 1) for step in steps]
    return capfirst(" › ".join(said))


def column(model, source):
    """The model's column behind a field of the document, the Chinese one of a pair, or None."""
    for name in (source, f"{source}_zh_hans"):
        try:
            found = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if hasattr(found, "verbose_name"):
            return found
    return None
