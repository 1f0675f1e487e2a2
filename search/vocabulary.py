"""What facets and their values are called in one language."""

from dataclasses import dataclass

from django.db.models.fields.json import KeyTextTransform

from search import collection
from search.models import SearchEntry
from search.values import PAGES, TAG_FACETS

TAG_FACET = KeyTextTransform("facet", "row")


@dataclass
class Vocabulary:
    """What facets and their values are called in one language."""

    facets: dict
    """Facet → (title, [tag slug, …] in order)."""
    titles: dict
    """"kind:slug" → title."""
    kinds: tuple = ()
    """The kinds whose pages it all knows."""
    version: int | None = None
    """Of the collection, from before it was read; None when nothing that is kept can be relied on."""

    def title(self, name, value):
        """What a facet's value is called, or None when it is not a page's name."""
        return self.titles.get(f"{PAGES.get(name, name)}:{value}")

    def covers(self, name):
        """Does it know all values of this facet?"""
        return PAGES.get(name) in self.kinds

    def knows(self, name, value):
        """Is this a value of a facet that it covers?"""
        tags = self.facets.get(name, ("", ()))[1]
        return value in tags if name in TAG_FACETS else self.title(name, value) is not None


def vocabulary(language, *more):
    """The facets with their tags, the titles of all pages of some more kinds, and the version of the collection that
    was current before what is asked next; one query."""
    known = ("facet", "tag", *more)
    entries = SearchEntry.objects.public().filter(kind__in=known, language=language).order_by("position", "page_id")
    rows = list(entries.annotate(of=TAG_FACET, **collection.state_columns()).values_list(
        "kind", "slug", "title", "of", "collection_version", "unsettled"
    ))  # fmt: skip
    facets = {slug: (title, []) for kind, slug, title, *_more in rows if kind == "facet"}
    for kind, slug, _title, facet, *_more in rows:
        if kind == "tag" and facet in facets:
            facets[facet][1].append(slug)
    version = rows[0][4] if rows and not rows[0][5] else None
    return Vocabulary(facets, {f"{row[0]}:{row[1]}": row[2] for row in rows}, known, version)
