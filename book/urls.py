from django.urls import path

from book import views
from content import history

app_name = "book"

# /book/
urlpatterns = [
    path("", views.contents, name="contents"),
    path("<str:slug>/", views.chapter, name="chapter"),
    *history.urls("chapter", "book", views.chapter),
]
