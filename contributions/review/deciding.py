"""What a reviewer sends from the desk. Each act takes the contribution, the reviewer and what was sent; on success it
gives the part of the page to go on with. Whatever is refused is raised, and the desk shows it with the typed text."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from contributions import actions
from contributions.models import Message
from contributions.naming import named_page
from contributions.proposals.desk import verdicts
from contributions.refusals import NotNow, Refused


class MovedOn(Refused):
    """The reviewer has read another text than the one that this would decide on."""


def accept(row, by, given):
    """Publish it: all of it, or the ticked fields of a suggestion."""
    fields = None
    if given.get("by_field"):
        fields = set(given.getlist("field"))
        if not fields:
            raise NotNow(_("Tick at least one field, or decline the suggestion."))
    choices = {name.removeprefix("choice:"): value for name, value in given.items() if name.startswith("choice:")}
    if "slug" in given:
        choices["slug"] = given["slug"].strip()
    with transaction.atomic():
        done = actions.accept(
            row, by=by, message=given.get("message"), accepted=fields, choices=choices,
            proposals=verdicts(row.sent.proposals, given),
        )  # fmt: skip
        the_text_that_was_read(done, given)
        if given.get("page_version", "") not in {"", str(done.page_version - 1)}:
            raise MovedOn(_("The page got a new version while you were reading. Look at it again before you accept."))


def the_text_that_was_read(row, given):
    """Raise MovedOn, which undoes the act, when the author has sent another text since this page was opened."""
    if str(row.sent.number) != given.get("round"):
        raise MovedOn(_("The author has sent a new text since you opened this page. Read it before you decide."))


def ask_for_changes(row, by, given):
    with transaction.atomic():
        done = actions.ask_for_changes(row, by=by, reason=given.get("reason", ""), message=given.get("message"))
        the_text_that_was_read(done, given)


def decline(row, by, given):
    with transaction.atomic():
        done = actions.decline(row, by=by, reason=given.get("reason", ""), message=given.get("message"))
        the_text_that_was_read(done, given)


def mark_duplicate(row, by, given):
    with transaction.atomic():
        done = actions.mark_duplicate(row, by=by, of=named_page(given.get("of", "")), message=given.get("message"))
        the_text_that_was_read(done, given)


# --- Before and beside a decision -------------------------------------------------------------------------------------


def claim(row, by, given):
    actions.claim(row, by=by)


def release(row, by, given):
    actions.release(row, by=by)


def hold(row, by, given):
    actions.hold(row, by=by, message=given.get("message", ""))


def unhold(row, by, given):
    actions.unhold(row, by=by)


def quarantine(row, by, given):
    """Set aside everything by this author."""
    actions.quarantine(row.author, by=by)


def end_quarantine(row, by, given):
    actions.end_quarantine(row.author, by=by)


def say(row, by, given):
    """Write a message, begin a thread, or answer in one."""
    if not given.get("text", "").strip():
        raise NotNow(_("Write what you want to say."))
    thread = found_message(row, by, given.get("thread")) if given.get("thread") else None
    actions.message(
        row, by=by, text=given["text"], thread=thread, staff_only=bool(given.get("staff_only")),
        place=given.get("place", ""), quoted=given.get("quoted", ""),
    )  # fmt: skip
    return "talk"


def settle(row, by, given):
    actions.resolve(found_message(row, by, given.get("message_number")), by=by)
    return "talk"


def reopen(row, by, given):
    actions.resolve(found_message(row, by, given.get("message_number")), by=by, resolved=False)
    return "talk"


def found_message(row, by, number):
    """The message of this contribution with that number. Raises NotNow."""
    known = re.fullmatch("[0-9]{1,9}", number or "")
    found = Message.objects.visible_to(by).filter(contribution=row, pk=int(number)).first() if known else None
    if found is None:
        raise NotNow(_("There is no such message."))
    return found
