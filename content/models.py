"""What every page of the portal is: a row, its links, its revisions; and the four kinds that all others use."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from translated_fields import TranslatedField, to_attribute

SLUG_PATTERN = r"^[A-Za-z0-9]+([./_-][A-Za-z0-9]+)*$"
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


class Facet(Page):
    """A question that tags answer: which mechanism, which technology, which challenge."""

    page = parent_page()
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")


class Tag(Page):
    """A word that pages are classified by, within its facet."""

    page = parent_page()
    facet = models.ForeignKey(Facet, models.PROTECT, related_name="tagged_by", verbose_name=_("facet"))
    position = models.PositiveIntegerField(_("position"), default=0)
    aliases = models.JSONField(_("other names"), default=list, blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @property
    def name(self):
        """What django-taggit calls the tag's text."""
        return self.title


class TaggedPage(ItemBase):
    """A tag on a page."""

    content_object = models.ForeignKey(Page, models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged_pages")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_a_page")]


class PublisherKind(models.TextChoices):
    PRESS = "press", _("Publisher of books")
    COMPANY = "company", _("Company")
    COMMUNITY = "community", _("Community")
    FOUNDATION = "foundation", _("Foundation")
    ACADEMIC = "academic", _("Academic")
    MEDIA = "media", _("News and magazines")
    BLOG = "blog", _("Blog")
    OTHER = "other", _("Other")


class ReferenceType(models.TextChoices):
    ARTICLE = "article", _("Article")
    BOOK = "book", _("Book")
    WEBPAGE = "webpage", _("Web page")
    REPORT = "report", _("Report")


class ReferenceVerdict(models.TextChoices):
    WRONG = "wrong", _("The book's entry is wrong")
    IMPRECISE = "imprecise", _("The book's entry is imprecise")
    CORRECT = "correct", _("The book's entry is right")
    UNVERIFIABLE = "unverifiable", _("Could not be found")
    NONE = "", _("Not from the book's list")


class Reference(Page):
    """A source: what it is, who published it, and when an editor last opened it."""

    page = parent_page()
    Type = ReferenceType
    Verdict = ReferenceVerdict

    position = models.PositiveIntegerField(_("position"), default=0)
    reference_type = models.CharField(_("type"), max_length=20, choices=Type)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    container = models.CharField(_("published in"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    url = models.CharField(_("web address"), max_length=1000, blank=True, validators=[is_web_address])
    archived_url = models.CharField(_("archived at"), max_length=1000, blank=True, validators=[is_web_address])
    publisher_kind = models.CharField(_("kind of publisher"), max_length=20, choices=PublisherKind)
    organization = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="+", limit_choices_to={"kind": "organization"},
        verbose_name=_("published by the party"),
    )  # fmt: skip
    last_checked = models.DateField(_("last checked"), null=True, blank=True)
    in_book = models.BooleanField(_("in the book's list"), default=False)
    problems = models.JSONField(_("problems of the book's entry"), default=list, blank=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict, blank=True, default="")
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, blank=True, default="")
    alternative = models.JSONField(_("work that may have been meant"), null=True, blank=True)
    unsure = TranslatedField(models.TextField(_("what is unsure"), blank=True))
    relevance = TranslatedField(models.TextField(_("why it matters"), blank=True))

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [
            one_of("reference_type", ReferenceType, "reference_type_known"),
            one_of("publisher_kind", PublisherKind, "reference_publisher_kind_known"),
            models.CheckConstraint(
                condition=(Q(url="") | Q(url__regex=r"^https?://")) & (Q(archived_url="") | Q(archived_url__regex=r"^https?://")),
                name="reference_web_addresses_only",
            ),
        ]  # fmt: skip


class PageReferenceStance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    CONTEXT = "context", _("gives context")


class PageReference(models.Model):
    """A source under a page, and what it does for the page."""

    Stance = PageReferenceStance

    page = models.ForeignKey(Page, models.CASCADE, related_name="page_references")
    position = models.PositiveIntegerField()
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="cited_by", verbose_name=_("reference"))
    stance = models.CharField(_("stance"), max_length=20, choices=Stance, default=Stance.SUPPORTS)
    note = TranslatedField(models.CharField(_("note"), max_length=300, blank=True))

    class Meta:
        ordering = ["position"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["page", "reference"], name="reference_once_a_page"),
            one_of("stance", PageReferenceStance, "page_reference_stance_known"),
        ]

    def __str__(self):
        return f"{self.reference_id} {self.stance}"


class ClaimFinding(models.TextChoices):
    IMPRECISE = "imprecise", _("imprecise")
    WRONG = "wrong", _("wrong")
    OVERSTATED = "overstated", _("overstated")
    OUTDATED = "outdated", _("outdated")
    OMISSION = "omission", _("omission")
    INCONSISTENT = "inconsistent", _("inconsistent")
    UNSUPPORTED = "unsupported", _("unsupported")
    DOUBTFUL = "doubtful", _("doubtful")
    SUPPORTED = "supported", _("supported")
    OPINION = "opinion", _("an opinion")
    NONE = "", _("not checked yet")


class ClaimClaimant(models.TextChoices):
    BOOK = "book", _("The book")
    CONTRIBUTOR = "contributor", _("A contributor")


class Claim(Page):
    """Something the book or a contributor says, checked: the title is the claim, the summary the editor's note."""

    page = parent_page()
    Finding = ClaimFinding
    Claimant = ClaimClaimant

    finding = models.CharField(_("finding"), max_length=20, choices=Finding, blank=True, default="")
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, blank=True, default="")
    claimant = models.CharField(_("claimed by"), max_length=20, choices=Claimant, default=Claimant.BOOK)
    correction = TranslatedField(models.TextField(_("correction"), blank=True))

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            one_of("finding", ClaimFinding, "claim_finding_known"),
            one_of("claimant", ClaimClaimant, "claim_claimant_known"),
            one_of("confidence", Confidence, "claim_confidence_known"),
        ]
