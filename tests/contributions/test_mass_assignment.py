"""Nobody gives themselves what others decide, by sending more fields than a form or a program is offered."""

import pytest
from django.contrib.auth import get_user_model

from community.models import Collection, Person
from contributions.models import Contribution
from tests.community.collections import collection_of, form_of
from tests.contributions.program import ALL, NEW

pytestmark = pytest.mark.django_db

OTHERS = {
    "state": "accepted", "author": 1, "author_id": 1, "owner": 1, "uid": "N-9999", "id": 9, "pk": 9, "version": 9,
    "base_version": 9, "held": "", "claimed_by": 1, "decided_by": 1, "page": 1, "page_version": 1, "slug": "mine",
    "guidelines": 1, "is_staff": True, "is_superuser": True, "is_verified": True, "featured": True, "reviewer": 1,
    "created_at": "2020-01-01T00:00:00Z", "submitted_at": "2020-01-01T00:00:00Z", "form_key": "x", "follows": 1,
}  # fmt: skip
OF_EDITORS = ("slug", "origin", "status", "status_reason", "visible_from", "review_by", "confidence", "treatment",
              "compiled", "to_verify", "implicit", "sections", "uid", "version", "evidence", "computed")  # fmt: skip


def kept():
    return Contribution.objects.values().get()


@pytest.mark.parametrize("name", OTHERS)
def test_a_program_sets_no_column_that_is_not_the_author_s(program, begun, name):
    before = kept()

    assert program.ask("POST", ALL, NEW | {name: OTHERS[name]}, Idempotency_Key="second").status_code == 400
    assert program.step(begun, "", {name: OTHERS[name]}).status_code == 400
    assert program.step(begun, "send/", {"guidelines": 1, name + "_": OTHERS[name]}).status_code == 400
    assert kept() == before


@pytest.mark.parametrize("name", OF_EDITORS)
def test_a_program_writes_no_part_that_is_the_editors(program, begun, name):
    before = kept()

    assert program.step(begun, "", {"document": {name: "published"}}).status_code == 400
    assert kept() == before


def test_a_party_confirms_nothing_by_being_written_so(program, begun):
    parties = [row | {"confirmed_on": "2026-01-01"} for row in NEW["document"]["parties"]]

    program.step(begun, "", {"document": {"parties": parties}})

    assert not [row for row in kept()["document"]["parties"] if row.get("confirmed_on")]


@pytest.mark.parametrize("step", ["who", "send"])
def test_a_form_sets_no_column_that_is_not_the_author_s(client, author, draft, step):
    before = kept()
    client.force_login(author)
    sent = {name: str(value) for name, value in OTHERS.items() if name != "version"}

    client.post(f"/contributions/{draft.uid}/edit/{step}/", sent | {"version": draft.version, "later": "1"})

    now = kept()
    assert {name: now[name] for name in before if name in OTHERS or name.removesuffix("_id") in OTHERS} == {
        name: before[name] for name in before if name in OTHERS or name.removesuffix("_id") in OTHERS
    } | {"version": now["version"]}
    assert now["document"].get("slug") is None


def test_nobody_changes_an_account_by_its_forms(client, author, stranger):
    client.force_login(author)
    more = {"user": stranger.pk, "quarantined_at": "", "deleted_at": "2020-01-01", "guidelines_version": "7",
            "name_key": "x", "is_staff": "on", "is_superuser": "on", "groups": "1", "username": "root"}  # fmt: skip

    answer = client.post("/accounts/profile/", more | {"display_name": "A Name", "language": "en"})

    assert answer.status_code == 302
    user, person = get_user_model().objects.get(pk=author.pk), Person.objects.get(user=author)
    assert (user.username, user.is_staff, user.is_superuser, user.groups.count()) == ("author", False, False, 0)
    assert (person.display_name, person.guidelines_version, person.deleted_at) == ("A Name", 1, None)
    assert not Person.objects.filter(user=stranger, display_name="A Name").exists()


def test_nobody_shows_a_collection_or_makes_it_the_editors(client, stranger, author):
    row = collection_of(stranger)
    client.force_login(stranger)
    more = {
        "standing": "shown",
        "by_editors": "on",
        "slug": "mine",
        "owner": author.pk,
        "public": "on",
        "uid": "a" * 12,
    }

    assert client.post(f"/accounts/collections/{row.uid}/", form_of(row) | more).status_code == 302
    now = Collection.objects.get(pk=row.pk)
    assert (now.standing, now.by_editors, now.slug, now.owner, now.uid) == ("waiting", False, "", stranger, row.uid)
