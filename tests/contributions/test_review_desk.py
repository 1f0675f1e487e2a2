"""The review desk: one contribution, what changed in it, and the three ways out."""

import re

import pytest
from django.contrib.auth import get_user_model

from community.models import Membership
from content.actions import save
from content.models import Page, Revision
from contributions import actions
from contributions.models import Contribution, Message, State
from tests.contributions.conftest import DECLARED, case_document, person
from tests.factories import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


def address(contribution, query=""):
    return f"/review/{contribution.uid}/{query}"


def plain(response):
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def ticks(response):
    """Whether each field that can be accepted by itself is ticked."""
    return {
        key: "checked" in rest
        for key, rest in re.findall(r'name="field" value="([^"]+)"([^>]*)>', response.content.decode())
    }


def decision(contribution, act, **given):
    return {"act": act, "round": contribution.rounds.count(), **given}


@pytest.fixture
def published(sent, reviewer):
    """A page that came of a contribution."""
    return actions.accept(sent, by=reviewer).page


def suggestion(page, author, **parts):
    begun = actions.start(by=author, kind=page.kind, target=Page.objects.get(pk=page.pk))
    saved = actions.save_draft(begun, by=author, version=1, document=parts, note="改了两处", **DECLARED)
    return actions.send(saved, by=author, version=saved.version)


@pytest.fixture
def suggested(published, author):
    return suggestion(
        published,
        author,
        summary=text("公司的工程师和社区维护者一起重写了调度器。"),
        lessons=[text("先谈维护，再谈功能。")],
    )


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_strangers_are_sent_away(client, sent):
    for path in ("/review/", address(sent)):
        response = client.get(path)
        assert response.status_code == 403 or "login" in response["Location"]
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


# --- Field by field ---------------------------------------------------------------------------------------------------


def test_a_suggestion_is_accepted_field_by_field(as_reviewer, suggested, published):
    assert ticks(as_reviewer.get(address(suggested))) == {"summary/zh": True, "lessons": True}

    as_reviewer.post(
        address(suggested),
        decision(suggested, "accept", by_field="1", field=["summary/zh"], page_version=published.version),
    )

    page = Page.objects.get(pk=published.pk)
    assert page.document["summary"]["zh"] == "公司的工程师和社区维护者一起重写了调度器。"
    assert page.document["lessons"] == []


def test_nothing_ticked_is_nothing_accepted(as_reviewer, suggested):
    response = as_reviewer.post(address(suggested), decision(suggested, "accept", by_field="1", message="？"))

    assert response.status_code == 400
    assert ticks(response) == {"summary/zh": False, "lessons": False}


def edited(page, **parts):
    """The page with a newer version by an editor."""
    now = Page.objects.get(pk=page.pk)
    document = now.document | parts
    return save(kind=page.kind, document=document, base_version=now.version, source=Revision.Source.ADMIN)


def test_fields_that_collide_are_chosen_from(as_reviewer, suggested, published):
    now = edited(published, summary=text("编辑改过的摘要。"))
    ticked = {"by_field": "1", "field": ["summary/zh", "lessons"], "page_version": now.version, "message": "合并"}

    shown = as_reviewer.get(address(suggested))
    assert "编辑改过的摘要。" in plain(shown)
    assert 'name="choice:summary/zh"' in shown.content.decode()

    undecided = as_reviewer.post(address(suggested), decision(suggested, "accept", **ticked))
    assert undecided.status_code == 409
    assert "合并" in plain(undecided)

    chosen = as_reviewer.post(
        address(suggested), decision(suggested, "accept", **ticked, **{"choice:summary/zh": "theirs"})
    )
    assert chosen.status_code == 302
    page = Page.objects.get(pk=published.pk)
    assert page.document["summary"]["zh"] == "编辑改过的摘要。"
    assert page.document["lessons"] == [text("先谈维护，再谈功能。")]


def test_a_page_that_moved_on_while_it_was_read_is_looked_at_again(as_reviewer, suggested, published):
    seen = published.version
    edited(published, background=text("编辑补的背景。"))

    response = as_reviewer.post(address(suggested), decision(suggested, "accept", page_version=seen, message="好"))

    assert response.status_code == 409
    assert Contribution.objects.get(pk=suggested.pk).state == State.SUBMITTED
    assert "好" in plain(response)


# --- Conversation -----------------------------------------------------------------------------------------------------


def test_reviewers_write_about_a_field_quote_and_settle(as_reviewer, sent):
    as_reviewer.post(
        address(sent), {"act": "say", "text": "哪三位？", "place": "ledger/community/gained", "quoted": "三位"}
    )
    first = Message.objects.get()
    quoting = as_reviewer.get(address(sent, f"?quote={first.pk}")).content.decode()
    assert f'name="thread" value="{first.pk}"' in quoting

    as_reviewer.post(address(sent), {"act": "say", "text": "补充", "thread": first.pk})
    as_reviewer.post(address(sent), {"act": "settle", "message_number": first.pk})

    assert first.answers.get().text == "补充"
    first.refresh_from_db()
    assert first.resolved_at
    as_reviewer.post(address(sent), {"act": "reopen", "message_number": first.pk})
    first.refresh_from_db()
    assert first.resolved_at is None


def test_notes_among_reviewers_are_marked(as_reviewer, sent):
    as_reviewer.post(address(sent), {"act": "say", "text": "像抄的", "staff_only": "1"})

    assert Message.objects.get().staff_only
    assert "thread staff" in as_reviewer.get(address(sent)).content.decode()


@pytest.mark.parametrize("given", [{"text": " "}, {"text": "x", "thread": "99999"}, {"text": "x", "thread": "a"}])
def test_a_message_that_cannot_be_sent_stays_in_its_form(as_reviewer, sent, given):
    response = as_reviewer.post(address(sent), {"act": "say", "quoted": "引用的话", **given})

    assert response.status_code == 400
    assert "引用的话" in plain(response)
    assert not Message.objects.exists()


@pytest.mark.parametrize("place", ["nothing/7/x", "outcomes/99/figure/value", "/", "ledger/company/put_in/zh/zh"])
def test_a_place_that_is_none_breaks_nothing(as_reviewer, sent, place):
    as_reviewer.post(address(sent), {"act": "say", "text": "x", "place": place})

    assert as_reviewer.get(address(sent)).status_code == 200
    assert as_reviewer.get(address(sent) + "?place=" + place).status_code == 200


def test_hostile_text_is_shown_as_text(as_reviewer, author, acme, reviewer):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    begun = actions.start(by=author, kind="case", document=case_document(summary=text(hostile)))
    source = {"url": "https://example.org/<b>", "title": hostile}
    saved = actions.save_draft(begun, by=author, version=1, sources=[source], **DECLARED)
    sent = actions.send(saved, by=author, version=saved.version)
    actions.message(sent, by=author, text=hostile, quoted=hostile, place=hostile)

    page = as_reviewer.get(address(sent)).content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_number_of_queries_of_the_desk_is_known(as_reviewer, sent, reviewer, django_assert_max_num_queries):
    for number in range(5):
        actions.message(sent, by=reviewer, text=f"第{number}句")
    with django_assert_max_num_queries(40):
        as_reviewer.get(address(sent))


def test_a_superuser_is_a_reviewer_too(client, sent):
    client.force_login(get_user_model().objects.create_superuser("root", password="root's password"))

    assert client.get(address(sent)).status_code == 200
    assert person("nobody") is not None
