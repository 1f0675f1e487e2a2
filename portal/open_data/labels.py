"""Which tag stands on which page, and who put it there: the origin of every label."""

from django.db import connection

from content.models import Origin, Page, Revision, Tag
from portal.open_data.tables import Column, Table, cell, leads, moment

TABLE = Table(
    "labels",
    [
        Column("uid"), Column("kind"), Column("slug"), Column("tag"), Column("facet"),
        Column("tag_origin", rules={"enum": Origin.values}), Column("since_version", "integer", {"minimum": 1}),
        Column("given_by", rules={"enum": Revision.Source.values}), Column("given_at", "datetime"),
    ],
    {"primaryKey": ["uid", "tag"], "foreignKeys": [leads("tag", "tags", "slug")]},
)  # fmt: skip
FIRST = f"""
    SELECT page.uid, page.kind, page.slug, tag.value, first.number, first.source, first.created_at
    FROM ({{pages}}) AS page
    CROSS JOIN LATERAL jsonb_array_elements_text(page.document -> 'tags') WITH ORDINALITY AS tag (value, place)
    CROSS JOIN LATERAL (
        SELECT number, source, created_at FROM {Revision._meta.db_table} AS revision
        WHERE revision.page_id = page.id AND jsonb_exists(revision.document -> 'tags', tag.value)
        ORDER BY number LIMIT 1
    ) AS first
    ORDER BY page.id, tag.place
"""
"""SQL: each tag of each public page with the first version that had it."""


def rows():
    """(record, cells) of every label: page, tag, the tag's facet and origin, and how it came to the page."""
    tags = {slug: (document["facet"], document["origin"]) for slug, document in Tag.objects.public().values_list(
        "slug", "document")}  # fmt: skip
    pages, parameters = Page.objects.public().values("id", "uid", "kind", "slug", "document").query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(FIRST.format(pages=pages), parameters)
        for uid, kind, slug, tag, number, source, created in cursor:
            if tag in tags:
                values = [uid, kind, slug, tag, *tags[tag], number, source, moment(created)]
                record = dict(zip((column.name for column in TABLE.columns), values, strict=True))
                yield record, [cell(value) for value in values]
