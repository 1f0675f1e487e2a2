"""Organisations: communities, companies, foundations, and how they belong together."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from content.models import Page, is_web_address, one_of, parent_page


class OrganizationKind(models.TextChoices):
    COMMUNITY = "community", _("Community")
    COMPANY = "company", _("Company")
    FOUNDATION = "foundation", _("Foundation")
    RESEARCH_INSTITUTE = "research_institute", _("Research institute")
    OTHER = "other", _("Other")


class Organization(Page):
    """Somebody who takes part in cases: the title is its name, the summary says what it is."""

    page = parent_page()
    Kind = OrganizationKind

    organization_kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    homepage = models.CharField(_("home page"), max_length=300, blank=True, validators=[is_web_address])
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    founded_note = TranslatedField(models.TextField(_("about the founding"), blank=True))
    products = models.JSONField(_("projects and products"), default=list, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            one_of("organization_kind", OrganizationKind, "organization_kind_known"),
            models.CheckConstraint(
                condition=Q(homepage="") | Q(homepage__regex=r"^https?://"), name="organization_homepage_on_the_web"
            ),
        ]


class OrganizationRelationRelation(models.TextChoices):
    PART_OF = "part_of", _("part of")
    HOSTS = "hosts", _("hosts")
    RENAMED_TO = "renamed_to", _("renamed to")
    OWNS = "owns", _("owns")


class OrganizationRelation(models.Model):
    """How one organisation belongs to another."""

    Relation = OrganizationRelationRelation

    source = models.ForeignKey(Organization, models.CASCADE, related_name="relations")
    position = models.PositiveIntegerField()
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="related_by", verbose_name=_("organisation")
    )
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    note = TranslatedField(models.CharField(_("note"), max_length=300, blank=True))

    class Meta:
        ordering = ["position"]
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(fields=["source", "organization", "relation"], name="organization_relation_once"),
            models.CheckConstraint(condition=~Q(source=F("organization")), name="organization_not_related_to_itself"),
            one_of("relation", OrganizationRelationRelation, "organization_relation_known"),
        ]

    def __str__(self):
        return f"{self.source_id} {self.relation} {self.organization_id}"
