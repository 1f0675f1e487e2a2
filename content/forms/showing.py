"""What a template needs to show the parts of a page's form."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from content.document.fields import LANGUAGES
from content.forms.building import LANGUAGE_NAMES, words_for
from content.forms.link_parts import LinksPart, TagsPart
from content.forms.parts import MappingPart


@dataclass(frozen=True)
class Section:
    """Parts of a page that belong together, by their place in the document. `closed`: folded away until opened."""

    name: str
    heading: str
    parts: tuple[str, ...]
    hint: str = ""
    closed: bool = False


class ShownPart:
    """A part of a document with its form fields, and what they hold."""

    def __init__(self, part, form, pages):
        self.part, self.form, self.pages = part, form, pages
        self.template, self.label, self.hint = part.template, part.label, part.hint
        self.needed, self.wide = part.needed, part.wide

    @cached_property
    def fields(self):
        return [self.form[name] for name in self.part.names]

    @property
    def field(self):
        return self.fields[0]

    @property
    def errors(self):
        return [error for field in self.fields for error in field.errors]

    @property
    def sides(self):
        """(field, name of the language, its tag) for a text in both languages."""
        return [(field, *LANGUAGE_NAMES[key]) for field, key in zip(self.fields, LANGUAGES, strict=True)]

    @property
    def markdown(self):
        return getattr(self.part, "markdown", False)

    @property
    def parts(self):
        """What is inside a part with fields of its own."""
        inner = self.part.parts if isinstance(self.part, MappingPart) else ()
        return side_by_side(ShownPart(part, self.form, self.pages) for part in inner)

    @property
    def kind(self):
        """The kind of page that the field links to, "" for any."""
        return self.part.field.kind or ""

    @property
    def text(self):
        """What the text field of a link, or of tags, shows: as sent, or as the document has it in words."""
        value = self.field.value()
        if self.form.is_bound:
            return value
        if isinstance(self.part, TagsPart):
            return self.pages.tags.text(value) if value else ""
        return self.pages.label(self.kind, value) if value else ""

    @property
    def chosen(self):
        """(address, title) of the pages in a list of links; what names no page has its own text as title."""
        values = [text.strip() for text in self.field.value() or []] if isinstance(self.part, LinksPart) else []
        return [(text, self.pages.title(self.kind, text)) for text in values if text]

    @property
    def vocabulary(self):
        return self.pages.tags.by_facet()


class ShownRows:
    """A list of rows with its heading."""

    template = "admin/parts/rows.html"
    wide = True

    def __init__(self, name, formset, words, row_name, pages):
        self.name, self.formset, self.pages = name, formset, pages
        self.label, self.hint, self.row_name = words.label, words.hint, row_name

    @property
    def errors(self):
        return list(self.formset.non_form_errors())

    @property
    def rows(self):
        return [ShownRow(form, self.pages, self.row_name, key=self.formset.key) for form in self.formset.forms]

    @property
    def blank(self):
        """A row to copy when one is added."""
        return ShownRow(self.formset.empty_form, self.pages, self.row_name)


class ShownRow:
    """One row: its parts, and the fields that keep it in its place."""

    def __init__(self, form, pages, name, *, key=None):
        self.form, self.name, self.key = form, name, key
        self.parts = side_by_side(ShownPart(part, form, pages) for part in form.parts if part.name != key)

    @property
    def heading(self):
        """What a given row is about, where it is not the editor's to say."""
        if self.key is None:
            return ""
        field = self.form[self.key]
        return dict(field.field.choices).get(field.value(), field.value())

    @property
    def hidden(self):
        """The field that says which of the given rows this is."""
        return self.form[self.key] if self.key else ""

    @property
    def empty(self):
        """Is this the blank row that is there for those without scripts?"""
        if self.key:
            return False
        return not self.form.has_changed() if self.form.is_bound else not self.form.initial

    @property
    def order(self):
        return self.form["ORDER"] if "ORDER" in self.form.fields else None

    @property
    def delete(self):
        return self.form["DELETE"] if "DELETE" in self.form.fields else None


def side_by_side(parts):
    """The short fields first, so that they share a line; the order is otherwise the document's."""
    return sorted(parts, key=lambda part: part.wide)


def shown_sections(page_form, sections, wording):
    """[(section, what it shows, whether something in it is wrong)] for a page's form."""
    shown = []
    for section in sections:
        parts = [shown_part(page_form, name, wording) for name in section.parts if name not in page_form.kept]
        wrong = any(faulty(part) for part in parts)
        if parts:
            shown.append((section, parts, wrong))
    return shown


def shown_part(page_form, name, wording):
    if name in page_form.by_name:
        return ShownPart(page_form.by_name[name], page_form.main, page_form.pages)
    field = page_form.kind.document().fields[name]
    words = words_for(field, page_form.kind.model, wording, name)
    row_name = field.child.Meta.model._meta.verbose_name
    return ShownRows(name, page_form.rows[name], words, row_name, page_form.pages)


def faulty(shown):
    if isinstance(shown, ShownRows):
        return bool(shown.errors or any(form.errors for form in shown.formset.forms))
    return bool(shown.errors)
