"""Pages of every kind for the tests of the API."""

from content.actions import Draft, save_all
from content.models import Page, Revision
from portal.api import VIEWSETS
from tests import factories
from tests.factories import text

FACTORIES = {
    "case": factories.CaseFactory,
    "strategy": factories.StrategyFactory,
    "practice": factories.PracticeFactory,
    "practice_group": factories.PracticeGroupFactory,
    "term": factories.TermFactory,
    "term_category": factories.TermCategoryFactory,
    "organization": factories.OrganizationFactory,
    "chapter": factories.ChapterFactory,
    "reference": factories.ReferenceFactory,
    "claim": factories.ClaimFactory,
    "reply": factories.ReplyFactory,
    "tag": factories.TagFactory,
    "facet": factories.FacetFactory,
}
COLLECTIONS = {viewset.kind.name: viewset.kind.collection for viewset in VIEWSETS}


def neighbours(kind):
    """Arguments that let all pages of a kind share the page that each of them needs."""
    if kind == "practice":
        return {"group": factories.PracticeGroupFactory().slug}
    if kind == "term":
        return {"term_category": factories.TermCategoryFactory().slug}
    if kind == "tag":
        return {"facet": factories.FacetFactory().slug}
    if kind == "case":
        return {"parties": [{"side": "company", "name": text("某公司", "Some company")}]}
    if kind == "claim":
        return {"references": [], "about": [factories.ChapterFactory().key]}
    return {"case": factories.CaseFactory().slug} if kind == "reply" else {}


def pages_of(kind, many=1, **document):
    """That many pages of the kind."""
    documents = FACTORIES[kind].build_batch(many, **(neighbours(kind) | document))
    drafts = [Draft(kind, document) for document in documents]
    save_all(drafts, source=Revision.Source.LOADER)
    return [draft.page for draft in drafts]


def page_of(kind, **document):
    """One page of the kind, as it stands in the database."""
    return Page.objects.get(pk=pages_of(kind, **document)[0].pk)


def list_address(kind):
    return f"/api/v1/{COLLECTIONS[kind]}/"


def address(page, name=None):
    return f"{list_address(page.kind)}{name or page.slug}/"
