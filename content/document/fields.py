"""The parts that documents are made of: texts in two languages, links to pages, lists of rows.

A document is plain JSON. Each field here knows three things: how to read itself from rows, how to check what comes in,
and how it looks as JSON Schema. Writing to rows is in `writing.py`.
"""

import re
from datetime import UTC, date
from decimal import Decimal

from django.core.exceptions import ValidationError as ModelValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.models import is_slug, is_web_address

LANGUAGES = {"zh": "zh_hans", "en": "en"}
"""Language keys of documents, and the endings of the columns behind them."""

DATE_PATTERN = r"^([0-9]{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control and bidirectional characters: PostgreSQL refuses the first, readers are deceived by the second."""


def checked_text(text, limit):
    """A text without control characters, line ends as \\n, within the limit. Raises ValidationError."""
    if not isinstance(text, str):
        raise serializers.ValidationError(_("This must be text."))
    if FORBIDDEN.search(text):
        raise serializers.ValidationError(_("This contains control characters that cannot be kept."))
    if len(text) > limit:
        raise serializers.ValidationError(
            _("At most %(limit)d characters; this has %(length)d.") % {"limit": limit, "length": len(text)}
        )
    return text.replace("\r\n", "\n").strip()


class Plain(serializers.Field):
    """A text that is the same in every language: a name, a number, an address."""

    def __init__(self, *, limit=300, pattern=None, web_address=False, needed=False, **options):
        if not needed:
            options.setdefault("default", "")
        super().__init__(**options)
        self.limit, self.pattern, self.web_address, self.needed = limit, pattern, web_address, needed

    def to_internal_value(self, data):
        text = checked_text(data, self.limit)
        if self.needed and not text:
            raise serializers.ValidationError(_("This cannot be empty."))
        if text and self.pattern and not re.fullmatch(self.pattern, text):
            raise serializers.ValidationError(_("“%(text)s” does not have the right form.") % {"text": text[:80]})
        if text and self.pattern is DATE_PATTERN and not is_in_calendar(text):
            raise serializers.ValidationError(_("There is no such day."))
        if text and self.web_address:
            try:
                is_web_address(text)
            except ModelValidationError as error:
                raise serializers.ValidationError(_("Give a web address that starts with http or https.")) from error
        return text

    def to_representation(self, value):
        return value

    def schema(self):
        pattern = {"pattern": f"^$|{self.pattern}"} if self.pattern else {}
        return {"type": "string", "maxLength": self.limit} | (
            {"format": "uri-reference"} if self.web_address else pattern
        )


def is_in_calendar(text):
    """Is there such a year, month or day? 2021-02-30 and the year 0 are not."""
    parts = [*map(int, text.split("-")), 1, 1][:3]
    try:
        date(*parts)
    except ValueError:
        return False
    return True


def PartialDate(**options):
    """A year, a month or a day: "2015", "2015-11", "2015-11-09", or empty."""
    return Plain(limit=10, pattern=DATE_PATTERN, **options)


class Text(serializers.Field):
    """A text in both languages: {"zh": …, "en": …}; a missing language is empty."""

    def __init__(self, *, limit=20_000, needed=False, **options):
        if not needed:
            options.setdefault("default", dict)
        super().__init__(**options)
        self.limit, self.needed = limit, needed

    def get_attribute(self, instance):
        return {key: getattr(instance, f"{self.source}_{ending}") for key, ending in LANGUAGES.items()}

    def to_internal_value(self, data):
        if not isinstance(data, dict):
            raise serializers.ValidationError(_("Give the text by language: zh, en."))
        if unknown := set(data) - set(LANGUAGES):
            raise serializers.ValidationError(_("Unknown language: %(names)s.") % {"names": names(unknown)})
        texts, errors = {}, {}
        for key in LANGUAGES:
            try:
                texts[key] = checked_text(data.get(key, ""), self.limit)
            except serializers.ValidationError as error:
                errors[key] = error.detail
        if errors:
            raise serializers.ValidationError(errors)
        if self.needed and not any(texts.values()):
            raise serializers.ValidationError(_("Give the text in at least one language."))
        return texts

    def to_representation(self, value):
        return {key: value.get(key, "") for key in LANGUAGES}

    def schema(self):
        texts = {key: {"type": "string", "maxLength": self.limit} for key in LANGUAGES}
        return {"type": "object", "properties": texts, "required": list(LANGUAGES), "additionalProperties": False}


class Choice(serializers.ChoiceField):
    """One of a fixed set of words."""

    def schema(self):
        return {"enum": list(self.choices)}


class Number(serializers.Field):
    """A whole number or null; not a number in quotes."""

    def __init__(self, *, least=0, most=32_767, nullable=False, **options):
        options.setdefault("default", None if nullable else 0)
        super().__init__(allow_null=nullable, **options)
        self.least, self.most, self.nullable = least, most, nullable

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, int) or not self.least <= data <= self.most:
            raise serializers.ValidationError(
                _("Give a whole number from %(least)d to %(most)d.") % {"least": self.least, "most": self.most}
            )
        return data

    def to_representation(self, value):
        return value

    def schema(self):
        return {
            "type": ["integer", "null"] if self.nullable else "integer",
            "minimum": self.least,
            "maximum": self.most,
        }


class Figure(serializers.Field):
    """A decimal number as a string, so that no digit is lost: "12.50"."""

    def to_internal_value(self, data):
        if not isinstance(data, str) or not re.fullmatch(r"-?[0-9]{1,14}(\.[0-9]{1,4})?", data):
            raise serializers.ValidationError(_("Give the number as text, for example “12.5”."))
        return Decimal(data)

    def to_representation(self, value):
        return format(value.normalize(), "f")

    def schema(self):
        kind = ["string", "null"] if self.allow_null else "string"
        return {"type": kind, "pattern": r"^-?[0-9]{1,14}(\.[0-9]{1,4})?$"}


class YesNo(serializers.BooleanField):
    """True or false, or null where nothing is said; never a word like "yes"."""

    def __init__(self, *, nullable=False, **options):
        options.setdefault("default", None if nullable else False)
        super().__init__(allow_null=nullable, **options)

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            raise serializers.ValidationError(_("Give true or false."))
        return data

    def schema(self):
        return {"type": ["boolean", "null"] if self.allow_null else "boolean"}


class Moment(serializers.DateTimeField):
    """A point in time with its zone, or null."""

    def __init__(self, **options):
        super().__init__(**({"allow_null": True, "default": None, "default_timezone": UTC} | options))

    def to_internal_value(self, value):
        moment = super().to_internal_value(value)
        if not 1900 <= moment.year <= 9998:  # the year after must be there in every time zone
            raise serializers.ValidationError(_("Give a moment between the years 1900 and 9998."))
        return moment

    def schema(self):
        return {"type": ["string", "null"], "format": "date-time"}


class Day(serializers.DateField):
    """A day of the calendar, or null."""

    def __init__(self, **options):
        super().__init__(**({"allow_null": True, "default": None} | options))

    def schema(self):
        return {"type": ["string", "null"], "format": "date"}


class PlainList(serializers.Field):
    """A list of short texts that are the same in every language."""

    def __init__(self, *, most=50, limit=300, **options):
        options.setdefault("default", list)
        super().__init__(**options)
        self.most, self.limit = most, limit

    def to_internal_value(self, data):
        if not isinstance(data, list) or len(data) > self.most:
            raise serializers.ValidationError(_("Give a list of at most %(most)d.") % {"most": self.most})
        return [text for text in each(data, lambda item: checked_text(item, self.limit)) if text]

    def to_representation(self, value):
        return list(value)

    def schema(self):
        return {"type": "array", "maxItems": self.most, "items": {"type": "string", "maxLength": self.limit}}


class PageLink(serializers.Field):
    """A link to one page of a kind, by its slug; empty where there is none."""

    def __init__(self, kind, *, needed=False, **options):
        if not needed:
            options.setdefault("default", "")
        super().__init__(**options)
        self.kind, self.needed = kind, needed

    def get_attribute(self, instance):
        page = getattr(instance, self.source)
        return page.slug if page else ""

    def to_internal_value(self, data):
        if data == "" and not self.needed:
            return data
        return known_page(self, self.kind, data).partition(":")[2]

    def to_representation(self, value):
        return value

    def schema(self):
        return {"type": "string", "description": f"The slug of a page of the kind {self.kind}."}


class PageLinks(serializers.Field):
    """An ordered list of links to pages: slugs of one kind, or "kind:slug" where any kind may stand."""

    def __init__(self, kind=None, *, most=500, **options):
        options.setdefault("default", list)
        super().__init__(**options)
        self.kind, self.most = kind, most

    def get_attribute(self, instance):
        links = [link for link in instance.links.all() if link.relation == self.field_name]
        return [link.target for link in sorted(links, key=lambda link: link.position)]

    def to_internal_value(self, data):
        if not isinstance(data, list) or len(data) > self.most:
            raise serializers.ValidationError(_("Give a list of at most %(most)d pages.") % {"most": self.most})
        keys = [known_page(self, self.kind, item) for item in data]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise serializers.ValidationError(_("Listed twice: %(names)s.") % {"names": names(twice)})
        return [key.partition(":")[2] for key in keys] if self.kind else keys

    def to_representation(self, value):
        return [page.slug if self.kind else page.key for page in value]

    def keys(self, value):
        """The links of a document's value as "kind:slug"."""
        return [f"{self.kind}:{slug}" for slug in value] if self.kind else list(value)

    def schema(self):
        return {"type": "array", "maxItems": self.most, "items": {"type": "string"}, "uniqueItems": True}


def each(items, check):
    """The checked items of a list. Raises ValidationError with the position of each fault."""
    values, errors = [], {}
    for position, item in enumerate(items):
        try:
            values.append(check(item))
        except serializers.ValidationError as error:
            errors[position] = error.detail
    if errors:
        raise serializers.ValidationError(errors)
    return values


def names(words):
    """Words for an error message, in order, within reason."""
    return ", ".join(sorted(map(str, words)))[:200]


def known_page(field, kind, data):
    """The key "kind:slug" of a page that exists. Raises ValidationError for anything else."""
    key = f"{kind}:{data}" if kind else data
    if not isinstance(data, str) or not re.fullmatch(f"[a-z_]+:{is_slug.regex.pattern[1:-1]}", str(key)):
        raise serializers.ValidationError(_("“%(text)s” is not the address of a page.") % {"text": str(data)[:80]})
    if key not in field.context["pages"]:
        raise serializers.ValidationError(_("There is no page “%(key)s”.") % {"key": key})
    return key


class Document(serializers.Serializer):
    """A mapping in which every key is known; anything else is an error, never dropped in silence."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and (unknown := set(data) - set(self.fields)):
            raise serializers.ValidationError({str(name): [_("Unknown field.")] for name in sorted(map(str, unknown))})
        return super().to_internal_value(self.with_parts(data))

    def with_parts(self, data):
        """The same with empty mappings for the parts left out, so that each part sets its own defaults."""
        if not isinstance(data, dict):
            return data
        parts = (name for name, field in self.fields.items() if isinstance(field, Document) and not field.allow_null)
        return {name: {} for name in parts} | data


class JsonPart(Document):
    """A mapping kept in one JSON column of its parent's row."""

    def to_internal_value(self, data):
        return dict(super().to_internal_value(data))


class Row(Document):
    """A document that stands in a list of its parent and in a table of its own (`Meta.model`, `Meta.parent`)."""


class TextRows(serializers.Field):
    """An ordered list of texts in both languages; each is a row of `model` with a translated field `text`."""

    def __init__(self, model, owner, *, most=100, limit=2_000, **options):
        options.setdefault("default", list)
        super().__init__(**options)
        self.model, self.owner, self.most = model, owner, most
        self.text = Text(limit=limit, needed=True)

    def get_attribute(self, instance):
        return list(getattr(instance, self.source).all())

    def to_internal_value(self, data):
        if not isinstance(data, list) or len(data) > self.most:
            raise serializers.ValidationError(_("Give a list of at most %(most)d.") % {"most": self.most})
        return each(data, self.text.to_internal_value)

    def to_representation(self, value):
        return [{key: getattr(row, f"text_{ending}") for key, ending in LANGUAGES.items()} for row in value]

    def schema(self):
        return {"type": "array", "maxItems": self.most, "items": self.text.schema()}
