"""Documents saved before their kind got another field: they get its default, and no reader sees anything new."""

from content.document.fields import Document
from content.document.page import get_kind, shape
from content.models import Page, Revision


def complete(pages):
    """Give these pages' documents the fields that they lack. No version: what the page says stays what it says."""
    for page in pages:
        whole = completed(page.kind, page.document)
        if whole != page.document:
            page.document = whole
            Page.objects.filter(pk=page.pk).update(document=whole)
            Revision.objects.filter(page_id=page.pk, number=page.version).update(document=whole)


def completed(kind, document):
    """A document of a kind with every field that has a default, as checking would leave it."""
    return filled(shape(get_kind(kind).document), document)


def filled(serializer, document):
    """The same for the part of a document that a serializer stands for."""
    missing = {name: default(field) for name, field in serializer.fields.items() if has_default(field, name, document)}
    return {name: inside(serializer.fields.get(name), value) for name, value in document.items()} | missing


def has_default(field, name, document):
    """Is the field left out of the document, and known what stands for it? What must be given cannot be guessed."""
    return name not in document and (not field.required or is_part(field))


def is_part(field):
    return isinstance(field, Document) and not field.allow_null


def default(field):
    """What stands in a document for a field that was left out."""
    if is_part(field):
        return filled(field, {})
    value = field.default() if callable(field.default) else field.default
    return None if value is None else field.to_representation(value)


def inside(field, value):
    """The value of a field with what its own parts lack."""
    if isinstance(field, Document) and value is not None:
        return filled(field, value)
    if isinstance(getattr(field, "child", None), Document):
        return [filled(field.child, row) for row in value]
    return value
