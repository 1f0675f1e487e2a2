"""Addresses of the pages that show many pages at once."""

from django.urls import path

from overviews import compare, failures, finder, insights, ledgers, network, search, timeline

app_name = "overviews"

urlpatterns = [
    path("insights/", insights.page, name="insights"),
    path("insights/network/", network.page, name="network"),
    path("insights/network.csv", network.table, name="network_table"),
    path("insights/timeline/", timeline.page, name="timeline"),
    path("insights/timeline.csv", timeline.table, name="timeline_table"),
    path("insights/ledgers/", ledgers.page, {"entry": "put_in"}, name="ledgers_put_in"),
    path("insights/ledgers/gained/", ledgers.page, {"entry": "gained"}, name="ledgers_gained"),
    path("insights/ledgers/cost/", ledgers.page, {"entry": "cost"}, name="ledgers_cost"),
    path("insights/ledgers/table.csv", ledgers.table, name="ledgers_table"),
    path("insights/failures.csv", failures.table, name="failures"),
    path("insights/<str:name>.csv", insights.table, name="insight"),
    path("finder/", finder.page, name="finder"),
    path("compare/", compare.page, name="compare"),
    path("compare/table.csv", compare.table, name="compare_table"),
    path("search/", search.page, name="search"),
    path("search/suggest", search.suggestions, name="suggest"),
]
