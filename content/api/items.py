"""How a page stands in an answer: its stored document with its name, address and version, without reading its rows."""

import functools
import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from content.api.problems import BadParameter
from content.document import get_kind


@functools.cache
def address_name(kind):
    """What the address of a kind's pages is called: `url`, unless the document has one of its own, as references do."""
    return "page_url" if "url" in kind.document().fields else "url"


def identity(kind):
    """What every item of the kind has, whichever fields were asked for."""
    return ("kind", "uid", "slug", address_name(kind), "version")


@functools.cache
def names_of(kind):
    """All names of a kind's items, in the order in which they are shown."""
    first = identity(kind)
    return (*first, "updated_at", *(name for name in kind.document().fields if name not in first), "computed")


def chosen_names(kind, text):
    """The names to show for the parameter `fields`. Raises BadParameter for a name that the kind does not have."""
    if not text:
        return names_of(kind)
    asked = {name.strip() for name in text.split(",")}
    if unknown := sorted(asked - set(names_of(kind))):
        raise BadParameter("fields", _("There is no field “%(name)s”.") % {"name": unknown[0][:50]})
    if asked.intersection(kind.kept):
        asked.add("computed")  # says whose it is
    return tuple(name for name in names_of(kind) if name in identity(kind) or name in asked)


def item(row, names, site):
    """The item of a row, as JSON. With all names, the stored document is passed on as it is."""
    kind = get_kind(row.kind)
    head = {
        "kind": row.kind,
        "uid": row.uid,
        address_name(kind): site + page_path(row.kind, row.slug),
        "version": row.version,
        "updated_at": row.updated_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }
    if len(names) == len(names_of(kind)):
        return f'{json.dumps(head)[:-1]}, {row.document_text[1:-1]}, "computed": {row.computed_text}}}'
    values = head | json.loads(row.document_text) | {"computed": json.loads(row.computed_text)}
    return json.dumps({name: values[name] for name in names if name in values}, ensure_ascii=False)


def list_text(count, following, previous, items):
    """A part of a list of items, as JSON."""
    head = {"count": count, "next": following, "previous": previous}
    return f'{json.dumps(head)[:-1]}, "results": [{", ".join(items)}]}}'


@functools.lru_cache(maxsize=10_000)
def page_path(kind, slug):
    """The path of the page that readers see. Chinese has no prefix; the English page is the same under /en."""
    with translation.override(settings.LANGUAGE_CODE):
        return get_kind(kind).path(slug)


def etag(rows, *about):
    """A strong ETag of items. What is computed can change without a new version of the page, so it counts too."""
    parts = [f"{row.uid} {row.version} {row.computed_text}" for row in rows]
    return f'"{hashlib.sha256(json.dumps([parts, *about], default=str).encode()).hexdigest()[:32]}"'


def etag_of(text):
    """A strong ETag of a text."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
