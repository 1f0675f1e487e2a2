"""When things happened: what the cases date, in the order of time, as a page and as CSV."""

import json
from dataclasses import replace
from itertools import islice

from django.db import connection
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from content.taking.spreadsheets import csv_answer
from content.views.feeds import query_of
from content.wording import partial_date
from overviews.narrowed import filters_of, refused_program, rooms
from overviews.superlatives import superlative
from search.listing import conditions, dropped
from search.models import SearchEntry

PAGE_SIZE = 60
MOST_WAYS = 8
DATED = """
    FROM ({cases}) AS found, jsonb_array_elements(found."row" -> 'dated') WITH ORDINALITY AS moments (moment, place)
    WHERE left(moment ->> 'date', 4) BETWEEN %s AND %s
"""
YEARS = f"SELECT left(moment ->> 'date', 4) AS year, count(*) {DATED} GROUP BY year ORDER BY year"
MOMENTS = f"""
    SELECT moment::text, found.slug, found.title, found."row" ->> 'title_language' {DATED}
    ORDER BY moment ->> 'date' COLLATE "C", found.page_id, place
"""


def told(asked, sql, *more):
    """The rows of a query about the moments that the filters leave. The years are those of moments, not of cases."""
    cases = asked.cases(year_from=None, year_to=None).order_by().values("page_id", "slug", "title", "row")
    inner, parameters = cases.query.sql_with_params()
    first, last = asked.filters.year_from or 0, asked.filters.year_to or 9999
    with connection.cursor() as cursor:
        cursor.execute(sql.format(cases=inner), [*parameters, f"{first:04}", f"{last:04}", *more])
        return cursor.fetchall()


def moments(asked, limit=None, start=0):
    """[(moment, the case's index entry)], oldest first. One query."""
    return [
        (json.loads(moment), SearchEntry(kind="case", slug=slug, title=title, row={"title_language": language}))
        for moment, slug, title, language in told(asked, f"{MOMENTS} LIMIT %s OFFSET %s", limit, start)
    ]


def finding(years):
    """The sentence that states what the numbers of moments of the years show."""
    if not years:
        return ""
    return superlative(
        [(partial_date(year), number) for year, number in years],
        _("From %(first)s to %(last)s. The year with most is %(names)s: %(number)d."),
        _("From %(first)s to %(last)s. The years with most are %(names)s: %(number)d each."),
        first=years[0][0],
        last=years[-1][0],
    )


def ways_out(asked, shown):
    """For filters that leave nothing: how many moments there are without one of them. One query for each of a few."""
    ways = []
    for name, value, words in islice(conditions(shown), MOST_WAYS):
        number = total(told(replace(asked, filters=dropped(asked.filters, name, value)), YEARS))
        ways += [(words, asked.filters.without(name, value), number)] if number else []
    return sorted(ways, key=lambda way: -way[2])


def total(years):
    """How many moments all years have together."""
    return sum(number for _year, number in years)


@require_safe
def page(request):
    """The moments that the filters leave. Four queries; when nothing is left one for each filter besides."""
    asked = filters_of(request)
    years = told(asked, YEARS)
    number = total(years)
    rows = moments(asked, PAGE_SIZE, (asked.filters.page - 1) * PAGE_SIZE) if number else []
    shown = asked.listing(("mechanism", "org"), rows, number, max(1, -(-number // PAGE_SIZE)))
    shown.ways_out = ways_out(asked, shown) if not number else []
    title = _("Timeline")
    description = _("What happened between open-source communities and AI companies, in the order of time.")
    context = {
        "shown": shown,
        "sentence": finding(years),
        "moments_of_years": [
            (year, number, asked.filters.query(year_from=int(year), year_to=int(year))) for year, number in years
        ],
        "table": reverse("overviews:timeline_table") + query_of(asked.filters),
        "rooms": rooms("overviews:timeline"),
        "crumbs": [(_("Insights"), reverse("overviews:insights")), (title, "")],
        "meta": asked.head(request, title, description),
    }
    return render(request, "overviews/timeline.html", context, status=shown.status)


@require_safe
def table(request):
    """The same as CSV, whole. Two queries; 400 for filters that cannot be used."""
    asked = filters_of(request)
    if answer := refused_program(asked):
        return answer
    what = {"begins": _("The case’s period begins"), "ends": _("The case’s period ends")}
    lines = [[moment["date"], what.get(moment["what"]) or moment["title"], case.title, case.slug]
             for moment, case in moments(asked)]  # fmt: skip
    head = [pgettext("of something that happened", "Date"), _("What happened"), _("Case"), _("Address of the case")]
    return csv_answer("timeline.csv", [head, *lines])
