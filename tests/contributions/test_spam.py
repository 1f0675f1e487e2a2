"""Limits on sending, what is held and why, quarantine and its undo. Whatever happens, the text stays and is told of."""

import pytest
from allauth.core.ratelimit import consume
from django.test import RequestFactory

from community.models import Notice
from contributions import actions
from contributions.actions import writing
from contributions.models import Contribution, Held, State
from contributions.refusals import NotAllowed, TooMany
from tests.contributions.conftest import DECLARED, case_document, person
from tests.contributions.program import ALL, Program

pytestmark = pytest.mark.django_db


def another(author, number=2):
    """Another text of the same person, ready to be sent."""
    begun = actions.start(by=author, kind="case", document=case_document(), form_key=f"f{number}")
    return actions.save_draft(begun, by=author, version=begun.version, **DECLARED)


# --- Held -------------------------------------------------------------------------------------------------------------


def test_what_a_newcomer_sends_is_held_until_one_was_accepted(sent, author, reviewer):
    second = actions.send(another(author), by=author, version=2)
    assert (sent.held, second.held) == (Held.FIRST, Held.FIRST)
    actions.accept(sent, by=reviewer)

    third = another(author, 3)
    assert actions.send(third, by=author, version=third.version).held == Held.NOT


def test_the_receipt_says_that_it_is_held_and_why(client, sent, author):
    client.force_login(author)

    html = client.get(f"/en/contributions/{sent.uid}/").content.decode()

    assert "None of your texts had been published when you sent this one" in html


# --- Limits -----------------------------------------------------------------------------------------------------------


def test_a_newcomer_sends_so_many_in_a_day(author, acme, monkeypatch):
    monkeypatch.setattr(writing, "SENT_A_DAY_BY_NEWCOMERS", 1)
    first, second = another(author, 1), another(author, 2)
    actions.send(first, by=author, version=first.version)

    with pytest.raises(TooMany):
        actions.send(second, by=author, version=second.version)
    second.refresh_from_db()
    assert second.state == State.DRAFT


@pytest.fixture
def form(client, draft, author):
    """(address of the last step, what is sent there)."""
    client.force_login(author)
    declared = {"interest": "none", "ai_use": "none", "rights": "own", "licence": "on", "guidelines": "on"}
    return f"/en/contributions/{draft.uid}/edit/send/", {"version": draft.version} | declared


def used_up(action, times):
    for _number in range(times):
        consume(RequestFactory().post("/", REMOTE_ADDR="127.0.0.1"), action=action)


def test_a_network_sends_so_many_without_a_proof(client, form):
    used_up("send_without_proof", 20)

    answer = client.post(*form)

    assert answer.status_code == 429
    assert "Your text is kept" in answer.content.decode()
    assert Contribution.objects.get().state == State.DRAFT


def test_the_trap_on_the_last_step_is_told(client, form):
    answer = client.post(form[0], form[1] | {"website": "x"})

    assert answer.status_code == 400
    assert "This field is to stay empty" in answer.content.decode()
    assert Contribution.objects.get().state == State.DRAFT


def test_the_trap_does_not_stand_in_the_way_of_keeping_a_draft(client, form, settings):
    settings.GUARD_FORMS = True

    assert client.post(form[0], form[1] | {"later": "1"}).status_code == 302


def test_whose_text_was_accepted_before_proves_nothing(client, form, sent, author, reviewer):
    actions.accept(sent, by=reviewer)
    mine = another(author)

    html = client.get(f"/en/contributions/{mine.uid}/edit/send/").content.decode()

    assert 'name="website"' not in html and "proof.js" not in html


def test_whose_text_was_accepted_before_has_the_larger_limit(client, form, sent, author, reviewer):
    actions.accept(sent, by=reviewer)
    used_up("send_without_proof", 20)
    mine = another(author)

    answer = client.post(f"/en/contributions/{mine.uid}/edit/send/", form[1] | {"version": mine.version})

    assert answer.status_code == 302
    assert Contribution.objects.get(pk=mine.pk).state == State.SUBMITTED


def test_programs_pass_the_same_limits(client, program, begun):
    used_up("send", 100)

    answer = program.step(begun, "send/")

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert Contribution.objects.get().state == State.DRAFT


# --- Quarantine -------------------------------------------------------------------------------------------------------


def test_all_of_a_person_is_set_aside_at_once_and_comes_back(sent, author, reviewer):
    second = actions.send(another(author), by=author, version=2)

    assert actions.quarantine(author, by=reviewer) == 2
    assert set(Contribution.objects.values_list("held", flat=True)) == {Held.SPAM}
    assert actions.quarantine(author, by=reviewer) == 0
    assert actions.end_quarantine(author, by=reviewer) == 2
    assert set(Contribution.objects.values_list("held", flat=True)) == {Held.NOT}
    assert actions.end_quarantine(author, by=reviewer) == 0
    assert [step.event for step in second.transitions.all()] == ["sent", "held", "unheld"]


def test_what_was_spam_before_stays_so(sent, author, reviewer):
    actions.hold(sent, by=reviewer)
    actions.quarantine(author, by=reviewer)

    actions.end_quarantine(author, by=reviewer)

    assert Contribution.objects.get().held == Held.SPAM


def test_what_was_spam_once_and_brought_back_comes_back_again(sent, author, reviewer):
    actions.hold(sent, by=reviewer)
    actions.unhold(sent, by=reviewer)
    actions.quarantine(author, by=reviewer)

    actions.end_quarantine(author, by=reviewer)

    assert Contribution.objects.get().held == Held.NOT


def test_what_somebody_in_quarantine_sends_is_held_and_their_receipt_says_so(client, sent, author, reviewer):
    actions.quarantine(author, by=reviewer)

    second = actions.send(another(author), by=author, version=2)

    client.force_login(author)
    assert second.held == Held.SPAM
    assert "held until an editor" in client.get(f"/en/contributions/{second.uid}/").content.decode()


def test_nobody_gets_a_mail_from_somebody_in_quarantine(sent, author, reviewer):
    actions.claim(sent, by=reviewer)
    actions.quarantine(author, by=reviewer)
    before = Notice.objects.filter(user=reviewer).count()

    actions.message(sent, by=author, text="Buy this.")

    assert Notice.objects.filter(user=reviewer).count() == before


def test_colleagues_and_oneself_are_not_set_aside(reviewer, second_reviewer, editor, author):
    for other in (reviewer, second_reviewer, editor):
        with pytest.raises(NotAllowed):
            actions.quarantine(other, by=reviewer)
    with pytest.raises(NotAllowed):
        actions.quarantine(person("victim"), by=author)


def test_one_click_on_the_desk_and_its_undo(as_reviewer, sent, author):
    address = f"/en/review/{sent.uid}/"
    as_reviewer.post(address, {"act": "quarantine"})

    html = as_reviewer.get(address).content.decode()
    assert "in quarantine since" in html
    assert Contribution.objects.get().held == Held.SPAM
    as_reviewer.post(address, {"act": "end_quarantine"})
    assert Contribution.objects.get().held == Held.NOT


def test_a_program_in_quarantine_is_held_too(client, author, acme, reviewer):
    program = Program(client, author)
    begun = program.begin()
    actions.quarantine(author, by=reviewer)

    assert program.step(begun, "send/").json()["held"] == Held.SPAM


def test_who_is_in_quarantine_still_reads_and_writes_drafts_on_pages_and_by_token(client, sent, author, reviewer):
    program = Program(client, author)
    begun = program.begin()
    actions.quarantine(author, by=reviewer)

    client.force_login(author)
    pages = ("/contributions/", f"/contributions/{sent.uid}/", f"/contributions/{begun.json()['uid']}/edit/who/")
    assert [client.get(page).status_code for page in pages] == [200] * 3
    assert program.ask("GET", f"{ALL}{sent.uid}/").status_code == 200
    assert program.step(begun, "", {"note": "x"}).status_code == 200
