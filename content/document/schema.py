"""JSON Schema (2020-12) of each kind's document, made from its serializer."""

from rest_framework.serializers import ListSerializer

from content.document.fields import Document, TextRows


def json_schema(kind):
    """The schema of a kind's document as a dict ready for JSON."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name,
        "description": (kind.document.__doc__ or "").strip(),
    } | mapping_schema(kind.document())


def mapping_schema(serializer):
    """The schema of one mapping: every key is always present in a document that the portal gives out."""
    properties = {name: field_schema(field) for name, field in serializer.fields.items()}
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def field_schema(field):
    """The schema of any field of a document."""
    if isinstance(field, ListSerializer):
        return {"type": "array", "items": mapping_schema(field.child)}
    if isinstance(field, Document):
        schema = mapping_schema(field)
        return {"oneOf": [schema, {"type": "null"}]} if field.allow_null else schema
    schema = field.schema()
    if field.help_text and not isinstance(field, TextRows):
        schema["description"] = str(field.help_text)
    return schema
