"""The conversation as the desk shows it: threads with their answers, on a field or on the whole."""

from community.models import name_of
from contributions.drafts.fields import WRITABLE
from contributions.models import Message


def threads(contribution, user, comparison):
    """The threads that this person may read, open ones first: each a message with `answers`. One query."""
    messages = (
        Message.objects.visible_to(user)
        .filter(contribution=contribution)
        .select_related("author__person", "invitation", "resolved_by__person")
    )
    rows = {message.pk: said(message, comparison) for message in messages}
    for row in rows.values():
        if row["message"].thread_id in rows:
            rows[row["message"].thread_id]["answers"].append(row)
    first = [row for row in rows.values() if row["message"].thread_id is None]
    return sorted(first, key=lambda row: row["message"].resolved_at is not None)


def said(message, comparison):
    """One message, and who says it."""
    return {
        "message": message,
        "who": name_of(message.author) if message.author else message.outside_name,
        "outside": message.invitation,
        "place": comparison.place(message.place) if message.place else "",
        "resolved_by": name_of(message.resolved_by) if message.resolved_by else "",
        "answers": [],
    }


def places(comparison, given=""):
    """(key, words) of the fields that a message can be about: those of the document, and the one asked for."""
    written = WRITABLE[comparison.kind.name]
    rows = [(name, comparison.place(name)) for name in comparison.mine if name in written]
    return rows if not given or given in comparison.mine else [(given, comparison.place(given)), *rows]


def quoted_from(contribution, user, parameters):
    """What the form for a message begins with: the field and words asked for, or those of a message to answer."""
    number = parameters.get("quote", "")
    if number.isdecimal() and len(number) < 10:
        message = Message.objects.visible_to(user).filter(contribution=contribution, pk=int(number)).first()
        if message:
            thread = message.thread_id or message.pk
            return {"thread": str(thread), "quoted": message.text[:2_000], "staff_only": message.staff_only}
    return {"place": parameters.get("place", "")[:200], "quoted": parameters.get("words", "")[:2_000]}
