"""What contributions keep of a person: to hand it out, and to forget it."""

from community.personal_data import Part
from content.models import Image
from contributions import actions
from contributions.models import Contribution, Message
from contributions.models.choices import OPEN


def export_own(user):
    """Every contribution with its texts and declarations, every image uploaded, and every message."""
    rows = Contribution.objects.filter(author=user).select_related("organization", "guidelines").order_by("pk")
    return {
        "contributions": [
            {
                "uid": row.uid,
                "kind": row.kind,
                "state": row.state,
                "begun": row.created_at,
                "sent": row.submitted_at,
                "document": row.document,
                "sources": row.sources,
                "proposals": row.proposals,
                "unfinished": {step: typed_in(fields) for step, fields in row.unfinished.items()},
                "note": row.note,
                "declarations": row.declarations,
            }
            for row in rows
        ],
        "images": [
            {
                "file": image.name,
                "width": image.width,
                "height": image.height,
                "uploaded": image.created_at,
                "contributions": [row.uid for row in image.contributions.all()],
                "pages": [page.uid for page in image.pages.all()],
            }
            for image in Image.objects.filter(by=user).defer("data").prefetch_related("contributions", "pages")
        ],
        "messages": list(
            Message.objects.filter(author=user).values("contribution__uid", "place", "quoted", "text", "created_at")
        ),
    }


def typed_in(fields):
    """What was typed in the fields of a topic that could not be read yet; not what the form carried along."""
    return {name: texts for name, texts in fields.items() if name != "opened"}


def forget_own(user, *, keep_name):
    """What was never sent goes, what waits is taken back, what was published stays."""
    actions.forget_drafts(Contribution.objects.filter(author=user))
    actions.forget_unused_images(of=user)
    for row in Contribution.objects.filter(author=user, state__in=OPEN):
        actions.withdraw(row, by=user)
    for row in Contribution.objects.filter(claimed_by=user, state__in=OPEN):
        actions.let_go(row, by=user)


OWN = Part("contributions", export_own, forget_own)
