from django.urls import path

from book import views
from content import history
from content.taking import views as taking

app_name = "book"

# /book/
urlpatterns = [
    path("", views.contents, name="contents"),
    *taking.urls("chapter"),
    path("<str:slug>/", views.chapter, name="chapter"),
    *history.urls("chapter", "book", views.chapter),
]
