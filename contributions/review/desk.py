"""One contribution on the review desk: what changed, the checks, the conversation, and the three ways out."""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods
from rest_framework.exceptions import ValidationError

from community.models import Person, name_of
from content.document.writing import faults
from content.views import head
from contributions.actions.replying import REPLY
from contributions.models import Contribution, Event, GuidelineVersion, Held, State
from contributions.models.choices import Became
from contributions.proposals import desk as proposals
from contributions.proposals.proposal import outcomes_of
from contributions.publishing import proposed_slug
from contributions.refusals import (
    AlreadyClaimed,
    AlreadyDecided,
    Collisions,
    NotAllowed,
    Refused,
    TooMany,
)
from contributions.review import deciding, facts, inviting, talk
from contributions.review.access import reviewers_only
from contributions.review.changes import Comparison
from contributions.review.wording import sort_of, title_of, why_not

ACTS = {
    "accept": deciding.accept,
    "changes": deciding.ask_for_changes,
    "decline": deciding.decline,
    "duplicate": deciding.mark_duplicate,
    "claim": deciding.claim,
    "release": deciding.release,
    "hold": deciding.hold,
    "unhold": deciding.unhold,
    "quarantine": deciding.quarantine,
    "end_quarantine": deciding.end_quarantine,
    "say": deciding.say,
    "settle": deciding.settle,
    "reopen": deciding.reopen,
    "take_back": inviting.take_back,
}
DECISIONS = ("accept", "changes", "decline", "duplicate")
STATUS = {
    AlreadyDecided: 409,
    AlreadyClaimed: 409,
    Collisions: 409,
    deciding.MovedOn: 409,
    NotAllowed: 403,
    TooMany: 429,
}
VIEWS = ("inline", "side")


@reviewers_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request, uid):
    """Read one; POST does what the pressed button says. What was typed stays when it is refused."""
    row = get_object_or_404(Contribution.objects.on_desk_of(request.user).with_list_data(), uid=uid)
    if request.method != "POST":
        return page(request, row)
    act = request.POST.get("act", "")
    if act == "invite":
        return invite(request, row)
    if act not in ACTS:
        raise Http404
    try:
        anchor = ACTS[act](row, request.user, request.POST)
    except Refused as refusal:
        return refused(request, uid, str(refusal), STATUS.get(type(refusal), 400), refusal)
    except ValidationError as error:
        sentences = [words for _place, words in faults(error.detail)]
        return refused(request, uid, _("It cannot be published as it is."), 400, details=sentences)
    return done(request, row, act, anchor)


def refused(request, uid, sentence, status, refusal=None, details=()):
    """The desk again, with what was typed, and what stands in the way."""
    row = get_object_or_404(Contribution.objects.on_desk_of(request.user).with_list_data(), uid=uid)
    first = {"by": refusal.by, "at": refusal.at} if isinstance(refusal, AlreadyDecided | AlreadyClaimed) else None
    stop = {"sentence": sentence, "first": first, "details": details}
    stop["reread"] = isinstance(refusal, Collisions | deciding.MovedOn)
    stop["deciding"] = request.POST.get("act") in DECISIONS
    return page(request, row, stop=stop, status=status)


def done(request, row, act, anchor):
    """Where to go on: back to the queue if that is where the button was, else to the same page."""
    if request.POST.get("from") == "queue" and act == "release":
        return redirect("review:queue")
    query = f"?{request.GET.urlencode()}" if anchor and request.GET and act != "say" else ""
    return redirect(reverse("review:desk", args=[row.uid]) + query + (f"#{anchor}" if anchor else ""))


def invite(request, row):
    """Ask somebody from outside; a form with faults is shown again."""
    comparison = compared(request, row)
    form = inviting.InviteForm(request.POST, parties=inviting.parties_of(comparison))
    if not form.is_valid():
        return page(request, row, form=form, status=400)
    try:
        inviting.invite(row, request.user, form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, row, form=form, status=STATUS.get(type(refusal), 400))
    return redirect(reverse("review:desk", args=[row.uid]) + "#asked")


# --- The page ---------------------------------------------------------------------------------------------------------


def compared(request, row):
    """The comparison that `?against=` asks for. Raises Http404 for a round that there is not."""
    rounds = list(row.rounds.all())
    current = rounds[-1]
    known = {"nothing", *(str(other.number) for other in rounds[:-1])} | ({"base"} if row.target_id else set())
    usual = "base" if row.target_id else str(rounds[-2].number) if len(rounds) > 1 else "nothing"
    asked = request.GET.get("against", "") or usual
    if asked not in known:
        raise Http404
    against = int(asked) if re.fullmatch("[0-9]+", asked) else asked
    comparison = Comparison(row, current, against, rounds)
    comparison.choices = comparisons(row, rounds, asked)
    return comparison


def comparisons(row, rounds, asked):
    """The other texts that this one can be compared with: (words, value, is it this one)."""
    version = {"number": rounds[-1].base_version}
    found = [(_("with version %(number)s of the page") % version, "base")] if row.target_id else []
    found += [
        (_("with the text of round %(number)s") % {"number": other.number}, str(other.number)) for other in rounds[:-1]
    ]
    return [(words, value, value == asked) for words, value in [*found, (_("the new text alone"), "nothing")]]


def page(request, row, *, stop=None, form=None, status=200):
    """The whole page. `stop`: what stands in the way of what was just tried; then POST has what was typed."""
    comparison = compared(request, row)
    view = request.GET.get("view", "inline")
    if view not in VIEWS:
        raise Http404
    typed = request.POST.dict() if request.method == "POST" else talk.quoted_from(row, request.user, request.GET)
    title, became = title_of(row.as_sent()), became_of(row)
    parties = inviting.parties_of(comparison)
    context = (
        standing(row, request.user)
        | facts.beside(row, comparison)
        | {
            "title": title,
            "comparison": comparison,
            "view": view,
            "fields": ticked(request, comparison.fields, became) if comparison.by_field else [],
            "sources_on": "sources" in request.POST.getlist("field") if again(request) else True,
            "sources_became": became.get("sources", ""),
            "rows": [] if comparison.by_field else comparison.rows_of_text,
            "proposals": proposals.shown(comparison.round.proposals, typed) if row.in_review else [],
            "settled": outcomes_of(row) if row.state == State.ACCEPTED else [],
            "threads": talk.threads(row, request.user, comparison),
            "places": talk.places(comparison, typed.get("place", "")),
            "invitations": inviting.invitations(row, comparison),
            "form": form or inviting.InviteForm(parties=parties, initial={"language": request.LANGUAGE_CODE}),
            "typed": typed,
            "slug": typed.get("slug") or address_of(row, comparison.round),
            "stop": stop,
            "crumbs": [(_("Review desk"), reverse("review:queue")), (row.uid, "")],
            "meta": head(request, f"{row.uid}{pgettext('after a label', ': ')}{title}", title) | {"noindex": True},
        }
    )
    return render(request, "review/desk.html", context, status=status)


def address_of(row, round_):
    """The address that a new page would get; "" where there is nothing to choose. One query."""
    if not row.in_review or row.target_id or row.kind == REPLY:
        return ""
    return proposed_slug(row, round_.document["title"])


def standing(row, user):
    """Where the contribution stands, and what this reviewer can do about it."""
    hindrance = why_not(row, user) if row.in_review else ""
    can_decide = row.in_review and not hindrance
    overdue = bool(row.due and row.due < timezone.localdate())
    return {
        "row": row,
        "sort": sort_of(row),
        "author": name_of(row.author),
        "claimed": name_of(row.claimed_by) if row.claimed_by else "",
        "mine": row.claimed_by_id == user.pk,
        "decided_by": name_of(row.decided_by) if row.decided_by else "",
        "hindrance": hindrance,
        "can_decide": can_decide,
        "overdue": overdue,
        "can_release": can_decide and (row.claimed_by_id == user.pk or overdue),
        "can_ask": row.state == State.SUBMITTED,
        "spam": row.held == Held.SPAM,
        "quarantined": Person.objects.of(row.author).quarantined_at,
        "reasons": list(GuidelineVersion.objects.current().reasons.all()) if can_decide else [],
    }


def again(request):
    """Are fields shown again after something was refused?"""
    return request.method == "POST" and bool(request.POST.get("by_field"))


def became_of(row):
    """What became of each change of a suggestion that was accepted: words by the key of the field."""
    done = row.transitions.filter(event=Event.ACCEPTED).last() if row.state == State.ACCEPTED else None
    return {key: Became(value).label for value, keys in (done.changes if done else {}).items() for key in keys}


def ticked(request, fields, became):
    """The fields with what was ticked and chosen: all at first, what was sent after a refusal; and what became of
    them."""
    chosen = set(request.POST.getlist("field"))
    return [
        field
        | {
            "on": field["key"] in chosen if again(request) else True,
            "choice": request.POST.get(f"choice:{field['key']}"),
            "became": became.get(field["key"], ""),
        }
        for field in fields
    ]
