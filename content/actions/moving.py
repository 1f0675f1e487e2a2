"""Pages that get another address, and pages that become part of another: who asks at the old address is led on.

Documents name each other by address, so every document that names the page is saved again: the saving action writes
the new address into it. Readers see nothing new there, so those pages keep the time of their last change.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rest_framework.exceptions import ValidationError

from content.actions.indexing import one_writer_at_a_time
from content.actions.saving import BadDocuments, Draft, StaleVersion, save, save_all
from content.document import get_kind
from content.models import MERGED, MOVED, FormerAddress, Page, Revision, Status
from content.wording import title_with_kind
from search.models import SearchEntry

MOST_NAMING = 300
"""So many pages may name one that is moved in a request; `manage.py move_page` knows no limit."""


def naming(page):
    """The keys of the pages whose documents name this one, in order."""
    entries = SearchEntry.objects.filter(links__contains=[page.key], language="zh")
    return list(entries.order_by("key").values_list("key", flat=True))


@transaction.atomic
def move(page, slug, *, by, base_version=None, most=None):
    """Give a page another address; the old one leads there. Returns the page.

    most: refuse when more pages than this name it. Raises ValidationError with the reasons by field, StaleVersion.
    """
    page = locked(page, base_version)
    old, new = page.key, f"{page.kind}:{slug}"
    refuse_immovable(page)
    refuse_address(page, slug)
    drafts = naming_drafts(page, most)
    FormerAddress.objects.filter(kind=page.kind, slug=slug, page=page).delete()
    FormerAddress.objects.create(kind=page.kind, slug=page.slug, page=page)
    Page.objects.filter(pk=page.pk).update(slug=slug)
    own = Draft(page.kind, page.document | {"slug": slug}, page.version, quiet=True)
    save_again([own, *drafts], MOVED % {"old": old, "new": new}, by, "slug", own)
    return own.page


@transaction.atomic
def merge(page, into, *, by, reason, base_version=None, most=None):
    """Take a page off the site as part of another of its kind, where its addresses lead. Returns the removed page.

    reason: why, {"zh": …, "en": …}; at least one is needed. Raises ValidationError with the reasons by field, and
    StaleVersion.
    """
    page, into = locked(page, base_version), locked(into)
    refuse_immovable(page)
    if page.pk == into.pk or page.kind != into.kind or into.status == Status.REMOVED:
        raise ValidationError({"into": [_("Choose another page of the same kind that readers can see.")]})
    drafts = naming_drafts(page, most)
    page.former_addresses.update(page=into)
    FormerAddress.objects.update_or_create(kind=page.kind, slug=page.slug, defaults={"page": into})
    removed = page.document | {"status": Status.REMOVED.value, "status_reason": reason}
    note = MERGED % {"old": page.key, "new": into.key}
    save_again(drafts, note, by, "into")
    source = Revision.Source.ADMIN  # an editor's word: content files leave the page alone from here on
    return save(kind=page.kind, document=removed, source=source, by=by, note=note, base_version=page.version)


def locked(page, base_version=None):
    """The page as it is now, while nobody else saves. Raises StaleVersion if it is not the version that was seen."""
    one_writer_at_a_time()
    page = Page.objects.get(pk=page.pk)
    if base_version is not None and page.version != base_version:
        raise StaleVersion(page, page.document)
    return page


def refuse_immovable(page):
    """Raise ValidationError for kinds of which content files do not hold everything: the rest is found by address."""
    if get_kind(page.kind).kept:
        text = _("Pages of this kind stay where they are: their numbers are the book's.")
        raise ValidationError({"non_field_errors": [text]})


def refuse_address(page, slug):
    """Raise ValidationError for an address where this page cannot stand."""
    other = FormerAddress.objects.filter(kind=page.kind, slug=slug).exclude(page=page).select_related("page").first()
    if other:
        words = {"page": title_with_kind(other.page.kind, other.page.document)}
        raise ValidationError({"slug": [_("This address leads to %(page)s, which stood there before.") % words]})
    if slug == page.slug or Page.objects.filter(kind=page.kind, slug=slug).exists():
        raise ValidationError({"slug": [_("There is a page with this address already.")]})


def naming_drafts(page, most):
    """The documents of the pages that name this one, to be saved again. Raises ValidationError for too many."""
    keys = naming(page)
    if most is not None and len(keys) > most:
        words = {"number": len(keys), "most": most}
        text = _("%(number)d pages name this one; more than %(most)d take too long here. Use manage.py move_page.")
        raise ValidationError({"non_field_errors": [text % words]})
    found = Page.objects.filter(pk__in=SearchEntry.objects.filter(key__in=keys, language="zh").values("page_id"))
    return [Draft(other.kind, other.document, other.version, quiet=True) for other in found.order_by("pk")]


def save_again(drafts, note, by, field, own=None):
    """Save the documents with the new address in them. Raises ValidationError, for `field`, with what is against it.

    own: the document of the page itself, if it is among them: its faults are said as they are.
    """
    try:
        save_all(drafts, source=Revision.Source.MOVE, by=by, note=note)
    except BadDocuments as error:
        if drafts[error.faults[0][0]] is own:
            raise ValidationError(error.faults[0][1]) from error
        found = [drafts[place] for place, _detail in error.faults]
        names = pgettext("between names", ", ").join(title_with_kind(draft.kind, draft.document) for draft in found)
        text = _("These pages name both, or each other: %(names)s. Take one of the two out there first.")
        raise ValidationError({field: [text % {"names": names}]}) from error


def leads_to(names, slug):
    """The page to which an address leads at which none can be read: its kind is one of `names`. None if nowhere.

    It stood there before, or its address has other capitals.
    """
    found = FormerAddress.objects.filter(kind__in=names, slug=slug, page__in=Page.objects.public()).order_by("kind")
    row = found.select_related("page").first()
    return row.page if row else spelt_otherwise(names, slug)


def spelt_otherwise(names, slug):
    """The page whose address differs from this one in capital letters only; None if there is none, or it is this."""
    pages = list(in_any_capitals(names, slug).order_by("pk"))
    return pages[0] if pages and all(page.slug != slug for page in pages) else None


def in_any_capitals(names, slug):
    """The public pages of these kinds whose address is this one but for capital letters; by an index of its own."""
    return Page.objects.public().filter(kind__in=names, slug__iexact=slug)
