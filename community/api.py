"""Organisations and their replies for programs."""

from community.document import ORGANIZATION, REPLY
from content.api.views import DocumentViewSet


class OrganizationViewSet(DocumentViewSet):
    """Organisations: communities, companies, foundations, research institutes. The title is the name."""

    kind = ORGANIZATION


class ReplyViewSet(DocumentViewSet):
    """What organisations say to the cases that name them. Archived ones have been taken back."""

    kind = REPLY
