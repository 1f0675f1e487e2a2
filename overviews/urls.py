"""Addresses of the pages that show many pages at once."""

from django.urls import path

from overviews import compare, search

app_name = "overviews"

urlpatterns = [
    path("compare/", compare.page, name="compare"),
    path("compare/table.csv", compare.table, name="compare_table"),
    path("search/", search.page, name="search"),
    path("search/suggest", search.suggestions, name="suggest"),
]
