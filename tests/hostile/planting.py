"""A portal with hostile inputs in every text of every kind of page, and in what people write around them."""

from allauth.account.models import EmailAddress
from django.utils import timezone
from rest_framework.serializers import ListSerializer

from community.collecting.actions import Wish, add, create
from community.models import Collection, Membership, OrganizationDomain, Person
from community.names import check_name, name_key, tidy_name
from content.actions import Draft, save, save_all
from content.document import kinds
from content.document.fields import Document, Plain, PlainList, Text, TextRows
from content.document.page import shape
from content.models import Revision
from content.related import tell_apart
from contributions import actions
from contributions.drafts.fields import NEW_KINDS, WRITABLE
from contributions.guidelines import make_first_version
from contributions.models import GuidelineVersion, Reason
from tests.content.documents import FULL, MINIMAL, prepare_neighbours
from tests.contributions.conftest import DECLARED, person
from tests.hostile.inputs import KEPT, Dealer

TITLED = ("case", "organization", "tag")
"""Kinds of which every input is a title: lists, choices and links show these."""


def hostile(field, value, deal):
    """The value of a document's field with other words: what stands for itself stays, what is empty too."""
    if isinstance(field, ListSerializer):
        return [hostile(field.child, row, deal) for row in value]
    if isinstance(field, Document):
        return {name: hostile(field.fields[name], part, deal) for name, part in (value or {}).items()} or value
    if isinstance(field, TextRows):
        return [hostile(field.text, row, deal) for row in value]
    if isinstance(field, Text):
        between = "\n\n" if field.limit > 300 else " "
        return {name: deal(field.limit, between) if text else "" for name, text in value.items()}
    if isinstance(field, PlainList):
        return [deal(field.limit) for _text in range(field.most)] if value else value
    words = isinstance(field, Plain) and not (field.pattern or field.web_address)
    return deal(field.limit) if words and value else value


def documents(deal):
    """(kind, document) of every kind, each with every part."""
    for kind in kinds().values():
        document = hostile(shape(kind.document), FULL[kind.name], deal)
        yield kind.name, document | {"slug": FULL[kind.name]["slug"], "status": "published"}


def plant_pages(editor):
    """A page of each kind in two versions, and many whose titles are hostile. Returns the pages by kind."""
    prepare_neighbours()
    deal, pages = Dealer(), {}
    for note in ("", deal(500)):
        for kind, document in documents(deal):
            pages[kind] = save(kind=kind, document=document, source=Revision.Source.ADMIN, by=editor, note=note)
    save_all([*titled(deal)], source=Revision.Source.LOADER)
    removed = MINIMAL["case"] | {"slug": "gone", "status": "removed", "status_reason": both(deal(2_000))}
    save(kind="case", document=removed | {"title": both(deal(300))}, source=Revision.Source.LOADER)
    tell_apart(pages["case"], pages["term"], by=editor, reason=deal(300))
    return pages


def both(text):
    return {"zh": text, "en": text}


def titled(deal):
    """Drafts of pages with as little as can be, whose titles and summaries hold every input."""
    for kind in TITLED:
        for number, given in enumerate(Dealer().rounds(290)):
            title = f"{given} {number}"  # no two tags and no two organisations have one name
            more = {"parties": [{"side": "company", "name": both(title)}]} if kind == "case" else {}
            words = {"slug": f"t-{number}", "title": both(title), "summary": both(deal(500))}
            yield Draft(kind, MINIMAL[kind] | words | more)


# --- People -----------------------------------------------------------------------------------------------------------


def names():
    """Those inputs that somebody can call themselves."""
    found = {}
    for entry in KEPT:
        name = tidy_name(entry.text)
        try:
            check_name(name)
        except Exception:  # noqa: BLE001 - whatever it is refused for
            continue
        if len(name) <= 60:
            found.setdefault(name_key(name), name)
    return [*found.values()]


def named_person(username, name, group=""):
    """An account whose owner shows this name."""
    user = person(username, group)
    Person.objects.update_or_create(user=user, defaults={"display_name": name, "show_name": True})
    return user


def plant_people():
    """The author and the reviewer of everything, and a collection of each of some others."""
    known = names()
    author, reviewer = named_person("h-author", known[0]), named_person("h-reviewer", known[1], "reviewer")
    EmailAddress.objects.create(user=author, email=author.email, verified=True, primary=True)
    actions.agree(author, make_first_version(GuidelineVersion.objects, Reason.objects).number)
    owners = [named_person(f"h-{number}" if number else "stranger", name) for number, name in enumerate(known[2:])]
    return author, reviewer, owners


def plant_collections(author, owners, pages):
    """Public collections whose titles, descriptions and notes are hostile. Returns the author's."""
    deal = Dealer()
    for owner in (author, *owners):
        row = create(by=owner, language="zh", wish=Wish(deal(120), deal(2_000), public=True))
        add(row, pages["case"], by=owner, note=deal(1_000, "\n\n"))
    Collection.objects.update(standing="shown")
    return Collection.objects.filter(owner=author).first()


# --- Contributions ----------------------------------------------------------------------------------------------------


def written(kind, deal):
    """What a contributor may write of a kind, as a document; the last version that somebody could send."""
    fields = shape(kinds()[kind].document).fields
    return {name: hostile(fields[name], FULL[kind][name], deal) for name in WRITABLE[kind] if name in FULL[kind]}


def begun(author, kind, deal, **options):
    """A draft with hostile words everywhere."""
    row = actions.start(by=author, kind=kind, **options)
    sources = [
        {
            "url": "https://example.org/s",
            "title": title,
            "publisher": deal(200),
            "note": deal(300),
            "authors": deal(300),
        }
        for title in (deal(300), deal(300))
    ]
    declared = DECLARED | {"interest": "other", "interest_note": deal(300)}
    document = {"text": both(deal(20_000, "\n\n"))} if kind == "reply" else written(kind, deal)
    declared = {name: value for name, value in declared.items() if kind != "reply" or "interest" not in name}
    return actions.save_draft(
        row, by=author, version=row.version, document=document, sources=sources, note=deal(500), **declared
    )


def plant_contributions(author, reviewer, pages):
    """Contributions in every state, with what was said about them. Returns the one in review, and a draft."""
    deal = Dealer()
    sent = [send(begun(author, kind, deal), author) for kind in NEW_KINDS]
    change = send(begun(author, "case", deal, target=pages["case"]), author)
    talk_about(change, author, reviewer, deal)
    actions.ask_for_changes(sent[1], by=reviewer, reason="wording", message=deal(2_000))
    actions.decline(sent[2], by=reviewer, reason="copied", message=deal(2_000))
    actions.mark_duplicate(sent[3], by=reviewer, of=pages["case"], message=deal(2_000))
    actions.accept(sent[0], by=reviewer, message=deal(2_000))
    OrganizationDomain.objects.create(organization_id=pages["organization"].pk, domain="hostile.example")
    Membership.objects.create(
        user=author, organization_id=pages["organization"].pk, state="verified", proof="staff",
        decided_at=timezone.now(), role="owner",
    )  # fmt: skip
    return change, begun(author, "strategy", deal)


def send(row, author):
    return actions.send(row, by=author, version=row.version)


def talk_about(row, author, reviewer, deal):
    """Messages, notes among reviewers, questions to people outside and their answers."""
    actions.claim(row, by=reviewer)
    first = actions.message(row, by=author, text=deal(10_000, "\n\n"), place=deal(200), quoted=deal(2_000))
    actions.message(row, by=reviewer, text=deal(10_000), thread=first)
    actions.message(row, by=reviewer, text=deal(10_000), staff_only=True)
    tokens = []
    for _guest in range(2):
        guest = actions.Guest(deal(100), "guest@example.org", "en", "comment", message=deal(2_000, "\n\n"))
        actions.invite(row, by=reviewer, guest=guest, path=lambda token: tokens.append(token) or f"/asked/{token}/")
    actions.answer_invitation(tokens[0], answer="commented", text=deal(10_000))
    row.asked = tokens[1]


def plant(editor):
    """Everything. Returns what the tests ask for by name."""
    pages = plant_pages(editor)
    author, reviewer, owners = plant_people()
    change, draft = plant_contributions(author, reviewer, pages)
    collection = plant_collections(author, owners, pages)
    return {
        "pages": pages,
        "contribution": change,
        "draft": draft,
        "collection": collection,
        "author": author,
        "reviewer": reviewer,
        "asked": change.asked,
    }
