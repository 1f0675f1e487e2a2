"""Organisations for programs."""

from community.document import ORGANIZATION
from content.api.views import DocumentViewSet


class OrganizationViewSet(DocumentViewSet):
    """Organisations: communities, companies, foundations, research institutes. The title is the name."""

    kind = ORGANIZATION
    collection = "organizations"
