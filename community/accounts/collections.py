"""/accounts/collections/: a person's collections, written without scripts."""

import re

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.views import INVALID, shown
from community.collecting import actions
from community.collecting.actions import AddressTaken, CannotCollect, Stale, Wish
from community.collecting.forms import AddForm, CollectionForm, ItemForms, NewCollectionForm
from community.collecting.pages import entries_of
from community.models import Collection, may_curate
from content.document import Role, kinds_with, reader_language
from content.models import UID_PATTERN, Page
from search.models import SearchEntry

CONFLICT = 409
FORM = "community/collections/edit.html"


def own_or_404(request, uid):
    return get_object_or_404(Collection.objects.editable_by(request.user), uid=uid)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    """All of a person's collections, and the form of a new one."""
    form = NewCollectionForm(request.POST if request.method == "POST" else None, curates=may_curate(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.create(
                by=request.user, language=reader_language(), wish=form.wish(), uid=form.cleaned_data["uid"]
            )
        except CannotCollect as refusal:
            form.add_error("slug" if isinstance(refusal, AddressTaken) else None, str(refusal))
        else:
            messages.success(request, _("Saved. Add pages to it from their own pages."))
            return redirect("accounts:collection", row.uid)
    context = {"form": form, "rows": Collection.objects.editable_by(request.user)}
    status = INVALID if request.method == "POST" else 200
    return shown(request, "community/collections/mine.html", _("My collections"), context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, uid):
    """One collection: its words, its pages with notes and order; all saved by one button."""
    row = own_or_404(request, uid)
    items = list(row.items.all())
    curates = may_curate(request.user)
    if request.method != "POST":
        names = ("title", "about", "public", "by_editors", "slug")
        form = CollectionForm(initial={name: getattr(row, name) for name in names}, curates=curates)
        initial = [{"pk": item.pk, "note": item.note, "place": item.position} for item in items]
        return editing(request, row, items, form, ItemForms(initial=initial, prefix="pages"))
    form, rows = CollectionForm(request.POST, curates=curates), ItemForms(request.POST, prefix="pages")
    if not all([form.is_valid(), rows.is_valid()]):
        return editing(request, row, items, form, rows, status=INVALID)
    typed = request.POST.get("version", "")
    version = int(typed) if re.fullmatch("[0-9]{1,9}", typed) else 0
    try:
        actions.change(row, by=request.user, version=version, wish=form.wish(item.item() for item in rows))
    except Stale as stale:
        return editing(request, stale.current, items, form, rows, status=CONFLICT)
    except AddressTaken as refusal:
        form.add_error("slug", str(refusal))
        return editing(request, row, items, form, rows, status=INVALID)
    messages.success(request, _("Saved."))
    return redirect("accounts:collection", uid)


def editing(request, row, items, form, rows, status=200):
    """The form as it stands, each page's fields under its title."""
    entries = entries_of([item.page_id for item in items])
    pages = {item.pk: entries.get(item.page_id) for item in items}
    context = {
        "collection": row,
        "form": form,
        "rows": rows,
        "pages": [(one, pages.get(number_of(one))) for one in rows],
        "conflict": status == CONFLICT,
    }
    return shown(request, FORM, _("Collection: %(title)s") % {"title": row.title}, context, status=status)


def number_of(form):
    """The item that a form of the set is about, as far as can be read."""
    value = str(form["pk"].value() or "")
    return int(value) if re.fullmatch("[0-9]{1,18}", value) else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def collect(request):
    """Add one page, named by its number in the address, to a collection."""
    page, entry = page_to_add(request.GET.get("page", ""))
    own = Collection.objects.editable_by(request.user)
    form = AddForm(request.POST if request.method == "POST" else None, collections=own)
    if request.method == "POST" and form.is_valid():
        try:
            row = put(page, form, request.user)
        except CannotCollect as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Added: %(title)s") % {"title": entry.title})
            return redirect("accounts:collection", row.uid)
    status = INVALID if request.method == "POST" else 200
    context = {"form": form, "entry": entry}
    return shown(request, "community/collections/add.html", _("Add to a collection"), context, status=status)


@transaction.atomic
def put(page, form, user):
    """Add the page as the form says, to a new collection where it says so. Raises CannotCollect."""
    said = form.cleaned_data
    row = form.chosen or actions.create(by=user, language=reader_language(), wish=Wish(said["title"]), uid=said["uid"])
    return actions.add(row, page, by=user, note=said["note"])


def page_to_add(uid):
    """The page of this number and its entry. Raises Http404 for what nobody may read or collect."""
    known = SearchEntry.objects.public().filter(kind__in=kinds_with(Role.KEPT), language=reader_language())
    entry = known.filter(uid=uid).first() if re.fullmatch(UID_PATTERN, uid) else None
    if entry is None:
        raise Http404
    return Page.objects.get(pk=entry.page_id), entry


@never_cache
@require_POST
def delete(request, uid):
    """Remove a collection; only with the tick beside the button."""
    row = own_or_404(request, uid)
    if request.POST.get("sure") != "on":
        messages.error(request, _("Nothing was deleted: tick the box if you are sure."))
        return redirect("accounts:collection", uid)
    actions.delete(row, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("accounts:collections")
