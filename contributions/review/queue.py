"""The queue: what waits, for whom and since when. The number of queries does not grow with it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.models import name_of
from content.document import reader_language
from content.views import head
from content.views.paging import number_from, part_of
from content.wording import kind_name
from contributions.drafts.fields import WRITABLE
from contributions.models import Contribution, State
from contributions.models.choices import DECIDED
from contributions.models.shelves import shelves
from contributions.review.access import reviewers_only
from contributions.review.wording import sort_of, title_of

PAGE_SIZE = 25


@dataclass(frozen=True)
class Asked:
    """What an address of the queue asks for."""

    show: str = ""
    kind: str = ""
    page: int = 1

    def query(self, **changes):
        """The address with some of it changed; without a page it begins at the first one."""
        asked = {"show": self.show, "kind": self.kind} | changes
        words = {name: value for name, value in asked.items() if value and (name, value) != ("page", 1)}
        return f"?{urlencode(words)}"


def asked_for(parameters, known):
    """The `Asked` of an address. Raises Http404 for what the queue does not have."""
    show, kind, page = (parameters.get(name, "") for name in ("show", "kind", "page"))
    if show not in known or (kind and kind not in WRITABLE):
        raise Http404
    return Asked(show, kind, number_from(page or "1"))


@reviewers_only
@require_safe
def queue(request):
    """The queue, narrowed by `?show=` and `?kind=`."""
    known = shelves(request.user)
    asked = asked_for(request.GET, known)
    everything = Contribution.objects.on_desk_of(request.user)
    counts = everything.aggregate(
        **{f"shelf_{name}": Count("pk", filter=of_kind(asked.kind) & where) for name, (_words, where) in known.items()},
        **{f"kind_{kind}": Count("pk", filter=Q(kind=kind) & known[asked.show][1]) for kind in WRITABLE},
    )
    total = counts[f"shelf_{asked.show}"]
    part, pager = part_of(total, asked.page, PAGE_SIZE, lambda number: asked.query(page=number))
    found = ordered(everything.filter(of_kind(asked.kind) & known[asked.show][1]), asked.show, request.user)
    context = {
        "rows": [row(contribution, request.user) for contribution in found[part]],
        "total": total,
        "shelves": [
            (words, asked.query(show=name), counts[f"shelf_{name}"], name == asked.show)
            for name, (words, _where) in known.items()
        ],
        "kinds": [
            (kind_name(kind), kind, counts[f"kind_{kind}"], kind == asked.kind)
            for kind in WRITABLE
            if counts[f"kind_{kind}"] or kind == asked.kind
        ],
        "asked": asked,
        "everything": asked.query(show="", kind=""),
        "pager": pager,
        "language": reader_language(),
        "crumbs": [(_("Review desk"), "")],
        "meta": head(request, _("Review desk"), _("What waits for review.")) | {"noindex": True},
    }
    return render(request, "review/queue.html", context)


def of_kind(kind):
    return Q(kind=kind) if kind else Q()


def ordered(contributions, show, user):
    """With all that a row shows: one's own first, then what is due first; what is decided, newest first."""
    known = contributions.with_list_data().prefetch_related("rounds").annotate(
        accepted_before=of_author([State.ACCEPTED]),
        declined_before=of_author([State.DECLINED]),
        sent_before=of_author([*DECIDED, State.SUBMITTED, State.CHANGES_REQUESTED, State.WITHDRAWN]),
        decidable=Exists(Contribution.objects.decidable_by(user).filter(pk=OuterRef("pk"))),
        shelf=Case(
            When(state=State.CHANGES_REQUESTED, then=2), When(claimed_by=user, then=0), default=1
        ),
    )  # fmt: skip
    if show == "decided":
        return known.order_by("-decided_at", "-pk")
    return known.order_by("shelf", F("due").asc(nulls_last=True), "submitted_at", "pk")


def of_author(states):
    """How many contributions that the same author had sent before are in these states."""
    others = Contribution.objects.filter(
        author=OuterRef("author"), state__in=states, submitted_at__lt=OuterRef("submitted_at")
    )
    counted = others.exclude(pk=OuterRef("pk")).order_by().values("author").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


def row(contribution, user):
    """One contribution in the queue."""
    today = timezone.localdate()
    return {
        "contribution": contribution,
        "title": title_of(contribution.as_sent()),
        "sort": sort_of(contribution),
        "author": name_of(contribution.author),
        "own": contribution.author_id == user.pk,
        "days": (today - timezone.localtime(contribution.submitted_at).date()).days,
        "overdue": bool(contribution.due and contribution.due < today and contribution.state == State.SUBMITTED),
        "claimed": name_of(contribution.claimed_by) if contribution.claimed_by else "",
        "mine": contribution.claimed_by_id == user.pk,
        "decided": name_of(contribution.decided_by) if contribution.decided_by else "",
        "held": contribution.get_held_display() if contribution.held and contribution.in_review else "",
        "accepted": contribution.accepted_before or 0,
        "declined": contribution.declined_before or 0,
        "first": not contribution.sent_before,
        "can_claim": contribution.decidable and not contribution.claimed_by_id,
        "can_release": contribution.decidable and contribution.claimed_by_id == user.pk,
    }
