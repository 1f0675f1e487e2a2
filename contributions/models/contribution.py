"""A contribution, what was sent in each round, and what happened to it."""

import copy

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models import Organization
from content.document.fields import image_names
from content.models import Image, Page, one_of
from contributions.models.choices import (
    DECIDED,
    ENDED,
    OPEN,
    WITH_AUTHOR,
    AiUse,
    Held,
    Interest,
    Licence,
    Rights,
    State,
)
from contributions.models.guidelines import GuidelineVersion
from contributions.models.querysets import ContributionQuerySet


class ContributionManager(models.Manager.from_queryset(ContributionQuerySet)):
    def new(self, **columns):
        """A contribution with the next number. Numbers come from a sequence: none is ever given twice."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [self.model._meta.db_table])
            (number,) = cursor.fetchone()
        return self.create(pk=number, uid=f"N-{number:04}", **columns)


class Contribution(models.Model):
    """A document that is not in yet: a new page, or a change to one. Until accepted it touches no public table."""

    State = State
    Interest = Interest
    AiUse = AiUse
    Rights = Rights
    Held = Held
    Licence = Licence

    uid = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("kind of page"), max_length=20)
    target = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name=_("page to change")
    )
    base_version = models.PositiveIntegerField(_("based on version"), null=True, blank=True)
    document = models.JSONField(_("document"), default=dict)
    sources = models.JSONField(_("new sources"), default=list, blank=True)
    proposals = models.JSONField(_("new tags and organisations"), default=list, blank=True)
    unfinished = models.JSONField(default=dict, blank=True, editable=False)
    images = models.ManyToManyField(Image, blank=True, related_name="contributions", verbose_name=_("images"))
    """All images in the text as it is written, and in what was sent: kept as long as the contribution is."""
    note = models.CharField(_("what changed, and why"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="contributions", verbose_name=_("author")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="sent_for",
        verbose_name=_("on behalf of"),
    )  # fmt: skip
    guidelines = models.ForeignKey(
        GuidelineVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("guidelines")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True, default="")
    rights = models.CharField(_("rights"), max_length=20, choices=Rights, blank=True, default="")
    interest = models.CharField(_("interest"), max_length=20, choices=Interest, blank=True, default="")
    interest_note = models.CharField(_("about the interest"), max_length=300, blank=True)
    ai_use = models.CharField(_("use of AI"), max_length=20, choices=AiUse, blank=True, default="")
    show_author = models.BooleanField(_("name me on the page"), default=True)
    form_key = models.CharField(max_length=100, blank=True, default="", editable=False)
    version = models.PositiveIntegerField(_("version of the text"), default=1, editable=False)
    held = models.CharField(_("held"), max_length=20, choices=Held, blank=True, default="")
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("read by")
    )
    claimed_at = models.DateTimeField(_("taken on"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    page = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("page that came of it")
    )
    page_version = models.PositiveIntegerField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("revised from")
    )
    duplicate_of = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("already there as")
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last written"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = ContributionManager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        permissions = [("decide_contribution", "Can decide contribution")]
        indexes = [
            models.Index(fields=["author", "-updated_at"], name="contribution_of_author"),
            models.Index(fields=["state", "submitted_at"], name="contribution_queue"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "form_key"], condition=~Q(form_key=""), name="contribution_once_a_form"
            ),
            models.CheckConstraint(condition=Q(uid__regex=r"^N-[0-9]{4,}$"), name="contribution_uid"),
            models.CheckConstraint(condition=~Q(kind=""), name="contribution_kind_not_empty"),
            models.CheckConstraint(
                condition=Q(target=None, base_version=None) | Q(target__isnull=False, base_version__gte=1),
                name="contribution_target_with_version",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="contribution_version_from_one"),
            models.CheckConstraint(
                condition=Q(claimed_by=None, claimed_at=None) | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="contribution_claimed_with_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_by=None, decided_at=None)),
                name="contribution_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("author")), name="contribution_not_decided_by_author"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ACCEPTED, page__isnull=False, page_version__gte=1)
                | (~Q(state=State.ACCEPTED) & Q(page=None, page_version=None)),
                name="contribution_accepted_with_page",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(state=State.DUPLICATE) & Q(duplicate_of=None)),
                name="contribution_duplicate_of_a_page",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN]) | Q(submitted_at__isnull=False),
                name="contribution_sent_with_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | (
                    ~Q(licence="") & ~Q(rights="") & ~Q(interest="") & ~Q(ai_use="") & Q(guidelines__isnull=False)
                ),
                name="contribution_sent_with_declarations",
            ),
            models.CheckConstraint(
                condition=~Q(interest="other") | ~Q(interest_note=""), name="contribution_other_interest_is_told"
            ),
            one_of("state", State, "contribution_state_known"),
            one_of("licence", Licence, "contribution_licence_known"),
            one_of("rights", Rights, "contribution_rights_known"),
            one_of("interest", Interest, "contribution_interest_known"),
            one_of("ai_use", AiUse, "contribution_ai_use_known"),
            one_of("held", Held, "contribution_held_known"),
        ]  # fmt: skip

    def __str__(self):
        return self.uid

    @property
    def is_new_page(self):
        return self.target_id is None

    @property
    def writable(self):
        """May its author change the text now?"""
        return self.state in WITH_AUTHOR

    @property
    def in_review(self):
        return self.state in OPEN

    @property
    def ended(self):
        """Did it come to its end without being published?"""
        return self.state in ENDED

    @property
    def forgotten(self):
        """Was it dropped without ever being sent, and is its text gone?"""
        return self.submitted_at is None and self.state == State.WITHDRAWN and self.document == {}

    @property
    def title(self):
        """The title in the document, {"zh", "en"}, both empty while there is none."""
        return {"zh": "", "en": ""} | self.document.get("title", {})

    @property
    def images_written(self):
        """The names of the images in the text as it stands, also where a part of it cannot be read yet."""
        typed = self.unfinished.values()
        names = {text for fields in typed for key, texts in fields.items() if key.endswith("-file") for text in texts}
        return image_names(self.document) | names - {""}

    @property
    def images_sent(self):
        """The names of the images in what was sent, in any round. One query."""
        return {name for document in self.rounds.values_list("document", flat=True) for name in image_names(document)}

    @property
    def declarations(self):
        """What the author declares, as rounds keep it and the published page shows it."""
        return {
            "licence": self.licence,
            "rights": self.rights,
            "interest": self.interest,
            "interest_note": self.interest_note,
            "ai_use": self.ai_use,
            "guidelines": self.guidelines.number if self.guidelines else None,
            "organization": self.organization.slug if self.organization else "",
            "show_author": self.show_author,
        }

    @property
    def sent(self):
        """The latest round, or None: what reviewers read and what a decision is about."""
        return max(self.rounds.all(), key=lambda round_: round_.number, default=None)

    def as_sent(self, round_=None):
        """A copy with the text of a round, the latest if none is given: what everybody but the author reads."""
        round_ = round_ or self.sent
        sent = copy.copy(self)
        sent.document, sent.sources, sent.note = round_.document, round_.sources, round_.note
        sent.base_version, sent.unfinished = round_.base_version, {}
        if self.state != State.ACCEPTED:  # then they say what became of them
            sent.proposals = round_.proposals
        return sent

    def read_by(self, user):
        """With the text that this person reads: the author what is written now, everybody else what was sent last."""
        return self if self.author_id == user.pk else self.as_sent()
