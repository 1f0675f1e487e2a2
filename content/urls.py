from django.urls import path

from content import catalogue

app_name = "content"

urlpatterns = [
    path("tags/", catalogue.tag_list, name="tags"),
    path("tags/<str:slug>/", catalogue.tag, name="tag"),
    path("references/", catalogue.reference_list, name="references"),
    path("claims/", catalogue.claim_list, name="claims"),
]
