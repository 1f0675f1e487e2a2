"""People around a contribution, and contributions by situation."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from community.models import Membership
from content.models import Image
from contributions import actions
from contributions.guidelines import make_first_version
from contributions.models import Contribution, GuidelineVersion, Reason
from tests.factories import ImageFactory, OrganizationFactory, image, text

DECLARED = {"licence": "CC-BY-SA-4.0", "rights": "own", "interest": "none", "ai_use": "none"}


def person(name, group=""):
    """An account; what migrations put into the database is put there again where a test emptied it."""
    user = get_user_model().objects.create_user(name, email=f"{name}@example.org", password=f"{name}'s password")
    if group:
        found, _new = Group.objects.get_or_create(name=group)
        content_type = ContentType.objects.get_for_model(Contribution)
        found.permissions.add(Permission.objects.get(content_type=content_type, codename="decide_contribution"))
        user.groups.add(found)
    return user


@pytest.fixture
def guidelines(db):
    return make_first_version(GuidelineVersion.objects, Reason.objects)


@pytest.fixture
def author(guidelines):
    """Somebody who writes, and has agreed to the guidelines."""
    user = person("author")
    actions.agree(user, guidelines.number)
    return user


@pytest.fixture
def reviewer(guidelines):
    return person("reviewer", "reviewer")


@pytest.fixture
def second_reviewer(guidelines):
    return person("second_reviewer", "reviewer")


@pytest.fixture
def desk(client, author):
    """The author's browser."""
    client.force_login(author)
    return client


@pytest.fixture
def as_reviewer(client, reviewer):
    """The same browser, in which the reviewer signs in."""
    client.force_login(reviewer)
    return client


@pytest.fixture
def acme(db):
    return OrganizationFactory(slug="acme", title=text("尖端公司", "Acme"))


def case_document(**parts):
    """As little as can be sent: who with whom, what was done, what both gained. One language."""
    return {
        "title": text("补丁怎样进了主线"),
        "summary": text("公司的工程师和社区维护者一起改写了调度器。"),
        "parties": [
            {"side": "community", "name": text("某社区")},
            {"side": "company", "organization": "acme"},
        ],
        "ledger": [
            {"side": "community", "gained": text("三位新的维护者")},
            {"side": "company", "gained": text("不必再维护自己的分支")},
        ],
    } | parts


@pytest.fixture
def draft(author, acme):
    """A new case that could be sent as it is."""
    begun = actions.start(by=author, kind="case", document=case_document())
    return actions.save_draft(begun, by=author, version=1, **DECLARED)


def own_image(row, kept):
    """Where an image of a contribution stands for those who may read it."""
    return reverse("contributions:image", args=[row.uid, kept.name])


def image_of(row):
    """The first image in the text."""
    return Image.objects.get(name=row.document["images"][0]["file"])


@pytest.fixture
def illustrated(draft, author):
    """A draft with an image that its author uploaded, and that could be sent."""
    images = [image(ImageFactory(by=author))]
    return actions.save_draft(draft, by=author, version=draft.version, document={"images": images})


@pytest.fixture
def sent(draft, author):
    return actions.send(draft, by=author, version=draft.version)


@pytest.fixture
def rewritten(draft, author, reviewer, acme):
    """Sent for an organisation, sent back, and half rewritten since."""
    for user in (author, person("colleague")):
        Membership.objects.create(
            user=user, organization=acme, state="verified", proof="staff", decided_at="2026-01-01T00:00Z"
        )
    saved = actions.save_draft(draft, by=author, version=draft.version, organization=acme)
    row = actions.send(saved, by=author, version=saved.version)
    reason = "wording"
    row = actions.ask_for_changes(row, by=reviewer, reason=reason, message="Which source?")
    document = row.document | {"title": text("写到一半")}
    declared = {"interest": "other", "interest_note": "not yet", "note": "not yet"}
    return actions.save_draft(row, by=author, version=row.version, document=document, **declared)


def sent_change(author, page, note="改得更准确", **parts):
    """A suggestion that changes these parts of a page, in review."""
    begun = actions.start(by=author, kind=page.kind, target=page)
    saved = actions.save_draft(begun, by=author, version=1, document=parts, note=note, **DECLARED)
    return actions.send(saved, by=author, version=saved.version)


@pytest.fixture
def program(client, author, acme):
    """A program with the author's token."""
    from tests.contributions.program import Program

    return Program(client, author)


@pytest.fixture
def begun(program):
    """The answer to a new contribution."""
    return program.begin()
