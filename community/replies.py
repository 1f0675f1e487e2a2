"""The page of a reply: what an organisation says to a case, and what it said before."""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.models import Reply
from content.addresses import address_beside
from content.document import get_kind, reader_language
from content.document.reading import choose
from content.models import Revision, Status, translated
from content.views import history, page_context, page_view, trail

NAME = translated("title", "organization__")


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
        "before": address_beside(page, "version", page.version - 1) if taken_back and page.version > 1 else "",
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


def history_of_replies(case):
    """(template, rows) for the case's history: every version of every reply to it, the newest first; two queries."""
    replies = Reply.objects.public().filter(case=case).values("pk", "uid", "slug", "version", *NAME)
    replies = {reply["pk"]: reply for reply in replies}
    versions = Revision.objects.filter(page__in=replies).order_by("-created_at", "-pk")
    rows = versions.values_list("page_id", "number", "created_at", "document__status")
    return "community/reply_versions.html", [one_version(replies[page], *version) for page, *version in rows]


def one_version(reply, number, saved, status):
    """A version of a reply: whose, when, whether it took the reply back, and where it is read."""
    name = dict(zip(("zh", "en"), (reply[name] for name in NAME), strict=True))
    current, organization = number == reply["version"], choose(name, reader_language())
    return {
        "uid": reply["uid"],
        "title": _("Reply of %(organization)s, version %(number)s") % {"organization": organization, "number": number},
        "organization": organization,
        "number": number,
        "current": current,
        "saved": localtime(saved),
        "taken_back": status == Status.ARCHIVED,
        "path": reverse("replies:detail", args=[reply["slug"]])
        if current
        else reverse("replies:version", args=[reply["slug"], number]),
    }


app_name = "replies"

urlpatterns = [
    path("<str:slug>/", detail, name="detail"),
    *history.urls("reply", "cases", detail),
]
