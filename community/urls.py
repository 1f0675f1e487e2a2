from django.urls import path

from community import views
from content import history
from content.taking import feeds
from content.taking import views as taking

app_name = "community"

# /organizations/
urlpatterns = [
    path("", views.organization_list, name="list"),
    *taking.urls("organization"),
    path("<str:slug>.atom", feeds.of_organization, name="feed"),
    path("<str:slug>/", views.detail, name="detail"),
    *history.urls("organization", "community", views.detail),
]
