"""The API of contributions when requests come twice, late, or from two places."""

import pytest

from contributions.models import Contribution
from tests.contributions.conftest import person
from tests.contributions.program import ALL, NEW, Program

pytestmark = pytest.mark.django_db


def test_the_same_request_twice_is_done_once(program, begun):
    again = program.begin()

    assert again.status_code == 201
    assert again.json() == begun.json()
    assert Contribution.objects.count() == 1


def test_another_key_begins_another_one(program, begun):
    program.begin(key="second")

    assert Contribution.objects.count() == 2


def test_a_key_is_for_one_text(program, begun):
    assert program.begin(NEW | {"note": "another"}).status_code == 422


def test_two_people_may_use_the_same_key(program, begun, client):
    assert Program(client, person("another")).begin().status_code == 201
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("key", ["", "  ", "x" * 201, "two words"])
def test_a_contribution_is_not_begun_without_a_key(program, key):
    answer = program.begin(key=key) if key else program.ask("POST", ALL, NEW)

    assert answer.status_code == 400
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(("act", "body"), [("", {}), ("send/", {}), ("withdraw/", {})])
def test_a_change_needs_the_etag_of_what_was_read(program, begun, act, body):
    path = f"{ALL}{begun.json()['uid']}/{act}"

    without = program.ask("POST" if act else "PATCH", path, body)
    stale = program.step(begun, act, body, tag='"N-0001.99.0"')

    assert (without.status_code, stale.status_code) == (428, 412)
    assert stale.json()["current"] == begun["ETag"]


def test_a_text_saved_elsewhere_meanwhile_is_not_written_over(program, begun):
    program.step(begun, "", {"note": "first"})

    stale = program.step(begun, "", {"note": "second"})

    assert stale.status_code == 412
    assert Contribution.objects.get().note == "first"


def test_the_etag_is_that_of_the_next_reading(program, begun):
    assert program.ask("GET", f"{ALL}{begun.json()['uid']}/")["ETag"] == begun["ETag"]
