from django.urls import path

from book import views
from content.views import history, other_forms

app_name = "book"

# /book/
urlpatterns = [
    path("", views.contents, name="contents"),
    *other_forms.urls("chapter"),
    path("<str:slug>/", views.chapter, name="chapter"),
    *history.urls("chapter", "book", views.chapter),
]
