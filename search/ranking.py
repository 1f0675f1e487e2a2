"""Ranking: one query that finds, ranks and counts.

Each word counts by where it stands (names, summary, often in the text, somewhere), how rare it is among what was found,
and whether it is the word itself or another name of the same. Matching is by pairs of characters, so it misses nothing.
"""

from dataclasses import dataclass

from django.db import connection

from search.chinese import quote_lexeme
from search.finding import PAGE_SIZE
from search.lexicon import key_of
from search.models import VISIBLE
from search.query import Word, any_of

MOST_FOUND = 20_000
"""So many pages are ranked and counted; of more, nobody reads the end."""
NOT_SEARCHED = ("facet", "term_category")
FIELDS = (("A", 1.0), ("B", 0.4), ("C", 0.3))
ANYWHERE = 0.1
OTHER_NAME = 0.55
"""What another name counts beside the word itself."""
KINDS = {"term": 0.24, "case": 0.2, "strategy": 0.2, "organization": 0.2, "practice_group": 0.12, "tag": 0.12,
         "practice": 0.1, "chapter": 0.1, "claim": -0.4, "reference": -0.4}  # fmt: skip
"""What decides between pages that fit alike. The titles of claims are sentences, so all their words stand in a name."""
COMMON, RAREST = 1.5, 20
"""What keeps the words that all pages have from counting nothing, and single rare ones from counting everything."""
ANSWERS_HOW = 0.4
"""What a playbook counts more when somebody asks what to do."""


@dataclass
class Group:
    """Words of which one has to be there, and their other names."""

    words: tuple
    names: list

    @property
    def matched(self):
        """PostgreSQL's query: one of the words or of the names."""
        return any_of([word.tsquery() for word in self.words] + [name.tsquery() for name in self.named])

    @property
    def named(self):
        return [word for word in (Word(key_of(name)) for name in self.names) if word.tsquery()]

    def worth(self):
        """(SQL, parameters): what the best of these words counts on a page, from where it stands."""
        own, parameters = worth([word.tsquery for word in self.words])
        if not self.named:
            return own, parameters
        other, more = worth([name.tsquery for name in self.named])
        return f"greatest({own}, {OTHER_NAME} * ({other}))", [*parameters, *more]


def worth(queries):
    """(SQL, parameters): the sum of the weights of the fields in which one of the queries is met."""
    sql, parameters = [], []
    for weight, value in FIELDS:
        sql.append(f"{value} * (ranking @@ %s::tsquery)::int")
        parameters.append(any_of(query(weight) for query in queries))
    sql.append(f"{ANYWHERE} * (matching @@ %s::tsquery)::int")
    return " + ".join(sql), [*parameters, any_of(query() for query in queries)]


def ask(results, language, groups, matched, share):
    """Rank and count in one pass: ({kind: number}, primary keys of the page asked for).

    `share`: how much of the words, by their rarity, a page must have.
    """
    query, inner, parameters = results.query, [], []
    excluded = "".join(f" & !({word.tsquery()})" for word in query.excluded)
    for place, group in enumerate(groups):
        sql, given = group.worth()
        inner.append(f"({sql}) AS worth{place}, (matching @@ %s::tsquery)::int AS has{place}")
        parameters += [*given, group.matched]
    bonus, given = name_bonus(query)
    phrases, phrase_parameters = adjacent(query)
    parameters += [*given, language, list(NOT_SEARCHED), f"({matched}){excluded}", *phrase_parameters, MOST_FOUND]
    share -= 0.001  # sums of fractions
    parameters += [share, share, results.kind, results.kind, PAGE_SIZE, (results.page - 1) * PAGE_SIZE]
    with connection.cursor() as cursor:
        cursor.execute(sql_of(len(groups), ", ".join(inner), bonus, phrases), parameters)
        rows = cursor.fetchall()
    return rows[0][0] or {}, [pk for _counts, pk in rows if pk]


def sql_of(many, inner, bonus, phrases):
    """The query for so many words, with what each counts on a page."""
    rarity = [rarity_of(f"has{place}") for place in range(many)]
    score = " + ".join(f"worth{place} * {rare}" for place, rare in enumerate(rarity))
    has = " + ".join(f"has{place} * {rare}" for place, rare in enumerate(rarity))
    return f"""
        WITH found AS MATERIALIZED (
            SELECT id, kind, {inner}, {bonus} AS bonus FROM search_searchentry
            WHERE language = %s AND NOT kind = ANY(%s) AND matching @@ %s::tsquery {phrases}
            AND {VISIBLE} LIMIT %s
        ), scored AS (
            SELECT id, kind, bonus + {score} AS score, ({has}) / greatest({" + ".join(rarity)}, 0.01) AS share
            FROM found
        ), counted AS (
            SELECT json_object_agg(kind, number) AS counts
            FROM (SELECT kind, count(*) AS number FROM scored WHERE share >= %s GROUP BY kind) AS kinds
        )
        SELECT counts, id FROM counted LEFT JOIN LATERAL (
            SELECT id, score FROM scored WHERE share >= %s AND (%s = '' OR kind = %s)
            ORDER BY score DESC, id LIMIT %s OFFSET %s
        ) AS page ON true ORDER BY score DESC, id
    """


def rarity_of(column):
    """SQL: what a word counts that some of the pages found have; a word that none has counts nothing."""
    having = f"sum({column}) OVER ()"
    rare = f"least(count(*) OVER () / {having}::float, {RAREST})"
    return f"(CASE WHEN {having} = 0 THEN 0 ELSE ln({COMMON} + {rare}) END)"


def name_bonus(query):
    """(SQL, parameters): what a page gains when its name is just what was typed, begins with it, is short."""
    typed = quote_lexeme(key_of(query.text)) or "''"
    values = KINDS | {"strategy": KINDS["strategy"] + ANSWERS_HOW} if query.asks_how else KINDS
    kinds = " ".join(f"WHEN '{kind}' THEN {value}" for kind, value in values.items())
    sql = (
        "((kind NOT IN ('reference', 'claim'))::int"
        " * (3.0 * (starting @@ %s::tsquery)::int + 0.5 * (starting @@ %s::tsquery)::int) "
        f"+ CASE kind {kinds} ELSE 0 END + 0.02 * evidence + 2.0 / (10 + length(title)))"
    )
    return sql, [f"{typed}:A", f"{typed}:*A"]


def adjacent(query):
    """(SQL, parameters): the words of a Latin phrase stand next to each other in the text or in a name."""
    sql, parameters = "", []
    for words in (word.text.split(" ") for word in query.words if word.phrase):
        if len(words) > 1 and all(len(group) == 1 for group in query.groups):
            sql += " AND (body ~* %s OR array_to_string(names, ' | ') ~* %s OR summary ~* %s)"
            pattern = r"\m" + r"[^[:alnum:]]{0,3}".join(map(escaped, words))
            parameters += [pattern] * 3
    return sql, parameters


def escaped(word):
    """A word for a regular expression of PostgreSQL."""
    return "".join(character if character.isalnum() else f"\\{character}" for character in word)
