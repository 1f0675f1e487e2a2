"""What a published page says of its contributor, what is handed out to a person, and what is forgotten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Membership, Person
from community.personal_data import delete_account, export_of
from content.models import Image
from contributions import actions
from contributions.models import Contribution, State
from contributions.refusals import NotNow
from tests.contributions.conftest import person

pytestmark = pytest.mark.django_db


def published(draft, author, reviewer, **columns):
    saved = actions.save_draft(draft, by=author, version=draft.version, **columns)
    return actions.accept(actions.send(saved, by=author, version=saved.version), by=reviewer)


def shown(client, row):
    return client.get(reverse("cases:detail", args=[row.page.slug])).content.decode()


def named(user, name, *, show=True):
    someone = Person.objects.of(user)
    someone.display_name, someone.show_name = name, show
    someone.save()


def test_the_page_names_its_contributor_and_what_was_declared(client, draft, author, reviewer):
    named(author, "沈某")

    row = published(draft, author, reviewer, interest="investor", interest_note="持股1%", ai_use="drafting")

    page = shown(client, row)
    for words in ("沈某", "作者投资了其中一方", "持股1%", "起草用了AI，作者说逐句核对过"):
        assert words in page


@pytest.mark.parametrize(("show", "show_author"), [(False, True), (True, False)])
def test_who_does_not_want_to_be_named_is_not(client, draft, author, reviewer, show, show_author):
    named(author, "沈某", show=show)

    page = shown(client, published(draft, author, reviewer, show_author=show_author))

    assert "沈某" not in page
    assert "一位投稿人" in page


@pytest.mark.parametrize(("shown_by", "named_by"), [(True, True), (False, True), (True, False)])
def test_an_orcid_stands_beside_the_name_if_its_owner_wants_it(client, draft, author, shown_by, named_by):
    Person.objects.of(author)
    Person.objects.filter(user=author).update(orcid="0000-0002-1825-0097", show_orcid=shown_by)

    page = shown(client, published(draft, author, person("second", "reviewer"), show_author=named_by))

    assert ("https://orcid.org/0000-0002-1825-0097" in page) is (shown_by and named_by)


def test_a_name_that_is_hidden_later_is_hidden_at_once(client, draft, author, reviewer):
    named(author, "沈某")
    row = published(draft, author, reviewer)
    for _ in range(3):
        assert "沈某" in shown(client, row)

    named(author, "沈某", show=False)

    assert "沈某" not in shown(client, row)


def test_an_account_by_a_party_is_marked_as_self_reported(client, draft, author, acme, reviewer):
    Membership.objects.create(
        user=author, organization=acme, state="verified", proof="staff", decided_at=timezone.now()
    )

    page = shown(client, published(draft, author, reviewer, organization=acme))

    assert "尖端公司" in page
    assert "当事方自述" in page


def test_who_works_for_a_party_and_writes_for_themselves_is_no_party(client, draft, author, reviewer):
    page = shown(client, published(draft, author, reviewer, interest="employee"))

    assert "作者在其中一方工作" in page
    assert "当事方自述" not in page


def test_everything_a_person_wrote_is_handed_out(sent, author):
    actions.message(sent, by=author, text="我的话")

    data = export_of(author)["contributions"]

    assert data["contributions"][0]["document"]["title"]["zh"] == "补丁怎样进了主线"
    assert data["messages"][0]["text"] == "我的话"


def test_closing_an_account_takes_back_what_waits_and_keeps_what_is_published(client, sent, author, reviewer):
    accepted = actions.accept(sent, by=reviewer)
    never_sent = actions.start(by=author, kind="case")
    named(author, "沈某")

    delete_account(author, keep_name=False)

    assert not Contribution.objects.filter(pk=never_sent.pk).exists()
    assert "沈某" not in shown(client, accepted)
    assert "补丁怎样进了主线" in shown(client, accepted).replace("<wbr>", "")


def test_what_a_closed_account_had_in_review_is_taken_back(sent, author):
    delete_account(author, keep_name=True)

    sent.refresh_from_db()
    assert sent.state == State.WITHDRAWN


def test_what_a_reviewer_who_leaves_had_taken_on_goes_back_to_the_queue(sent, reviewer, second_reviewer):
    actions.claim(sent, by=reviewer)

    delete_account(reviewer, keep_name=False)

    assert actions.claim(sent, by=second_reviewer).claimed_by == second_reviewer


def test_drafts_are_kept_for_180_days_and_what_was_sent_for_good(draft, author, reviewer):
    old = timezone.now() - timedelta(days=181)
    fresh = actions.start(by=author, kind="case")
    sent = actions.send(draft, by=author, version=draft.version)
    abandoned = actions.start(by=author, kind="term")
    Contribution.objects.exclude(pk=fresh.pk).update(updated_at=old)

    assert actions.forget_old_drafts() == 1

    assert set(Contribution.objects.all()) == {fresh, sent}
    assert abandoned.pk not in Contribution.objects.values_list("pk", flat=True)


# --- Dropped drafts ---------------------------------------------------------------------------------------------------


def dropped(illustrated, author):
    """A draft that was dropped without ever being sent, with all that may be in one."""
    proposals = [{"kind": "tag", "name": {"zh": "新标签", "en": ""}, "facet": "", "note": ""}]
    source = {"url": "https://example.org/1", "title": "来源"}
    row = actions.save_draft(
        illustrated, by=author, version=illustrated.version, sources=[source], proposals=proposals, note="说明",
        interest="other", interest_note="私事", unfinished={"who": {"title_zh": ["打了一半"]}},
    )  # fmt: skip
    return actions.withdraw(row, by=author)


def assert_forgotten(row):
    row.refresh_from_db()
    kept = (row.document, row.sources, row.proposals, row.unfinished, row.note, row.interest, row.interest_note)
    assert kept == ({}, [], [], {}, "", "", "")
    assert not row.images.exists()
    assert row.transitions.get().event == "withdrawn"


def test_of_a_dropped_draft_nothing_stays_but_that_it_was_dropped(illustrated, author):
    row = dropped(illustrated, author)

    delete_account(author, keep_name=False)

    assert_forgotten(row)
    assert not Image.objects.exists()


def test_a_dropped_draft_is_forgotten_after_180_days_too(desk, illustrated, author):
    row = dropped(illustrated, author)
    assert actions.forget_old_drafts() == 0
    Contribution.objects.update(updated_at=timezone.now() - timedelta(days=181))

    assert (actions.forget_old_drafts(), actions.forget_old_drafts()) == (1, 0)

    assert_forgotten(row)
    receipt = desk.get(reverse("contributions:receipt", args=[row.uid])).content.decode()
    assert "内容已经删除" in receipt and "改后再投" not in receipt
    with pytest.raises(NotNow):
        actions.revise(row, by=author)
