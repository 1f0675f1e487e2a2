"""Addresses of the review desk."""

from django.urls import path

from contributions.review import asked, desk, queue

app_name = "review"
urlpatterns = [
    path("review/", queue.queue, name="queue"),
    path("review/<str:uid>/", desk.desk, name="desk"),
    path("asked/<str:token>/", asked.asked, name="asked"),
]
