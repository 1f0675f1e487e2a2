"""What a name may go on to, while somebody types: by Chinese, pinyin, initials or English."""

from django.db import connection

from search.chinese import quote_lexeme
from search.kinds import SUGGESTED
from search.lexicon import key_of
from search.models import VISIBLE

MOST_SUGGESTIONS = 8
MOST_READ = 500
"""So many of the pages that fit are looked at: with one letter that most names have, the others fit no less."""
SUGGEST = f"""
    SELECT kind, slug, title FROM (
        SELECT * FROM search_searchentry
        WHERE language = %s AND kind = ANY(%s) AND starting @@ %s::tsquery AND {VISIBLE} LIMIT {MOST_READ}
    ) AS entry
    ORDER BY starting @@ %s::tsquery DESC, array_position(%s, kind::text), length(title), position, id LIMIT %s
"""


def suggest(text, language):
    """Pages whose name, or a word in it, begins with what was typed, also in pinyin: (kind, slug, title). One query."""
    lexeme = quote_lexeme(key_of(text)[:80])
    if not lexeme:
        return []
    kinds = list(SUGGESTED)
    with connection.cursor() as cursor:
        cursor.execute(SUGGEST, [language, kinds, f"{lexeme}:*", f"{lexeme}:*A", kinds, MOST_SUGGESTIONS])
        return cursor.fetchall()
