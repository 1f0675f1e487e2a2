"""Reading: the list of one's contributions, the receipt, previews; and what an author does from the receipt."""

from django.core import signing
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from rest_framework.exceptions import ValidationError

from content.document import get_kind, reader_language
from content.document.reading import choose
from contributions import actions
from contributions.actions.became import told
from contributions.models import Contribution, Event, Message, State
from contributions.preview import VIEWS, own_images, read_preview_token, render_preview, shared_images
from contributions.proposals.proposal import outcomes_of
from contributions.publishing import party_titles
from contributions.refusals import NotAllowed, Refused
from contributions.views.frame import number_in, page, unkept, visible
from contributions.views.writing import crumbs, title_of
from contributions.wording.declarations import declared
from contributions.wording.places import place_words
from search.listing import page_links

PAGE_SIZE = 25
NEEDS_ME_FIRST = Case(
    When(state=State.CHANGES_REQUESTED, then=0),
    When(state=State.DRAFT, then=1),
    When(state=State.SUBMITTED, then=2),
    default=3,
)


@unkept
@require_safe
def contribution_list(request):
    """My contributions: what needs me first, then what is in review, then the rest."""
    rows = Contribution.objects.by(request.user).with_list_data().order_by(NEEDS_ME_FIRST, "-pk")
    text = request.GET.get("page", "1")
    shown = Paginator(rows, PAGE_SIZE).get_page(text if text.isdecimal() and len(text) < 6 else "1")
    groups = {
        _("These need you"): [row for row in shown if row.state == State.CHANGES_REQUESTED],
        _("Drafts"): [row for row in shown if row.state == State.DRAFT],
        _("In review"): [row for row in shown if row.state == State.SUBMITTED],
        _("Finished"): [row for row in shown if not row.writable and not row.in_review],
    }
    groups = [(heading, [(row, title_of(row)) for row in rows]) for heading, rows in groups.items() if rows]
    pager = page_links(shown.number, shown.paginator.num_pages, "?page={}".format)
    return page(
        request, "list", _("My contributions"), groups=groups, pager=pager, crumbs=[(_("My contributions"), "")]
    )


@unkept
@require_safe
def receipt(request, uid):
    """Everything about one contribution: every step with its date, who has it, what is waited for, what was said."""
    return receipt_page(request, visible(request, uid))


def receipt_page(request, row, *, refusal="", written="", status=200):
    """The receipt, with what stood in the way of what was just tried and the words that were written.

    Its author reads what is written now, everybody else what was sent.
    """
    text = row.read_by(request.user)
    steps = list(row.transitions.select_related("by__person", "reason"))
    messages = Message.objects.visible_to(request.user).filter(contribution=row)
    mine = row.author_id == request.user.pk
    threads = [
        (message, place_words(row.kind, tuple(message.place.split("/"))) if message.place else "")
        for message in messages.select_related("author__person", "invitation", "resolved_by__person")
    ]
    answered = row.state in {State.CHANGES_REQUESTED, State.ACCEPTED, State.DECLINED, State.DUPLICATE}
    decision = next((one for one in reversed(steps) if answered and one.to_state == row.state), None)
    confirmed = party_titles({one.message for one in steps if one.event == Event.CONFIRMED})
    changes = told(row, decision.changes, reader_language()) if decision else []
    return page(
        request, "receipt", title_of(text), status=status, row=row, title=title_of(text), steps=steps, threads=threads,
        mine=mine, declared=declared(row.declarations if mine else row.sent.declarations),
        decision=decision, changes=changes, refusal=refusal, written=written,
        declined=row.state in {State.DECLINED, State.DUPLICATE},
        appealed=any(one.event == Event.APPEALED for one in steps),
        late=row.state == State.SUBMITTED and row.due and row.due < timezone.localdate(),
        parties={party: choose(title, reader_language()) for party, title in confirmed.items()},
        successor=row.followed_by.last() if mine and row.ended else None,
        path=get_kind(row.page.kind).path(row.page.slug) if row.page else "",
        duplicate_path=get_kind(row.kind).path(row.duplicate_of.slug) if row.duplicate_of else "",
        has_preview=row.kind in VIEWS and row.state != State.ACCEPTED, proposals=outcomes_of(text),
        crumbs=[(_("My contributions"), reverse("contributions:list")), (row.uid, "")],
    )  # fmt: skip


@unkept
@require_POST
def act(request, uid, name):
    """What can be done from the receipt. A refusal is said on the receipt, and the words written are still there."""
    row = visible(request, uid)
    text = request.POST.get("message", "")
    try:
        return ACTS[name](request, row, text)
    except NotAllowed as error:
        raise Http404 from error
    except Refused as refusal:
        return receipt_page(request, visible(request, uid), refusal=str(refusal), written=text, status=409)


def withdraw(request, row, text):
    actions.withdraw(row, by=request.user, message=text)
    return redirect("contributions:receipt", row.uid)


def revise(request, row, text):
    return redirect("contributions:edit", actions.revise(row, by=request.user).uid)


def appeal(request, row, text):
    actions.appeal(row, by=request.user, message=text)
    return redirect("contributions:receipt", row.uid)


def message(request, row, text):
    thread = request.POST.get("thread", "")
    first = get_object_or_404(Message, pk=number_in(thread)) if thread else None
    actions.message(row, by=request.user, text=text, thread=first)
    return redirect(reverse("contributions:receipt", args=[row.uid]) + "#messages")


def resolve(request, row, text):
    found = get_object_or_404(row.messages, pk=number_in(request.POST.get("thread", "")))
    actions.resolve(found, by=request.user, resolved=request.POST.get("open") != "1")
    return redirect(reverse("contributions:receipt", args=[row.uid]) + "#messages")


ACTS = {"withdraw": withdraw, "revise": revise, "appeal": appeal, "message": message, "resolve": resolve}


@unkept
@require_safe
def own_preview(request, uid):
    """The text as it would be published, for those who may read it."""
    return previewed(request, visible(request, uid).read_by(request.user), own_images)


@unkept
@require_safe
def shared_preview(request, token):
    """The same by a signed link that expires, for somebody without an account."""
    try:
        number = read_preview_token(token)
    except signing.BadSignature as error:
        raise Http404 from error
    row = get_object_or_404(Contribution.objects.shared().select_related("target"), pk=number)
    return previewed(request, row, shared_images)


def previewed(request, row, images):
    if row.kind not in VIEWS:
        raise Http404
    try:
        return render_preview(request, row, images)
    except ValidationError:
        mine = row.author_id == request.user.pk
        return page(
            request,
            "no_preview",
            title_of(row),
            row=row,
            mine=mine,
            crumbs=crumbs(row, (_("Preview"), "")) if mine else [],
        )
