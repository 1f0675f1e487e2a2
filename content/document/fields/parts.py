"""Mappings and lists: what the other parts of a document stand in."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.document.fields.values import LANGUAGES, Text, checked_text


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
    """A document that stands in a list of its parent and in a table of its own (`Meta.model`, `Meta.parent`).

    Meta.known_by: the fields that say which row of another version it is; the first of them, what it is about (a page,
    a side, a file). Histories, merging, suggestions, forms and Markdown go by it; rows without, by their words.
    Meta.given: True where the rows are always the same ones, so that no form adds, moves or removes any.
    """


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


class TextRows(serializers.Field):
    """An ordered list of texts in both languages; each is a row of `model` with a translated field `text`.

    to_tick: are they things to do, with a box before each?
    """

    def __init__(self, model, owner, *, most=100, limit=2_000, to_tick=False, **options):
        options.setdefault("default", list)
        super().__init__(**options)
        self.model, self.owner, self.most, self.to_tick = model, owner, most, to_tick
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
