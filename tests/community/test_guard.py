"""Forms that programs like to fill in: a trap, a moment of time, a proof of work, and limits. Nobody is dropped."""

import base64
import json
import re
import time

import pytest
import time_machine
from altcha import solve_challenge_v1
from django.contrib.auth import get_user_model
from django.core import signing

from community import guard

pytestmark = pytest.mark.django_db
SIGN_UP = "/en/accounts/signup/"
PASSWORD = "five plain words in here"


def solution():
    """A proof as a browser sends it."""
    given = json.loads(guard.challenge())
    solved = solve_challenge_v1(given["challenge"], given["salt"], given["algorithm"], given["maxnumber"])
    parts = {name: given[name] for name in ("algorithm", "challenge", "salt", "signature")} | {"number": solved.number}
    return base64.b64encode(json.dumps(parts).encode()).decode()


def shown(seconds_ago=60):
    return signing.dumps(int(time.time()) - seconds_ago, salt=guard.SALT)


def sign_up(client, number=1, **fields):
    return client.post(SIGN_UP, {"email": f"p{number}@example.org", "password1": PASSWORD} | fields)


def accounts():
    return get_user_model().objects.count()


def test_a_proof_of_work_counts_once():
    proof = solution()

    assert guard.proved(proof)
    assert not guard.proved(proof)


@pytest.mark.parametrize(
    "text", ["", "x", "null", "W10=", base64.b64encode(b'{"number": 1}').decode(), "é" * 50, "A" * 9999]
)
def test_what_is_no_proof_is_none(text):
    assert not guard.proved(text)


def test_a_proof_of_somebody_else_s_challenge_is_none(settings):
    proof = solution()
    settings.SECRET_KEY = "another key of the tests"

    assert not guard.proved(proof)


def test_a_proof_ends(settings):
    proof = solution()

    with time_machine.travel(time.time() + guard.SECONDS_TO_SOLVE + 60):
        assert not guard.proved(proof)


def test_the_trap_is_told_and_everything_written_is_still_there(client):
    answer = sign_up(client, website="https://spam.example", shown_at=shown())

    html = answer.content.decode()
    assert accounts() == 0
    assert "p1@example.org" in html
    assert "This field is to stay empty" in html
    assert sign_up(client, website="", shown_at=shown()).status_code == 302


def test_who_is_very_fast_presses_once_more(client, settings):
    settings.GUARD_FORMS = True
    moment = shown(seconds_ago=0)

    first = sign_up(client, shown_at=moment)
    assert "press the button once more" in first.content.decode()
    assert f'value="{moment}"' in first.content.decode()
    with time_machine.travel(time.time() + 5, tick=True):
        assert sign_up(client, shown_at=moment).status_code == 302


def test_who_is_fast_and_has_done_the_work_gets_through(client, settings):
    settings.GUARD_FORMS = True

    assert sign_up(client, shown_at=shown(seconds_ago=0), proof=solution()).status_code == 302


@pytest.mark.parametrize("moment", ["", "forged", signing.dumps(1, salt="another")], ids=["none", "forged", "another"])
def test_a_time_that_was_not_noted_is_no_time(moment):
    assert guard.too_fast(moment)


def test_without_a_proof_few_accounts_are_made_from_one_network(client):
    for number in range(5):
        assert sign_up(client, number).status_code == 302
        client.logout()

    answer = sign_up(client, 6)

    assert "from your network" in answer.content.decode()
    assert "p6@example.org" in answer.content.decode()
    assert accounts() == 5


def test_with_a_proof_more_are_made(client):
    for number in range(5):
        sign_up(client, number)
        client.logout()

    assert sign_up(client, 6, proof=solution()).status_code == 302


def test_people_do_not_see_the_trap_and_browsers_have_the_challenge(client):
    html = client.get(SIGN_UP).content.decode()

    trap = html.partition('name="website"')[0].rpartition("<div")[2]
    assert 'class="field sr-only"' in trap
    assert 'autocomplete="off"' in re.search(r'<input[^>]* name="website"[^>]*>', html)[0]
    assert "data-proof=" in html and "js/proof.js" in html
