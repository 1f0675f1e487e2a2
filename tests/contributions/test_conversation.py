"""Messages, notes among reviewers, and people asked from outside."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import Notice, OutgoingMail
from contributions import actions
from contributions.models import Invitation, Message
from contributions.refusals import NotAllowed, NotNow
from tests.contributions.conftest import person
from tests.factories import ReferenceFactory

pytestmark = pytest.mark.django_db


def asked(contribution, reviewer, purpose="confirm", party="acme"):
    """(invitation, token) of somebody asked from outside."""
    tokens = []
    guest = actions.Guest("法务", "legal@example.org", "zh-hans", purpose, party if purpose == "confirm" else "")
    invitation = actions.invite(
        contribution, by=reviewer, guest=guest, path=lambda token: tokens.append(token) or f"/asked/{token}/"
    )
    return invitation, tokens[0]


def test_author_and_reviewer_talk_and_are_told(sent, author, reviewer):
    actions.claim(sent, by=reviewer)
    first = actions.message(sent, by=reviewer, text="代价呢？", place="ledger/community/cost", quoted="没有")

    answer = actions.message(sent, by=author, text="补上了", thread=first)

    assert answer.thread == first
    assert Notice.objects.filter(user=author, kind="contribution_message").count() == 1
    assert Notice.objects.filter(user=reviewer, kind="contribution_message").count() == 1


def test_notes_among_reviewers_stay_among_reviewers(sent, author, reviewer, second_reviewer):
    note = actions.message(sent, by=reviewer, text="像是抄的", staff_only=True)

    assert note not in Message.objects.visible_to(author)
    assert note in Message.objects.visible_to(second_reviewer)
    assert not Notice.objects.filter(kind="contribution_message").exists()
    with pytest.raises(NotAllowed):
        actions.message(sent, by=author, text="?", thread=note)
    with pytest.raises(NotAllowed):
        actions.message(sent, by=author, text="?", staff_only=True)


def test_an_answer_to_a_note_is_a_note(sent, reviewer, second_reviewer):
    note = actions.message(sent, by=reviewer, text="像是抄的", staff_only=True)

    assert actions.message(sent, by=second_reviewer, text="不是", thread=note).staff_only


def test_a_reviewer_reads_no_notes_about_their_own_text(sent, author, reviewer, second_reviewer):
    note = actions.message(sent, by=second_reviewer, text="像是抄的", staff_only=True)
    author.groups.set(reviewer.groups.all())

    assert note not in Message.objects.visible_to(type(author).objects.get(pk=author.pk))


def test_a_stranger_writes_and_settles_nothing(sent, reviewer):
    message = actions.message(sent, by=reviewer, text="问")
    stranger = person("stranger")

    with pytest.raises(NotAllowed):
        actions.message(sent, by=stranger, text="答")
    with pytest.raises(NotAllowed):
        actions.resolve(message, by=stranger)


def test_a_thread_is_settled_and_opened_again(sent, author, reviewer):
    message = actions.message(sent, by=reviewer, text="问")

    assert actions.resolve(message, by=author).resolved_by == author
    assert actions.resolve(message, by=reviewer, resolved=False).resolved_at is None


def test_a_party_confirms_by_link_and_the_case_says_so(draft, author, reviewer):
    for _ in range(2):
        ReferenceFactory()
    references = [{"reference": "ref-a"}, {"reference": "ref-b"}]
    ReferenceFactory(slug="ref-a")
    ReferenceFactory(slug="ref-b")
    saved = actions.save_draft(draft, by=author, version=draft.version, document={"references": references})
    sent = actions.send(saved, by=author, version=saved.version)
    _invitation, token = asked(sent, reviewer)
    assert OutgoingMail.objects.get(kind="contribution_invitation").to == "legal@example.org"

    actions.answer_invitation(token, answer="confirmed", text="属实")
    page = actions.accept(sent, by=reviewer).page

    company = next(row for row in page.document["parties"] if row["organization"] == "acme")
    assert company["confirmed_on"] == timezone.localdate().isoformat()
    assert page.computed["level"] == 3
    assert sent.transitions.filter(event="confirmed", message="acme", by=None).exists()
    assert Message.objects.get().outside_name == "法务"


def test_a_confirmation_of_an_older_text_does_not_count(sent, author, reviewer):
    _invitation, token = asked(sent, reviewer)
    actions.answer_invitation(token, answer="confirmed")
    changed = actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")
    actions.send(changed, by=author, version=changed.version)

    page = actions.accept(sent, by=reviewer).page

    assert all(row["confirmed_on"] is None for row in page.document["parties"])


def test_a_link_works_once(sent, reviewer):
    _invitation, token = asked(sent, reviewer, "comment")
    actions.answer_invitation(token, answer="commented", text="有一处不对")

    with pytest.raises(NotAllowed):
        actions.answer_invitation(token, answer="commented", text="再说一句")


@pytest.mark.parametrize("how", ["forged", "expired", "withdrawn", "decided"])
def test_a_link_that_is_no_longer_good_is_refused(sent, reviewer, how):
    invitation, token = asked(sent, reviewer)
    if how == "forged":
        token = token[:-2] + "xx"
    elif how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    elif how == "withdrawn":
        actions.withdraw_invitation(invitation, by=reviewer)
    else:
        actions.accept(sent, by=reviewer)

    with pytest.raises(NotAllowed):
        actions.read_invitation(token)


def test_an_objection_needs_words(sent, reviewer):
    _invitation, token = asked(sent, reviewer)

    with pytest.raises(NotNow):
        actions.answer_invitation(token, answer="objected")
    with pytest.raises(NotNow):
        actions.answer_invitation(token, answer="commented", text="x")


def test_only_a_party_of_the_text_can_be_asked_to_confirm(sent, reviewer):
    with pytest.raises(NotNow):
        asked(sent, reviewer, party="somebody-else")


def test_authors_ask_nobody_to_confirm(sent, author):
    with pytest.raises(NotAllowed):
        asked(sent, author)
