"""People without an account: asked from the desk, answering behind a signed link, once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.models import OutgoingMail
from contributions import actions
from contributions.models import Invitation, Message

pytestmark = pytest.mark.django_db

GUEST = {
    "act": "invite", "invite-guest_name": "某法务", "invite-email": "legal@example.org", "invite-language": "zh-hans",
    "invite-purpose": "confirm", "invite-party": "acme", "invite-ask": "第二段对吗？",
}  # fmt: skip


@pytest.fixture
def guest():
    """A browser that checks forms as a real one would meet it, without an account."""
    return Client(enforce_csrf_checks=True)


def link(contribution, reviewer, purpose="confirm", language="zh-hans"):
    """The path behind a new invitation."""
    paths = []
    asked = actions.Guest(
        "某法务", "legal@example.org", language, purpose, "acme" if purpose == "confirm" else "", "对吗？"
    )
    actions.invite(contribution, by=reviewer, guest=asked, path=lambda token: paths.append(f"/asked/{token}/") or "")
    return paths[0]


def test_a_party_is_asked_from_the_desk_and_listed(as_reviewer, sent):
    response = as_reviewer.post(f"/review/{sent.uid}/", GUEST, follow=True)

    invitation = Invitation.objects.get()
    assert (invitation.party, invitation.purpose) == ("acme", "confirm")
    assert "某法务" in response.content.decode()
    assert "/asked/" in OutgoingMail.objects.get(kind="contribution_invitation").text


@pytest.mark.parametrize(
    "wrong",
    [{"invite-email": "no address"}, {"invite-party": ""}, {"invite-party": "nobody"}, {"invite-guest_name": ""},
     {"invite-purpose": "decide"}, {"invite-language": "xx"}],
)  # fmt: skip
def test_a_form_with_faults_keeps_what_was_typed(as_reviewer, sent, wrong):
    response = as_reviewer.post(f"/review/{sent.uid}/", GUEST | wrong)

    assert response.status_code == 400
    assert "第二段对吗？" in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_question_is_taken_back(as_reviewer, sent, reviewer, guest):
    path = link(sent, reviewer)

    as_reviewer.post(f"/review/{sent.uid}/", {"act": "take_back", "invitation": Invitation.objects.get().pk})

    assert guest.get(path).status_code == 410


def test_an_author_asks_nobody(client, sent, author, reviewer):
    author.groups.set(reviewer.groups.all())
    client.force_login(author)

    assert client.post(f"/review/{sent.uid}/", GUEST).status_code == 403
    assert not Invitation.objects.exists()


def test_the_guest_reads_the_text_and_nothing_is_kept_or_told_further(sent, reviewer, guest, prefix):
    response = guest.get(prefix + link(sent, reviewer))

    page = response.content.decode()
    assert response.status_code == 200
    assert "三位新的维护者" in page
    assert "对吗？" in page
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert 'name="robots" content="noindex"' in page
    assert "reviewer" not in page.replace("reviewers", "")
    assert not response.cookies


def test_the_guest_can_look_at_the_page_itself_never_at_what_is_being_written(sent, author, reviewer, guest):
    path = link(sent, reviewer)
    changed = actions.ask_for_changes(sent, by=reviewer, reason="vague", message="？")
    actions.save_draft(changed, by=author, version=changed.version, document={"summary": {"zh": "还没送出", "en": ""}})

    assert 'href="?page"' in guest.get(path).content.decode()
    shown = guest.get(f"{path}?page")
    assert shown.status_code == 200
    assert "三位新的维护者" in shown.content.decode()
    assert "还没送出" not in shown.content.decode()
    assert (shown["Cache-Control"], shown["Referrer-Policy"]) == ("private, no-store", "no-referrer")


def test_the_reviewer_can_look_at_the_page_itself(as_reviewer, sent):
    assert f'href="/contributions/{sent.uid}/preview/"' in as_reviewer.get(f"/review/{sent.uid}/").content.decode()
    assert as_reviewer.get(f"/contributions/{sent.uid}/preview/").status_code == 200


def test_a_party_confirms_once(sent, reviewer, guest):
    path = link(sent, reviewer)

    thanks = guest.post(path, {"answer": "confirmed"})

    assert thanks.status_code == 200
    assert Invitation.objects.get().answer == "confirmed"
    for again in (guest.get(path), guest.post(path, {"answer": "objected", "text": "不对"})):
        assert again.status_code == 410
        assert again["Referrer-Policy"] == "no-referrer"
    assert Invitation.objects.get().answer == "confirmed"


@pytest.mark.parametrize(
    ("purpose", "given"),
    [("confirm", {"text": "有话说"}), ("confirm", {"answer": "objected"}), ("comment", {"text": " "}),
     ("confirm", {"answer": "commented", "text": "有话说"})],
)  # fmt: skip
def test_an_answer_that_lacks_something_keeps_the_words(sent, reviewer, guest, purpose, given):
    response = guest.post(link(sent, reviewer, purpose), given)

    assert response.status_code == 400
    assert given.get("text", "") in response.content.decode()
    assert Invitation.objects.get().answer == ""


def test_a_comment_reaches_the_desk(as_reviewer, sent, reviewer, guest):
    guest.post(link(sent, reviewer, "comment"), {"text": "第二段的年份不对"})

    assert Message.objects.get().outside_name == "某法务"
    assert "第二段的年份不对" in as_reviewer.get(f"/review/{sent.uid}/").content.decode()


@pytest.mark.parametrize("how", ["forged", "expired", "decided", "nonsense"])
def test_a_link_that_is_no_longer_good_says_so(sent, reviewer, guest, how):
    path = link(sent, reviewer)
    if how == "forged":
        path = path[:-3] + "xx/"
    elif how == "nonsense":
        path = "/asked/1/"
    elif how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    else:
        actions.accept(sent, by=reviewer)

    response = guest.get(path)

    assert response.status_code == 410
    assert "三位新的维护者" not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_the_guest_sees_the_text_that_the_question_was_about(sent, author, reviewer, guest):
    path = link(sent, reviewer)
    changed = actions.ask_for_changes(sent, by=reviewer, reason="vague", message="？")
    actions.save_draft(changed, by=author, version=changed.version, document={"summary": {"zh": "还没送出", "en": ""}})

    assert "还没送出" not in guest.get(path).content.decode()
