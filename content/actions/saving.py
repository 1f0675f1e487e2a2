"""Saving pages: the one way in. Rows, revision and index are written in one transaction, or nothing is."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from content.actions.indexing import one_writer_at_a_time, refresh
from content.actions.naming import shared_names
from content.document.fields import PageLink, image_names
from content.document.page import get_kind, kinds, shape
from content.document.writing import KnownPages, check, clear_lists, write_columns, write_lists
from content.models import FormerAddress, Image, Page, Revision, Status

FEW = 50
"""Up to so many documents are asked which pages they name; before more, all pages are learned."""


class StaleVersion(Exception):
    """The page was changed after the version that this document is based on."""

    def __init__(self, page, document):
        super().__init__(_("The page was changed after you opened it."))
        self.page = page
        """The page as it is now: `page.document`, `page.version`."""
        self.document = document
        """The document that was not saved."""


class BadDocuments(Exception):
    """Documents with faults: (position in what was given, place of the fault → messages) for each."""

    def __init__(self, faults):
        super().__init__(f"{len(faults)} documents have faults")
        self.faults = faults


@dataclass
class Draft:
    """A document on its way to becoming a page's next version."""

    kind: str
    document: dict
    base_version: int | None = None
    """The version it was based on: None saves over whatever is there, 0 means a new page."""
    contribution: str = ""
    """The number of the contribution it came as, and what is said with it: see `Revision.credit`."""
    credit: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)
    page: Page | None = None
    changed: bool = False
    quiet: bool = False
    """Nothing that readers see is new: the page keeps the time of its last change."""


def save(*, kind, document, source, by=None, note="", base_version=None):
    """Save one document and return its page. See `save_all`; raises ValidationError for the document's faults."""
    draft = Draft(kind, document, base_version)
    try:
        save_all([draft], source=source, by=by, note=note)
    except BadDocuments as error:
        raise ValidationError(error.faults[0][1]) from error
    return draft.page


def save_all(drafts, *, source, by=None, note=""):
    """Save documents that may link to each other, in one transaction; each draft gets its `page` and `changed`.

    A document equal to the page's current one makes no revision. Raises BadDocuments before anything is written and
    StaleVersion when a page has moved on from the draft's base version.
    """
    save_prepared(drafts, prepare(drafts), source=source, by=by, note=note)


def prepare(drafts):
    """Check every document, put it into canonical form, and return the pages known to be there.

    Raises BadDocuments with the faults of all documents at once.
    """
    pages = KnownPages()
    documents = [draft.document for draft in drafts]
    learn = pages.load_all if len(documents) > FEW else pages.load_named
    learn(*documents)
    for draft in drafts:
        draft.document = pages.expect(draft.kind, draft.document)
    faults = []
    for position, draft in enumerate(drafts):
        try:
            draft.data, draft.document = check(get_kind(draft.kind), draft.document, pages)
        except ValidationError as error:
            faults.append((position, error.detail))
    if faults:
        raise BadDocuments(faults)
    return pages


@transaction.atomic
def save_prepared(drafts, pages, *, source, by=None, note=""):
    """Write prepared drafts: rows, revisions, index. One writer at a time: a page's index shows its neighbours too.

    Raises BadDocuments, before anything is written, for a name that is another page's.
    """
    one_writer_at_a_time()
    if faults := shared_names(drafts):
        raise BadDocuments(faults)
    for draft in in_saving_order(drafts):
        write_page(draft, pages)
    changed = [draft for draft in drafts if draft.changed]
    for draft in changed:
        document = shape(get_kind(draft.kind).document)
        if draft.page.version:
            clear_lists(document, draft.page)
        write_lists(document, draft.page, draft.data, pages)
        record(draft, source=source, by=by, note=note)
    keep_images(changed)
    refresh([draft.page for draft in changed])


def in_saving_order(drafts):
    """Lower floors first, since rows refer downwards; within a kind parents first, then the order given."""
    order = {name: number for number, name in enumerate(kinds())}
    by_key = {(draft.kind, draft.document["slug"]): draft for draft in drafts}
    return sorted(drafts, key=lambda draft: (order[draft.kind], depth(draft, by_key)))


def depth(draft, by_key):
    """How many pages stand above this one by links to one page of its kind. In a circle raises ValidationError."""
    kind, document = draft.kind, draft.document
    own = [name for name, field in shape(get_kind(kind).document).fields.items() if is_parent(field, kind)]
    above = {document["slug"]}
    while own and (slug := document[own[0]]):
        if slug in above:
            raise ValidationError({own[0]: [_("These pages stand in a circle: %(slug)s.") % {"slug": slug}]})
        above.add(slug)
        near = by_key.get((kind, slug))
        document = near.document if near else Page.objects.get(kind=kind, slug=slug).document
    return len(above) - 1


def is_parent(field, kind):
    return isinstance(field, PageLink) and field.kind == kind


def write_page(draft, pages):
    """Find or make the page's row and write its columns, unless nothing changed."""
    kind = get_kind(draft.kind)
    page = kind.model.objects.filter(slug=draft.document["slug"]).first()
    if page is None:
        page = new_page(kind, draft)
    elif draft.base_version is not None and page.version != draft.base_version:
        raise StaleVersion(page, draft.document)
    draft.page = page
    draft.changed = page.document != draft.document
    if draft.changed:
        if page.status == Status.REMOVED and draft.document["status"] != Status.REMOVED:
            FormerAddress.objects.filter(kind=page.kind, slug=page.slug).delete()  # it leads nowhere any more
        write_columns(shape(kind.document), page, draft.data, pages)
        page.save()
        pages.add(page)


def new_page(kind, draft):
    """A page with the next number of its kind. Numbers are never used again, since pages are never deleted."""
    if draft.base_version:
        raise ValidationError({"slug": [_("There is no such page.")]})
    last = Page.objects.filter(kind=kind.name).order_by("-pk").values_list("uid", flat=True).first()
    number = int(last.rpartition("-")[2]) + 1 if last else 1
    return kind.model(kind=kind.name, uid=f"{kind.uid_prefix}-{number:04}")


def record(draft, *, source, by, note):
    """Make the document the page's current one and keep it as a revision."""
    page = draft.page
    page.document, page.version = draft.document, page.version + 1
    page.updated_at = page.updated_at if draft.quiet else timezone.now()
    Page.objects.filter(pk=page.pk).update(document=page.document, version=page.version, updated_at=page.updated_at)
    Revision.objects.create(
        page_id=page.pk, number=page.version, document=page.document, author=by, source=source, note=note,
        contribution=draft.contribution, credit=draft.credit,
    )  # fmt: skip


def keep_images(drafts):
    """Note which images the pages show now; notes from before stay, since old versions show them too. Two queries."""
    shown = [(draft.page.pk, name) for draft in drafts for name in image_names(draft.document)]
    if not shown:
        return
    keys = dict(Image.objects.filter(name__in={name for _page, name in shown}).values_list("name", "pk"))
    use = Image.pages.through
    uses = [use(page_id=page, image_id=keys[name]) for page, name in shown if name in keys]
    use.objects.bulk_create(uses, ignore_conflicts=True)
