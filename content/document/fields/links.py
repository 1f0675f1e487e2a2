"""Links from a document to other pages, by slug."""

import re

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.document.fields.values import names
from content.models import is_slug


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


def known_page(field, kind, data):
    """The key "kind:slug" of a page that exists, where it stands now. Raises ValidationError for anything else."""
    key = f"{kind}:{data}" if kind else data
    if not isinstance(data, str) or not re.fullmatch(f"[a-z_]+:{is_slug.regex.pattern[1:-1]}", str(key)):
        raise serializers.ValidationError(_("“%(text)s” is not the address of a page.") % {"text": str(data)[:80]})
    key = field.context["pages"].now(key)
    if key not in field.context["pages"]:
        raise serializers.ValidationError(_("There is no page “%(key)s”.") % {"key": key})
    return key
