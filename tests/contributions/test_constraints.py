"""Promises that PostgreSQL keeps for contributions, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from contributions import actions
from contributions.models import Contribution, GuidelineVersion, Invitation, Message, Reason
from tests.refusal import refused, repeat

pytestmark = pytest.mark.django_db
NOW = "2026-01-01T00:00Z"


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("contribution_uid", {"uid": "C-0001"}),
        ("contribution_kind_not_empty", {"kind": ""}),
        ("contribution_target_with_version", {"base_version": 3}),
        ("contribution_version_from_one", {"version": 0}),
        ("contribution_claimed_with_time", {"claimed_at": NOW}),
        ("contribution_decided_by_somebody", {"state": "declined"}),
        ("contribution_sent_with_time", {"submitted_at": None}),
        ("contribution_sent_with_declarations", {"interest": ""}),
        ("contribution_other_interest_is_told", {"interest": "other"}),
        ("contribution_state_known", {"state": "published"}),
        ("contribution_licence_known", {"licence": "MIT"}),
        ("contribution_rights_known", {"rights": "none"}),
        ("contribution_interest_known", {"interest": "love"}),
        ("contribution_ai_use_known", {"ai_use": "all"}),
        ("contribution_held_known", {"held": "moon"}),
    ],
)
def test_a_contribution_cannot_have(sent, constraint, columns):
    with refused(constraint):
        Contribution.objects.filter(pk=sent.pk).update(**columns)


def test_a_contribution_cannot_be_accepted_without_a_page_or_called_a_duplicate_of_nothing(sent, reviewer):
    decided = {"decided_by": reviewer, "decided_at": timezone.now()}
    with refused("contribution_accepted_with_page"):
        Contribution.objects.filter(pk=sent.pk).update(state="accepted", **decided)
    with refused("contribution_duplicate_of_a_page"):
        Contribution.objects.filter(pk=sent.pk).update(state="duplicate", **decided)


def test_nobody_is_the_judge_of_their_own(sent, author):
    with refused("contribution_not_decided_by_author"):
        Contribution.objects.filter(pk=sent.pk).update(state="declined", decided_by=author, decided_at=timezone.now())


def test_one_contribution_for_a_form(author):
    row = actions.start(by=author, kind="case", form_key="k")

    with refused("contribution_once_a_form"):
        repeat(row, uid="N-9999")


@pytest.mark.parametrize("row", ["round", "transition"])
def test_what_was_sent_and_what_happened_is_never_changed(sent, row):
    found = sent.rounds.get() if row == "round" else sent.transitions.get()
    model = type(found)

    for change in (
        lambda: model.objects.filter(pk=found.pk).update(**({"note": "x"} if row == "round" else {"message": "x"})),
        lambda: model.objects.filter(pk=found.pk).delete(),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()
    assert model.objects.filter(pk=found.pk).exists()


def test_rounds_are_numbered(sent):
    with refused("round_number_unique"):
        repeat(sent.rounds.get())
    with refused("round_number_from_one"):
        repeat(sent.rounds.get(), number=0)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("transition_refusal_with_reason", {"event": "declined"}),
        ("transition_event_known", {"event": "eaten"}),
        ("transition_from_known", {"from_state": "x"}),
        ("transition_to_known", {"to_state": "x"}),
    ],
)
def test_a_step_cannot_have(sent, constraint, columns):
    with refused(constraint):
        repeat(sent.transitions.get(), **columns)


@pytest.fixture
def invitation(sent, reviewer):
    return Invitation.objects.create(
        contribution=sent, purpose="comment", name="A", email="a@example.org", language="en", round=1, by=reviewer,
        expires_at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("invitation_answered_with_time", {"answer": "commented"}),
        ("invitation_to_confirm_names_the_party", {"purpose": "confirm"}),
        ("invitation_answer_known", {"answer": "maybe", "answered_at": NOW}),
    ],
)
def test_an_invitation_cannot_have(invitation, constraint, columns):
    with refused(constraint):
        Invitation.objects.filter(pk=invitation.pk).update(**columns)


def test_an_invitation_has_a_known_purpose_even_where_another_promise_is_not_kept(invitation):
    """A purpose that nobody knows breaks two promises; PostgreSQL names one of them, so the other is lifted here."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on a table that is altered
        cursor.execute(
            "ALTER TABLE contributions_invitation DROP CONSTRAINT invitation_to_confirm_names_the_party"
        )  # undone with the test's transaction

    with refused("invitation_purpose_known"):
        Invitation.objects.filter(pk=invitation.pk).update(purpose="pay")


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("message_from_somebody", {"author": None}),
        ("message_not_empty", {"text": ""}),
        ("message_resolved_by_somebody", {"resolved_at": NOW}),
    ],
)
def test_a_message_cannot_have(sent, reviewer, constraint, columns):
    message = actions.message(sent, by=reviewer, text="x")

    with refused(constraint):
        Message.objects.filter(pk=message.pk).update(**columns)


def test_nobody_from_outside_writes_notes_for_reviewers(invitation):
    with refused("message_of_staff_from_an_account"):
        Message.objects.create(contribution=invitation.contribution, invitation=invitation, text="x", staff_only=True)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("reason_code_once_a_version", {}),
        ("reason_clause", {"code": "x", "clause": "a"}),
        ("reason_in_words", {"code": "x", "words_zh_hans": "", "words_en": ""}),
        ("reason_is_for_something", {"code": "x", "for_changes": False, "for_decline": False}),
    ],
)
def test_a_reason_cannot_have(guidelines, constraint, columns):
    with refused(constraint):
        repeat(Reason.objects.first(), **columns)


def test_guidelines_are_numbered_and_in_both_languages(guidelines):
    with refused("guidelines_number_from_one"):
        GuidelineVersion.objects.create(number=0, text_zh_hans="a", text_en="a")
    with refused("guidelines_in_both_languages"):
        GuidelineVersion.objects.create(number=2, text_zh_hans="a")


def test_numbers_are_never_given_twice(author):
    first = actions.start(by=author, kind="case")
    number = first.uid
    Contribution.objects.filter(pk=first.pk).delete()

    assert actions.start(by=author, kind="case").uid != number
