"""The parts of a form that name other pages, and tags."""

from django import forms

from content.forms.parts import Part
from content.forms.tag_words import split_tags


class PageList(forms.Field):
    """Several texts under one name, each naming a page; empty ones do not count."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return [text.strip() for text in value or [] if text.strip()]

    def has_changed(self, initial, data):
        return self.clean(data) != list(initial or [])


class LinkPart(Part):
    """A link to one page."""

    template = "admin/parts/link.html"

    def wanted(self, value):
        """(kind, text) of the pages that a value of the field may mean."""
        return [(self.field.kind or "", (value or "").strip())]

    def value(self, cleaned, pages):
        text = cleaned[self.name]
        return pages.resolve(self.field.kind, text) if text else ""


class LinksPart(Part):
    """An ordered list of links to pages."""

    template = "admin/parts/links.html"
    wide = True

    def form_field(self, **options):
        return PageList(**options)

    def wanted(self, value):
        return [(self.field.kind or "", text.strip()) for text in value or []]

    def value(self, cleaned, pages):
        slugs = [pages.resolve(self.field.kind or "", text) for text in cleaned[self.name]]
        return list(dict.fromkeys(slugs))


class TagsPart(Part):
    """Tags as words, divided by commas of either script."""

    template = "admin/parts/tags.html"
    wide = True

    def value(self, cleaned, pages):
        return pages.tags.resolve(split_tags(cleaned[self.name]))

    def initial(self, value):
        return {self.name: value or []}  # made into words when shown: only then is the vocabulary needed
