"""What an organisation says to a case that names it: written by its members, published whole, taken back by them."""

from django.db import transaction
from django.utils.translation import gettext as _

from community.models import Organization, Reply, organizations_of
from content.actions import save
from content.actions.indexing import one_writer_at_a_time
from content.document.page import document_links, get_kind
from content.models import TAKEN_BACK, Page, Revision, Status
from contributions.models import Interest
from contributions.refusals import NotAllowed, NotNow

REPLY = "reply"
LONGEST_TITLE = 300


def named_organizations(user, case):
    """The organisations that this person may act for and that the case names. A queryset of Organization."""
    return organizations_of(user).filter(slug__in=organizations_in(case))


def organizations_in(case):
    """The slugs of the organisations with a page that the case names."""
    keys = document_links(get_kind("case").document, case.document)
    return [key.partition(":")[2] for key in keys if key.startswith("organization:")]


def begun_reply(by, target, document):
    """What a reply begins with, and its columns. document: names `organization` and `case` where there is no target.

    Raises NotAllowed for those who may not speak for the organisation, NotNow where it has replied already.
    """
    about = target.document if target else document or {}
    case = Page.objects.public().filter(kind="case", slug=str(about.get("case", ""))).first()
    organization = Organization.objects.filter(slug=str(about.get("organization", ""))).first()
    if case is None or organization is None:
        raise NotAllowed(_("There is no such page."))
    allowed = organizations_of(by) if target else named_organizations(by, case)
    if not allowed.filter(pk=organization.pk).exists():
        raise NotAllowed(_("You can reply for organisations that you belong to and that the case names."))
    columns = {"organization": organization, "interest": Interest.EMPLOYEE.value}
    if target:
        return target.document, columns
    refuse_second_reply(organization.slug, case.slug)
    return {"title": title_of(organization, case), "organization": organization.slug, "case": case.slug}, columns


def title_of(organization, case):
    """What the reply is called, in the languages in which both have names."""
    name, about = (
        {"zh": page.title_zh_hans or page.title_en, "en": page.title_en or page.title_zh_hans}
        for page in (organization, case)
    )
    titles = {"zh": f"{name['zh']}的回应：{about['zh']}", "en": f"Reply of {name['en']}: {about['en']}"}
    return {language: title[:LONGEST_TITLE] for language, title in titles.items()}


def refuse_second_reply(organization, case):
    """Raise NotNow where this organisation has a reply to this case already: it has versions, not a second one."""
    if Reply.objects.filter(organization__slug=organization, case__slug=case).exists():
        raise NotNow(_("This organisation has replied to the case already. Write a new version of that reply."))


def refuse_half_a_reply(contribution, accepted):
    """Raise NotNow for what would make a reply say something else than was sent."""
    if accepted is not None:
        raise NotNow(_("A reply is published as it was sent, or not at all."))
    if contribution.target_id is None:
        document = contribution.sent.document
        refuse_second_reply(document["organization"], document["case"])
    elif contribution.target.status == Status.REMOVED:
        raise NotNow(_("This reply has been removed from the site."))


def spoken_again(document):
    """A new version is in force, even where the one before had been taken back."""
    return document | {"status": Status.PUBLISHED.value, "status_reason": {"zh": "", "en": ""}}


@transaction.atomic
def take_back_reply(reply, *, by):
    """Withdraw a reply: the case says so, its versions stay readable. Twice is no error. Raises NotAllowed, NotNow."""
    one_writer_at_a_time()
    if not organizations_of(by).filter(pk=reply.organization_id).exists():
        raise NotAllowed(_("You can take back replies of organisations that you belong to."))
    current = Reply.objects.get(pk=reply.pk)
    if current.status == Status.REMOVED:
        raise NotNow(_("This reply has been removed from the site."))
    document = current.document | {"status": Status.ARCHIVED.value}
    return save(kind=REPLY, document=document, source=Revision.Source.CONTRIBUTION, by=by, note=TAKEN_BACK)
