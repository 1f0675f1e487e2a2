"""The documents of organisations and of their replies to cases."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from community.models import Organization, OrganizationRelation, Reply
from content.document import Kind, PageDocument, Role
from content.document.fields import Choice, Number, PageLink, Plain, PlainList, Row, Text
from content.document.page import without_repetition
from content.document.reading import choose


class RelationDocument(Row):
    """How the organisation belongs to another."""

    organization = PageLink("organization", needed=True)
    relation = Choice(choices=OrganizationRelation.Relation.values)
    note = Text(limit=300)

    class Meta:
        model = OrganizationRelation
        parent = "source"
        known_by = ("organization", "relation")


class OrganizationDocument(PageDocument):
    """An organisation. Its title is its name."""

    organization_kind = Choice(choices=Organization.Kind.values)
    aliases = PlainList()
    homepage = Plain(web_address=True)
    founded = Number(least=1, most=2999, nullable=True)
    founded_note = Text(limit=2_000)
    products = PlainList()
    relations = RelationDocument(many=True, default=list, max_length=50)

    def validate_relations(self, rows):
        return without_repetition(rows, *RelationDocument.Meta.known_by)


class ReplyDocument(PageDocument):
    """What an organisation says to a case that names it. Archived: it took the reply back."""

    organization = PageLink("organization", needed=True)
    case = PageLink("case", needed=True)
    text = Text(limit=20_000, needed=True)

    def validate(self, data):
        others = Reply.objects.filter(organization__slug=data["organization"], case__slug=data["case"])
        if others.exclude(slug=data["slug"]).exists():
            raise serializers.ValidationError({"case": [_("This organisation has replied to the case already.")]})
        return super().validate(data)


SIDES = {"community": "community", "foundation": "community", "company": "company"}
"""The side of the ledger on which a kind of organisation usually stands; others are neutral."""


def organization_entry(document, computed, language, neighbours):
    kind = document["organization_kind"]
    return {
        "facets": [f"organization_kind:{kind}"],
        "year_from": document["founded"],
        "row": {
            "organization_kind": kind,
            "side": SIDES.get(kind, "neutral"),
            "founded": document["founded"],
            "relations": [[row["organization"], row["relation"]] for row in document["relations"]],
        },
    }


def names(document, language):
    return document["aliases"]


def products(document, language):
    return document["products"]


ORGANIZATION = Kind(
    "organization", Organization, OrganizationDocument, "O", "community:detail", "organizations", _("Organisation"),
    _("Organisations"), organization_entry, words=names, also=products, known_by_name=True, section="community",
    list_name="community:list", place=6, roles=(Role.MAIN, Role.TAKEN, Role.TAGGED, Role.KEPT, Role.SHARED),
)  # fmt: skip


def reply_entry(document, computed, language, neighbours):
    """The case's page shows the reply from here; one that was taken back says nothing any more."""
    organization = neighbours.get(f"organization:{document['organization']}")
    name = choose(organization["title"], language) if organization else document["organization"]
    text = choose(document["text"] if document["status"] == "published" else {"zh": "", "en": ""}, language)
    return {
        "facets": [f"org:{document['organization']}"],
        "row": {
            "organization": document["organization"],
            "name": name,
            "case": document["case"],
            "text": text,
            "text_language": getattr(text, "foreign", ""),
        },
    }


REPLY = Kind(
    "reply", Reply, ReplyDocument, "A", "replies:detail", "replies", _("Reply"), _("Replies"), reply_entry,
    ("organization",), place=11,
)  # fmt: skip
