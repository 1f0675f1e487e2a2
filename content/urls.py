from django.urls import path

from content.views import feeds, findings, tags

app_name = "content"

urlpatterns = [
    path("tags/", tags.tag_list, name="tags"),
    path("tags/<str:slug>.atom", feeds.of_tag, name="tag_feed"),
    path("tags/<str:slug>/", tags.tag, name="tag"),
    path("references/", findings.reference_list, name="references"),
    path("references/<str:slug>/", findings.reference, name="reference"),
    path("claims/", findings.claim_list, name="claims"),
    path("claims/<str:slug>/", findings.claim, name="claim"),
]
