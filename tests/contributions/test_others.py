"""A contribution is its author's: at every address of it others get 404 and no word of it, and change nothing."""

import pytest
from django.test import Client

from contributions import actions
from contributions.models import Contribution, Message, Transition
from portal.permissions import routes, rule_for
from tests.contributions.conftest import case_document, image_of, person
from tests.contributions.program import Program
from tests.factories import text

pytestmark = pytest.mark.django_db
SECRET = "只有作者和编辑知道"
ADDRESSES = [
    (route.pattern, rule_for(route.name).methods)
    for route in routes()
    if route.pattern.startswith(
        (
            "/contributions/<str:uid>/",
            "/review/<str:uid>/",
            "/api/v1/contributions/<str:uid>/",
            "/api/v1/review/<str:uid>/",
        )
    )
]
FORM = {"act": "accept", "title_zh": "x", "text": "x", "message": "x", "version": "1", "round": "1"}


@pytest.fixture
def secret_draft(illustrated, author):
    """A draft with an image, and a text that must not be seen."""
    return actions.save_draft(illustrated, by=author, version=illustrated.version, document={"title": text(SECRET)})


@pytest.fixture
def others(author, acme):
    """Another contributor with a text of their own, and one without any."""
    other = person("other")
    actions.start(by=other, kind="case", document=case_document())
    return [other, person("third")]


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Contribution, Transition, Message)]


def address(pattern, row):
    values = {"<str:uid>": row.uid, "<str:name>": image_of(row).name, "<slug:name>": "who"}
    for part, value in values.items():
        pattern = pattern.replace(part, value)
    return pattern


def answers(row, user):
    """(address, method, answer) of everything that somebody may ask of a contribution's addresses."""
    browser = Client()
    browser.force_login(user)
    program = Program(Client(), user, "read", "contribute", "review")
    for pattern, methods in ADDRESSES:
        path = address(pattern, row)
        for method in sorted(set(methods) - {"OPTIONS"}):
            if path.startswith("/api/"):
                yield path, method, program.ask(method, path, {"version": 1}, If_Match='"1"')
            yield path, method, browser.post(path, FORM) if method == "POST" else browser.generic(method, path)


def test_the_sweep_knows_the_addresses():
    assert len(ADDRESSES) > 25


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_others_find_nothing_and_change_nothing(secret_draft, author, others, state):
    row = actions.send(secret_draft, by=author, version=secret_draft.version) if state == "sent" else secret_draft
    before = stored()
    for user in others:
        for path, method, answer in answers(row, user):
            body = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code == 404, (path, method, answer.status_code)
            assert SECRET not in body.decode("utf-8", "replace"), (path, method)
    assert stored() == before
