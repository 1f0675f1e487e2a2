"""What pages rest on: references, what each does for a page, and claims that were checked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from content.models.pages import Confidence, Page, is_web_address, one_of, parent_page


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
