"""The document of an organisation."""

from community.models import Organization, OrganizationRelation
from content.document import Kind, PageDocument
from content.document.fields import Choice, Number, PageLink, Plain, PlainList, Row, Text
from content.document.page import without_repetition


class RelationDocument(Row):
    """How the organisation belongs to another."""

    organization = PageLink("organization", needed=True)
    relation = Choice(choices=OrganizationRelation.Relation.values)
    note = Text(limit=300)

    class Meta:
        model = OrganizationRelation
        parent = "source"


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
        return without_repetition(rows, "organization", "relation")


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
    return [*document["aliases"], *document["products"]]


ORGANIZATION = Kind(
    "organization", Organization, OrganizationDocument, "O", "community:detail", organization_entry, words=names
)
