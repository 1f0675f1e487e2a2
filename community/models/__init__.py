"""Who takes part: organisations, people, who belongs to which organisation, and what they are told."""

from community.models.collections import Collection, CollectionItem, may_curate
from community.models.memberships import Membership, OrganizationDomain, organizations_of
from community.models.notices import Notice, OutgoingMail
from community.models.organizations import Organization, OrganizationRelation
from community.models.people import Person, name_of, public_name_of
from community.models.replies import Reply
from community.models.tokens import AccessToken

__all__ = [
    "AccessToken",
    "Collection",
    "CollectionItem",
    "Membership",
    "Notice",
    "Organization",
    "OrganizationDomain",
    "OrganizationRelation",
    "OutgoingMail",
    "Person",
    "Reply",
    "may_curate",
    "organizations_of",
    "name_of",
    "public_name_of",
]
