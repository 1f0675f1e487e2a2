"""Links to new pages that know what they are about, and the drafts that they begin."""

import re

import pytest
from allauth.account.models import EmailAddress

from contributions.models import Contribution
from tests.factories import StrategyFactory, TagFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages():
    TagFactory(slug="ip", title=text("产权", "Property"))
    StrategyFactory(slug="guard", title=text("护栏", "Guardrails"))
    StrategyFactory(slug="gone", status="removed", status_reason=text("重复。", "Twice."))


def begin(client, query):
    """Open the address, press the button as the form offers it; the draft."""
    html = client.get(f"/en/contribute/new/{query}").content.decode()
    form = html.partition('<form class="stack"')[2].partition("</form>")[0]
    sent = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form):
        sent.setdefault(name, []).append(value)
    answer = client.post("/en/contribute/new/", sent)
    return html, Contribution.objects.get(uid=answer["Location"].split("/")[-3])


def test_a_case_begins_with_the_playbook_it_used_and_its_tags(client, author):
    client.force_login(author)

    html, draft = begin(client, "?kind=case&strategy=guard&tag=ip")

    assert "Guardrails" in html and "Property" in html
    assert html.count('name="kind"') == 1
    assert draft.kind == "case" and draft.document["tags"] == ["ip"]
    assert draft.document["strategies"] == [
        {"strategy": "guard", "step": None, "role": "adopter", "note": {"zh": "", "en": ""}}
    ]
    assert "guard" in client.get(f"/en/contributions/{draft.uid}/edit/evidence/").content.decode()


def test_a_playbook_takes_tags_and_nothing_that_it_has_not(client, author):
    client.force_login(author)

    _html, draft = begin(client, "?kind=strategy&strategy=guard&tag=ip")

    assert draft.document == {"tags": ["ip"]}


def test_somebody_without_a_session_signs_in_and_comes_back_to_what_was_to_begin(client, author):
    EmailAddress.objects.create(user=author, email=author.email, verified=True, primary=True)

    asked = client.get("/en/contribute/new/?kind=case&strategy=guard")
    signed_in = client.post(asked["Location"], {"login": author.email, "password": "author's password"})

    assert signed_in["Location"] == "/en/contribute/new/?kind=case&strategy=guard"
    assert "Guardrails" in client.get(signed_in["Location"]).content.decode()
    assert not Contribution.objects.exists()  # opening an address writes nothing


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("?kind=case", 1),
        ("?kind=case&strategy=gone", 1),
        ("?kind=case&tag=none&strategy=ip", 1),
        ("?kind=nonsense&tag=ip", 4),
        ("?tag=ip", 4),
        ("?kind=case&tag=%3Cscript%3E", 1),
    ],
)
def test_what_is_no_public_page_is_left_out_and_only_an_unknown_kind_is_asked_for(client, author, query, kinds):
    client.force_login(author)

    html = client.get(f"/en/contribute/new/{query}").content.decode()

    assert "Your draft begins with this" not in html
    assert html.count('name="kind"') == kinds


def test_an_unknown_kind_begins_nothing(client, author):
    client.force_login(author)

    answer = client.post("/contribute/new/", {"kind": "chapter", "tag": "ip"})

    assert answer.status_code == 400 and not Contribution.objects.exists()


def test_a_page_with_something_to_begin_with_costs_one_query_more(client, author, django_assert_num_queries):
    client.force_login(author)
    with django_assert_num_queries(7):
        client.get("/contribute/new/?kind=case")
    with django_assert_num_queries(8):
        client.get("/contribute/new/?kind=case&tag=ip&strategy=guard")
