"""Check and send: what is missing, what to look at, the declarations."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.guard import within_limits
from community.models import Person
from contributions import actions, checks, preview
from contributions.forms import SEND, DeclarationsForm, steps_of
from contributions.models import GuidelineVersion
from contributions.proposals.proposal import field_of
from contributions.refusals import Incomplete, Refused, StaleVersion, TooMany
from contributions.views.frame import number_in, own, page, unkept
from contributions.views.tasks import tasks
from contributions.views.writing import crumbs
from contributions.wording.places import place_words


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def send(request, uid):
    """The last page: the checks, the declarations, and the button."""
    row = own(request, uid)
    if not row.writable:
        return redirect("contributions:receipt", uid)
    guidelines = GuidelineVersion.objects.current()
    agreed = Person.objects.of(request.user).guidelines_version == guidelines.number
    data = request.POST if request.method == "POST" else None
    form = DeclarationsForm(row, request.user, agreed=agreed, guarded=actions.is_new(request.user), data=data)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            return sent(request, row, form, guidelines)
        except Incomplete as missing:
            row = own(request, uid)
            refusal, status = str(missing), 400
            say_at_its_field(form, missing.findings)
        except StaleVersion as stale:
            row, refusal, status = stale.current, str(stale), 409
        except TooMany as limit:
            row = own(request, uid)
            refusal, status = str(limit), 429
        except Refused as refused:
            refusal, status = str(refused), 400
            declare(row, form, guidelines)
    if agreed and row.guidelines is None:
        row.guidelines = guidelines  # as sending will note: nobody has to agree twice
    return page(
        request, "send", _("Check and send"), status=status,
        row=row, form=form, refusal=refusal, tasks=tasks(row, SEND), guidelines=guidelines,
        missing=worded(row, checks.blocking(row)), advice=worded(row, checks.advice(row)),
        shown=preview.can_be_shown(row),
        share=request.build_absolute_uri(reverse("contributions:shared", args=[preview.preview_token(row)])),
        count=len(steps_of(row.kind)) + 1, crumbs=crumbs(row, (_("Check and send"), "")),
    )  # fmt: skip


def sent(request, row, form, guidelines):
    """Save the declarations, and send if that was asked for. Raises Refused."""
    version, valid = number_in(request.POST.get("version", "")), form.is_valid()
    if form.cleaned_data["guidelines"]:
        actions.agree(request.user, guidelines.number)
    if not valid:
        raise Refused(_("Something on this page needs a look."))
    row = actions.save_draft(row, by=request.user, version=version, **form.columns())
    if "later" in request.POST:
        return redirect("contributions:edit", row.uid)
    if not within_limits(request, form, "send"):
        raise TooMany(_("Too many were sent from your network today. Your text is kept: send it tomorrow."))
    actions.send(row, by=request.user, version=row.version)
    return redirect("contributions:receipt", row.uid)


def say_at_its_field(form, findings):
    """What is missing of this page's own fields, also beside them."""
    for finding in findings:
        if finding.code == "note":
            form.add_error("note", finding.words)


def declare(row, form, guidelines):
    """Let the row at hand say what was declared: it is not missing, though nothing is kept yet."""
    for name, value in form.columns().items():
        setattr(row, name, value)
    if form.cleaned_data["guidelines"]:
        row.guidelines = guidelines


def worded(row, findings):
    """[(finding, the field in words, where it is written)]."""
    by_field = {name: step for step in steps_of(row.kind) for name in step.fields}
    rows = []
    for finding in findings:
        name = field_of(row.proposals, finding.place)
        step = by_field.get(name) or next((step for step in steps_of(row.kind) if step.name == name), None)
        address = reverse("contributions:step", args=[row.uid, step.name]) if step else ""
        if name == "declarations":  # on this page
            address = "#id_note" if finding.code == "note" else "#declarations"
        place = step.heading if step and finding.code == "unfinished" else place_words(row.kind, finding.place)
        rows.append((finding, place, address))
    return rows
