from django.urls import path

from content.taking import feeds

app_name = "feeds"

# /feeds/
urlpatterns = [
    path("all.atom", feeds.of_everything, name="all"),
    path("<str:name>.atom", feeds.of_list, name="list"),
]
