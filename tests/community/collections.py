"""What tests of collections begin with."""

from community.collecting import actions
from community.collecting.actions import Wish
from community.models import Collection
from content.models import Revision


def collection_of(user, title="读书单", *pages, **wished):
    """A collection of somebody's with these pages, made by the actions."""
    row = actions.create(by=user, language="zh", wish=Wish(title, **wished))
    for page in pages:
        row = actions.add(row, page, by=user, note=f"为什么读{page.slug}")
    return Collection.objects.get(pk=row.pk)


def published_author(user, page):
    """Make somebody the author of a published contribution."""
    Revision.objects.filter(page_id=page.pk).update(author=user, source="contribution", contribution="N-0001")
    return user


def form_of(row, **typed):
    """What the form of a collection sends, as it stands."""
    items = list(row.items.all())
    data = {
        "title": row.title,
        "about": row.about,
        "version": row.version,
        "pages-TOTAL_FORMS": len(items),
        "pages-INITIAL_FORMS": len(items),
    }
    data |= {"public": "on"} if row.public else {}
    for number, item in enumerate(items):
        data |= {f"pages-{number}-{name}": value for name, value in
                 {"pk": item.pk, "note": item.note, "place": item.position}.items()}  # fmt: skip
    return data | typed
