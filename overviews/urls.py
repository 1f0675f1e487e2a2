"""Addresses of the pages that show many pages at once."""

from django.urls import path

from overviews import compare, insights, search

app_name = "overviews"

urlpatterns = [
    path("insights/", insights.page, name="insights"),
    path("insights/<str:name>.csv", insights.table, name="insight"),
    path("compare/", compare.page, name="compare"),
    path("compare/table.csv", compare.table, name="compare_table"),
    path("search/", search.page, name="search"),
    path("search/suggest", search.suggestions, name="suggest"),
]
