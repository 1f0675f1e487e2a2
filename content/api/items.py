"""How a page stands in an answer: its stored document with its name, address and version, without reading its rows."""

import functools
import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import translation
from django.utils.translation import gettext as _

from content.api.problems import BadParameter
from content.document import get_kind

IDENTITY = ("kind", "uid", "slug", "url", "version")
"""What every item has, whichever fields were asked for."""


@functools.cache
def names_of(kind):
    """All names of a kind's items, in the order in which they are shown."""
    document = [name for name in kind.document().fields if name not in IDENTITY]
    return (*IDENTITY, "updated_at", *document, "computed")


def chosen_names(kind, text):
    """The names to show for the parameter `fields`. Raises BadParameter for a name that the kind does not have."""
    if not text:
        return names_of(kind)
    asked = {name.strip() for name in text.split(",")}
    if unknown := sorted(asked - set(names_of(kind))):
        raise BadParameter("fields", _("There is no field “%(name)s”.") % {"name": unknown[0][:50]})
    return tuple(name for name in names_of(kind) if name in IDENTITY or name in asked)


def rows_of(pages):
    """The columns that items are made of; JSON is left as text until it is known that the answer must be made."""
    return pages.annotate(
        document_text=Cast("document", TextField()), computed_text=Cast("computed", TextField())
    ).values_list(
        "pk", "kind", "uid", "slug", "version", "updated_at", "status", "document_text", "computed_text", named=True
    )  # fmt: skip


def item(row, names, site):
    """The item of a row."""
    values = json.loads(row.document_text)
    values |= {
        "kind": row.kind,
        "uid": row.uid,
        "url": site + page_path(row.kind, row.slug),
        "version": row.version,
        "updated_at": row.updated_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "computed": json.loads(row.computed_text),
    }
    return {name: values[name] for name in names if name in values}


@functools.lru_cache(maxsize=10_000)
def page_path(kind, slug):
    """The path of the page that readers see. Chinese has no prefix; the English page is the same under /en."""
    with translation.override(settings.LANGUAGE_CODE):
        return get_kind(kind).path(slug)


def site_address(request):
    """Where the site is, without a slash at the end."""
    return settings.BASE_URL or f"{request.scheme}://{request.get_host()}"


def etag(rows, *about):
    """A strong ETag of items. What is computed can change without a new version of the page, so it counts too."""
    parts = [f"{row.uid} {row.version} {row.computed_text}" for row in rows]
    return f'"{hashlib.sha256(json.dumps([parts, *about], default=str).encode()).hexdigest()[:32]}"'
