"""From a checked document to rows, and from rows back to the document."""

import re

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from rest_framework.serializers import ListSerializer, ValidationError

from content.document.fields import LANGUAGES, Document, JsonPart, PageLink, PageLinks, Text, TextRows
from content.document.page import TagLinks, document_links, kinds, rows_of, shape
from content.models import SLUG_PATTERN, FormerAddress, Link, Page, TaggedPage

LINK = re.compile(rf"(?:[a-z_]{{1,20}}:)?{SLUG_PATTERN.strip('^$')}")
"""What may be a link in a document that is not checked yet."""
DEEPEST = 10


class KnownPages:
    """Which pages can be linked to, and their primary keys: those in the database and those about to be saved."""

    def __init__(self, keys=()):
        self._ids = dict.fromkeys(keys)
        self._moved = {}
        self._asked, self._unasked = set(), {slug_of(key) for key in keys}

    def now(self, key):
        """The key of the page that stands at this one, or stood there before, or that what stood there is part of.

        One query for all slugs that have been mentioned so far.
        """
        if slug_of(key) not in self._asked and LINK.fullmatch(key):
            asked = self._unasked | {slug_of(key)}
            rows = FormerAddress.objects.filter(kind__in=kinds(), slug__in=asked)
            for kind, slug, *now in rows.values_list("kind", "slug", "page__kind", "page__slug"):
                self._moved[f"{kind}:{slug}"] = ":".join(now)
            self._asked |= asked
            self._unasked = set()
        return self._moved.get(key, key)

    def mention(self, *documents):
        """Remember the slugs that documents not yet checked may link to: where they lead is asked of all together."""
        texts = (text for document in documents for text in texts_in(document))
        self._unasked |= {slug_of(text) for text in texts if LINK.fullmatch(text)} - self._asked

    def expect(self, kind, document):
        """The document of a page about to be saved, at the address where its page stands now; links may lead to it."""
        slug = document.get("slug")
        key = f"{kind}:{slug}"
        if (now := self.now(key)) != key and self.id(key) is None:  # a page that became part of another has its own row
            document, key = document | {"slug": now.partition(":")[2]}, now
        self._ids.setdefault(key)
        return document

    def load_all(self, *documents):
        """Learn every page in one query; worth it before many documents."""
        self.mention(*documents)
        rows = Page.objects.values_list("kind", "slug", "pk")
        self._ids.update({f"{kind}:{slug}": pk for kind, slug, pk in rows})

    def load_named(self, *documents):
        """Learn the pages that documents not yet checked may link to, in one query: those with a slug they mention."""
        self.mention(*documents)
        rows = Page.objects.filter(kind__in=kinds(), slug__in=self._unasked).values_list("kind", "slug", "pk")
        self._ids.update({f"{kind}:{slug}": pk for kind, slug, pk in rows})

    def __contains__(self, key):
        return key in self._ids or self.id(key) is not None

    def add(self, page):
        """Remember a page that was just inserted."""
        self._ids[page.key] = page.pk

    def id(self, key):
        """The primary key of the page, or None; one query for a page not seen before."""
        if self._ids.get(key) is None:
            kind, _colon, slug = key.partition(":")
            found = Page.objects.filter(kind=kind, slug=slug).values_list("pk", flat=True).first()
            if found is None:
                return None
            self._ids[key] = found
        return self._ids[key]


def slug_of(key):
    """The slug in "kind:slug", or of a link that names no kind."""
    return key.rpartition(":")[2]


def texts_in(value, depth=DEEPEST):
    """The texts in a JSON value, whatever it is; not the names of fields, nor what no document is deep enough for."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list) and depth:
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item, depth - 1)


def check(kind, document, pages):
    """The checked data of a document and its canonical form.

    Raises rest_framework's ValidationError, whose detail has the place of each fault.
    """
    pages.mention(document)
    serializer = kind.document(data=document, context={"pages": pages})
    serializer.is_valid(raise_exception=True)
    canonical = render(serializer, serializer.validated_data)
    if f"{kind.name}:{canonical['slug']}" in document_links(kind.document, canonical):
        raise ValidationError({"slug": [_("A page cannot link to itself.")]})
    if not kind.has_address(canonical["slug"]):
        raise ValidationError({"slug": [_("A page of this kind cannot have this address.")]})
    return serializer.validated_data, canonical


def render(serializer, data):
    """The canonical document of checked data: every key, in order, as JSON. What `read` gives after writing it."""
    document = {}
    for name, field in serializer.fields.items():
        value = data if field.source == "*" else data[field.source]
        if value is None:
            document[name] = None
        elif isinstance(field, ListSerializer):
            document[name] = [render(field.child, row) for row in value]
        elif isinstance(field, Document):
            document[name] = render(field, value)
        elif isinstance(field, TextRows):
            document[name] = [field.text.to_representation(item) for item in value]
        elif isinstance(field, PageLink | PageLinks):
            document[name] = value
        else:
            document[name] = field.to_representation(value)
    return document


def write_columns(serializer, instance, data, pages):
    """Set the instance's own columns from checked data; rows and links of lists are left for `write_lists`."""
    for field in serializer.fields.values():
        if isinstance(field, Document) and not isinstance(field, JsonPart):
            write_columns(field, instance, data, pages)
        elif isinstance(field, PageLinks) or rows_of(field):
            continue
        elif isinstance(field, Text):
            for key, ending in LANGUAGES.items():
                setattr(instance, f"{field.source}_{ending}", data[field.source].get(key, ""))
        elif isinstance(field, PageLink):
            slug = data[field.source]
            setattr(instance, f"{field.source}_id", pages.id(f"{field.kind}:{slug}") if slug else None)
        else:
            setattr(instance, field.source, data[field.source])


def write_lists(serializer, instance, data, pages):
    """Write the rows and links behind every list of the document; the instance has none yet."""
    for name, field in serializer.fields.items():
        if isinstance(field, PageLinks):
            write_links(field, name, instance, [pages.id(key) for key in field.keys(data[field.source])])
        elif rows_of(field):
            write_rows(field, instance, data[field.source], pages)


def clear_lists(serializer, instance):
    """Delete the rows and links behind every list of the document, and what hangs below them."""
    for name, field in serializer.fields.items():
        if isinstance(field, TagLinks):
            instance.tagged_items.all().delete()
        elif isinstance(field, PageLinks):
            instance.links.filter(relation=name).delete()
        elif rows_of(field):
            model, parent = rows_of(field)
            model.objects.filter(**{f"{parent}_id": instance.pk}).delete()


def write_links(field, relation, instance, targets):
    """Write the links of one relation; tags are django-taggit's; rows that are not pages have links of their own."""
    if isinstance(field, TagLinks):
        rows = [TaggedPage(content_object_id=instance.pk, position=n, tag_id=pk) for n, pk in enumerate(targets)]
        TaggedPage.objects.bulk_create(rows)
        return
    model, parent = (Link, "source_id") if isinstance(instance, Page) else (instance.links.model, "row_id")
    model.objects.bulk_create(
        [model(**{parent: instance.pk}, relation=relation, position=n, target_id=pk) for n, pk in enumerate(targets)]
    )


def write_rows(field, instance, value, pages):
    """Write the child rows behind one list, and what hangs below them."""
    if not value:
        return
    model, parent = rows_of(field)
    rows = [model(**{f"{parent}_id": instance.pk}, position=position) for position in range(len(value))]
    for row, item in zip(rows, value, strict=True):
        if isinstance(field, TextRows):
            for key, ending in LANGUAGES.items():
                setattr(row, f"text_{ending}", item.get(key, ""))
        else:
            write_columns(field.child, row, item, pages)
    model.objects.bulk_create(rows)
    if not isinstance(field, TextRows):
        for row, item in zip(rows, value, strict=True):
            write_lists(field.child, row, item, pages)


def read(kind, page):
    """The document of a page, from its rows. About one query for each list of the kind."""
    instance = kind.model.objects.get(pk=page.pk)
    prefetch_related_objects([instance], *sorted(prefetches(shape(kind.document))))
    return plain(kind.document(instance).data)


def prefetches(serializer, prefix=""):
    """The related rows that reading a document needs."""
    wanted = set()
    for field in serializer.fields.values():
        if isinstance(field, TagLinks):
            wanted.add("tagged_items__tag")
        elif isinstance(field, PageLinks):
            wanted.add(f"{prefix}links__target")
        elif isinstance(field, PageLink):
            wanted.add(f"{prefix}{field.source}")
        elif rows_of(field):
            wanted.add(f"{prefix}{field.source}")
            if not isinstance(field, TextRows):
                wanted |= prefetches(field.child, f"{prefix}{field.source}__")
        elif isinstance(field, Document):
            wanted |= prefetches(field, prefix)
    return wanted


def plain(data):
    """Serializer output as plain dicts, lists and JSON scalars."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    return data


def faults(detail, keys=()):
    """(place, message) for each fault in the detail of a ValidationError."""
    if isinstance(detail, dict):
        for key, inner in detail.items():
            yield from faults(inner, keys if key == "non_field_errors" else (*keys, key))
    elif isinstance(detail, list) and any(isinstance(item, dict) for item in detail):
        for number, inner in enumerate(detail):
            yield from faults(inner, (*keys, number))
    elif isinstance(detail, list):
        for message in detail:
            yield keys, str(message)
    else:
        yield keys, str(detail)
