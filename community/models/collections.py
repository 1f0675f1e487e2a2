"""Collections of pages: whose, which pages with which notes, and who may see them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import Page, one_of

COLLECTION_UID = r"^[a-z2-7]{12}$"
COLLECTION_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
LONGEST = {"title": 120, "about": 2_000, "note": 1_000}
MAY_CURATE = "community.change_collection"


class CollectionStanding(models.TextChoices):
    """What editors say of a collection that its owner made public."""

    WAITING = "waiting", _("waits for the editors")
    SHOWN = "shown", _("shown")
    CLOSED = "closed", _("taken off")


class CollectionLanguage(models.TextChoices):
    CHINESE = "zh", "中文"
    ENGLISH = "en", "English"


def new_uid():
    """An address that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _letter in range(12))


def may_curate(user):
    """Whether this person looks after the editors' collections."""
    return user.is_active and user.is_staff and user.has_perm(MAY_CURATE)


class CollectionQuerySet(models.QuerySet):
    def public(self):
        """Those that anybody may read: made public, not taken off, and of nobody in quarantine."""
        free = Q(by_editors=True) | Q(owner__person__quarantined_at=None)
        return self.filter(free, public=True, standing=CollectionStanding.SHOWN)

    def editable_by(self, user):
        """A person's own, and for those who curate the editors'."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = Q(owner=user, by_editors=False)
        return self.filter(own | Q(by_editors=True) if may_curate(user) else own)

    def visible_to(self, user):
        """What this person may read: the public ones and their own; those who curate also what waits, or was closed.

        What its owner keeps private is nobody's business.
        """
        if not user.is_authenticated:
            return self.public()
        theirs = Q(pk__in=self.model.objects.editable_by(user).values("pk"))
        wanted = Q(public=True) if may_curate(user) else Q(pk__in=self.model.objects.public().values("pk"))
        return self.filter(theirs | wanted)


class Collection(models.Model):
    """A list of pages with a title. Plain text throughout: nothing in it becomes a link but its pages."""

    Standing = CollectionStanding

    uid = models.CharField(max_length=12, unique=True, default=new_uid, editable=False)
    slug = models.CharField(_("address"), max_length=60, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="collections",
        verbose_name=_("put together by"),
    )
    by_editors = models.BooleanField(_("by the editors"), default=False)
    title = models.CharField(_("title"), max_length=LONGEST["title"])
    about = models.TextField(_("what it is about"), max_length=LONGEST["about"], blank=True)
    language = models.CharField(_("language"), max_length=2, choices=CollectionLanguage, editable=False)
    public = models.BooleanField(_("public"), default=False)
    standing = models.CharField(
        _("standing"), max_length=10, choices=CollectionStanding, default=CollectionStanding.WAITING
    )
    closed_reason = models.CharField(_("reason"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="collection_slug_unique"),
            models.CheckConstraint(
                condition=Q(slug="") | (Q(slug__regex=COLLECTION_SLUG) & ~Q(slug__regex=COLLECTION_UID)),
                name="collection_slug_is_no_number",
            ),
            models.CheckConstraint(condition=Q(slug="") | Q(by_editors=True), name="collection_slug_is_the_editors"),
            models.CheckConstraint(condition=Q(uid__regex=COLLECTION_UID), name="collection_uid_well_formed"),
            models.CheckConstraint(
                condition=Q(by_editors=True) | Q(owner__isnull=False), name="collection_is_somebody_s"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="collection_title_not_empty"),
            one_of("language", CollectionLanguage, "collection_language_known"),
            one_of("standing", CollectionStanding, "collection_standing_known"),
            models.CheckConstraint(
                condition=~Q(standing=CollectionStanding.CLOSED) | ~Q(closed_reason=""),
                name="collection_closed_with_reason",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def name(self):
        """How its address calls it."""
        return self.slug or self.uid


class CollectionItem(models.Model):
    """A page in a collection, and why it is there."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    note = models.TextField(max_length=LONGEST["note"], blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "page"], name="collection_item_once"),
        ]

    def __str__(self):
        return f"{self.collection_id}: {self.page_id}"
