"""What reviewers do: the queue, one contribution as it was sent, and the decisions."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from content.actions.indexing import one_writer_at_a_time
from content.api.problems import BadParameter
from contributions import actions
from contributions.actions.quarantine import locked_person
from contributions.api import bodies
from contributions.api.views import Messages, PersonalView, public_page
from contributions.models import Contribution
from contributions.models.shelves import shelves
from contributions.proposals.settling import Verdict


def sent(person, uid):
    """A contribution that was sent, for somebody who reviews. Raises Http404."""
    found = Contribution.objects.on_desk_of(person).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


class Queue(PersonalView):
    """What was sent for review, the newest first. `show`: a shelf of the queue, as on its page."""

    operation = "review"

    def get(self, request):
        self.allow_only("show", "page_size", "before")
        known = shelves(request.user)
        show = request.GET.get("show", "")
        if show not in known:
            raise BadParameter("show", _("Give one of: %(names)s.") % {"names": ", ".join(filter(None, known))})
        return self.part(Contribution.objects.on_desk_of(request.user).filter(known[show][1]))


class Reviewed(PersonalView):
    """One contribution as it was sent last, with the changes that it proposes to its page."""

    operation = "reviewed"

    def get(self, request, uid):
        self.allow_only()
        return self.shown(sent(request.user, uid), as_sent=True)


class ReviewMessages(Messages):
    """The conversation, with what reviewers write to each other; POST adds to it."""

    operation = "review_messages"
    body_of = {"POST": bodies.StaffMessage}
    staff = True

    def found(self, request, uid):
        return sent(request.user, uid)


def refusing(action):
    return lambda row, person, given: action(row, by=person, reason=given["reason"], message=given["message"])


def simple(action):
    return lambda row, person, given: action(row, by=person)


def accept(row, person, given):
    accepted = set(given["changes"]) if "changes" in given else None
    choices = given.get("choices", {}) | ({"slug": given["slug"]} if given.get("slug") else {})
    verdicts = [verdict(number, one) for number, one in enumerate(given.get("proposals", []))]
    return actions.accept(
        row, by=person, message=given.get("message", ""), accepted=accepted, choices=choices,
        proposals=verdicts,
    )  # fmt: skip


def verdict(number, given):
    page = public_page(given, "page", "proposals", number) if given.get("page") else None
    return Verdict(given["act"], page, given.get("reason", ""))


def duplicate(row, person, given):
    return actions.mark_duplicate(row, by=person, of=public_page(given, "of"), message=given.get("message", ""))


def hold(row, person, given):
    return actions.hold(row, by=person, message=given.get("message", ""))


def quarantine(row, person, given):
    actions.quarantine(row.author, by=person, message=given.get("message", ""))
    return row


def end_quarantine(row, person, given):
    actions.end_quarantine(row.author, by=person)
    return row


ACTS = {
    "claim": (bodies.Nothing, simple(actions.claim)),
    "release": (bodies.Nothing, simple(actions.release)),
    "hold": (bodies.Saying, hold),
    "unhold": (bodies.Nothing, simple(actions.unhold)),
    "quarantine": (bodies.Saying, quarantine),
    "end_quarantine": (bodies.Nothing, end_quarantine),
    "accept": (bodies.Accepting, accept),
    "changes": (bodies.Refusing, refusing(actions.ask_for_changes)),
    "decline": (bodies.Refusing, refusing(actions.decline)),
    "duplicate": (bodies.Duplicate, duplicate),
}
"""What can be done: the body, and the action."""


class Deciding(PersonalView):
    """Something that a reviewer does with a contribution. `If-Match` says which text and which state were read."""

    operation = "review"
    act = ""

    @property
    def body_of(self):
        return {"POST": ACTS[self.act][0]}

    @transaction.atomic
    def post(self, request, uid):
        expected, act = ACTS[self.act]
        given = self.body(expected)
        row = sent(request.user, uid)
        if self.act == "accept":
            one_writer_at_a_time()  # before the row's lock, as whoever saves pages does
        elif act in {quarantine, end_quarantine}:
            locked_person(row.author, request.user)  # likewise: quarantine locks the person, then what they sent
        row = self.matched(row)
        return self.shown(act(row, request.user, given), as_sent=True)
