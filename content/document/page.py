"""What the documents of all kinds of page share, and what a kind is."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.document.fields import Choice, Day, Document, Moment, PageLink, PageLinks, Plain, Row, Text, TextRows
from content.models import SLUG_PATTERN, Origin, Page, PageReference, Status


class SourceDocument(Row):
    """A source under a page."""

    reference = PageLink("reference", needed=True)
    stance = Choice(choices=PageReference.Stance.values, default=PageReference.Stance.SUPPORTS)
    note = Text(limit=300)

    class Meta:
        model = PageReference
        parent = "page"
        known_by = ("reference",)


class TagLinks(PageLinks):
    """The tags of a page, kept by django-taggit."""

    def get_attribute(self, instance):
        return [item.tag for item in instance.tagged_items.all()]


class PageDocument(Document):
    """The parts that every page has, in the order in which documents show them."""

    slug = Plain(limit=100, pattern=SLUG_PATTERN, example="linux-ibm", needed=True)
    title = Text(limit=300, needed=True)
    summary = Text(limit=5_000)
    tags = TagLinks("tag", most=60)
    origin = Choice(choices=Origin.values)
    sections = PageLinks("chapter", most=100)
    references = SourceDocument(many=True, default=list, source="page_references", max_length=200)
    status = Choice(choices=Status.values, default=Status.PUBLISHED)
    status_reason = Text(limit=2_000)
    visible_from = Moment()
    visible_until = Moment()
    review_by = Day()

    def validate_references(self, rows):
        return without_repetition(rows, *SourceDocument.Meta.known_by)

    def validate(self, data):
        if data["status"] == Status.REMOVED and not any(data["status_reason"].values()):
            raise serializers.ValidationError({"status_reason": [_("Say why the page was removed.")]})
        if data["visible_from"] and data["visible_until"] and data["visible_from"] >= data["visible_until"]:
            raise serializers.ValidationError({"visible_until": [_("This must be later than “visible from”.")]})
        return data


def without_repetition(rows, *keys):
    """The rows, if no two have the same values under the keys, the first of them not empty. Raises ValidationError."""
    values = [tuple(row[key] for key in keys) for row in rows if row[keys[0]]]
    if twice := {value[0] for value in values if values.count(value) > 1}:
        raise serializers.ValidationError(_("Listed twice: %(names)s.") % {"names": ", ".join(sorted(twice))})
    return rows


def nothing_computed(document, neighbours):
    """For kinds whose documents say everything."""
    return {}


def no_words(document, language):
    """For kinds whose words all stand in texts of two languages."""
    return []


class Role(Enum):
    """What the pages of a kind take part in."""

    MAIN = "what the collection is about: these are related to each other, and come first where kinds can be chosen"
    TAKEN = "readers take them along in other forms, and find them among the latest changes"
    TAGGED = "stands on the pages of its tags, and of the organisations that it names"
    KEPT = "has a page that people may put into collections, and that search engines are told of"
    SHARED = "a reason for two pages to be related when both have to do with it"


@dataclass(frozen=True)
class Kind:
    """A kind of page: its rows, its document, its addresses, its words, and how it stands in the index.

    one, many: what a page of this kind is called, and what they are called together.
    collection: its name in the API, in open data and in feeds.
    section: the section of the site whose list shows it and has a feed, `list_name` the address of that list, and
        `heading` what it is called where that is not `many`; see `content.views.trail`.
    place: where it stands among kinds that readers see side by side; 0 for those that they never do.
    compute: what follows from the document and its neighbours, as JSON (evidence level, state, maturity …).
    entry: what the index shows and finds in one language, as values for columns of search.models.SearchEntry.
    depends: kinds of pages, linked from here or linking here, that `compute` and `entry` need: their documents, each
        with its own "computed" part, come as `neighbours` by "kind:slug".
    words: its other names, the same in every language.
    also: names of something else by which the page is found too.
    kept: fields that content files never hold; loading leaves them as they are.
    known_by_name: no two pages may have a name that readers would take for the other's; documents have `aliases`.
    """

    name: str
    model: type[Page]
    document: type[PageDocument]
    uid_prefix: str
    url_name: str
    collection: str
    one: str
    many: str
    entry: Callable[[dict, dict, str, dict], dict]
    depends: tuple[str, ...] = ()
    compute: Callable[[dict, dict], dict] = nothing_computed
    words: Callable[[dict, str], list] = no_words
    also: Callable[[dict, str], list] = no_words
    kept: tuple[str, ...] = ()
    known_by_name: bool = False
    section: str = ""
    list_name: str = ""
    heading: str = ""
    place: int = 0
    roles: tuple[Role, ...] = ()

    def has_address(self, slug):
        """Can a page of this kind stand at this slug? A number such as "C-0001" would be taken for another page's."""
        if re.fullmatch(r"[A-Z]-[0-9]+", slug):
            return False
        try:
            self.path(slug)
        except NoReverseMatch:
            return False
        return True

    def path(self, slug):
        """The page's address in the active language: its own page, or its place in a list of its kind."""
        return _path(self.url_name, slug, get_language(), get_script_prefix())


@functools.lru_cache(maxsize=20_000)
def _path(url_name, slug, _language, _prefix):
    """Kept, because a page names up to a hundred others, and working out their addresses took a third of its time."""
    try:
        return reverse(url_name, args=[slug])
    except NoReverseMatch:
        return f"{reverse(url_name)}#{slug.replace('/', '-')}"


@functools.cache
def kinds():
    """All kinds by name, lowest floor first, from settings.PAGE_KINDS."""
    return {kind.name: kind for kind in map(import_string, settings.PAGE_KINDS)}


def kinds_with(role):
    """The names of the kinds with this role, as readers see them side by side."""
    return tuple(kind.name for kind in side_by_side() if role in kind.roles)


def side_by_side():
    """The kinds that readers see side by side, in their order."""
    return sorted((kind for kind in kinds().values() if kind.place), key=lambda kind: kind.place)


def get_kind(name):
    """The kind of that name. Raises KeyError."""
    return kinds()[name]


def rows_of(field):
    """(model, parent column, many rows?) of a list field that stands in a table of its own, else None."""
    if isinstance(field, TextRows):
        return field.model, field.owner
    child = getattr(field, "child", None)
    return (child.Meta.model, child.Meta.parent) if isinstance(child, Row) else None


@functools.cache
def shape(document_class):
    """The document's fields, made once: for walking along a document, not for checking one."""
    return document_class()


def document_links(document_class, document):
    """All pages that a document links to, as "kind:slug", in order of appearance, each once."""
    return list(dict.fromkeys(_links(shape(document_class), document)))


def _links(serializer, document):
    for name, field in serializer.fields.items():
        value = document.get(name)
        if not value:
            continue
        if isinstance(field, PageLink):
            yield f"{field.kind}:{value}"
        elif isinstance(field, PageLinks):
            yield from field.keys(value)
        elif isinstance(field, Document):
            yield from _links(field, value)
        elif isinstance(getattr(field, "child", None), Document):
            for row in value:
                yield from _links(field.child, row)
