"""The parts of a form that name other pages, and tags."""

from django import forms
from django.utils.translation import get_language

from content.document.page import get_kind
from content.document.reading import choose, document_language
from content.forms.parts import Part
from content.forms.tag_words import split_tags
from content.models import translated

FEW = ("facet", "term_category")
"""Kinds of which there are so few pages that all are offered to choose from."""


class PageList(forms.Field):
    """Several texts under one name, each naming a page; empty ones do not count."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return [text.strip() for text in value or [] if text.strip()]

    def has_changed(self, initial, data):
        return self.clean(data) != list(initial or [])


class PageSelect(forms.Select):
    """All pages of a kind, and what was chosen or typed before where it is none of them."""

    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def optgroups(self, name, value, attrs=None):
        language = document_language(get_language())
        pages = get_kind(self.kind).model.objects.public().order_by("position", "pk")
        known = [
            (slug, str(choose({"zh": zh, "en": en}, language)))
            for slug, zh, en in pages.values_list("slug", *translated("title"))
        ]
        others = [(text, text) for text in value if text and text not in dict(known)]
        self.choices = [("", "---------"), *known, *others]
        return super().optgroups(name, value, attrs)


class LinkPart(Part):
    """A link to one page: a text field that offers pages while one types, or a list where there are few."""

    @property
    def template(self):
        return Part.template if self.field.kind in FEW else "admin/parts/link.html"

    def form_field(self, **options):
        widget = PageSelect(self.field.kind) if self.field.kind in FEW else forms.TextInput()
        return forms.CharField(widget=widget, **options)

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
