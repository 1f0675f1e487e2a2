from django.urls import path

from content import history
from content.taking import views as taking
from glossary import views

app_name = "glossary"

# /glossary/
urlpatterns = [
    path("", views.term_list, name="list"),
    *taking.urls("term"),
    path("<str:slug>/", views.detail, name="detail"),
    *history.urls("term", "glossary", views.detail),
]
