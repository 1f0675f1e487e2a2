"""Talking about a contribution: messages, settled threads, and people asked from outside by a signed link."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.models import Person
from community.notices.mail import write_mail
from content.addresses import path_in
from content.document import reader_language
from content.document.reading import choose
from contributions.actions.steps import given_message, inform
from contributions.models import Contribution, Event, Invitation, Message, Transition, may_review
from contributions.publishing import party_names, party_title
from contributions.refusals import NotAllowed, NotNow, TooMany

LINK_SALT = "contributions.invitation"
LINK_DAYS = 14
MESSAGES_A_DAY = 100
OPEN_INVITATIONS = 10


@transaction.atomic
def message(contribution, *, by, text, thread=None, staff_only=False, **about):
    """Write a message; the other readers are told. about: `place`, a field, and words `quoted` from it."""
    place, quoted = (str(about.pop(name, "")) for name in ("place", "quoted"))
    if about:
        raise TypeError(f"nothing a message is about: {set(about)}")
    row = visible(contribution, by)
    if staff_only and (not may_review(by) or row.author_id == by.pk):
        raise NotAllowed(_("Notes among reviewers are for reviewers."))
    if thread and (thread.contribution_id != row.pk or not row.messages.visible_to(by).filter(pk=thread.pk).exists()):
        raise NotAllowed(_("There is no such message."))
    if row.submitted_at is None:
        raise NotNow(_("Nobody reads this yet: send it first."))
    since = timezone.now() - timedelta(days=1)
    if Message.objects.filter(author=by, created_at__gt=since).count() >= MESSAGES_A_DAY:
        raise TooMany(_("You have written many messages today. Come back tomorrow."))
    new = Message.objects.create(
        contribution=row,
        author=by,
        text=given_message(text, asking=_("Write your message first."))[:10_000],
        place=place[:200],
        quoted=quoted[:2_000],
        thread=thread.thread or thread if thread else None,
        staff_only=staff_only or bool(thread and thread.staff_only),
    )
    if not new.staff_only and not Person.objects.in_quarantine(by):
        for reader in {row.author, row.claimed_by} - {None, by}:
            inform(reader, "contribution_message", row, text=new.text)
    return new


def visible(contribution, by):
    """The contribution, for somebody who may read it. Raises NotAllowed."""
    row = Contribution.objects.visible_to(by).filter(pk=contribution.pk).first()
    if row is None:
        raise NotAllowed(_("There is no such contribution."))
    return row


@transaction.atomic
def resolve(message, *, by, resolved=True):
    """Mark a thread as settled, or open it again: its author, the contribution's author, or a reviewer."""
    row = visible(message.contribution, by)
    found = Message.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=message.pk).first()
    if found is None or not (may_review(by) or by.pk in {row.author_id, found.author_id}):
        raise NotAllowed(_("There is no such message."))
    found.resolved_at, found.resolved_by = (timezone.now(), by) if resolved else (None, None)
    found.save(update_fields=["resolved_at", "resolved_by"])
    return found


# --- People without an account ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Guest:
    """Somebody without an account, and what they are asked: to comment, or to confirm for a party."""

    name: str
    email: str
    language: str
    purpose: str
    party: str = ""
    message: str = ""


@transaction.atomic
def invite(contribution, *, by, guest, path):
    """Ask a `Guest` by mail to comment, or to confirm for a party; returns the invitation.

    path: a function from the link's token to the path of its page. Only reviewers ask, and not about their own.
    """
    row = visible(contribution, by)
    if not Contribution.objects.decidable_by(by).filter(pk=row.pk).exists():
        raise NotAllowed(_("Only a reviewer who may decide on it can ask others."))
    if row.invitations.usable().count() >= OPEN_INVITATIONS:
        raise TooMany(_("Ten people have been asked and have not answered yet."))
    round_ = row.sent
    confirming = guest.purpose == Invitation.Purpose.CONFIRM
    parties = {name for row_ in round_.document.get("parties", []) for name in party_names(row_)}
    if confirming and guest.party not in parties:
        raise NotNow(_("Choose one of the parties."))
    invitation = Invitation.objects.create(
        contribution=row,
        purpose=guest.purpose,
        party=guest.party if confirming else "",
        name=guest.name.strip()[:100],
        email=guest.email,
        language=guest.language,
        message=given_message(guest.message, needed=False)[:2_000],
        round=round_.number,
        by=by,
        expires_at=timezone.now() + timedelta(days=LINK_DAYS),
    )
    mail_invitation(invitation, row.as_sent(round_).title, path(token_of(invitation)))
    return invitation


def mail_invitation(invitation, title, path):
    """Write the mail. title: that of the text the person is asked about."""
    with override(invitation.language):
        path = path_in(path, reader_language())
        party = choose(party_title(invitation.party), reader_language())
        words = {"title": title["en"] or title["zh"] if invitation.language == "en" else title["zh"] or title["en"]}
        write_mail(
            to=invitation.email,
            kind="contribution_invitation",
            language=invitation.language,
            subject=lambda: _("You are asked to read a text before it is published: %(title)s") % words,
            context=lambda: {"invitation": invitation, "path": path, "unsubscribe_path": "", "party": party, **words},
        )


def token_of(invitation):
    """What the link carries: the invitation's number, signed."""
    return signing.dumps(invitation.pk, salt=LINK_SALT)


def read_invitation(token):
    """The usable invitation behind a link. Raises NotAllowed for a forged, expired, used or withdrawn one."""
    try:
        number = signing.loads(token, salt=LINK_SALT)
    except signing.BadSignature as error:
        raise NotAllowed(_("This link is not valid.")) from error
    found = Invitation.objects.usable().select_related("contribution").filter(pk=number).first()
    if found is None or not found.contribution.in_review:
        raise NotAllowed(_("This link has been used, has expired, or is no longer needed."))
    return found


@transaction.atomic
def answer_invitation(token, *, answer, text=""):
    """Answer from outside, once: comment, confirm, or say what is wrong."""
    number = read_invitation(token).pk
    invitation = Invitation.objects.usable().select_for_update(of=("self",)).filter(pk=number).first()
    if invitation is None:
        raise NotAllowed(_("This link has been used, has expired, or is no longer needed."))
    confirming = invitation.purpose == Invitation.Purpose.CONFIRM
    fitting = {Invitation.Answer.CONFIRMED, Invitation.Answer.OBJECTED} if confirming else {Invitation.Answer.COMMENTED}
    if answer not in fitting:
        raise NotNow(_("Choose one of the answers."))
    words = given_message(text, needed=answer != Invitation.Answer.CONFIRMED)
    invitation.answer, invitation.answered_at = answer, timezone.now()
    invitation.save(update_fields=["answer", "answered_at"])
    row = invitation.contribution
    if words:
        Message.objects.create(contribution=row, invitation=invitation, text=words[:10_000])
    if answer == Invitation.Answer.CONFIRMED:
        Transition.objects.create(
            contribution=row, event=Event.CONFIRMED, from_state=row.state, to_state=row.state, message=invitation.party
        )
    who = party_title(invitation.party) if invitation.party else invitation.name
    for reader in {row.author, row.claimed_by} - {None}:
        inform(reader, "contribution_confirmed", row, party=who, text=words)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation, *, by):
    """Take an unanswered question back: the link stops working."""
    if not Contribution.objects.decidable_by(by).filter(pk=invitation.contribution_id).exists():
        raise NotAllowed(_("There is no such contribution."))
    Invitation.objects.usable().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
