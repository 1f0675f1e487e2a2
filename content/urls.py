from django.urls import path

from content import catalogue, findings
from content.taking import feeds

app_name = "content"

urlpatterns = [
    path("tags/", catalogue.tag_list, name="tags"),
    path("tags/<str:slug>.atom", feeds.of_tag, name="tag_feed"),
    path("tags/<str:slug>/", catalogue.tag, name="tag"),
    path("references/", findings.reference_list, name="references"),
    path("references/<str:slug>/", findings.reference, name="reference"),
    path("claims/", findings.claim_list, name="claims"),
    path("claims/<str:slug>/", findings.claim, name="claim"),
]
