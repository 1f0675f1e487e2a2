"""Addresses of the pages that show many pages at once."""

app_name = "overviews"

urlpatterns = []
