from django.urls import path

from content.views import history, other_forms
from strategies import challenges, ticking, views

app_name = "strategies"

urlpatterns = [
    # /strategies/
    path("strategies/", views.strategy_list, name="list"),
    *other_forms.urls("strategy", prefix="strategies/"),
    path("strategies/<str:slug>/", views.detail, name="detail"),
    path("strategies/<str:slug>/progress/", ticking.save, name="progress"),
    *history.urls("strategy", "strategies", views.detail, prefix="strategies/"),
    # the book's practices, all on one page with an anchor for each
    path("practices/", views.practices, name="practices"),
    path("challenges/", challenges.page, name="challenges"),
]
