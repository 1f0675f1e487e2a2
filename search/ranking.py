"""Ranking: one query that finds, ranks and counts.

Each word counts by where it stands (names, summary, often in the text, somewhere), how rare it is among what was found,
and whether it is the word itself or another name of the same. Matching is by pairs of characters, so it misses nothing.
Who types several words often asks for what several pages say together, so pages that the best ones link to, or that
link to them, count more.
"""

from django.db import connection

from search.chinese import quote_lexeme
from search.finding import PAGE_SIZE
from search.grouping import Group
from search.kinds import ANSWERING, NOT_CALLED, NOT_SEARCHED, WEIGHTS
from search.lexicon import key_of
from search.models import VISIBLE
from search.query import any_of

MOST_FOUND = 10_000
"""So many pages are ranked and counted; of more, nobody reads the end."""
FIELDS = (("A", 1.0), ("B", 0.4), ("C", 0.3))
ANYWHERE = 0.1
CALLED_SO = 0.2
"""What one of several words counts more on the page that is called just so."""
TAGGED = 0.3
"""What a word counts that names a tag, or an organisation, on the pages that are tagged so."""
COMMON, RAREST = 1.5, 20
"""What keeps the words that all pages have from counting nothing, and single rare ones from counting everything."""
ANSWERS_HOW = 0.4
"""What pages of the kinds that answer it count more when somebody asks what to do."""
BEST, NEAR_THEM = 6, 100
"""Of so many pages, the best by their words, the first lift those that they link to or that link to them …"""
LIFT = 0.15
"""… by this share of their own score each."""


def worth_of(group, sure):
    """(SQL, parameters): what the best of a group's words counts on a page, from where it stands. `sure`: the page is
    known to have one of them."""
    sql, parameters = [], []
    tiers = [(words, value) for words, value in group.tiers if words]
    for words, value in tiers:
        own, given = worth([word.tsquery for word in words], sure and len(tiers) == 1 and not group.tagged)
        sql.append(f"{value} * ({own})")
        parameters += given
    called_so = any_of(f"{quote_lexeme(word.text)}:A" for word in group.words)
    parts = [f"greatest({', '.join(sql)})", f"{CALLED_SO} * (starting @@ %s::tsquery)::int"]
    parameters.append(called_so)
    if group.tagged:
        parts.append(f"{TAGGED} * (facets && %s::varchar[])::int")
        parameters.append(group.tagged)
    return " + ".join(parts), parameters


def worth(queries, sure):
    """(SQL, parameters): the sum of the weights of the fields in which one of the queries is met. Reading the words of
    a whole text is dear, so that is left out where it is `sure` to have one."""
    sql, parameters = [], []
    for weight, value in FIELDS:
        sql.append(f"{value} * (ranking @@ %s::tsquery)::int")
        parameters.append(any_of(query(weight) for query in queries))
    if sure:
        return " + ".join([*sql, str(ANYWHERE)]), parameters
    sql.append(f"{ANYWHERE} * (matching @@ %s::tsquery)::int")
    return " + ".join(sql), [*parameters, any_of(query() for query in queries)]


def ask(results, language, groups, share=1.0):
    """Rank and count in one pass: ({kind: number}, {primary key: score} of the page asked for, [has any page this
    group?]).

    `share`: how much of the words, by their rarity, a page must have; of all words the last answer tells nothing.
    """
    query, inner, parameters = results.query, [], []
    whole = share == 1
    for place, group in enumerate(groups):
        sql, given = worth_of(group, whole)
        has, needed = ("true", []) if whole else group.condition
        inner.append(f"({sql}) AS worth{place}, ({has})::int AS has{place}")
        parameters += [*given, *needed]
    bonus, given = name_bonus(query)
    matched, matched_parameters = where(query, groups, whole)
    phrases, phrase_parameters = adjacent(query, groups)
    parameters += [*given, language, list(NOT_SEARCHED), *matched_parameters, *phrase_parameters, MOST_FOUND]
    share -= 0.001  # sums of fractions
    parameters += [share, share, results.kind, results.kind, PAGE_SIZE, (results.page - 1) * PAGE_SIZE]
    with connection.cursor() as cursor:
        sql = sql_of(len(groups), ", ".join(inner), bonus, f"{matched} {phrases}", len(query.groups) > 1)
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    return rows[0][0] or {}, {pk: score for _counts, pk, score, _has in rows if pk}, rows[0][3]


def where(query, groups, whole):
    """(SQL, parameters): a page has the `whole` of the groups, or one of them, and nothing that is excluded. Without
    tags it is one query of the index."""
    excluded = [f"!({word.tsquery()})" for word in query.excluded if not of_several(word)]
    if not any(group.tagged for group in groups):
        matched = " & ".join(group.matched for group in groups) if whole else any_of(group.matched for group in groups)
        return "matching @@ %s::tsquery", [" & ".join([f"({matched})", *excluded])]
    conditions = [group.condition for group in groups]
    sql = "(" + (" AND " if whole else " OR ").join(condition for condition, _given in conditions) + ")"
    parameters = [value for _condition, given in conditions for value in given]
    if excluded:
        return f"{sql} AND matching @@ %s::tsquery", [*parameters, " & ".join(excluded)]
    return sql, parameters


def sql_of(many, inner, bonus, matched, linked):
    """The query for so many words, with what each counts on a page; are pages that are `linked` to the best lifted?"""
    rarity = [rarity_of(f"has{place}") for place in range(many)]
    score = " + ".join(f"worth{place} * {rare}" for place, rare in enumerate(rarity))
    has = " + ".join(f"has{place} * {rare}" for place, rare in enumerate(rarity))
    there = ", ".join(f"coalesce(max(has{place}), 0)" for place in range(many))
    return f"""
        WITH found AS MATERIALIZED (
            SELECT id, kind, {inner}, {bonus} AS bonus FROM search_searchentry
            WHERE language = %s AND NOT kind = ANY(%s) AND {matched}
            AND {VISIBLE} LIMIT %s
        ), scored AS (
            SELECT id, kind, bonus + worth * sqrt(share) AS score, share FROM (
                SELECT id, kind, bonus, {score} AS worth, ({has}) / greatest({" + ".join(rarity)}, 0.01) AS share
                FROM found
            ) AS weighed
        ), {LIFTED if linked else "lifted AS (SELECT id, kind, score, share FROM scored)"},
        counted AS (
            SELECT json_object_agg(kind, number) AS counts, (SELECT ARRAY[{there}] FROM found) AS has
            FROM (SELECT kind, count(*) AS number FROM scored WHERE share >= %s GROUP BY kind) AS kinds
        )
        SELECT counts, id, score, has FROM counted LEFT JOIN LATERAL (
            SELECT id, score FROM lifted WHERE share >= %s AND (%s = '' OR kind = %s)
            ORDER BY score DESC, id LIMIT %s OFFSET %s
        ) AS page ON true ORDER BY score DESC, id
    """


LIFTED = f"""
    top AS MATERIALIZED (
        SELECT best.id, score, key, links, row_number() OVER (ORDER BY score DESC, best.id) AS place
        FROM (SELECT id, score FROM scored ORDER BY score DESC, id LIMIT {NEAR_THEM}) AS best
        JOIN search_searchentry USING (id)
    ), lift AS (
        SELECT top.id, sum(best.score) * {LIFT} AS more FROM top JOIN top AS best
        ON best.place <= {BEST} AND best.id <> top.id AND (top.key = ANY(best.links) OR best.key = ANY(top.links))
        GROUP BY top.id
    ), lifted AS (
        SELECT id, kind, score + coalesce(more, 0) AS score, share FROM scored LEFT JOIN lift USING (id)
    )"""
"""SQL: what was found, with what its neighbours among the best add."""


def rarity_of(column):
    """SQL: what a word counts that some of the pages found have; a word that none has counts nothing."""
    having = f"sum({column}) OVER ()"
    rare = f"least(count(*) OVER () / {having}::float, {RAREST})"
    return f"(CASE WHEN {having} = 0 THEN 0 ELSE ln({COMMON} + {rare}) END)"


def name_bonus(query):
    """(SQL, parameters): what a page gains when its name is just what was typed, begins with it, is short."""
    typed = quote_lexeme(key_of(query.text)) or "''"
    asked = ANSWERING if query.asks_how else ()
    values = [(kind, value + ANSWERS_HOW * (kind in asked)) for kind, value in WEIGHTS.items()]
    kinds = " ".join(f"WHEN '{kind}' THEN {value}" for kind, value in values)
    sql = (
        "((NOT kind = ANY(%s))::int"
        " * (3.0 * (starting @@ %s::tsquery)::int + 0.5 * (starting @@ %s::tsquery)::int) "
        f"+ CASE kind {kinds} ELSE 0 END + 0.02 * evidence + 2.0 / (10 + length(title)))"
    )
    return sql, [list(NOT_CALLED), f"{typed}:A", f"{typed}:*A"]


def adjacent(query, groups):
    """(SQL, parameters): the words of a Latin phrase stand next to each other in the text or in a name. Of a phrase and
    its alternatives one has to be there; an excluded phrase is excluded as a whole."""
    sql, parameters = "", []
    for group in groups:
        held = [side_by_side(word) for word in group.words if of_several(word)]
        loose = [word for word in group.words if not of_several(word)]
        if held and loose:
            held.append(Group(tuple(loose), group.names, group.alike, group.tagged).condition)
        if held:
            sql += f" AND ({' OR '.join(condition for condition, _given in held)})"
            parameters += [value for _condition, given in held for value in given]
    for condition, given in (side_by_side(word) for word in query.excluded if of_several(word)):
        sql += f" AND NOT {condition}"
        parameters += given
    return sql, parameters


def of_several(word):
    """Is it a phrase of several words, which are to stand next to each other?"""
    return word.phrase and " " in word.text


def side_by_side(phrase):
    """(SQL, parameters): the phrase stands in the text, in a name or in the summary, also with hyphens."""
    pattern = r"\m" + r"[^[:alnum:]]{0,3}".join(map(escaped, phrase.text.split(" ")))
    return "(body ~* %s OR array_to_string(names, ' | ') ~* %s OR summary ~* %s)", [pattern] * 3


def escaped(word):
    """A word for a regular expression of PostgreSQL."""
    return "".join(character if character.isalnum() else f"\\{character}" for character in word)
