"""What every page of the portal is: a row, its links, its revisions."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from translated_fields import TranslatedField, to_attribute

SLUG_PATTERN = r"^[A-Za-z0-9]+([./_-][A-Za-z0-9]+)*$"
UID_PATTERN = r"[A-Z]-[0-9]{4,9}"
"""The number of a page, "C-0001"."""
is_slug = RegexValidator(SLUG_PATTERN, _("Use Latin letters and digits, joined by hyphens."))
is_web_address = URLValidator(schemes=["http", "https"])


def translated(name, prefix=""):
    """The two column names behind a translated field, Chinese first."""
    return [prefix + to_attribute(name, code) for code, _name in settings.LANGUAGES]


def any_language(name):
    """Condition: the text is there in at least one language."""
    chinese, english = translated(name)
    return ~Q(**{chinese: ""}) | ~Q(**{english: ""})


def one_of(field, choices, name):
    """Constraint: the column holds one of the choices."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


class Origin(models.TextChoices):
    BOOK = "book", _("The book")
    EDITORS = "editors", _("The editors")
    COMMUNITY = "community", _("Contributors")
    IMPORT = "import", _("Imported")


class Status(models.TextChoices):
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")
    REMOVED = "removed", _("Removed")


class Confidence(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")
    NONE = "", _("Not stated")


class PageQuerySet(models.QuerySet):
    def public(self):
        """Pages that anyone may read now; decided by the database's clock at each query."""
        return self.public_or_removed().exclude(status=Status.REMOVED)

    def public_or_removed(self):
        """Pages that anyone may ask for now: those that can be read, and those of which only the reason is told."""
        return self.filter(
            Q(visible_from=None) | Q(visible_from__lte=Now()),
            Q(visible_until=None) | Q(visible_until__gt=Now()),
            version__gt=0,
        )


class Page(models.Model):
    """Anything with an address: its current document, and the columns that editors and the database need."""

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    uid = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    slug = models.CharField(_("address"), max_length=100, validators=[is_slug])
    title = TranslatedField(models.CharField(_("title"), max_length=300, blank=True))
    summary = TranslatedField(models.TextField(_("summary"), blank=True))
    origin = models.CharField(_("origin"), max_length=20, choices=Origin)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PUBLISHED)
    status_reason = TranslatedField(models.TextField(_("reason"), blank=True))
    visible_from = models.DateTimeField(_("visible from"), null=True, blank=True)
    visible_until = models.DateTimeField(_("visible until"), null=True, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    document = models.JSONField(_("document"), null=True, editable=False)
    computed = models.JSONField(_("computed"), default=dict, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now_add=True)

    tags = TaggableManager(verbose_name=_("tags"), through="content.TaggedPage", blank=True, related_name="+")

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        # For addresses in other capitals: asked for at each address where nothing is found.
        indexes = [models.Index(Upper("slug"), F("kind"), name="page_slug_in_any_capitals")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="page_kind_slug_unique"),
            models.CheckConstraint(condition=Q(slug__regex=SLUG_PATTERN), name="page_slug_is_ascii_and_not_empty"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(uid=""), name="page_kind_and_uid_not_empty"),
            models.CheckConstraint(condition=any_language("title"), name="page_title_in_one_language"),
            one_of("origin", Origin, "page_origin_known"),
            one_of("status", Status, "page_status_known"),
            models.CheckConstraint(
                condition=~Q(status=Status.REMOVED) | any_language("status_reason"), name="page_removed_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(visible_from=None) | Q(visible_until=None) | Q(visible_from__lt=F("visible_until")),
                name="page_visible_from_before_until",
            ),
            models.CheckConstraint(
                condition=Q(version=0, document__isnull=True) | Q(version__gt=0, document__isnull=False),
                name="page_version_with_document",
            ),
        ]

    def __str__(self):
        return self.title or next((text for name in translated("title") if (text := getattr(self, name))), self.slug)

    @property
    def key(self):
        """How any page is named in documents and in the index: "kind:slug"."""
        return f"{self.kind}:{self.slug}"

    def clean(self):
        super().clean()
        if not any(getattr(self, name) for name in translated("title")):
            raise ValidationError({translated("title")[0]: _("Give the title in at least one language.")})
        if self.status == Status.REMOVED and not any(getattr(self, name) for name in translated("status_reason")):
            raise ValidationError({translated("status_reason")[0]: _("Say why the page was removed.")})
        if self.visible_from and self.visible_until and self.visible_from >= self.visible_until:
            raise ValidationError({"visible_until": _("This must be later than “visible from”.")})


def parent_page():
    """The column that makes a kind's row a page; no accessor on Page, where fields of kinds have the same names."""
    return models.OneToOneField(Page, models.CASCADE, parent_link=True, primary_key=True, related_name="+")


class Link(models.Model):
    """An ordered link from one page to another, named by the document field it stands in."""

    source = models.ForeignKey(Page, models.CASCADE, related_name="links")
    relation = models.CharField(max_length=30)
    position = models.PositiveIntegerField()
    target = models.ForeignKey(Page, models.PROTECT, related_name="backlinks")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "relation", "target"], name="link_once"),
            models.CheckConstraint(condition=~Q(relation=""), name="link_relation_not_empty"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_not_to_itself"),
        ]

    def __str__(self):
        return f"{self.source_id} {self.relation} {self.target_id}"


class RevisionSource(models.TextChoices):
    LOADER = "loader", _("Content files")
    ADMIN = "admin", _("Editors")
    IMPORT = "import", _("Import")
    CONTRIBUTION = "contribution", _("Contributors")
    MOVE = "move", _("New address of a page")


class FormerAddress(models.Model):
    """Where a page stood before, or a page that became part of it: who asks there is led on."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(_("address"), max_length=100)
    page = models.ForeignKey(Page, models.CASCADE, related_name="former_addresses")
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_address_leads_to_one_page"),
            models.CheckConstraint(condition=Q(slug__regex=SLUG_PATTERN), name="former_address_is_ascii_and_not_empty"),
        ]

    def __str__(self):
        return f"{self.kind}:{self.slug}"


RESTORED = gettext_noop("Version %(number)s restored")
TAKEN_BACK = gettext_noop("Taken back by the organisation")
MOVED = gettext_noop("“%(old)s” stands at “%(new)s” now")
MERGED = gettext_noop("“%(old)s” has become part of “%(new)s”")
PORTAL_NOTES = {
    template: re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(template)))
    for template in (RESTORED, TAKEN_BACK, MOVED, MERGED)
}
"""The notes that the portal itself writes: kept in English, and said in each reader's language."""


class Revision(models.Model):
    """One saved state of a page: the whole document, who saved it, when, and why."""

    Source = RevisionSource

    page = models.ForeignKey(Page, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("version"))
    document = models.JSONField(_("document"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    source = models.CharField(_("came by"), max_length=20, choices=Source)
    note = models.CharField(_("note"), max_length=500, blank=True)
    contribution = models.CharField(_("contribution"), max_length=12, blank=True, default="")
    credit = models.JSONField(_("credit"), default=dict, blank=True)
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="revision_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
            one_of("source", RevisionSource, "revision_source_known"),
        ]

    def __str__(self):
        return f"{self.page_id} v{self.number}"

    @property
    def note_words(self):
        """The note; one that the portal itself wrote is in the reader's language."""
        for template, pattern in PORTAL_NOTES.items():
            if written := pattern.fullmatch(self.note):
                return gettext(template) % written.groupdict()
        return self.note
