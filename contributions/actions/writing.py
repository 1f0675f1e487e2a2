"""What an author does: begin, write, send, take back, begin again, appeal."""

import copy
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Person, Reply, organizations_of
from content.models import Page
from contributions import checks
from contributions.actions.images import keep_images
from contributions.actions.replying import REPLY, begun_reply
from contributions.actions.steps import WORKING_DAYS, given_message, in_working_days, inform, own, step
from contributions.drafts.fields import NEW_KINDS, WRITABLE, admitted
from contributions.drafts.sources import admitted_sources
from contributions.models import Contribution, Event, GuidelineVersion, Held, Round, State
from contributions.proposals.proposal import admitted_proposals
from contributions.refusals import Incomplete, NotAllowed, NotNow, StaleVersion, TooMany

BEGUN_A_DAY = 30
SENT_A_DAY_BY_NEWCOMERS = 15
SENT_A_DAY = 50
MANY_LINKS = 15
DECLARED = ("licence", "rights", "interest", "interest_note", "ai_use", "show_author")
COLUMNS = (*DECLARED, "note", "organization", "proposals")


@transaction.atomic
def agree(user, number):
    """Note that this person agrees to a version of the guidelines; it must be the one in force."""
    if number != GuidelineVersion.objects.current().number:
        raise NotNow(_("The guidelines have a newer version: read that one."))
    person = Person.objects.of(user)
    if person.guidelines_version != number:
        person.guidelines_version, person.guidelines_agreed_at = number, timezone.now()
        person.save(update_fields=["guidelines_version", "guidelines_agreed_at"])
    return person


def start(*, by, kind, target=None, document=None, form_key="", follows=None):
    """Begin a contribution: a new page of a kind, or a change to `target`, prefilled with what the page says.

    The same form key of the same person gives the same contribution, however often it is sent. Raises NotAllowed,
    TooMany, BadDraft.
    """
    if by is None or not by.is_authenticated or not by.is_active:
        raise NotAllowed(_("Sign in to write."))
    if form_key and (known := Contribution.objects.filter(author=by, form_key=form_key).first()):
        return known
    if target is None and kind not in (*NEW_KINDS, REPLY) or kind not in WRITABLE or (target and target.kind != kind):
        raise NotAllowed(_("Pages of this kind cannot be proposed."))
    if target and not Page.objects.public().filter(pk=target.pk).exists():
        raise NotAllowed(_("There is no such page."))
    since = timezone.now() - timedelta(days=1)
    if Contribution.objects.filter(author=by, created_at__gt=since).count() >= BEGUN_A_DAY:
        raise TooMany(_("You have begun many contributions today. Go on with one of them, or come back tomorrow."))
    base = target.document if target else {}
    given, begun = begun_reply(by, target, document) if kind == REPLY else (base, {})
    columns = {
        "author": by,
        "kind": kind,
        "target": target,
        "base_version": target.version if target else None,
        "document": admitted(kind, document, given, base) if document else copy.deepcopy(given),
        "form_key": form_key[:100],
        "follows": follows,
        **begun,
    }
    try:
        with transaction.atomic():
            new = Contribution.objects.new(**columns)
            keep_images(new)
            return new
    except IntegrityError:
        if form_key:  # sent twice at the same moment: the other one was first
            return Contribution.objects.get(author=by, form_key=form_key[:100])
        raise


def begin_reply(*, by, case, organization, form_key=""):
    """Begin a reply to a case, or a new version of the one that is there. Raises NotAllowed, NotNow, TooMany."""
    about = {"organization": organization.slug, "case": case.slug}
    reply = Reply.objects.filter(organization=organization, case=case).first()
    return start(by=by, kind=REPLY, target=reply, document=None if reply else about, form_key=form_key)


@transaction.atomic
def save_draft(contribution, *, by, version, document=None, sources=None, unfinished=None, **columns):
    """Keep what was written so far, complete or not; returns the contribution with its next version.

    document: the parts that were written, others stay. columns: declarations, `note`, `organization`,
    `proposals`.
    Raises StaleVersion when it was saved elsewhere since `version`; then nothing is lost: the exception has both.
    """
    row = own(contribution, by)
    if not row.writable:
        raise NotNow(_("This text is with the reviewers now; take it back to change it."))
    if row.version != version:
        raise StaleVersion(row, document)
    before = row.images_written
    if document is not None:
        base = row.target.revisions.get(number=row.base_version).document if row.target else {}
        row.document = admitted(row.kind, document, row.document, base)
    if sources is not None:
        row.sources = admitted_sources(sources)
    if unfinished is not None:
        row.unfinished = unfinished
    set_columns(row, by, columns)
    row.version += 1
    row.updated_at = timezone.now()
    row.save()
    keep_images(row, before)
    return row


def set_columns(row, by, columns):
    """Set declarations and the like.

    Raises NotAllowed for an organisation that is not theirs, BadDraft for proposals that cannot be kept, TypeError for
    what is not an author's to set.
    """
    if unknown := set(columns) - set(COLUMNS):
        raise TypeError(f"not an author's to set: {unknown}")
    organization = columns.get("organization")
    if row.kind == REPLY and "organization" in columns and organization != row.organization:
        raise NotAllowed(_("A reply is always its organisation's."))
    if organization and not organizations_of(by).filter(pk=organization.pk).exists():
        raise NotAllowed(_("You can write for organisations you belong to."))
    if "proposals" in columns:
        columns["proposals"] = admitted_proposals(row.kind, columns["proposals"])
    for name, value in columns.items():
        setattr(row, name, value)


@transaction.atomic
def send(contribution, *, by, version):
    """Send the text for review. Sending it twice sends it once.

    Raises Incomplete with what is missing, StaleVersion, NotNow.
    """
    row = own(contribution, by)
    if row.state == State.SUBMITTED and row.version == version:
        return row
    if not row.writable:
        raise NotNow(_("This has been sent already."))
    if row.version != version:
        raise StaleVersion(row, None)
    if row.organization and not organizations_of(by).filter(pk=row.organization_id).exists():
        raise Incomplete([checks.no_member(row)])
    row.guidelines = GuidelineVersion.objects.filter(number=Person.objects.of(by).guidelines_version).first()
    findings = checks.blocking(row)
    if findings:
        raise Incomplete(findings)
    new = is_new(by)
    refuse_too_many(by, new=new)
    first_time = row.submitted_at is None
    row.document = checks.canonical(row)
    Round.objects.create(
        contribution=row,
        number=row.rounds.count() + 1,
        document=row.document,
        sources=row.sources,
        proposals=row.proposals,
        declarations=row.declarations,
        base_version=row.base_version,
        note=row.note,
    )
    row.submitted_at, row.due = timezone.now(), in_working_days(WORKING_DAYS)
    row.held = held_because(row, new=new) if first_time else row.held
    step(row, Event.SENT, by=by, to=State.SUBMITTED)
    inform(by, "contribution_sent", row)
    if row.claimed_by:
        inform(row.claimed_by, "contribution_resent", row)
    return row


def is_new(user):
    """Whether nothing that this person sent was accepted yet."""
    return not Contribution.objects.filter(author=user, state=State.ACCEPTED).exists()


def refuse_too_many(user, *, new):
    """Raise TooMany for more than a person sends in a day, less for those who are new."""
    since = timezone.now() - timedelta(days=1)
    sent = Round.objects.filter(contribution__author=user, at__gt=since).count()
    if sent >= (SENT_A_DAY_BY_NEWCOMERS if new else SENT_A_DAY):
        raise TooMany(_("You have sent many texts today. This one is kept: send it tomorrow."))


def held_because(row, *, new):
    """Why this waits for a reviewer's look before anything else happens with it."""
    if Person.objects.in_quarantine(row.author):
        return Held.SPAM
    if new:
        return Held.FIRST
    return Held.LINKS if checks.count_links(row.document) > MANY_LINKS else Held.NOT


@transaction.atomic
def withdraw(contribution, *, by, message=""):
    """Take a contribution back; its text stays readable to its author."""
    row = own(contribution, by)
    if row.state not in {State.DRAFT, State.SUBMITTED, State.CHANGES_REQUESTED}:
        raise NotNow(_("This can no longer be taken back."))
    row.claimed_by = row.claimed_at = row.due = None
    step(row, Event.WITHDRAWN, by=by, to=State.WITHDRAWN, message=given_message(message, needed=False))
    return row


@transaction.atomic
def revise(contribution, *, by, form_key=""):
    """Begin again from a text that was declined, withdrawn or already there: a new contribution that follows it."""
    row = own(contribution, by)
    if not row.ended:
        raise NotNow(_("This is not at its end yet."))
    if row.forgotten:
        raise NotNow(_("Its text has been deleted."))
    about = {name: row.document[name] for name in ("organization", "case")} if row.kind == REPLY else None
    form_key = form_key or f"after {row.uid}"
    new = start(by=by, kind=row.kind, target=row.target, document=about, form_key=form_key, follows=row)
    if new.version == 1:
        written = {name: row.document[name] for name in WRITABLE[row.kind] if name in row.document}
        columns = {name: getattr(row, name) for name in (*DECLARED, "note", "sources", "proposals")}
        new = save_draft(new, by=by, version=1, document=written, **columns)
    return new


@transaction.atomic
def appeal(contribution, *, by, message):
    """Ask that somebody else looks at it again; once."""
    row = own(contribution, by)
    appealed = row.transitions.filter(event=Event.APPEALED).exists()
    if row.state not in {State.DECLINED, State.DUPLICATE} or appealed:
        raise NotNow(_("There is nothing to appeal against."))
    why = given_message(message, asking=_("Say why somebody else should look at it again."))
    row.decided_by = row.decided_at = row.duplicate_of = row.claimed_by = row.claimed_at = None
    row.due = in_working_days(WORKING_DAYS)
    step(row, Event.APPEALED, by=by, to=State.SUBMITTED, message=why)
    inform(by, "contribution_sent", row)
    return row
