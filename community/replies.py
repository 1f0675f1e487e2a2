"""The page of a reply: what an organisation says to a case, and what it said before."""

from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from content import history
from content.document import get_kind
from content.models import Status
from content.views import page_context, page_view, trail


@page_view("reply")
def detail(request, loaded):
    document, page = loaded.document, loaded.page
    case = loaded.entry("case", document["case"])
    organization = loaded.entry("organization", document["organization"])
    crumbs = [trail("cases"), *((entry.title, entry_path(entry)) for entry in [case] if entry)]
    taken_back = document["status"] == Status.ARCHIVED
    context = page_context(request, loaded, crumbs=crumbs) | {
        "case": case,
        "organization": organization,
        "taken_back": taken_back,
        "before": history.address(page, "version", page.version - 1) if taken_back and page.version > 1 else "",
    }
    context["crumbs"][-1] = (_("Reply"), "")
    return render(request, "community/reply.html", context)


def entry_path(entry):
    """The address of an index entry's page."""
    return get_kind(entry.kind).path(entry.slug)


def replies_to(loaded):
    """What organisations say to this page: for each, its entry, and its own page if that is public; oldest first."""
    rows = [(entry, loaded.entry("organization", entry.row["organization"])) for entry in loaded.backlinks("reply")]
    return sorted(rows, key=lambda row: row[0].uid)


app_name = "replies"

urlpatterns = [
    path("<str:slug>/", detail, name="detail"),
    *history.urls("reply", "cases", detail),
]
