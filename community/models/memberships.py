"""Who belongs to which organisation, how that is known, and by which domains its mail is recognised."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.organizations import Organization
from content.models import one_of

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
# Everybody can have an address there, so one proves nothing.
PUBLIC_MAIL_DOMAINS = {
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com"),
    *("me.com", "aol.com", "gmx.com", "gmx.de", "web.de", "mail.ru", "yandex.ru", "proton.me", "protonmail.com"),
    *("qq.com", "foxmail.com", "vip.qq.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com"),
    *("139.com", "189.cn", "aliyun.com", "tom.com", "21cn.com", "users.noreply.github.com"),
}


def check_domain(text):
    """Raise ValidationError for what is no domain of an organisation's mail."""
    if not DOMAIN.fullmatch(text):
        raise ValidationError(_("Write the part after the @, in small letters: example.org."))
    if text in PUBLIC_MAIL_DOMAINS:
        raise ValidationError(_("Everybody can have an address there, so it proves nothing."))


class OrganizationDomain(models.Model):
    """A domain whose mail addresses only people of the organisation have. Kept by staff, shown to nobody else."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="mail_domains", verbose_name=_("organisation")
    )
    domain = models.CharField(_("domain"), max_length=253, unique=True, validators=[check_domain])

    class Meta:
        ordering = ["domain"]
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        constraints = [
            models.CheckConstraint(condition=Q(domain__regex=r"^[a-z0-9.-]+\.[a-z0-9-]+$"), name="domain_is_plain")
        ]

    def __str__(self):
        return self.domain


class MembershipRole(models.TextChoices):
    OWNER = "owner", _("owner")
    MEMBER = "member", _("member")


class MembershipState(models.TextChoices):
    ASKED = "asked", _("asked")
    VERIFIED = "verified", _("verified")
    DECLINED = "declined", _("declined")
    LEFT = "left", _("left")


class MembershipProof(models.TextChoices):
    MAIL = "mail", _("by a mail to the organisation")
    STAFF = "staff", _("by the editors")
    OWNER = "owner", _("by an owner")  # of memberships from before; owners no longer verify
    NONE = "", _("not verified")


class MembershipQuerySet(models.QuerySet):
    def live(self):
        """Asked for or verified: at most one for a person and an organisation."""
        return self.filter(state__in=[MembershipState.ASKED, MembershipState.VERIFIED])

    def verified(self):
        """Those that let a person act for the organisation."""
        return self.filter(state=MembershipState.VERIFIED, user__is_active=True)

    def owners(self):
        """Verified, and in charge of the others."""
        return self.verified().filter(role=MembershipRole.OWNER)


class Membership(models.Model):
    """That a person belongs to an organisation: asked for, verified, declined or ended."""

    Role = MembershipRole
    State = MembershipState
    Proof = MembershipProof

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("account")
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    proof = models.CharField(_("verified"), max_length=10, choices=Proof, default="", blank=True)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization"], condition=Q(state__in=["asked", "verified"]),
                name="membership_live_once",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None) | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="membership_decided_with_time",
            ),
            models.CheckConstraint(
                condition=Q(state="verified", proof__in=["mail", "staff", "owner"]) | ~Q(state="verified"),
                name="membership_verified_with_proof",
            ),
            models.CheckConstraint(
                condition=Q(role="member") | ~Q(state="asked"), name="membership_owner_only_when_decided"
            ),
            one_of("role", MembershipRole, "membership_role_known"),
            one_of("state", MembershipState, "membership_state_known"),
            one_of("proof", MembershipProof, "membership_proof_known"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.user_id} {self.role} {self.organization_id} ({self.state})"


def organizations_of(user):
    """The organisations for which this account may act now; none for strangers. A queryset of Organization."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Organization.objects.none()
    mine = Membership.objects.verified().filter(user=user)
    return Organization.objects.filter(pk__in=mine.values("organization_id"))
