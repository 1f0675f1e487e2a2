"""What a case says of its outcome when nobody chose one: nothing, from the form to the published page."""

import pytest

from contributions import actions, checks
from tests.contributions.conftest import sent_change
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def story(row):
    return f"/en/contributions/{row.uid}/edit/story/"


def test_nothing_is_chosen_for_its_author(client, draft, author):
    client.force_login(author)

    html = client.get(story(draft)).content.decode()

    assert '<option value="" selected>not chosen yet</option>' in html
    assert "not_said" not in html


def test_what_nobody_chose_is_published_as_not_said(client, sent, reviewer):
    page = actions.accept(sent, by=reviewer).page

    assert page.document["outcome_status"] == "not_said"
    assert "<span>Outcome: Not said</span>" in client.get(f"/en/cases/{page.slug}/").content.decode()


def test_author_and_reviewer_are_told(draft, author):
    chosen = actions.save_draft(draft, by=author, version=draft.version, document={"outcome_status": "mixed"})

    assert "not-said" in [finding.code for finding in checks.findings(draft)]
    assert "not-said" not in [finding.code for finding in checks.findings(chosen)]


def test_a_text_given_back_is_as_open_as_before(client, sent, author, reviewer):
    actions.ask_for_changes(sent, by=reviewer, reason="wording", message="Say it plainly.")
    client.force_login(author)

    html = client.get(story(sent)).content.decode()
    client.post(story(sent), {"version": sent.version, "outcome_status": ""})

    assert '<option value="" selected>not chosen yet</option>' in html
    sent.refresh_from_db()
    assert sent.document["outcome_status"] == "not_said"


def test_a_suggestion_may_take_an_outcome_back(author, reviewer):
    case = CaseFactory(outcome_status="positive")

    accepted = actions.accept(sent_change(author, case, outcome_status=""), by=reviewer)

    assert accepted.page.document["outcome_status"] == "not_said"


def test_cases_that_say_nothing_are_found_as_such(client):
    CaseFactory(slug="quiet", outcome_status="not_said")
    CaseFactory(slug="loud", outcome_status="mixed")

    found = client.get("/api/v1/cases/?outcome=not_said").json()

    assert [row["slug"] for row in found["results"]] == ["quiet"]
