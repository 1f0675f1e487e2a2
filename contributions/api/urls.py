"""The addresses of this part of the API; portal/api.py puts them beside the others."""

from django.urls import path

from contributions.api import images, review, views

ONE = "v1/contributions/<str:uid>/"
REVIEWED = "v1/review/<str:uid>/"

addresses = [
    path("v1/contributions/", views.Contributions.as_view(), name="contributions"),
    path(ONE, views.OneContribution.as_view(), name="contribution"),
    path(f"{ONE}messages/", views.Messages.as_view(), name="contribution_messages"),
    path(f"{ONE}images/", images.Images.as_view(), name="contribution_images"),
    *(
        path(f"{ONE}{act}/", views.Step.as_view(act=act), name=f"contribution_{act}")
        for act in ("send", "withdraw", "revise", "appeal")
    ),
    path("v1/review/", review.Queue.as_view(), name="review"),
    path(REVIEWED, review.Reviewed.as_view(), name="reviewed"),
    path(f"{REVIEWED}messages/", review.ReviewMessages.as_view(), name="review_messages"),
    *(
        path(f"{REVIEWED}{act.replace('_', '-')}/", review.Deciding.as_view(act=act), name=f"review_{act}")
        for act in review.ACTS
    ),
]
