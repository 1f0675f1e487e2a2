"""What people do with collections. Each action is one transaction behind the row's lock and asks who may do it.

A collection that its owner makes public is shown at once if it is the editors', or if something that the owner sent
has been published; else it waits until editors have seen it. Whatever changes what anybody may read gives the
collection of all pages another version, so that no kept page stays as it was.
"""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Collection, CollectionItem, may_curate
from community.notices import tell
from content.document import Role, get_kind
from content.models import Page, Revision, RevisionSource
from search import collection as everything

MOST_OF_A_PERSON = 50
MOST_ITEMS = 100
Standing = Collection.Standing


class CannotCollect(Exception):
    """It cannot be done, for a reason that says what to do instead."""


class Stale(Exception):
    """The collection was changed after the form was opened; holds it as it is now."""

    def __init__(self, current):
        super().__init__(_("The collection was changed after you opened it."))
        self.current = current


class AddressTaken(CannotCollect):
    """Another collection stands at this address."""


@dataclass
class Item:
    """What is to become of one page of a collection."""

    pk: int
    note: str = ""
    place: int = 0
    remove: bool = False


@dataclass
class Wish:
    """How a collection is to be. Who does not curate cannot make it the editors', whatever is wished."""

    title: str
    about: str = ""
    public: bool = False
    by_editors: bool = False
    slug: str = ""
    items: list[Item] = field(default_factory=list)
    """Pages that are not mentioned stay as they are."""


def known_here(user):
    """Whether people have seen what this person does: staff, or the author of something published."""
    published = Revision.objects.filter(author=user, source=RevisionSource.CONTRIBUTION)
    return user.is_staff or published.exists()


def locked(collection, by):
    """The row as it is now, held until the transaction ends. Raises PermissionDenied for those who may not edit it."""
    row = Collection.objects.editable_by(by).select_for_update(of=("self",)).filter(pk=collection.pk).first()
    if row is None:
        raise PermissionDenied
    return row


def is_shown(row):
    return Collection.objects.public().filter(pk=row.pk).exists()


def set_wished(row, wish, by):
    """Write what is wished into the row's columns."""
    row.title, row.about, row.public = wish.title, wish.about, wish.public
    if may_curate(by):
        row.by_editors, row.slug = wish.by_editors, wish.slug if wish.by_editors else ""
        row.owner = row.owner or (None if wish.by_editors else by)
    if row.public and row.standing == Standing.WAITING and (row.by_editors or known_here(by)):
        row.standing = Standing.SHOWN


def store(row):
    """Save the row. Raises AddressTaken."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "collection_slug_unique" not in str(error):
            raise
        raise AddressTaken(_("Another collection has this address.")) from error


@transaction.atomic
def create(*, by, language, wish, uid=""):
    """Make a collection, once for each number that a form gave it. Raises CannotCollect when there are too many."""
    if not by.is_authenticated or not by.is_active:
        raise PermissionDenied
    get_user_model().objects.select_for_update().get(pk=by.pk)  # a double click waits for its first half
    if uid and (known := Collection.objects.filter(uid=uid).first()):
        if known.owner == by:
            return known
        uid = ""
    if Collection.objects.filter(owner=by).count() >= MOST_OF_A_PERSON:
        raise CannotCollect(
            _("You have %(number)d collections, which is the most. Delete one first.") % {"number": MOST_OF_A_PERSON}
        )
    row = Collection(owner=by, language=language, **({"uid": uid} if uid else {}))
    set_wished(row, wish, by)
    store(row)
    if is_shown(row):
        everything.changed()
    return row


@transaction.atomic
def change(collection, *, by, version, wish):
    """Change everything about it that the form shows.

    Raises Stale when it was changed since that version, AddressTaken, PermissionDenied.
    """
    row = locked(collection, by)
    if version != row.version:
        if is_so(row, wish):
            return row
        raise Stale(row)
    before = is_shown(row)
    set_wished(row, wish, by)
    row.version += 1
    store(row)
    arrange(row, wish.items)
    if before or is_shown(row):
        everything.changed()
    return row


def is_so(row, wish):
    """Whether it is as wished already: the form was sent twice."""
    names = ("title", "about", "public", "by_editors", "slug")
    columns = all(getattr(row, name) == getattr(wish, name) for name in names)
    notes = {item.pk: item.note for item in row.items.all()}
    wanted = sorted((item for item in wish.items if not item.remove), key=lambda item: item.place)
    return columns and list(notes.items()) == [(item.pk, item.note) for item in wanted]


def arrange(row, wished):
    """Notes and order as wished; two at the same place keep the order they had."""
    known = {item.pk: item for item in row.items.all()}
    wishes = {wish.pk: wish for wish in wished if wish.pk in known}
    gone = [pk for pk, wish in wishes.items() if wish.remove]
    row.items.filter(pk__in=gone).delete()
    kept = [item for pk, item in known.items() if pk not in gone]
    kept.sort(key=lambda item: (wishes[item.pk].place if item.pk in wishes else item.position, item.position))
    for position, item in enumerate(kept, start=1):
        note = wishes[item.pk].note if item.pk in wishes else item.note
        if note != item.note:
            item.note, item.changed_at = note, timezone.now()
        item.position = position
    CollectionItem.objects.bulk_update(kept, ["note", "position", "changed_at"])


@transaction.atomic
def add(collection, page, *, by, note=""):
    """Put a page at the end; one that is there already keeps its place and gets the note, if there is one.

    Raises CannotCollect for pages that nobody may read, and when there are too many; PermissionDenied.
    """
    row = locked(collection, by)
    if Role.KEPT not in get_kind(page.kind).roles or not Page.objects.public().filter(pk=page.pk).exists():
        raise CannotCollect(_("There is no such page."))
    item = row.items.filter(page=page).first()
    if item is None and row.items.count() >= MOST_ITEMS:
        raise CannotCollect(_("A collection has at most %(number)d pages. Begin another one.") % {"number": MOST_ITEMS})
    if item is None:
        last = row.items.last()
        position = last.position + 1 if last else 1
        row.items.create(page=page, note=note, position=position, changed_at=timezone.now())
    elif note and note != item.note:
        item.note, item.changed_at = note, timezone.now()
        item.save()
    row.version += 1
    row.save()
    if is_shown(row):
        everything.changed()
    return row


@transaction.atomic
def delete(collection, *, by):
    """Remove a collection with its notes. Raises PermissionDenied."""
    row = locked(collection, by)
    shown = is_shown(row)
    row.delete()
    if shown:
        everything.changed()


@transaction.atomic
def decide(collection, standing, *, by, reason=""):
    """What editors say of a public collection; its owner is told. Raises PermissionDenied for others.

    Raises CannotCollect for closing without a reason.
    """
    if not may_curate(by):
        raise PermissionDenied
    row = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    if standing == Standing.CLOSED and not reason:
        raise CannotCollect(_("Say why: the owner reads it."))
    said = (standing, reason if standing == Standing.CLOSED else "")
    if (row.standing, row.closed_reason) == said:
        return row
    row.standing, row.closed_reason = said
    row.save(update_fields=["standing", "closed_reason"])  # its owner has not changed it
    everything.changed()
    if row.owner and row.owner != by and standing != Standing.WAITING:
        kind = "collection_closed" if standing == Standing.CLOSED else "collection_shown"
        tell(row.owner, kind, address=f"/accounts/collections/{row.uid}/", title=row.title, reason=row.closed_reason)
    return row
