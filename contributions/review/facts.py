"""What a reviewer should know beside the text: checks, declarations, the author, the evidence, what happened so far."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import pgettext

from community.models import name_of
from content.actions.indexing import neighbourhood
from content.changes.merging import merge
from content.document import reader_language
from content.document.page import get_kind
from content.models import Page
from contributions import checks
from contributions.actions.deciding import confirmations
from contributions.models import Contribution, Event, State
from contributions.preview import VIEWS, images_of, own_images
from contributions.proposals.proposal import field_of
from contributions.publishing import with_confirmations
from contributions.wording.declarations import declared


def beside(contribution, comparison):
    """Everything that stands beside the text."""
    return advice(contribution, comparison) | {
        "declarations": declared(comparison.round.declarations),
        "author_history": history_of(contribution),
        "steps": steps(contribution, comparison.words.titles),
        "preview": preview(contribution),
        "images": images_of(comparison.round.document, own_images(contribution)),
    }


def advice(contribution, comparison):
    """What helps to decide, as long as there is something to decide: afterwards a text is not held against the page
    that came of it."""
    if not contribution.in_review:
        return {}
    sent = contribution.as_sent(comparison.round)
    return {
        "findings": findings(sent, comparison),
        "duplicates": [
            (entry, pgettext("between names", ", ").join(map(str, why)))
            for entry, why in checks.likely_duplicates(sent, reader_language())
        ],
        "evidence": evidence(contribution, comparison.round, comparison),
    }


def findings(sent, comparison):
    """What the checks say about a round, with the words for each place."""
    return [
        {"place": comparison.place(key) if (key := where(sent, finding)) else "", "finding": finding}
        for finding in checks.findings(sent)
    ]


def where(sent, finding):
    """The key of the field that a finding is about; what comes along stands beside a field of the document."""
    return finding.key if finding.place[:1] != ("proposals",) else field_of(sent.proposals, finding.place)


def history_of(contribution):
    """How many contributions the author had sent before this one, and what became of them."""
    sent = Contribution.objects.filter(author=contribution.author_id, submitted_at__lt=contribution.submitted_at)
    return sent.exclude(pk=contribution.pk).aggregate(
        sent=Count("pk"),
        accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
        declined=Count("pk", filter=Q(state=State.DECLINED)),
    )


def evidence(contribution, round_, comparison):
    """The evidence level that the page would have with this text, None for kinds without one."""
    kind = get_kind(contribution.kind)
    document = comparison.mine
    if comparison.page:
        document = merge(kind, comparison.base, document, comparison.page.document)[0]
    document = with_confirmations(document, confirmations(contribution, round_))
    slug = comparison.page.slug if comparison.page else document["slug"]
    page = Page(kind=contribution.kind, slug=slug, document=document)
    near = neighbourhood(kind.depends, [page])[page.pk] if kind.depends else {}
    computed = kind.compute(document, near)
    if "level" not in computed:
        return None
    before = comparison.page.computed.get("level") if comparison.page else None
    return computed | {"before": before if before != computed["level"] else None, "origin": document["origin"]}


def steps(contribution, titles):
    """What happened so far, oldest first, an organisation that confirmed by its title: one query."""
    rows = contribution.transitions.select_related("by__person", "reason")
    return [
        {
            "step": row,
            "who": name_of(row.by) if row.by else "",
            "said": titles.get(f"organization:{row.message}", row.message)
            if row.event == Event.CONFIRMED
            else row.message,
        }
        for row in rows
    ]


def preview(contribution):
    """The address of the page as it would be published, "" for kinds without pages of their own, and once it is."""
    shown = contribution.kind in VIEWS and contribution.state != State.ACCEPTED
    return reverse("contributions:preview", args=[contribution.uid]) if shown else ""
