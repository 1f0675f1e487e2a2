"""Where contributions begin: what is wanted, a new page, a change to one."""

import secrets

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.document import get_kind, kinds, reader_language
from content.document.reading import choose
from content.models import Page
from content.views import head
from contributions import actions
from contributions.drafts.fields import NEW_KINDS, WRITABLE
from contributions.drafts.prefilling import Beginning
from contributions.models import Contribution, GuidelineVersion
from contributions.refusals import Refused
from contributions.views.frame import page, unkept
from contributions.views.writing import title_of


@require_safe
def contribute(request):
    """What is wanted, how long it takes, what happens then: the same for everybody. One query."""
    guidelines = GuidelineVersion.objects.current()
    text = guidelines.text_en if reader_language() == "en" else guidelines.text_zh_hans
    context = {
        "guidelines": guidelines,
        "text": text,
        "crumbs": [(_("Contribute"), "")],
        "meta": head(request, _("Contribute"), _("What is wanted, how long it takes, and what happens then.")),
    }
    return render(request, "contributions/contribute.html", context)


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Choose what to write, and begin; an address may have chosen already, and say what the draft begins with."""
    error, beginning = "", Beginning.read(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        try:
            begun = actions.start(
                by=request.user,
                kind=beginning.kind,
                document=beginning.document() or None,
                form_key=request.POST.get("form_key", ""),
            )
        except Refused as refusal:
            error = str(refusal)
        else:
            return redirect("contributions:edit", begun.uid)
    return page(
        request, "new", _("Write a new page"), status=400 if error else 200, error=error,
        choices=[(kind, get_kind(kind).model._meta.verbose_name)
                 for kind in NEW_KINDS if not beginning.kind or kind == beginning.kind],
        beginning=beginning,
        form_key=secrets.token_urlsafe(16),
        drafts=[(row, title_of(row))
                for row in Contribution.objects.by(request.user).filter(state="draft").with_list_data()[:5]],
        crumbs=[(_("Contribute"), reverse("contributions:contribute")), (_("Write a new page"), "")],
    )  # fmt: skip


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request, kind, slug):
    """Suggest a change to a public page: prefilled with what it says, field by field."""
    if kind not in kinds() or kind not in WRITABLE:
        raise Http404
    target = get_object_or_404(Page.objects.public(), kind=kind, slug=slug)
    name = choose(target.document["title"], reader_language())
    error = ""
    if request.method == "POST":
        try:
            begun = actions.start(by=request.user, kind=kind, target=target, form_key=request.POST.get("form_key", ""))
        except Refused as refusal:
            error = str(refusal)
        else:
            return redirect("contributions:edit", begun.uid)
    mine = Contribution.objects.by(request.user).filter(target=target, state__in=["draft", "changes_requested"])
    return page(
        request, "suggest", _("Suggest a change"), status=400 if error else 200, error=error,
        target=target, name=name, path=path_of(target), mine=mine, form_key=secrets.token_urlsafe(16),
        crumbs=[(name, path_of(target)), (_("Suggest a change"), "")],
    )  # fmt: skip


def path_of(target):
    return get_kind(target.kind).path(target.slug)
