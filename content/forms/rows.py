"""Forms made of parts, and lists of them: rows that can be added, put in order and removed."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME

from content.document.fields import LANGUAGES
from content.forms.parts import leaves

BOOKKEEPING = {DELETION_FIELD_NAME, ORDERING_FIELD_NAME}


class PartsForm(forms.Form):
    """A form made of parts."""

    def __init__(self, *args, parts, **options):
        super().__init__(*args, **options)
        self.parts = parts
        for part in parts:
            self.fields.update(part.fields())

    def has_changed(self):
        """Was anything filled in? A row that was not sent at all holds no choices either."""
        sent = any(self.add_prefix(name) in self.data for name in self.fields)
        return sent and any(name not in BOOKKEEPING for name in self.changed_data)

    def values(self, pages):
        """The document's values from the cleaned fields; faults are added at their fields."""
        values = {}
        for part in self.parts:
            try:
                values[part.name] = part.value(self.cleaned_data, pages)
            except forms.ValidationError as error:
                self.add_error(part.names[0], error)
        return values

    def place(self, keys):
        """The form field behind a place in the document, None where it is none of ours."""
        keys = [LANGUAGES.get(key, key) for key in keys]
        for length in range(len(keys), 0, -1):
            name = "_".join(map(str, keys[:length]))
            if name in self.fields:
                return name
            if part := next((part for part in leaves(self.parts) if part.name == name), None):
                return part.names[0]
        return None


class RowFormSet(forms.BaseFormSet):
    """A list of rows. Rows are not known by a number in the database: what is sent is the list.

    `key`: the field that says which row is which, in a list whose rows are given.
    """

    def __init__(self, *args, rows=(), key=None, **options):
        self.shown, self.key = list(rows), key
        self.extra = len(self.shown) + (0 if key else 1)
        super().__init__(*args, **options)
        # What was sent is not compared with what was there: a row that stays as it was is a row all the same.
        self.initial = None if self.is_bound else self.shown

    def initial_form_count(self):
        return 0

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.empty_permitted = form.empty_permitted and not self.key
        return form

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.key:
            form.fields[self.key].widget = forms.HiddenInput()
        if self.can_order:
            order = form.fields[ORDERING_FIELD_NAME]
            order.initial = index + 1 if index is not None and index < len(self.shown) else None
            order.min_value, order.max_value = None, None

    def kept(self):
        """The rows that make the list, in the order given; those never filled in do not count."""
        rows = [form for form in self.forms if self.counts(form)]
        if self.can_order:
            rows.sort(key=lambda form: form.cleaned_data.get(ORDERING_FIELD_NAME) or len(self.forms) + 1)
        return rows

    def counts(self, form):
        return not self.can_delete or (form.has_changed() and not self._should_delete_form(form))


def row_formset(most, fixed):
    """The class for a list of at most so many rows."""
    return forms.formset_factory(
        PartsForm,
        formset=RowFormSet,
        max_num=most,
        absolute_max=most + 100,
        validate_max=True,
        can_order=not fixed,
        can_delete=not fixed,
    )
