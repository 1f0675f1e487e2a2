"""The form of a whole page: shows a document, and makes one of what was filled in."""

from django.forms.utils import ErrorList
from django.utils.functional import cached_property
from rest_framework.exceptions import ValidationError

from content.changes.matching import known_by
from content.document.writing import KnownPages, check, faults
from content.forms.building import is_rows, parts_of
from content.forms.page_words import PageWords
from content.forms.parts import leaves
from content.forms.rows import PartsForm, row_formset

MANY_ROWS = 100


class PageForm:
    """All fields of a page of one kind, filled from `document` or, after sending, from `data`.

    `kept`: what the form does not show, and takes from the document as it stands (an existing page's address, an
    imported text).
    """

    protected = {}
    """Parts of rows that this form leaves alone, by the name of the list."""

    def __init__(self, kind, document, *, wording, data=None, kept=()):
        self.kind, self.original, self.kept = kind, document, kept
        self.pages = PageWords()
        serializer = kind.document()
        parts = parts_of(serializer, kind.model, wording, without=kept)
        self.main = PartsForm(data, parts=parts, initial=initial(parts, document))
        self.rows = {
            name: self._rows(name, field, data, wording)
            for name, field in serializer.fields.items()
            if is_rows(field) and name not in kept
        }

    def _rows(self, name, field, data, wording):
        row = field.child
        parts = parts_of(row, row.Meta.model, wording, place=f"{name}.", without=self.protected.get(name, ()))
        key = known_by(row)[0] if getattr(row.Meta, "given", False) else None
        rows = [initial(parts, row) for row in self.original.get(name, [])]
        formset = row_formset(getattr(field, "max_length", None) or MANY_ROWS, fixed=bool(key))
        return formset(data, prefix=name, rows=rows, key=key, form_kwargs={"parts": parts})

    @property
    def forms(self):
        """Every form in it, in order."""
        return [self.main, *(form for formset in self.rows.values() for form in formset.forms)]

    def learn(self):
        """Look up all pages that the form names, in one query."""
        self.pages.learn(
            wanted
            for form in self.forms
            for part in leaves(form.parts)
            if hasattr(part, "wanted")
            for wanted in part.wanted(form[part.name].value())
        )

    def is_valid(self):
        """Is what was sent a document that could be saved? Then `document` holds it."""
        self.learn()
        if not all([self.main.is_valid(), *(formset.is_valid() for formset in self.rows.values())]):
            return False
        self._kept_rows = {name: formset.kept() for name, formset in self.rows.items()}
        values = self.main.values(self.pages)
        values |= {name: [form.values(self.pages) for form in rows] for name, rows in self._kept_rows.items()}
        if self.main.errors or any(form.errors for rows in self._kept_rows.values() for form in rows):
            return False
        values |= {name: self.original[name] for name in self.kept if name in self.original}
        return self._check(values)

    def _check(self, values):
        try:
            _data, self.document = check(self.kind, values, KnownPages(self.pages.known()))
        except ValidationError as error:
            self.add_errors(error.detail)
            return False
        return True

    @cached_property
    def by_name(self):
        """The parts of the main form by their place in the document."""
        return {part.name: part for part in self.main.parts}

    def add_errors(self, detail):
        """Put the faults of a document (place → messages, nested) where their fields are."""
        for keys, message in faults(detail):
            form, rest = self._owner(keys)
            if isinstance(form, PartsForm):
                form.add_error(form.place(rest), message)
            else:
                form._non_form_errors = ErrorList([*form.non_form_errors(), message], error_class="nonform")

    def _owner(self, keys):
        """The form, or the list of rows, that a place in the document belongs to, and the place inside it."""
        if not keys or keys[0] not in self.rows:
            return self.main, keys
        rows = self._kept_rows[keys[0]]
        if len(keys) > 1 and isinstance(keys[1], int) and keys[1] < len(rows):
            return rows[keys[1]], keys[2:]
        return self.rows[keys[0]], ()


def initial(parts, document):
    """What the fields of the parts show for a document."""
    return {name: value for part in parts for name, value in part.initial(document.get(part.name)).items()}
