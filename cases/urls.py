from django.urls import path

from cases import views
from community.replies import history_of_replies
from content.views import history, other_forms

app_name = "cases"

# /cases/
urlpatterns = [
    path("", views.case_list, name="list"),
    *other_forms.urls("case"),
    path("<str:slug>/", views.detail, name="detail"),
    *history.urls("case", "cases", views.detail, beside=history_of_replies),
]
