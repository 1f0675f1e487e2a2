"""People without an account: reading a text before it is published, commenting, confirming for a party."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contributions import actions, preview
from contributions.refusals import NotAllowed, Refused
from contributions.views.frame import page, unkept
from contributions.views.writing import title_of


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request, token):
    """What somebody was asked, the text, and the form for the answer. Looking at it uses nothing up."""
    try:
        invitation = actions.read_invitation(token)
    except NotAllowed as refusal:
        return page(request, "asked_gone", _("This link no longer works"), status=410, refusal=str(refusal))
    refusal, text = "", request.POST.get("message", "")
    if request.method == "POST":
        try:
            actions.answer_invitation(token, answer=request.POST.get("answer", ""), text=text)
        except NotAllowed as error:
            raise Http404 from error
        except Refused as error:
            refusal = str(error)
        else:
            return page(request, "asked_done", _("Thank you"), invitation=invitation)
    row = invitation.contribution
    return page(
        request, "asked", title_of(row), status=400 if refusal else 200, invitation=invitation, row=row,
        title=title_of(row), refusal=refusal, written=text, round=row.rounds.filter(number=invitation.round).first(),
        shared=reverse("contributions:shared", args=[preview.preview_token(row)]),
    )  # fmt: skip
