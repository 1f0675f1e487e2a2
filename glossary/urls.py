from django.urls import path

from content.views import history, other_forms
from glossary import views

app_name = "glossary"

# /glossary/
urlpatterns = [
    path("", views.term_list, name="list"),
    *other_forms.urls("term"),
    path("<str:slug>/", views.detail, name="detail"),
    *history.urls("term", "glossary", views.detail),
]
