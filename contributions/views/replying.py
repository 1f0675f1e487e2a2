"""Replying to a case for an organisation that it names: beginning, a new version, taking it back."""

import secrets

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.models import Organization, Reply
from content.document import reader_language
from content.document.reading import choose
from content.models import Page, Status
from contributions import actions
from contributions.actions.replying import organizations_in
from contributions.models import Contribution
from contributions.refusals import Refused
from contributions.views.beginning import path_of
from contributions.views.frame import page, unkept


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, slug):
    """Which organisations the reader can reply for, what they have said so far, and how others get that far."""
    case = get_object_or_404(Page.objects.public(), kind="case", slug=slug)
    mine = actions.named_organizations(request.user, case)
    error = ""
    if request.method == "POST":
        organization = get_object_or_404(mine, slug=request.POST.get("organization", ""))
        key = request.POST.get("form_key", "")
        try:
            begun = actions.begin_reply(by=request.user, case=case, organization=organization, form_key=key)
        except Refused as refusal:
            error = str(refusal)
        else:
            return redirect("contributions:edit", begun.uid)
    name = choose(case.document["title"], reader_language())
    return page(
        request, "reply", _("Reply for an organisation"), status=400 if error else 200, error=error,
        case=case, name=name, path=path_of(case), rows=rows(mine, case), named=named(case, mine),
        form_key=secrets.token_urlsafe(16),
        drafts=Contribution.objects.writable_by(request.user).filter(kind="reply", document__case=case.slug),
        crumbs=[(name, path_of(case)), (_("Reply"), "")],
    )  # fmt: skip


def rows(mine, case):
    """[(organisation, its reply or None, the reply's address, whether it stands)]."""
    replies = {found.organization_id: found for found in Reply.objects.public().filter(case=case)}
    return [
        (one, found, path_of(found) if found else "", bool(found and found.status == Status.PUBLISHED))
        for one in mine
        for found in [replies.get(one.pk)]
    ]


def named(case, mine):
    """The other organisations with a page that the case names: to be joined first."""
    there = Organization.objects.public().filter(slug__in=organizations_in(case))
    return there.exclude(pk__in=mine.values("pk"))


@unkept
@require_POST
def take_back(request, slug):
    """Take a reply back; the case says so, its versions stay readable."""
    found = get_object_or_404(Reply.objects.public(), slug=slug)
    try:
        actions.take_back_reply(found, by=request.user)
    except Refused as error:
        raise Http404 from error
    return redirect(f"{reverse('cases:detail', args=[found.case.slug])}#reply-{found.uid}")
