"""The index: one row per page and language. Each kind says what its rows show; see `search.kinds` for what differs."""

import functools

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from search.kinds import GROWING

LARGE = ("matching", "ranking", "starting", "body", "names", "sounds")
"""Columns that only searching needs."""
VISIBLE = """(visible_from IS NULL OR visible_from <= statement_timestamp())
    AND (visible_until IS NULL OR visible_until > statement_timestamp())"""
"""SQL: the same condition as `public()`, for queries that are written by hand."""
MOST_AROUND = 60
"""So many entries of a growing kind are shown on a page that all of them name."""


class SearchEntryQuerySet(models.QuerySet):
    def public(self):
        """Entries of pages that anyone may read now, by the database's clock; what only searching needs is left."""
        return self.filter(
            Q(visible_from=None) | Q(visible_from__lte=Now()), Q(visible_until=None) | Q(visible_until__gt=Now())
        ).defer(*LARGE)

    def around(self, keys, links, language):
        """Entries of the pages that these pages link to and of those that link to them: what they show of others.

        Of a growing kind no more than MOST_AROUND that link here, those with the strongest evidence and changed last;
        `together` says how many of its kind do, where an entry links here itself. One query, written by hand: it is
        every page's.
        """
        wanted = {"keys": keys, "links": links, "language": language, "growing": list(GROWING), "most": MOST_AROUND}
        return self.raw(around_query(), wanted)

    def count_values(self, *columns):
        """How many of these entries have each value of a facet: (columns …, "facet:value", number); one query."""
        values = self.order_by().annotate(value=models.Func(models.F("facets"), function="unnest"))
        return values.values_list(*columns, "value").annotate(number=models.Count("pk"))


class SearchEntry(models.Model):
    """What lists, facets, tag pages, feeds and search know of a page, in one language.

    `row` is all that a result row shows; pages that are removed have no entries.
    """

    page_id = models.BigIntegerField()  # no foreign key: the index stands below the pages
    key = models.CharField(max_length=130)  # "kind:slug"
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    uid = models.CharField(max_length=12)
    language = models.CharField(max_length=2)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    row = models.JSONField()
    facets = ArrayField(models.CharField(max_length=130), default=list)  # "mechanism:sharing", "evidence:2", "org:ibm"
    links = ArrayField(models.CharField(max_length=130), default=list)  # "kind:slug"
    position = models.IntegerField(default=0)
    sort_title = models.CharField(max_length=400)
    letter = models.CharField(max_length=1, blank=True)
    evidence = models.PositiveSmallIntegerField(default=0)
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    visible_from = models.DateTimeField(null=True)
    visible_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    matching = SearchVectorField()  # Han bigrams and Latin words of the whole text: complete, for matching
    ranking = SearchVectorField()  # the same of names (A), summary (B) and what the text says often (C): for ranking
    starting = SearchVectorField(default="")  # names from each place where somebody may begin to type them
    names = ArrayField(models.CharField(max_length=300), default=list)  # titles in both languages, other names
    sounds = models.JSONField(default=dict)  # pinyin and initials → word, of the names of words
    body = models.TextField(blank=True, default="")  # the text without its marks, a sentence to a line

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page_id", "language"], name="entry_once_a_page_and_language"),
            models.UniqueConstraint(fields=["key", "language"], name="entry_key_unique"),
            models.CheckConstraint(condition=Q(language__in=["zh", "en"]), name="entry_language_known"),
            models.CheckConstraint(condition=~Q(slug="") & ~Q(kind=""), name="entry_slug_not_empty"),
        ]
        indexes = [
            GinIndex(fields=["facets"], name="entry_facets"),
            GinIndex(fields=["links"], name="entry_links"),
            GinIndex(fields=["matching"], name="entry_matching"),
            GinIndex(fields=["starting"], name="entry_starting"),
            # With what decides whether a page is visible, so that counting and turning pages read no rows.
            models.Index(
                fields=["kind", "language", "-updated_at", "-page_id"],
                include=["id", "visible_from", "visible_until"],
                name="entry_newest",
            ),
            models.Index(fields=["kind", "language", "position", "page_id"], name="entry_in_order"),
            models.Index(fields=["kind", "language", "sort_title", "page_id"], name="entry_by_title"),
            # Few pages appear or disappear by the clock, and each answer asks whether one just did.
            models.Index(fields=["visible_from"], condition=Q(visible_from__isnull=False), name="entry_appears"),
            models.Index(fields=["visible_until"], condition=Q(visible_until__isnull=False), name="entry_disappears"),
        ]

    def __str__(self):
        return f"{self.key} ({self.language})"


@functools.cache
def around_query():
    """The SQL of `around`."""
    columns = ", ".join(field.column for field in SearchEntry._meta.concrete_fields if field.name not in LARGE)
    return f"""
        SELECT {columns}, together FROM (
            SELECT *, count(*) OVER (PARTITION BY kind, links_here) AS together, row_number() OVER (
                PARTITION BY kind, links_here ORDER BY evidence DESC, updated_at DESC, page_id DESC
            ) AS place
            FROM (
                SELECT {columns}, links && %(keys)s::varchar(130)[] AS links_here FROM search_searchentry
                WHERE language = %(language)s AND {VISIBLE}
                    AND (key = ANY(%(links)s::varchar[]) OR links && %(keys)s::varchar(130)[])
            ) AS found
        ) AS near
        WHERE place <= %(most)s OR kind <> ALL(%(growing)s) OR key = ANY(%(links)s::varchar[])
    """


class IndexState(models.Model):
    """What the index as a whole was made by and when; one row."""

    fingerprint = models.CharField(max_length=64, default="")
    """Of the code that made the entries; entries made by other code are made anew at start."""
    loaded = models.CharField(max_length=64, default="", db_default="")
    """Of the content files that were loaded last, and of the code that loads them: the same are not loaded again."""
    version = models.BigIntegerField(default=0)
    """Another one after every change of anything public: see search.collection."""
    settled_at = models.DateTimeField(default=timezone.now)
    """Until when pages that appear or disappear by the clock have been seen to."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="index_state_is_one_row")]

    def __str__(self):
        return f"{self.version}"
