"""Which images a contribution keeps, and how those go that nothing shows any more."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from content.models import Image

UNUSED_KEPT = timedelta(days=1)
"""How long an image stays that was uploaded and is in no text: somebody may just be writing it."""


def keep_images(row, before=frozenset()):
    """Note which images the text shows now; `before`: those it showed. Only the author's own, and public ones."""
    written = row.images_written
    if written == before:
        return
    public = Image.objects.public().values("pk")
    allowed = Image.objects.filter(Q(by=row.author_id) | Q(pk__in=public), name__in=written | row.images_sent)
    row.images.set(allowed.values_list("pk", flat=True))


@transaction.atomic
def forget_unused_images(of=None):
    """Delete images that no contribution and no version of a page shows; returns how many.

    of: only this person's, and at once; else those that are a day old.
    """
    unused = Image.objects.filter(pages=None, contributions=None)
    unused = unused.filter(by=of) if of else unused.filter(created_at__lt=Now() - UNUSED_KEPT)
    numbers = list(unused.values_list("pk", flat=True))
    Image.objects.filter(pk__in=numbers).delete()
    return len(numbers)
