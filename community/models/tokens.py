"""Access tokens: with one, a program acts for the person who made it, in part of what they may do."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

PREFIX = "cs_"
MOST_TOKENS = 20


class Scope(models.TextChoices):
    READ = "read", _("Read my contributions and their messages")
    CONTRIBUTE = "contribute", _("Write, send and take back contributions")
    REVIEW = "review", _("Read the review queue and decide")


def digest_of(secret):
    """What is kept of a token. It is as random as a key, so a plain hash is enough: nobody can try them all."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def password_mark(user):
    """Changes with the password: a new one ends all tokens made before."""
    return salted_hmac("community.tokens", user.password, algorithm="sha256").hexdigest()[:32]


class AccessTokenQuerySet(models.QuerySet):
    def usable(self):
        """Not expired, of accounts that are open."""
        return self.filter(expires_at__gt=Now(), user__is_active=True)

    def find(self, secret):
        """The usable token with this secret, or None. One query."""
        if not secret.startswith(PREFIX):
            return None
        token = self.usable().select_related("user").filter(digest=digest_of(secret)).first()
        if token is None or not constant_time_compare(token.password_mark, password_mark(token.user)):
            return None
        return token

    def make(self, user, *, name, scopes, days):
        """(token, secret): the secret is shown once and kept nowhere."""
        secret = PREFIX + secrets.token_urlsafe(32)
        token = self.create(
            user=user,
            name=name,
            scopes=sorted(scopes),
            digest=digest_of(secret),
            password_mark=password_mark(user),
            expires_at=timezone.now() + timedelta(days=days),
        )
        return token, secret


class AccessToken(models.Model):
    """A key to part of an account for programs: hashed, with scopes, an end, and the time of its last use."""

    Scope = Scope

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("what it is for"), max_length=100)
    scopes = ArrayField(models.CharField(max_length=20), verbose_name=_("what it may do"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    password_mark = models.CharField(max_length=32, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("ends"))
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="access_token_name_not_empty"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values, scopes__len__gte=1), name="access_token_scopes_known"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def words(self):
        """What it may do, in words."""
        return [Scope(scope).label for scope in self.scopes]

    def used(self):
        """Note that it is used, at most once a minute."""
        if self.last_used_at is None or self.last_used_at < timezone.now() - timedelta(minutes=1):
            AccessToken.objects.filter(pk=self.pk).update(last_used_at=Now())
