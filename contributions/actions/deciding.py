"""What a reviewer does: take on, put back, ask for changes, decline, accept. Exactly one decision can happen."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from community.models import name_of
from content.actions import BadDocuments, Draft, save_all
from content.actions.indexing import one_writer_at_a_time
from content.changes.merging import field_changes, merge
from content.document.page import get_kind
from content.models import Page, Revision
from contributions.actions.became import acceptance_words, became, refuse_without_a_word
from contributions.actions.replying import REPLY, refuse_half_a_reply, spoken_again
from contributions.actions.steps import (
    WORKING_DAYS,
    given_message,
    given_reason,
    in_working_days,
    inform,
    locked,
    step,
)
from contributions.models import Contribution, Event, Held, Invitation, State
from contributions.models.choices import DECIDED
from contributions.proposals.settling import settle_proposals
from contributions.publishing import (
    chosen_slug,
    credit_of,
    proposed_slug,
    source_drafts,
    with_confirmations,
    with_sources,
)
from contributions.refusals import AlreadyClaimed, AlreadyDecided, Collisions, NotAllowed, NothingToAccept, NotNow


def deciding(contribution, by):
    """The locked contribution, for somebody who may decide on it now. Raises AlreadyDecided, NotNow, NotAllowed."""
    row = locked(contribution)
    if not Contribution.objects.visible_to(by).filter(pk=row.pk).exists():
        raise NotAllowed(_("There is no such contribution."))
    if row.state in DECIDED:
        raise AlreadyDecided(row, name_of(row.decided_by))
    if not row.in_review:
        raise NotNow(_("Its author has taken it back."))
    if not Contribution.objects.decidable_by(by).filter(pk=row.pk).exists():
        raise NotAllowed(_("Somebody else has to decide on this one: it is yours, or your organisation's."))
    return row


def decidable(contribution, by):
    """The same, unless it is set aside as spam. A hold for another reason ends when a reviewer acts, and what nobody
    had taken on is theirs from then."""
    row = deciding(contribution, by)
    if row.held == Held.SPAM:
        raise NotNow(_("This is set aside as spam; bring it back first."))
    row.held = Held.NOT
    if row.claimed_by_id is None:
        row.claimed_by, row.claimed_at = by, timezone.now()
    return row


@transaction.atomic
def claim(contribution, *, by):
    """Take it on. Raises AlreadyClaimed with the name of the one who was first."""
    row = deciding(contribution, by)
    if row.claimed_by_id == by.pk:
        return row
    if row.claimed_by_id:
        raise AlreadyClaimed(row, name_of(row.claimed_by))
    row.claimed_by, row.claimed_at = by, timezone.now()
    row.held = row.held if row.held == Held.SPAM else Held.NOT
    step(row, Event.CLAIMED, by=by)
    return row


@transaction.atomic
def release(contribution, *, by):
    """Put it back into the queue: one's own, or one that a colleague has left lying past its due date."""
    row = deciding(contribution, by)
    overdue = row.due and row.due < timezone.localdate()
    if row.claimed_by_id is None:
        return row
    if row.claimed_by_id != by.pk and not overdue:
        raise AlreadyClaimed(row, name_of(row.claimed_by))
    row.claimed_by = row.claimed_at = None
    step(row, Event.RELEASED, by=by)
    return row


@transaction.atomic
def hold(contribution, *, by, message=""):
    """Set it aside as spam. Nothing is mailed; the receipt says that it is held."""
    row = deciding(contribution, by)
    row.held = Held.SPAM
    step(row, Event.HELD, by=by, message=given_message(message, needed=False))
    return row


@transaction.atomic
def unhold(contribution, *, by):
    """Undo `hold`."""
    row = deciding(contribution, by)
    if row.held:
        row.held, row.due = Held.NOT, in_working_days(WORKING_DAYS)
        step(row, Event.UNHELD, by=by)
    return row


@transaction.atomic
def ask_for_changes(contribution, *, by, reason, message):
    """Give it back to its author with a reason and a message."""
    row = decidable(contribution, by)
    if row.state != State.SUBMITTED:
        raise NotNow(_("Changes are asked for already; the author has not sent a new text."))
    why, text = given_reason(reason, to_decline=False), given_message(message)
    row.due = None
    step(row, Event.CHANGES, by=by, to=State.CHANGES_REQUESTED, reason=why, message=text)
    inform(row.author, "contribution_changes", row, text=with_reason(why, text))
    return row


@transaction.atomic
def decline(contribution, *, by, reason, message):
    """Do not use it, with a reason and a message."""
    row = decidable(contribution, by)
    why, text = given_reason(reason, to_decline=True), given_message(message)
    settle(row, by)
    step(row, Event.DECLINED, by=by, to=State.DECLINED, reason=why, message=text)
    inform(row.author, "contribution_declined", row, text=with_reason(why, text))
    return row


@transaction.atomic
def mark_duplicate(contribution, *, by, of, message=""):
    """It is about something that has a public page, `of`."""
    row = decidable(contribution, by)
    if not Page.objects.public().filter(pk=of.pk).exists():
        raise NotNow(_("There is no such page."))
    settle(row, by)
    row.duplicate_of = Page.objects.get(pk=of.pk)
    text = given_message(message, needed=False)
    step(row, Event.DUPLICATE, by=by, to=State.DUPLICATE, message=text)
    inform(row.author, "contribution_duplicate", row, text=text)
    return row


def settle(row, by):
    row.decided_by, row.decided_at, row.due = by, timezone.now(), None


def with_reason(reason, message):
    """A message below its reason and the clause it follows from, in both languages."""
    words = {"zh": reason.words_zh_hans, "en": reason.words_en}
    return {language: f"{reason.clause} {text}\n\n{message}" for language, text in words.items()}


def proposed_changes(contribution):
    """The changes (FieldChange) that a suggestion proposes to its page as it is now; none for new pages."""
    round_ = contribution.sent
    if contribution.target_id is None or round_ is None:
        return []
    target = Page.objects.get(pk=contribution.target_id)
    kind = get_kind(contribution.kind)
    return field_changes(kind, base_document(contribution, round_), round_.document, target.document)


def base_document(contribution, round_):
    return Revision.objects.get(page_id=contribution.target_id, number=round_.base_version).document


@transaction.atomic
def accept(contribution, *, by, message="", accepted=None, choices=None, proposals=()):
    """Publish it: a new page, or a new version of its page. Returns the contribution, with `page`.

    What is accepted is what was sent last, not what the author writes meanwhile. accepted: the keys of the changes to
    take, None for all; choices: "mine" or "theirs" by key where others changed the same, and the address of a new page
    as "slug"; proposals: a Verdict on each
    tag and organisation that is proposed with it, in their order. Raises Collisions, Undecided, NothingToAccept,
    AlreadyDecided, NotNow for a change that is left out without a message that says why, and rest_framework's
    ValidationError for what can no longer be saved.
    """
    one_writer_at_a_time()  # before the row's lock: whoever saves pages takes this lock first
    row = decidable(contribution, by)
    round_ = row.sent
    changes = became(proposed_changes(row), round_.sources, accepted, choices or {}) if row.target_id else {}
    text = given_message(message, needed=False)
    document, base_version = accepted_document(row, round_, accepted, choices)
    rows, drafts = source_drafts(row, round_.sources if accepted is None or "sources" in accepted else [])
    document = with_confirmations(with_sources(document, rows) if rows else document, confirmations(row, round_))
    document, more, row.proposals = settle_proposals(row, document, round_.proposals, proposals)
    credit = credit_of(round_, document)
    page = Draft(row.kind, document, base_version, contribution=row.uid, credit=credit)
    save_together([*drafts, *more, page], row, round_)
    if not page.changed:
        raise NothingToAccept(_("With these choices the page stays as it is. Decline it instead."))
    refuse_without_a_word(changes, text)
    settle(row, by)
    row.page_id, row.page_version = page.page.pk, page.page.version
    step(row, Event.ACCEPTED, by=by, to=State.ACCEPTED, message=text, changes=changes)
    inform(row.author, "contribution_accepted", row, text=acceptance_words(row, changes, text))
    return row


def save_together(drafts, row, round_):
    """Save the page and what comes with it, or nothing. Raises ValidationError with the faults of the first."""
    try:
        save_all(drafts, source=Revision.Source.CONTRIBUTION, by=row.author, note=round_.note)
    except BadDocuments as error:
        raise ValidationError(error.faults[0][1]) from error


def accepted_document(row, round_, accepted, choices):
    """The document to save and the version it must be based on. Raises Collisions."""
    if row.kind == REPLY:
        refuse_half_a_reply(row, accepted)
    if row.target_id is None:
        chosen = (choices or {}).get("slug")
        slug = chosen_slug(row.kind, chosen) if chosen else proposed_slug(row, round_.document["title"])
        return round_.document | {"slug": slug}, 0
    target = Page.objects.get(pk=row.target_id)
    base = base_document(row, round_)
    three = base, round_.document, target.document
    document, collisions = merge(get_kind(row.kind), *three, accepted=accepted, choices=choices)
    if collisions:
        raise Collisions(collisions)
    return spoken_again(document) if row.kind == REPLY else document, target.version


def confirmations(row, round_):
    """The days on which parties confirmed exactly this text: {party: "YYYY-MM-DD"}."""
    answered = row.invitations.filter(answer=Invitation.Answer.CONFIRMED, round=round_.number)
    return {found.party: timezone.localtime(found.answered_at).date().isoformat() for found in answered}
