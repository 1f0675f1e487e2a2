"""A contribution as it would look when published: the page's own view, given a page that is not in the database."""

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from book.views import chapter
from cases.views import detail as case
from community.replies import detail as reply
from community.views import detail as organization
from content.actions.indexing import entry_of, neighbourhood
from content.changes.merging import field_changes, merge
from content.document import get_kind, localise, reader_language
from content.document.writing import KnownPages, check
from content.models import Page
from content.views import Loaded, neighbours
from content.views.findings import claim, reference
from contributions import checks
from contributions.proposals.proposal import called
from contributions.publishing import in_its_language, source_document, with_sources
from glossary.views import detail as term
from search.models import IndexState
from strategies.views import detail as strategy

VIEWS = {
    "case": case,
    "chapter": chapter,
    "claim": claim,
    "organization": organization,
    "reference": reference,
    "reply": reply,
    "strategy": strategy,
    "term": term,
}
LINK_SALT = "contributions.preview"
IMAGES_SALT = "contributions.images"
LINK_SECONDS = 7 * 24 * 3600


def preview_token(contribution):
    """What a shared preview link carries; it expires after a week."""
    return signing.dumps(contribution.pk, salt=LINK_SALT)


def read_preview_token(token):
    """The number of the contribution behind a link. Raises signing.BadSignature."""
    return signing.loads(token, salt=LINK_SALT, max_age=LINK_SECONDS)


def shared_images(contribution):
    """The address below which the images of a preview stand for somebody without an account; good for a week too."""
    token = signing.dumps(contribution.pk, salt=IMAGES_SALT)
    return reverse("contributions:shared_image", args=[token, "-"]).removesuffix("-")


def own_images(contribution):
    """The same for those who may read the contribution."""
    return reverse("contributions:image", args=[contribution.uid, "-"]).removesuffix("-")


def images_of(document, address):
    """The images of a document that was sent, in the reader's language, each with where it stands below the address."""
    images = localise(document.get("images", []), reader_language())
    return [image | {"address": address + image["file"]} for image in images]


def read_images_token(token):
    """The number of the contribution whose images are asked for. Raises signing.BadSignature."""
    return signing.loads(token, salt=IMAGES_SALT, max_age=LINK_SECONDS)


def can_be_shown(contribution):
    """Is the text complete enough to look like a page, and does its kind have pages of its own?"""
    if contribution.kind not in VIEWS:
        return False
    try:
        checks.canonical(contribution)
    except ValidationError:
        return False
    return True


def render_preview(request, contribution, images=shared_images):
    """The page as it would be published, its images below the address that `images` gives for the contribution.

    Raises ValidationError while the text cannot be a page.
    """
    kind = get_kind(contribution.kind)
    document, entries = with_new_sources(contribution, proposed_document(contribution))
    page = unsaved_page(kind, contribution, document)
    language = reader_language()
    near = neighbours(page, document, language) | {entry.key: entry for entry in entries(language)}
    around = neighbourhood(kind.depends, [page]).get(page.pk, {}) if kind.depends else {}
    page.proposed = [(sort_of(one), called(one)) for one in contribution.proposals if "outcome" not in one]
    page.computed = kind.compute(document, around)
    loaded = Loaded(page, localise(document, language), language, near, preview=contribution.uid,
                    images=images(contribution))  # fmt: skip
    return VIEWS[contribution.kind].of_loaded(request, loaded)


def sort_of(proposal):
    return _("New tag") if proposal["kind"] == "tag" else _("New organisation")


def proposed_document(contribution):
    """The document to show: for a suggestion, what the page says now with the changes in it."""
    document = checks.canonical(contribution)
    if contribution.is_new_page:
        return document
    kind, target = get_kind(contribution.kind), Page.objects.get(pk=contribution.target_id)
    base = target.revisions.get(number=contribution.base_version).document
    mine = {change.key: "mine" for change in field_changes(kind, base, document, target.document)}
    return merge(kind, base, document, target.document, choices=mine)[0]


def unsaved_page(kind, contribution, document):
    target = contribution.target
    page = kind.model(
        kind=kind.name,
        uid=target.uid if target else contribution.uid,
        slug=document["slug"],
        version=target.version if target else 0,
        document=document,
        updated_at=timezone.now(),
        origin=document["origin"],
    )
    page.collection_version = IndexState.objects.values_list("version", flat=True).first()
    page.page_id = page.pk = target.pk if target else 0
    return page


def with_new_sources(contribution, document):
    """The document with its new sources under it, and a function that gives their entries in a language."""
    kind = get_kind("reference")
    pages, rows = [], []
    for number, source in enumerate(contribution.sources, start=1):
        slug = f"new-{number}"
        try:
            _data, known = check(kind, source_document(slug, source), KnownPages())
        except ValidationError:
            continue
        moment = timezone.now()
        pages.append(kind.model(kind=kind.name, slug=slug, version=1, document=known, updated_at=moment))
        rows.append({"reference": slug, "stance": source["stance"], "note": in_its_language(source["note"])})
    if "references" in document:
        document = with_sources(document, rows)
    return document, lambda language: [entry_of(kind, page, language, {}) for page in pages]
