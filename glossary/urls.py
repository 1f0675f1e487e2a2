from django.urls import path

from content import history
from glossary import views

app_name = "glossary"

# /glossary/
urlpatterns = [
    path("", views.term_list, name="list"),
    path("<str:slug>/", views.detail, name="detail"),
    *history.urls("term", "glossary", views.detail),
]
