"""Joining an organisation: asking, proving it by a mail or by somebody's word, being in charge, leaving."""

from datetime import timedelta

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Membership, OrganizationDomain, OutgoingMail, Person
from community.notices import tell
from community.notices.mail import site_address, write_mail

SALT = "community.membership"
DAYS_TO_ANSWER = 3
MOST_MAILS_A_DAY = 5
State, Proof, Role = Membership.State, Membership.Proof, Membership.Role


class CannotChange(Exception):
    """The membership is no longer in the state that this was meant for; says so to the reader."""


def both(organization):
    """The organisation's name in both languages, as notices keep it."""
    return {"zh": organization.title_zh_hans, "en": organization.title_en}


def page_of(organization):
    return f"/accounts/organizations/{organization.slug}/"


# --- Asking -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask(*, user, organization, address=""):
    """Ask to join; asking again changes nothing but may send the mail anew. Returns the Membership.

    address: at the organisation, for the mail that proves it. Nobody learns from the answer whether its domain is one
    of the organisation's; without such a domain the editors decide.
    """
    membership = Membership.objects.live().filter(user=user, organization=organization).first()
    if membership is None:
        try:
            with transaction.atomic():
                membership = Membership.objects.create(user=user, organization=organization)
        except IntegrityError:  # a double click
            return Membership.objects.live().get(user=user, organization=organization)
        tell_owners(membership)
    if membership.state == State.ASKED and address:
        send_proof(membership, address)
    return membership


def tell_owners(membership):
    organization = membership.organization
    name = Person.objects.of(membership.user).display_name
    owners = Membership.objects.owners().filter(organization=organization).select_related("user__person")
    for owner in owners:
        tell(
            owner.user,
            "membership_asked",
            address=page_of(organization),
            person=name or {"zh": "有人", "en": "Somebody"},
            organization=both(organization),
        )


def send_proof(membership, address):
    """A mail with a link to an address of the organisation; nothing for other addresses, or after too many."""
    domain = address.rpartition("@")[2].lower()
    known = OrganizationDomain.objects.filter(organization_id=membership.organization_id, domain=domain).exists()
    since = timezone.now() - timedelta(days=1)
    sent = OutgoingMail.objects.filter(user=membership.user, kind="membership_proof", created_at__gt=since).count()
    if not known or sent >= MOST_MAILS_A_DAY:
        return
    person = Person.objects.of(membership.user)
    token = signing.dumps([membership.pk, domain], salt=SALT)
    write_mail(
        to=address,
        kind="membership_proof",
        language=person.language,
        subject=lambda: _("Confirm that you belong to %(organization)s") % {"organization": membership.organization},
        context=lambda: {
            "person": person.display_name,
            "organization": membership.organization,
            "link": site_address(reverse("accounts:membership_proof", args=[token])),
        },
        user=membership.user,
    )


# --- Deciding ---------------------------------------------------------------------------------------------------------


def read_proof(token, user):
    """The membership that the link of the mail is about. Only the person who asked can use it.

    Raises signing.BadSignature for links that are wrong, too old, or not this person's: the mail may have gone to
    somebody else, whose click must not make the person who asked a member.
    """
    number, domain = signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS_TO_ANSWER))
    membership = Membership.objects.filter(pk=number, user=user).select_related("organization").first()
    known = membership and membership.organization.mail_domains.filter(domain=domain).exists()
    if not known or membership.state in {State.DECLINED, State.LEFT}:
        raise signing.BadSignature("no such request")
    return membership


@transaction.atomic
def verify(membership, *, proof, by):
    """Make somebody who asked a member. Verifying twice is no error. Raises CannotChange for ended requests."""
    membership = locked(membership)
    if membership.state == State.VERIFIED:
        return membership
    if membership.state != State.ASKED:
        raise CannotChange(_("This request has been decided or withdrawn."))
    decide(membership, State.VERIFIED, by, proof)
    if proof != Proof.MAIL:
        tell(
            membership.user, "membership_verified", address=page_of(membership.organization),
            organization=both(membership.organization),
        )  # fmt: skip
    return membership


@transaction.atomic
def decline(membership, *, by):
    """Say no to somebody who asked. Raises CannotChange when that was decided already."""
    membership = locked(membership)
    if membership.state != State.ASKED:
        raise CannotChange(_("This request has been decided or withdrawn."))
    decide(membership, State.DECLINED, by)
    tell(membership.user, "membership_declined", organization=both(membership.organization))


@transaction.atomic
def end(membership, *, by):
    """Leave, withdraw the request, or be removed by an owner or the editors. Ending twice is no error."""
    membership = locked(membership)
    if membership.state not in {State.ASKED, State.VERIFIED}:
        return
    decide(membership, State.LEFT, by)
    if by != membership.user:
        tell(membership.user, "membership_ended", organization=both(membership.organization))


@transaction.atomic
def set_role(membership, role, *, by):
    """Make a verified member an owner, or an owner a member. Raises CannotChange for those who are not verified."""
    membership = locked(membership)
    if membership.state != State.VERIFIED:
        raise CannotChange(_("Only verified members can be owners."))
    if membership.role == role:
        return
    membership.role = role
    membership.save(update_fields=["role"])
    words = {Role.OWNER: {"zh": "负责人", "en": "owner"}, Role.MEMBER: {"zh": "成员", "en": "member"}}
    if by != membership.user:
        tell(
            membership.user, "membership_role", address=page_of(membership.organization),
            organization=both(membership.organization), role=words[role],
        )  # fmt: skip


def locked(membership):
    """The row as it is now, held until the transaction ends: of two deciders the second sees what the first did."""
    return (
        Membership.objects.select_for_update(of=("self",)).select_related("organization", "user").get(pk=membership.pk)
    )


def decide(membership, state, by, proof=Proof.NONE):
    membership.state, membership.decided_at, membership.decided_by = state, timezone.now(), by
    if proof:
        membership.proof = proof
    membership.save(update_fields=["state", "decided_at", "decided_by", "proof"])


def owned_by(user):
    """Memberships of the organisations that this person is in charge of."""
    mine = Membership.objects.owners().filter(user=user)
    return Membership.objects.filter(organization_id__in=mine.values("organization_id"))


def manage(membership, deed, *, by):
    """What an owner does with a membership of the organisation: "decline", "remove", "owner" or "member".

    Raises PermissionDenied for others, CannotChange for what no owner does.
    """
    if not owned_by(by).filter(pk=membership.pk).exists():
        raise PermissionDenied
    match deed:
        case "decline":
            decline(membership, by=by)
        case "remove":
            end(membership, by=by)
        case "owner" | "member":
            set_role(membership, deed, by=by)
        case _:
            raise CannotChange(_("An owner declines, removes, or changes a role; anything else is not for this page."))
