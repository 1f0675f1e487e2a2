"""How many cases there are of what: the numbers that the charts are made of."""

from collections import Counter
from datetime import date

from django.db import connection

from cases.models import Case
from search.models import VISIBLE
from search.vocabulary import vocabulary

SPAN = 5
"""Years that count as one."""
COUNTED = f"""
    WITH cases AS (
        SELECT facets, links, year_from / {SPAN} * {SPAN} AS first, year_to / {SPAN} * {SPAN} AS last,
            (SELECT value FROM unnest(facets) AS value WHERE value LIKE 'outcome:%' LIMIT 1) AS outcome
        FROM search_searchentry WHERE kind = 'case' AND language = 'zh' AND {VISIBLE}
    )
    SELECT 'facet', value, outcome, first, last, count(*)
    FROM (SELECT unnest(facets) AS value, outcome, first, last FROM cases) AS found
    GROUP BY value, outcome, first, last
    UNION ALL
    SELECT 'untagged', '', outcome, NULL, NULL, count(*) FROM cases
    WHERE NOT facets && ARRAY(
        SELECT ('tag:' || slug)::varchar FROM search_searchentry
        WHERE kind = 'tag' AND language = 'zh' AND row ->> 'facet' = 'challenge' AND {VISIBLE}
    ) GROUP BY outcome
    UNION ALL
    SELECT 'link', link, '', NULL, NULL, count(*) FROM (SELECT unnest(links) AS link FROM cases) AS found
    WHERE link LIKE 'practice:%' GROUP BY link
"""
"""SQL: what, of what, with which outcome, begun and ended in which spans, in how many cases. One look at each case,
because of 100,000 every further one takes a reader's second."""


class Numbers:
    """How many cases there are of what. Two queries, and a third for the names of practices."""

    def __init__(self, language):
        with connection.cursor() as cursor:
            cursor.execute(COUNTED)
            rows = cursor.fetchall()
        self.language = language
        self.words = vocabulary(language)
        self.of = Counter()
        for what, value, outcome, first, last, number in rows:
            for key in counted_as(what, value, outcome, first, last):
                self.of[key] += number
        self.cases = self.of["all", "", ""]

    def outcome(self, facet, value=""):
        """Cases with a facet's value and an outcome, or any."""
        values = [value] if value else Case.Outcome.values
        return sum(self.of["outcome", facet, f"outcome:{one}"] for one in values)

    def tags(self, facet):
        """The tags of a facet: (slug, title)."""
        return [(slug, self.words.title(facet, slug)) for slug in self.words.facets.get(facet, ("", []))[1]]


def counted_as(what, value, outcome, first, last):
    """The numbers to which a row of the query belongs, as (what, of what, which)."""
    if what == "link":
        yield what, value, ""
    elif what == "untagged":
        yield what, outcome, ""
    else:
        yield "outcome", value, outcome
    if value.startswith("origin:"):  # every case has one origin
        yield "all", "", ""
        yield "began", first, ""
    if value.startswith("ledger:"):
        yield "ledger", value, ""
    if value.startswith("tag:") and first is not None:
        for span in range(first, min(last, date.today().year) + 1, SPAN):
            yield "year", value, span
