"""Texts in two languages, words, numbers, days: what stands for itself in a document."""

import re
from datetime import UTC, date
from decimal import Decimal

from django.core.exceptions import ValidationError as ModelValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.models import is_web_address

LANGUAGES = {"zh": "zh_hans", "en": "en"}
"""Language keys of documents, and the endings of the columns behind them."""

DATE_PATTERN = r"^([0-9]{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
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


def names(words):
    """Words for an error message, in order, within reason."""
    return ", ".join(sorted(map(str, words)))[:200]


class Plain(serializers.Field):
    """A text that is the same in every language: a name, a number, an address."""

    def __init__(self, *, limit=300, pattern=None, example="", web_address=False, needed=False, **options):
        if not needed:
            options.setdefault("default", "")
        super().__init__(**options)
        self.limit, self.pattern, self.example = limit, pattern, example
        self.web_address, self.needed = web_address, needed

    def to_internal_value(self, data):
        text = checked_text(data, self.limit)
        if self.needed and not text:
            raise serializers.ValidationError(_("This cannot be empty."))
        if text and self.pattern and not re.fullmatch(self.pattern, text):
            words = {"text": text[:80], "example": self.example}
            raise serializers.ValidationError(
                _("“%(text)s” does not have the right form. Right is, for example: %(example)s") % words
            )
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
    return Plain(limit=10, pattern=DATE_PATTERN, example="2015 / 2015-11 / 2015-11-09", **options)


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
