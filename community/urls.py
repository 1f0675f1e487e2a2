from django.urls import path

from community import views
from content.views import feeds, history, other_forms

app_name = "community"

# /organizations/
urlpatterns = [
    path("", views.organization_list, name="list"),
    *other_forms.urls("organization"),
    path("<str:slug>.atom", feeds.of_organization, name="feed"),
    path("<str:slug>/", views.detail, name="detail"),
    *history.urls("organization", "community", views.detail),
]
