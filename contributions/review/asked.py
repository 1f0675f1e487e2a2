"""What somebody without an account sees behind a signed link: the text as it would be published, and one question."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from rest_framework.exceptions import ValidationError

from content.document import reader_language
from content.document.reading import choose
from contributions import actions
from contributions.models import Invitation
from contributions.preview import VIEWS, images_of, render_preview, shared_images
from contributions.refusals import NotAllowed, NotNow
from contributions.review.changes import Comparison
from contributions.review.wording import called_outside, sort_of, title_of


# The signed link is the right to answer, not a cookie; with "no-referrer" browsers send the form without its origin,
# which the check against forged forms would take for a forged one.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request, token):
    """Read the text and answer, once. 410 for a link that is forged, used, expired or no longer needed."""
    try:
        invitation = actions.read_invitation(token)
        if request.method != "POST":
            whole = "page" in request.GET and invitation.contribution.kind in VIEWS
            return hidden(as_page(request, invitation) if whole else form(request, invitation))
        answer, text = (request.POST.get(name, "") for name in ("answer", "text"))
        if invitation.purpose == Invitation.Purpose.COMMENT:
            answer = Invitation.Answer.COMMENTED
        actions.answer_invitation(token, answer=answer, text=text)
    except NotNow:
        return hidden(form(request, invitation, faults_of(answer), status=400))
    except NotAllowed as refusal:
        context = {"sentence": str(refusal), "title": _("This link no longer works")}
        return hidden(render(request, "review/asked_done.html", context, status=410))
    context = {"title": _("Thank you, your answer has arrived"), "invitation": invitation, "thanks": True}
    return hidden(render(request, "review/asked_done.html", context))


def faults_of(answer):
    """What is missing in an answer that cannot be taken."""
    if answer == Invitation.Answer.OBJECTED:
        return _("Say what is not right.")
    return _("Write your comment.") if answer == Invitation.Answer.COMMENTED else _("Choose one of the answers.")


def form(request, invitation, fault="", status=200):
    """The text of the round that the question is about, and the form."""
    contribution = invitation.contribution
    round_ = contribution.rounds.get(number=invitation.round)
    comparison = Comparison(contribution, round_, "nothing", [])
    party = comparison.words.titles.get(f"organization:{invitation.party}", invitation.party)
    context = {
        "title": choose(round_.document.get("title", {}), reader_language()) or title_of(contribution),
        "sort": sort_of(contribution),
        "invitation": invitation,
        "round": round_,
        "asker": called_outside(invitation.by),
        "party": party,
        "has_page": contribution.kind in VIEWS,
        "rows": comparison.rows_of_text,
        "images": images_of(round_.document, shared_images(contribution)),
        "fault": fault,
        "typed": request.POST.dict(),
    }
    return render(request, "review/asked.html", context, status=status)


def as_page(request, invitation):
    """The page as it would be published, with exactly the text of the round that the question is about."""
    contribution = invitation.contribution
    try:
        return render_preview(request, contribution.as_sent(contribution.rounds.get(number=invitation.round)))
    except ValidationError:  # something it rests on has gone meanwhile
        return form(request, invitation)


def hidden(response):
    """For nobody else: not kept, not indexed, and its address told to no other site."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
