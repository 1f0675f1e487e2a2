"""Collaboration cases: who with whom, both sides' ledgers, what happened, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from community.models import Organization
from content.document.fields import DATE_PATTERN
from content.models import Confidence, Page, PageImage, Reference, any_language, one_of, parent_page
from strategies.models import Practice, Strategy, TextRow

is_partial_date = f"^$|{DATE_PATTERN}"


class Side(models.TextChoices):
    COMMUNITY = "community", _("Community")
    COMPANY = "company", _("Company")
    NEUTRAL = "neutral", _("Neutral")


class CaseOutcome(models.TextChoices):
    POSITIVE = "positive", _("Worked out")
    MIXED = "mixed", _("Mixed")
    NEGATIVE = "negative", _("Did not work out")
    TOO_EARLY = "too_early", _("Too early to say")
    NOT_SAID = "not_said", _("Not said")


class CaseTreatment(models.TextChoices):
    NOTES = "notes", _("The book's account is kept, with editor's notes")
    REWRITTEN = "rewritten", _("The book's account could not be kept and was rewritten")
    NONE = "", _("Not from the book")


class Case(Page):
    """One collaboration between a community and companies."""

    page = parent_page()
    Outcome = CaseOutcome
    Treatment = CaseTreatment

    period_start = models.CharField(_("from"), max_length=10, blank=True)
    period_end = models.CharField(_("until"), max_length=10, blank=True)
    ongoing = models.BooleanField(_("goes on"), default=False)
    period_note = TranslatedField(models.CharField(_("about the period"), max_length=300, blank=True))
    background = TranslatedField(models.TextField(_("background"), blank=True))
    what_went_wrong = TranslatedField(models.TextField(_("what went wrong"), blank=True))
    outcome_status = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, blank=True, default="")
    implicit = models.BooleanField(_("only named in the book"), default=False)
    treatment = models.CharField(
        _("use of the book's account"), max_length=20, choices=Treatment, blank=True, default=""
    )
    compiled = TranslatedField(models.TextField(_("how this entry was put together"), blank=True))
    to_verify = TranslatedField(models.TextField(_("still to be verified"), blank=True))

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            one_of("outcome_status", CaseOutcome, "case_outcome_known"),
            one_of("treatment", CaseTreatment, "case_treatment_known"),
            models.CheckConstraint(
                condition=Q(period_start__regex=is_partial_date) & Q(period_end__regex=is_partial_date),
                name="case_period_of_partial_dates",
            ),
            models.CheckConstraint(condition=~Q(ongoing=True) | Q(period_end=""), name="case_ongoing_has_no_end"),
        ]


class Party(models.Model):
    """Somebody who took part in a case, with or without a page of their own."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    position = models.PositiveIntegerField()
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="parties", verbose_name=_("organisation")
    )
    name = TranslatedField(models.CharField(_("name, without a page"), max_length=300, blank=True))
    side = models.CharField(_("side"), max_length=20, choices=Side)
    role = TranslatedField(models.CharField(_("role"), max_length=300, blank=True))
    confirmed_on = models.DateField(_("confirmed this account on"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            one_of("side", Side, "party_side_known"),
            models.CheckConstraint(
                condition=Q(organization__isnull=True) & any_language("name")
                | Q(organization__isnull=False, name_zh_hans="", name_en=""),
                name="party_is_an_organization_or_a_name",
            ),
            models.UniqueConstraint(
                fields=["case", "organization", "side"], name="party_organization_once_a_side", nulls_distinct=True
            ),
        ]

    def __str__(self):
        return str(self.organization or self.name)


class LedgerSide(models.Model):
    """What one side put in, gained and paid."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="ledger")
    position = models.PositiveIntegerField()
    side = models.CharField(_("side"), max_length=20, choices=Side)
    put_in = TranslatedField(models.TextField(_("put in"), blank=True))
    gained = TranslatedField(models.TextField(_("gained"), blank=True))
    cost = TranslatedField(models.TextField(_("cost"), blank=True))

    class Meta:
        ordering = ["position"]
        verbose_name = _("ledger")
        verbose_name_plural = _("ledgers")
        constraints = [
            models.UniqueConstraint(fields=["case", "side"], name="ledger_one_a_side"),
            models.CheckConstraint(
                condition=Q(side__in=[Side.COMMUNITY, Side.COMPANY]), name="ledger_of_community_or_company"
            ),
        ]

    def __str__(self):
        return self.get_side_display()


class Activity(models.Model):
    """Something that was done in a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField()
    date = models.CharField(_("when"), max_length=10, blank=True)
    title = TranslatedField(models.CharField(_("title"), max_length=300, blank=True))
    text = TranslatedField(models.TextField(_("text"), blank=True))
    section = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="+", limit_choices_to={"kind": "chapter"},
        verbose_name=_("section of the book"),
    )  # fmt: skip
    practice = models.ForeignKey(
        Practice, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("practice")
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(condition=any_language("title"), name="activity_title_in_one_language"),
            models.CheckConstraint(condition=Q(date__regex=is_partial_date), name="activity_date_is_partial_date"),
        ]

    def __str__(self):
        return self.title


class OutcomeDimension(models.TextChoices):
    SUCCESS_RATE = "success_rate", _("Project success")
    TECHNICAL_INFLUENCE = "technical_influence", _("Technical influence")
    COMMERCIAL_RETURN = "commercial_return", _("Commercial return")
    SOCIAL_EVALUATION = "social_evaluation", _("Public standing")


class Outcome(models.Model):
    """What came of a case in one of the book's four dimensions: what the book says, and what editors found."""

    Dimension = OutcomeDimension

    case = models.ForeignKey(Case, models.CASCADE, related_name="outcomes")
    position = models.PositiveIntegerField()
    dimension = models.CharField(_("dimension"), max_length=30, choices=Dimension)
    book = TranslatedField(models.TextField(_("what the book says"), blank=True))
    editor = TranslatedField(models.TextField(_("what editors found"), blank=True))
    figure_value = models.DecimalField(_("figure"), max_digits=18, decimal_places=4, null=True, blank=True)
    figure_unit = TranslatedField(models.CharField(_("unit"), max_length=100, blank=True))
    figure_period = models.CharField(_("period of the figure"), max_length=10, blank=True)
    figure_reference = models.ForeignKey(
        Reference, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source of the figure")
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(fields=["case", "dimension"], name="outcome_one_a_dimension"),
            one_of("dimension", OutcomeDimension, "outcome_dimension_known"),
            models.CheckConstraint(
                condition=Q(figure_value__isnull=False) & any_language("figure_unit")
                | Q(figure_value__isnull=True, figure_unit_zh_hans="", figure_unit_en="", figure_period="",
                    figure_reference__isnull=True),
                name="outcome_figure_with_its_unit",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.get_dimension_display()


class CaseImage(PageImage):
    """An image on the page of a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="images")

    class Meta(PageImage.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "file"], name="case_image_once"),
            models.CheckConstraint(condition=any_language("alt"), name="case_image_with_alternative_text"),
        ]


class Lesson(TextRow):
    """Something to learn from a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="lessons")


class CaseStrategyRole(models.TextChoices):
    ORIGIN = "origin", _("origin")
    ADOPTER = "adopter", _("adopter")
    COUNTEREXAMPLE = "counterexample", _("counterexample")


class CaseStrategy(models.Model):
    """A playbook that a case gave rise to, used, or contradicts."""

    Role = CaseStrategyRole

    case = models.ForeignKey(Case, models.CASCADE, related_name="strategies")
    position = models.PositiveIntegerField()
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="case_links", verbose_name=_("strategy"))
    step = models.PositiveSmallIntegerField(_("step"), null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    note = TranslatedField(models.CharField(_("note"), max_length=300, blank=True))

    class Meta:
        ordering = ["position"]
        verbose_name = _("strategy used")
        verbose_name_plural = _("strategies used")
        constraints = [
            models.UniqueConstraint(fields=["case", "strategy", "role"], name="case_strategy_once_a_role"),
            one_of("role", CaseStrategyRole, "case_strategy_role_known"),
        ]

    def __str__(self):
        return f"{self.strategy_id} {self.role}"


class RelatedCase(models.Model):
    """Another case worth reading beside this one, and why."""

    source = models.ForeignKey(Case, models.CASCADE, related_name="related")
    position = models.PositiveIntegerField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="related_by", verbose_name=_("case"))
    reason = TranslatedField(models.CharField(_("reason"), max_length=300, blank=True))

    class Meta:
        ordering = ["position"]
        verbose_name = _("related case")
        verbose_name_plural = _("related cases")
        constraints = [
            models.UniqueConstraint(fields=["source", "case"], name="related_case_once"),
            models.CheckConstraint(condition=~Q(source=F("case")), name="related_case_not_itself"),
            models.CheckConstraint(condition=any_language("reason"), name="related_case_with_reason"),
        ]

    def __str__(self):
        return f"{self.source_id} {self.case_id}"
