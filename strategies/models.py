"""Playbooks made of steps, and the practices that steps point to."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from content.models import Page, any_language, one_of, parent_page


class StrategyAudience(models.TextChoices):
    COMMUNITY = "community", _("Communities")
    COMPANY = "company", _("Companies")
    BOTH = "both", _("Both sides")


class StrategyStage(models.TextChoices):
    PLAN = "plan", _("Before you start")
    START = "start", _("Starting")
    BUILD = "build", _("Working together")
    SUSTAIN = "sustain", _("Keeping it going")
    SCALE = "scale", _("Growing")


class Strategy(Page):
    """A playbook: for whom it is, when it fits, and its steps."""

    page = parent_page()
    Audience = StrategyAudience
    Stage = StrategyStage

    position = models.PositiveIntegerField(_("position"), default=0)
    audience = models.CharField(_("for whom"), max_length=20, choices=Audience)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    expected_result = TranslatedField(models.TextField(_("expected result"), blank=True))

    class Meta:
        verbose_name = _("playbook")
        verbose_name_plural = _("playbooks")
        constraints = [
            one_of("audience", StrategyAudience, "strategy_audience_known"),
            one_of("stage", StrategyStage, "strategy_stage_known"),
        ]


class TextRow(models.Model):
    """A text in its place in a list."""

    position = models.PositiveIntegerField()
    text = TranslatedField(models.TextField(_("text"), blank=True))

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=any_language("text"), name="%(class)s_text_not_empty")]

    def __str__(self):
        return self.text


class FitsWhen(TextRow):
    """A situation in which the playbook fits."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="fits")


class AvoidWhen(TextRow):
    """A situation in which the playbook should wait."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="avoid")


class Step(models.Model):
    """One step of a playbook: what to do, who leads, what comes out."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    title = TranslatedField(models.CharField(_("title"), max_length=300, blank=True))
    text = TranslatedField(models.TextField(_("what to do"), blank=True))
    owner = TranslatedField(models.CharField(_("who leads"), max_length=300, blank=True))
    output = TranslatedField(models.CharField(_("output"), max_length=300, blank=True))

    class Meta:
        ordering = ["position"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "position"], name="step_position_unique"),
            models.CheckConstraint(condition=any_language("title"), name="step_title_in_one_language"),
        ]

    def __str__(self):
        return self.title


class ChecklistItem(TextRow):
    """Something to tick before the step is done."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="checklist")


class ChecklistProgress(models.Model):
    """What a person has ticked in a playbook."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="+")
    done = ArrayField(models.CharField(max_length=8), default=list)  # strategies.ticking.item_key of each item
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "strategy"], name="checklist_progress_once_a_person")]

    def __str__(self):
        return f"{self.user_id}: {self.strategy_id}"


class Pitfall(TextRow):
    """A mistake that is often made in the step."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="pitfalls")


class StepLink(models.Model):
    """A link from a step to a term, a case or a practice."""

    row = models.ForeignKey(Step, models.CASCADE, related_name="links")
    relation = models.CharField(max_length=30)
    position = models.PositiveIntegerField()
    target = models.ForeignKey(Page, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["row", "relation", "target"], name="step_link_once"),
            models.CheckConstraint(condition=~Q(relation=""), name="step_link_relation_not_empty"),
        ]

    def __str__(self):
        return f"{self.row_id} {self.relation} {self.target_id}"


class PracticeGroup(Page):
    """Practices of one sort: governance models, ways of sharing, challenges of one stage."""

    page = parent_page()
    position = models.PositiveIntegerField(_("position"), default=0)
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, null=True, blank=True, related_name="practice_groups", verbose_name=_("playbook")
    )
    challenge = models.BooleanField(_("these are challenges"), default=False)
    note = TranslatedField(models.TextField(_("note"), blank=True))

    class Meta:
        verbose_name = _("group of practices")
        verbose_name_plural = _("groups of practices")


class Practice(Page):
    """One thing that can be done, chosen or met: the title is its name, the summary its description."""

    page = parent_page()
    group = models.ForeignKey(PracticeGroup, models.PROTECT, related_name="practices", verbose_name=_("group"))
    position = models.PositiveIntegerField(_("position"), default=0)
    pros = TranslatedField(models.TextField(_("for"), blank=True))
    cons = TranslatedField(models.TextField(_("against"), blank=True))
    pros_cons_from_book = models.BooleanField(_("for and against are the book's"), null=True, blank=True)
    solution = TranslatedField(models.TextField(_("solution"), blank=True))

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints = [
            models.CheckConstraint(
                condition=Q(pros_cons_from_book__isnull=True) | any_language("pros") | any_language("cons"),
                name="practice_pros_and_cons_with_their_origin",
            ),
        ]


class Indicator(TextRow):
    """A measurable sign for a practice that is a dimension of evaluation."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="indicators")
