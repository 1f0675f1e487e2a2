"""The review desk: one contribution, who may decide on it, and the three ways out."""

import pytest
from django.contrib.auth import get_user_model

from community.models import Membership
from content.models import Page
from contributions import actions
from contributions.models import Contribution, State
from tests.contributions.conftest import DECLARED, case_document
from tests.contributions.review_page import address, decision, plain
from tests.factories import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(sent, reviewer):
    """A page that came of a contribution."""
    return actions.accept(sent, by=reviewer).page


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_strangers_are_sent_away(client, sent):
    for path in ("/review/", address(sent)):
        assert "/accounts/login/" in client.get(path)["Location"]
    assert client.post(address(sent), {"act": "claim"}).status_code == 403


def test_a_contributor_is_not_told_that_there_is_a_desk(client, sent, author):
    client.force_login(author)

    assert client.get("/review/").status_code == 404
    assert client.get(address(sent)).status_code == 404
    assert client.post(address(sent), {"act": "accept"}).status_code == 404


def test_a_draft_is_not_on_the_desk(as_reviewer, draft):
    assert as_reviewer.get(address(draft)).status_code == 404


def test_a_reviewer_reads_their_own_text_and_cannot_decide(client, sent, author, reviewer):
    author.groups.set(reviewer.groups.all())
    client.force_login(get_user_model().objects.get(pk=author.pk))

    shown = client.get(address(sent))
    tried = client.post(address(sent), decision(sent, "accept", message="好"))

    assert shown.status_code == 200
    assert "你写的" in plain(shown)
    assert 'value="accept"' not in shown.content.decode()
    assert tried.status_code == 403
    assert Contribution.objects.get().state == State.SUBMITTED


def test_a_colleague_of_the_author_cannot_decide(as_reviewer, sent, author, reviewer, acme):
    for user in (author, reviewer):
        Membership.objects.create(
            user=user, organization=acme, state="verified", proof="staff", decided_at=sent.submitted_at
        )

    shown = as_reviewer.get(address(sent))

    assert 'value="accept"' not in shown.content.decode()
    assert as_reviewer.post(address(sent), decision(sent, "accept")).status_code == 403


@pytest.mark.parametrize("query", ["", "?view=side", "?against=nothing"])
def test_a_new_page_is_shown_as_it_would_be(as_reviewer, sent, prefix, query):
    response = as_reviewer.get(prefix + address(sent, query))

    assert response.status_code == 200
    assert "三位新的维护者" in plain(response)
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response.content.decode()


@pytest.mark.parametrize("query", ["?against=7", "?against=base", "?view=upside-down"])
def test_what_there_is_not_is_not_shown(as_reviewer, sent, query):
    assert as_reviewer.get(address(sent, query)).status_code == 404


# --- Three ways out ---------------------------------------------------------------------------------------------------


def test_accepting_publishes_and_says_who_decided(as_reviewer, sent):
    response = as_reviewer.post(address(sent), decision(sent, "accept", message="谢谢"), follow=True)

    done = Contribution.objects.get()
    assert done.state == State.ACCEPTED
    assert f"/cases/{done.page.slug}/" in response.content.decode()
    assert 'value="accept"' not in response.content.decode()


@pytest.mark.parametrize("act", ["changes", "decline"])
@pytest.mark.parametrize(
    "given", [{"reason": "vague"}, {"message": "做了什么？"}, {"reason": "?", "message": "做了什么？"}]
)
def test_asking_and_declining_need_a_reason_and_a_message_and_lose_nothing(as_reviewer, sent, act, given):
    response = as_reviewer.post(address(sent), decision(sent, act, of="case:x", **given))

    assert response.status_code == 400
    assert Contribution.objects.get().state == State.SUBMITTED
    page = response.content.decode()
    assert given.get("message", "") in page
    assert 'value="case:x"' in page
    assert ("checked" in page.split('value="vague"')[1][:12]) == (given.get("reason") == "vague")


def test_changes_are_asked_for_with_a_reason(as_reviewer, sent):
    as_reviewer.post(address(sent), decision(sent, "changes", reason="vague", message="做了什么？"))

    step = sent.transitions.get(event="changes")
    assert (step.reason.code, step.message) == ("vague", "做了什么？")


def test_the_second_reviewer_sees_who_was_first_and_keeps_the_words(as_reviewer, sent, second_reviewer):
    actions.decline(sent, by=second_reviewer, reason="spam", message="广告")

    response = as_reviewer.post(address(sent), decision(sent, "accept", message="写得很好"))

    assert response.status_code == 409
    assert "second_reviewer" in plain(response)
    assert "写得很好" in plain(response)


def test_a_colleague_who_was_first_to_take_it_is_named(as_reviewer, sent, second_reviewer):
    actions.claim(sent, by=second_reviewer)

    response = as_reviewer.post(address(sent), {"act": "claim"})

    assert response.status_code == 409
    assert "second_reviewer" in plain(response)


def test_a_text_sent_again_is_not_decided_on_unread(as_reviewer, sent, author, second_reviewer):
    changed = actions.ask_for_changes(sent, by=second_reviewer, reason="vague", message="？")
    saved = actions.save_draft(changed, by=author, version=changed.version, document={"summary": text("新的写法")})
    actions.send(saved, by=author, version=saved.version)

    response = as_reviewer.post(address(sent), {"act": "accept", "round": "1", "message": "好"})

    assert response.status_code == 409
    assert Contribution.objects.get().state == State.SUBMITTED
    assert not Page.objects.filter(kind="case").exists()
    assert "新的写法" in plain(response)
    assert 'name="round" value="2"' in response.content.decode()


def test_the_previous_round_is_what_a_second_one_is_compared_with(as_reviewer, sent, author, second_reviewer):
    changed = actions.ask_for_changes(sent, by=second_reviewer, reason="vague", message="？")
    saved = actions.save_draft(
        changed, by=author, version=changed.version, document={"summary": text("公司的工程师独自改写了调度器。")}
    )
    actions.send(saved, by=author, version=saved.version)

    response = as_reviewer.get(address(sent)).content.decode()

    assert "<del>" in response
    assert "<ins>独自</ins>" in response
    assert "三位新的维护者" not in response.split('id="talk"')[0]


@pytest.mark.parametrize(
    "named", ["case:{slug}", "/cases/{slug}/", "/en/cases/{slug}/", "https://example.org/cases/{slug}/"]
)
def test_a_page_already_there_is_named_by_its_address(as_reviewer, published, author, named):
    begun = actions.start(by=author, kind="case", document=case_document())
    saved = actions.save_draft(begun, by=author, version=1, **DECLARED)
    again = actions.send(saved, by=author, version=saved.version)

    as_reviewer.post(address(again), decision(again, "duplicate", of=named.format(slug=published.slug)))

    again.refresh_from_db()
    assert again.duplicate_of_id == published.pk


@pytest.mark.parametrize(
    "named", ["", "case:nothing", "/cases/nothing/", "javascript:alert(1)", "/cases/", "http://[", "x" * 500]
)
def test_a_page_that_is_none_is_refused(as_reviewer, sent, named):
    response = as_reviewer.post(address(sent), decision(sent, "duplicate", of=named))

    assert response.status_code == 400
    assert Contribution.objects.get().state == State.SUBMITTED


def test_spam_is_set_aside_and_brought_back(as_reviewer, sent):
    as_reviewer.post(address(sent), {"act": "hold"})
    assert as_reviewer.post(address(sent), decision(sent, "accept")).status_code == 400
    assert 'value="accept"' not in as_reviewer.get(address(sent)).content.decode()

    as_reviewer.post(address(sent), {"act": "unhold"})
    assert as_reviewer.post(address(sent), decision(sent, "accept")).status_code == 302


def test_an_unknown_act_is_no_act(as_reviewer, sent):
    assert as_reviewer.post(address(sent), {"act": "delete"}).status_code == 404
