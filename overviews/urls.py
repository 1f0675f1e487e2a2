"""Addresses of the pages that show many pages at once."""

from django.urls import path

from overviews import search

app_name = "overviews"

urlpatterns = [
    path("search/", search.page, name="search"),
    path("search/suggest", search.suggestions, name="suggest"),
]
