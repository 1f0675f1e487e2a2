"""How a contribution stands in an answer: its receipt, and the document as its author left it or as it was sent."""

from django.urls import reverse

from community.models import Person
from content.addresses import site_address
from content.document.page import get_kind
from contributions import actions, checks
from contributions.api.problems import part
from contributions.models import Message
from contributions.proposals.known import known_pages, near
from contributions.wording.people import who


def etag_of(row, steps):
    """Changes with the text and with every step; what `If-Match` is compared with."""
    return f'"{row.uid}.{row.version}.{steps}"'


def moment(value):
    """A time as ISO 8601 in UTC, or null."""
    return value.isoformat().replace("+00:00", "Z") if value else None


def brief(row, site):
    """What lists show."""
    return {
        "uid": row.uid,
        "url": site + reverse("contributions:receipt", args=[row.uid]),
        "kind": row.kind,
        "target": f"{row.target.kind}:{row.target.slug}" if row.target else None,
        "title": row.title,
        "state": row.state,
        "held": row.held,
        "version": row.version,
        "claimed": row.claimed_by_id is not None,
        "due": row.due.isoformat() if row.due else None,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "submitted_at": moment(row.submitted_at),
        "decided_at": moment(row.decided_at),
    }


def receipt(row, request, *, as_sent=False):
    """(the whole item, its ETag). as_sent: the text that reviewers decide on, not what the author writes meanwhile."""
    person, site = request.user, site_address(request)
    steps = list(row.transitions.select_related("by__person", "reason"))
    text = row.as_sent() if as_sent else row.read_by(person)
    sent = row.sent
    item = brief(text, site) | {
        "base_version": text.base_version,
        "round": sent.number if sent else 0,
        "document": text.document,
        "sources": text.sources,
        "proposals": with_near(text.proposals) if as_sent and row.in_review else text.proposals,
        "note": text.note,
        "declarations": row.declarations if text is row else sent.declarations,
        "page": page_of(row, site),
        "duplicate_of": f"{row.duplicate_of.kind}:{row.duplicate_of.slug}" if row.duplicate_of else None,
        "follows": row.follows.uid if row.follows else None,
        "steps": [one_step(step, person) for step in steps],
        "checks": [
            {"pointer": part(found.place), "code": found.code, "detail": found.words, "blocks": found.blocks}
            for found in checks.findings(text)
        ],
    }
    if as_sent:
        item["author_quarantined_at"] = moment(Person.objects.of(row.author).quarantined_at)
    if as_sent and row.target_id and row.in_review:
        item["changes"] = [{"key": change.key, "collides": change.collides} for change in actions.proposed_changes(row)]
    return item, etag_of(row, len(steps))


def with_near(proposals):
    """The new tags and organisations, with the pages that may be meant, for reviewers who are still to decide."""
    known = {kind: known_pages(kind) for kind in {proposal["kind"] for proposal in proposals}}
    return [
        proposal | {"near": [page.key for page in near(proposal, known[proposal["kind"]])]} for proposal in proposals
    ]


def page_of(row, site):
    """The page that came of it, or null."""
    if row.page is None:
        return None
    path = get_kind(row.page.kind).path(row.page.slug)
    return {"uid": row.page.uid, "url": site + path, "version": row.page_version}


def one_step(step, person):
    """What happened, when, by whom, and why."""
    reason = step.reason
    return {
        "event": step.event,
        "at": moment(step.at),
        "from": step.from_state,
        "to": step.to_state,
        "by": str(who(step.by, person)),
        "message": step.message,
        "changes": step.changes,
        "reason": reason
        and {
            "code": reason.code,
            "clause": reason.clause,
            "words": {"zh": reason.words_zh_hans, "en": reason.words_en},
        },
    }


def messages(row, person, *, staff):
    """The conversation. staff: with what reviewers write to each other."""
    found = Message.objects.visible_to(person).filter(contribution=row)
    if not staff:
        found = found.filter(staff_only=False)
    return [one_message(message, person) for message in found.select_related("author__person", "invitation")]


def one_message(message, person):
    return {
        "number": message.pk,
        "thread": message.thread_id,
        "place": message.place,
        "quoted": message.quoted,
        "text": message.text,
        "by": str(who(message.author, person)) if message.author_id else message.outside_name,
        "at": moment(message.created_at),
        "settled": message.resolved_at is not None,
        "staff_only": message.staff_only,
    }
