"""The parts of a form: what one field of a document looks like as form fields, and how it is read back from them.

A part has a `name` (the place in the document, joined by underscores), the names of its form fields, and a `template`.
"""

from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from content.document.fields import LANGUAGES

ONE_LINE = 300
"""Texts up to this length get one line; longer ones are Markdown and get several, with a preview."""
LINE_BREAK = "↵"
"""Stands for a line break inside an item of a list that is written one item a line."""


class Words(NamedTuple):
    """What a form calls a field, where the model's name for it does not do, and what it says about it."""

    label: str = ""
    hint: str = ""


ITEMS = _("One item a line. The third line on the left belongs to the third line on the right.")
PARTIAL_DATE = _("A year, a month or a day: 2015, 2015-11 or 2015-11-09.")
"""Hints that several forms give."""


class Part:
    """One field of a document in the form."""

    template = "admin/parts/field.html"
    wide = False

    def __init__(self, name, field, words):
        self.name, self.field, self.label, self.hint = name, field, words.label, words.hint
        self.needed = getattr(field, "needed", False)

    @cached_property
    def names(self):
        return [self.name]

    def fields(self):
        """The form fields by name."""
        return {self.name: self.form_field(label=self.label, help_text=self.hint, required=False)}

    def form_field(self, **options):
        return forms.CharField(**options)

    def initial(self, value):
        """What the fields show for a value of the document."""
        return {self.name: value}

    def value(self, cleaned, pages):
        """The document's value from the cleaned fields. Raises ValidationError."""
        return cleaned[self.name]


class PlainPart(Part):
    """A text that is the same in every language."""

    def __init__(self, name, field, words):
        super().__init__(name, field, words)
        self.wide = getattr(field, "limit", 0) >= ONE_LINE

    def form_field(self, **options):
        kind = {"type": "url", "placeholder": "https://"} if getattr(self.field, "web_address", False) else {}
        return forms.CharField(widget=forms.TextInput(kind), **options)


class FigurePart(Part):
    """A number that keeps its digits; empty where there is none."""

    def form_field(self, **options):
        return forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}), **options)

    def value(self, cleaned, pages):
        return cleaned[self.name] or None


class NumberPart(Part):
    """A whole number."""

    def form_field(self, **options):
        return forms.IntegerField(min_value=self.field.least, max_value=self.field.most, **options)

    def value(self, cleaned, pages):
        number = cleaned[self.name]
        return 0 if number is None and not self.field.nullable else number


class FlagPart(Part):
    """Yes or no, and where it may be, not known."""

    WORDS = {"": None, "true": True, "false": False}

    @property
    def template(self):
        return Part.template if self.field.allow_null else "admin/parts/flag.html"

    def form_field(self, **options):
        if not self.field.allow_null:
            return forms.BooleanField(**options)
        choices = [("", _("Not stated")), ("true", _("Yes")), ("false", _("No"))]
        return forms.ChoiceField(choices=choices, **options)

    def initial(self, value):
        if not self.field.allow_null:
            return {self.name: value}
        return {self.name: next(word for word, meaning in self.WORDS.items() if meaning is value)}

    def value(self, cleaned, pages):
        return self.WORDS[cleaned[self.name]] if self.field.allow_null else cleaned[self.name]


class DayPart(Part):
    """A day of the calendar."""

    def form_field(self, **options):
        return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)

    def value(self, cleaned, pages):
        day = cleaned[self.name]
        return day.isoformat() if day else None


class MomentPart(Part):
    """A point in time, shown and given in the portal's time zone."""

    FORM = "%Y-%m-%dT%H:%M:%S"

    def form_field(self, **options):
        widget = forms.DateTimeInput({"type": "datetime-local", "step": 1}, format=self.FORM)
        return forms.DateTimeField(widget=widget, **options)

    def initial(self, value):
        return {self.name: value and timezone.localtime(datetime.fromisoformat(value)).strftime(self.FORM)}

    def value(self, cleaned, pages):
        moment = cleaned[self.name]
        return moment.isoformat() if moment else None


class ChoicePart(Part):
    """One of a few words, with the model's names for them."""

    def __init__(self, name, field, words, labels):
        super().__init__(name, field, words)
        choices = [(value, labels.get(value, value)) for value in field.choices]
        self.needed = not field.allow_blank and self.default is None
        self.choices = [("", _("choose one")), *choices] if self.needed else choices

    @property
    def default(self):
        return None if self.field.required else self.field.default

    def form_field(self, **options):
        return forms.ChoiceField(choices=self.choices, initial=self.default, **options)

    def initial(self, value):
        return {self.name: self.default if value is None else value}

    def value(self, cleaned, pages):
        if self.needed and not cleaned[self.name]:
            raise forms.ValidationError(_("Choose one."))
        return cleaned[self.name]


class TextPart(Part):
    """A text in both languages, side by side."""

    template = "admin/parts/pair.html"
    wide = True

    @cached_property
    def names(self):
        return [f"{self.name}_{ending}" for ending in LANGUAGES.values()]

    @property
    def markdown(self):
        return self.field.limit > ONE_LINE

    def fields(self):
        rows = 3 if self.field.limit <= 5_000 else 8
        widget = forms.Textarea({"rows": rows}) if self.markdown else forms.TextInput()
        return {name: forms.CharField(label=self.label, required=False, widget=widget) for name in self.names}

    def initial(self, value):
        value = value or {}
        return {name: value.get(key, "") for name, key in zip(self.names, LANGUAGES, strict=True)}

    def value(self, cleaned, pages):
        return {key: cleaned[name] for name, key in zip(self.names, LANGUAGES, strict=True)}


def lines_of(text):
    return [line.strip().replace(LINE_BREAK, "\n") for line in text.replace("\r\n", "\n").split("\n")]


def as_lines(items):
    return "\n".join(item.replace("\n", LINE_BREAK) for item in items)


class LinesPart(Part):
    """A list of short texts, one a line."""

    def form_field(self, **options):
        return forms.CharField(widget=forms.Textarea({"rows": 3}), **options)

    def initial(self, value):
        return {self.name: as_lines(value or [])}

    def value(self, cleaned, pages):
        return [line for line in lines_of(cleaned[self.name]) if line]


class TextRowsPart(TextPart):
    """A list of texts in both languages, one a line: the third line left belongs to the third line right."""

    markdown = False

    def fields(self):
        widget = forms.Textarea({"rows": 4, "class": "lines"})
        return {
            name: forms.CharField(label=self.label, required=False, widget=widget, strip=False) for name in self.names
        }

    def initial(self, value):
        return {
            name: as_lines(item.get(key, "") for item in value or [])
            for name, key in zip(self.names, LANGUAGES, strict=True)
        }

    def value(self, cleaned, pages):
        columns = [lines_of(cleaned[name]) for name in self.names]
        pairs = zip_longest(*columns, fillvalue="")
        return [dict(zip(LANGUAGES, pair, strict=True)) for pair in pairs if any(pair)]


class MappingPart(Part):
    """A part with fields of its own."""

    template = "admin/parts/group.html"
    wide = True

    def __init__(self, name, field, words, parts):
        super().__init__(name, field, words)
        self.parts = parts

    @cached_property
    def names(self):
        return [name for part in self.parts for name in part.names]

    def fields(self):
        return {name: field for part in self.parts for name, field in part.fields().items()}

    def key(self, part):
        return part.name.removeprefix(f"{self.name}_")

    def initial(self, value):
        value = value or {}
        return {name: v for part in self.parts for name, v in part.initial(value.get(self.key(part))).items()}

    def value(self, cleaned, pages):
        if self.field.allow_null and not any(cleaned.get(name) for name in self.names):
            return None
        return {self.key(part): part.value(cleaned, pages) for part in self.parts}


def leaves(parts):
    """The parts, and the parts inside them."""
    for part in parts:
        yield part
        yield from leaves(getattr(part, "parts", ()))
