"""The versions of a page in the admin: the list, what changed between two, and taking one back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from content.actions import StaleVersion, save
from content.admin.joining import differences
from content.forms.building import words_of_path
from content.forms.page_form import faults
from content.models import Revision
from content.models.pages import RESTORED
from content.views.paging import number_from

PER_PAGE = 50


def context_of(admin, request, page, title):
    return admin.admin_site.each_context(request) | {
        "opts": admin.opts,
        "page": page,
        "title": title % {"page": page},
        "may_save": admin.has_change_permission(request, page),
        "list_url": admin.url("changelist"),
        "change_url": admin.url("change", page),
        "compare_url": admin.url("compare", page),
        "restore_url": admin.url("restore", page),
        "history_url": admin.url("history", page),
    }


def history_view(admin, request, page):
    """All versions, newest first, each with who, when and why."""
    revisions = Revision.objects.filter(page_id=page.pk).defer("document").select_related("author")
    shown = Paginator(revisions, PER_PAGE).get_page(request.GET.get("p"))
    context = context_of(admin, request, page, _("History of %(page)s")) | {"revisions": shown}
    return TemplateResponse(request, "admin/content/page_history.html", context)


def compare_view(admin, request, page):
    """What changed from one version to another; from the one before, where only one is named."""
    new = number_from(request.GET.get("to", str(page.version)))
    old = number_from(request.GET["from"]) if request.GET.get("from") else new - 1
    revisions = Revision.objects.filter(page_id=page.pk, number__in=[old, new]).select_related("author")
    found = {revision.number: revision for revision in revisions}
    if new not in found or (old and old not in found):
        raise Http404
    before = found[old].document if old else {}
    context = context_of(admin, request, page, _("Changes of %(page)s")) | {
        "old": found.get(old),
        "new": found[new],
        "changes": differences(admin, before, found[new].document),
        "older": found[min(old, new) or new],
    }
    return TemplateResponse(request, "admin/content/page_compare.html", context)


def restore_view(admin, request, page):
    """Make an old version's document the page's next version."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    revision = get_object_or_404(Revision, page_id=page.pk, number=number_from(request.POST.get("version", "")))
    base = number_from(request.POST.get("base_version", ""))
    note = RESTORED % {"number": revision.number}
    try:
        saved = save(
            kind=page.kind,
            document=revision.document,
            source=Revision.Source.ADMIN,
            by=request.user,
            note=note,
            base_version=base,
        )
    except StaleVersion:
        text = _("Not restored: somebody changed the page meanwhile. Look at the new version first.")
        messages.error(request, text)
        return HttpResponseRedirect(admin.url("history", page))
    except ValidationError as error:
        messages.error(request, not_restored(admin, error))
        return HttpResponseRedirect(f"{admin.url('compare', page)}?to={revision.number}")
    return admin.saved(request, saved, page.version, restored=revision.number)


def not_restored(admin, error):
    """Why an old document can no longer be saved, for example since a page that it links to is gone."""
    reasons = [f"{words_of_path(admin.kind, admin.words, keys)}: {text}" for keys, text in faults(error.detail)]
    return _("Not restored: %(reasons)s") % {"reasons": " ".join(reasons)[:1000]}
