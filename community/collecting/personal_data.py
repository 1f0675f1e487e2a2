"""What collections keep of a person: to hand it out, and to forget it."""

from community.models import Collection
from community.personal_data import Part
from search import collection as everything


def export_own(user):
    """Every collection with its pages and notes."""
    rows = Collection.objects.filter(owner=user).prefetch_related("items__page").order_by("pk")
    return [
        {
            "uid": row.uid,
            "title": row.title,
            "about": row.about,
            "public": row.public,
            "standing": row.standing,
            "by_editors": row.by_editors,
            "made": row.created_at,
            "updated": row.updated_at,
            "pages": [{"page": item.page.key, "note": item.note} for item in row.items.all()],
        }
        for row in rows
    ]


def forget_own(user, *, keep_name):
    """A person's lists go with the account, public ones too; the editors' stay and name nobody."""
    Collection.objects.filter(owner=user, by_editors=True).update(owner=None)
    if Collection.objects.filter(owner=user).delete()[0]:
        everything.changed()


OWN = Part("collections", export_own, forget_own)
