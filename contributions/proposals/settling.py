"""What becomes of proposed tags and organisations when their text is accepted: made, replaced, or left out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.actions import Draft
from content.document.reading import choose
from content.models import Page
from contributions.models import Act
from contributions.proposals.known import known_pages, same
from contributions.proposals.proposal import called, document_of, is_named_by
from contributions.publishing import free_slug, slug_words
from contributions.refusals import NotNow, Undecided


@dataclass(frozen=True)
class Verdict:
    """What a reviewer decides on one proposal: `page` is used instead of it, `reason` says why it is left out."""

    act: str
    page: Page | None = None
    reason: str = ""


def settle_proposals(row, document, proposals, verdicts):
    """(the document with what was taken, drafts of the pages to make, the proposals with what became of each).

    Called while one writer saves at a time: who takes a tag that was made a moment ago gets that one. Raises
    Undecided, and NotNow for a verdict that cannot be carried out.
    """
    verdicts = [*verdicts, *[None] * len(proposals)][: len(proposals)]
    if open_ones := [number for number, verdict in enumerate(verdicts) if verdict is None]:
        raise Undecided(open_ones)
    drafts, settled = [], []
    for proposal, verdict in zip(proposals, verdicts, strict=True):
        slug = SETTLING[verdict.act](row, proposal, verdict, drafts)
        document = joined(document, proposal, slug) if slug else document
        page = f"{proposal['kind']}:{slug}" if slug else ""
        settled.append(proposal | {"outcome": {"act": verdict.act, "page": page, "reason": verdict.reason}})
    return document, drafts, settled


def take(row, proposal, verdict, drafts):
    """The address of the page that it becomes; of the one that has its name, where there is one by now."""
    kind = proposal["kind"]
    if there := same(proposal, known_pages(kind)):
        return there.slug
    taken = {draft.document["slug"] for draft in drafts if draft.kind == kind}
    slug = free_slug(kind, slug_words(proposal["name"]), row.uid, taken)
    drafts.append(Draft(kind, document_of(proposal, slug), 0, contribution=row.uid))
    return slug


def replace(row, proposal, verdict, drafts):
    page = verdict.page
    if page is None or page.kind != proposal["kind"] or not Page.objects.public().filter(pk=page.pk).exists():
        raise NotNow(_("Say which page to use instead of “%(name)s”.") % {"name": called(proposal)})
    return page.slug


def leave(row, proposal, verdict, drafts):
    if not verdict.reason:
        raise NotNow(_("Say why you leave out “%(name)s”.") % {"name": called(proposal)})
    return ""


SETTLING = {Act.TAKE: take, Act.REPLACE: replace, Act.LEAVE: leave}


def joined(document, proposal, slug):
    """The document with the tag on it, or with the organisation's page in place of the party's name. Raises NotNow."""
    if proposal["kind"] == "tag":
        return document | {"tags": list(dict.fromkeys([*document["tags"], slug]))}
    linked = {"organization": slug, "name": {"zh": "", "en": ""}}
    parties = [party | linked if is_named_by(proposal, party) else party for party in document["parties"]]
    if parties == document["parties"]:
        raise NotNow(_("No party that you accept is called “%(name)s”: leave it out.") % {"name": called(proposal)})
    return document | {"parties": parties}


def left_out(proposals, language):
    """What was left out of what was proposed, and why: a sentence each, in the active language."""
    return [
        _("“%(name)s” was left out: %(reason)s")
        % {"name": choose(proposal["name"], language), "reason": proposal["outcome"]["reason"]}
        for proposal in proposals
        if proposal["outcome"]["act"] == Act.LEAVE
    ]
