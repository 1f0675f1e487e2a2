from django.urls import path

from content import history
from strategies import views

app_name = "strategies"

urlpatterns = [
    # /strategies/
    path("strategies/", views.strategy_list, name="list"),
    path("strategies/<str:slug>/", views.detail, name="detail"),
    *history.urls("strategy", "strategies", views.detail, prefix="strategies/"),
    # the book's practices, all on one page with an anchor for each
    path("practices/", views.practices, name="practices"),
    path("challenges/", views.challenges, name="challenges"),
]
