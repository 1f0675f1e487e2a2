from django.urls import path

from cases import views
from content import history

app_name = "cases"

# /cases/
urlpatterns = [
    path("", views.case_list, name="list"),
    path("<str:slug>/", views.detail, name="detail"),
    *history.urls("case", "cases", views.detail),
]
