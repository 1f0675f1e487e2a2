"""What somebody has ticked in a playbook: kept with the account. On devices static/js/checklist.js keeps it.

An item is known by its text, so that nothing looks done after editors have moved or rewritten items.
"""

import hashlib

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from content.document import get_kind
from content.models import Page
from content.people import signed_in
from strategies.models import ChecklistProgress


def item_key(texts):
    """What an item of a checklist is known by: eight characters from its text in both languages."""
    text = f"{texts['zh']}\n{texts['en']}"
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def keys_of(document):
    """For each step of a playbook's document the keys of its items, in order."""
    return [[item_key(texts) for texts in step["checklist"]] for step in document["steps"]]


def progress_of(request, loaded):
    """What the reader has ticked here: the keys `done`; None for whoever is not signed in.

    None for old versions and previews too: what was ticked is about the playbook as it stands. At most one query.
    """
    user = None if loaded.revision or loaded.preview else signed_in(request)
    if user is None:
        return None
    row = ChecklistProgress.objects.filter(user=user, strategy=loaded.page.pk).first()
    items = [key for keys in keys_of(loaded.page.document) for key in keys]
    return {"done": [key for key in items if row and key in row.done]}


@transaction.atomic
def tick(page, *, by, on, off):
    """Tick and untick items of a playbook; items that the form did not know, or that are gone, are no matter.

    Several devices may do this at once: each changes only what it names.
    """
    known = set().union(*keys_of(page.document))
    ChecklistProgress.objects.get_or_create(user=by, strategy_id=page.pk)
    row = ChecklistProgress.objects.select_for_update().get(user=by, strategy_id=page.pk)
    row.done = sorted(((set(row.done) - set(off)) | set(on)) & known)
    row.save(update_fields=["done", "updated_at"])
    return row


@require_POST
def save(request, slug):
    """Keep what the form says: ticked is `done`; what `was` ticked when it was made and is no more is unticked.

    A script that asks to be `quiet` gets no page. Raises Http404 for a playbook that is not public.
    """
    page = get_object_or_404(Page.objects.public(), kind="strategy", slug=slug)
    done = set(request.POST.getlist("done"))
    tick(page, by=request.user, on=done, off=set(request.POST.get("was", "").split()) - done)
    if request.POST.get("quiet"):
        return HttpResponse(status=204)
    return redirect(f"{get_kind('strategy').path(slug)}#ticked")
