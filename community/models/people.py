"""People: what an account says of its owner beside what is needed to sign in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.names import LONGEST_KEY, check_name, check_orcid, name_key, tidy_name
from content.models import one_of
from search import collection

LONGEST_NAME = 60
PUBLIC = {"display_name", "show_name", "orcid", "show_orcid", "quarantined_at"}
"""What pages show of a person who wishes it, and what decides whether their collections are shown."""


class PersonLanguage(models.TextChoices):
    CHINESE = "zh-hans", "中文"
    ENGLISH = "en", "English"


class PersonManager(models.Manager):
    def of(self, user):
        """The person behind an account; made at the first asking, for accounts that a command made."""
        try:
            return user.person
        except Person.DoesNotExist:
            return self.get_or_create(user=user)[0]

    def in_quarantine(self, user):
        """Whether reviewers have set aside what this person sends, as it is in the database now."""
        return self.filter(user=user, quarantined_at__isnull=False).exists()


class Person(models.Model):
    """The owner of an account, as far as the site needs to know. Names are public only if the person wants it."""

    Language = PersonLanguage

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="person")
    display_name = models.CharField(_("display name"), max_length=LONGEST_NAME, blank=True, validators=[check_name])
    name_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    show_name = models.BooleanField(_("show my name"), default=False)
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[check_orcid])
    show_orcid = models.BooleanField(_("show my ORCID"), default=False)
    language = models.CharField(_("language of mails"), max_length=10, choices=Language, default=Language.CHINESE)
    guidelines_version = models.PositiveIntegerField(_("guidelines agreed to"), default=0)
    guidelines_agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    muted = models.JSONField(_("mails switched off"), default=list, blank=True)
    quarantined_at = models.DateTimeField(_("in quarantine since"), null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("account deleted"), null=True, blank=True, editable=False)

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(fields=["name_key"], condition=~Q(name_key=""), name="person_name_unique"),
            models.CheckConstraint(
                condition=Q(display_name="", name_key="") | (~Q(display_name="") & ~Q(name_key="")),
                name="person_name_with_key",
            ),
            models.CheckConstraint(
                condition=Q(orcid="") | Q(orcid__regex=r"^(\d{4}-){3}\d{3}[\dX]$"), name="person_orcid_well_formed"
            ),
            models.CheckConstraint(
                condition=Q(guidelines_version=0, guidelines_agreed_at=None)
                | Q(guidelines_version__gt=0, guidelines_agreed_at__isnull=False),
                name="person_guidelines_with_time",
            ),
            one_of("language", PersonLanguage, "person_language_known"),
        ]

    def __str__(self):
        return self.display_name or self.user.get_username()

    def save(self, *, update_fields=None, **options):
        """Keeps the key in step with the name."""
        self.display_name = tidy_name(self.display_name)
        self.name_key = name_key(self.display_name)
        if update_fields is not None and "display_name" in update_fields:
            update_fields = {*update_fields, "name_key"}
        known = not self._state.adding or self.public_name  # nobody has read of somebody new without a name
        super().save(update_fields=update_fields, **options)
        if known and (update_fields is None or PUBLIC & set(update_fields)):
            collection.changed()

    @property
    def public_name(self):
        """The name if it may be shown, else "" (then write “A contributor”)."""
        return self.display_name if self.show_name else ""


def name_of(user):
    """What somebody is called among those who work here; no query if `person` was fetched with the account."""
    if user is None:
        return str(_("somebody"))
    return str(getattr(user, "person", None) or user.get_username())


def public_name_of(user):
    """The name of an account's owner as everybody may see it; "" for nobody and for those who keep it to themselves.

    One query unless the person came along (`select_related("author__person")`).
    """
    person = getattr(user, "person", None) if user is not None and user.pk else None
    return person.public_name if person else ""
