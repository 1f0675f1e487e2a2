"""/api/v1/review/: what reviewers do, for programs."""

import pytest

from content.models import Page
from contributions.models import Contribution, Held, State
from tests.contributions.conftest import person, sent_change
from tests.contributions.program import ALL, Program
from tests.factories import TermFactory, text

pytestmark = pytest.mark.django_db
QUEUE = "/api/v1/review/"


class Desk(Program):
    """A program of a reviewer."""

    def __init__(self, client, user):
        super().__init__(client, user, "review")

    def read(self, row):
        return self.ask("GET", f"{QUEUE}{row.uid}/")

    def act(self, row, act, body=None):
        """Do it with the contribution as it is now."""
        return self.ask("POST", f"{QUEUE}{row.uid}/{act}/", body, If_Match=self.read(row)["ETag"])


@pytest.fixture
def desk(client, reviewer):
    return Desk(client, reviewer)


def test_the_queue_lists_what_was_sent(desk, sent):
    assert [row["uid"] for row in desk.ask("GET", QUEUE).json()["results"]] == [sent.uid]
    assert desk.ask("GET", f"{QUEUE}?show=mine").json()["count"] == 0
    assert desk.ask("GET", f"{QUEUE}?show=nonsense").status_code == 400


def test_drafts_are_not_there(desk, draft):
    assert desk.ask("GET", QUEUE).json()["count"] == 0
    assert desk.read(draft).status_code == 404


def test_it_is_taken_on_put_back_set_aside_and_brought_back(desk, sent):
    assert desk.act(sent, "claim").json()["claimed"] is True
    assert desk.act(sent, "release").json()["claimed"] is False
    assert desk.act(sent, "hold", {"message": "Spam?"}).json()["held"] == Held.SPAM
    assert desk.act(sent, "accept").status_code == 409
    assert desk.act(sent, "unhold").json()["held"] == ""


def test_everything_by_a_person_is_set_aside_and_comes_back(desk, sent, author):
    other = sent_change(author, TermFactory(), summary=text("新的释义。", "x"))

    aside = desk.act(sent, "quarantine", {"message": "Advertising."}).json()

    assert (aside["held"], aside["steps"][-1]["message"]) == (Held.SPAM, "Advertising.")
    assert aside["author_quarantined_at"] is not None
    assert desk.read(other).json()["held"] == Held.SPAM
    back = desk.act(other, "end-quarantine").json()
    assert (back["held"], back["author_quarantined_at"]) == ("", None)
    assert desk.read(sent).json()["held"] == ""


@pytest.mark.parametrize("act", ["quarantine", "end-quarantine"])
def test_quarantine_is_for_reviewers_who_mean_what_they_have_read(desk, client, reviewer, author, sent, act):
    path = f"{QUEUE}{sent.uid}/{act}/"

    assert Program(client, author, "review").ask("POST", path, {}, If_Match="x").status_code == 404
    assert Program(client, reviewer, "contribute").ask("POST", path, {}, If_Match="x").status_code == 403
    assert desk.ask("POST", path, {}).status_code == 428
    assert desk.ask("POST", path, {}, If_Match='"old"').status_code == 412
    assert desk.act(sent, act, {"user": 1}).status_code == 400
    author.is_staff = True
    author.save()
    assert desk.act(sent, act).status_code == 403
    assert Contribution.objects.get().held == Held.FIRST


def test_a_new_page_is_accepted(desk, sent):
    answer = desk.act(sent, "accept", {"message": "Thank you."})

    item = answer.json()
    assert (answer.status_code, item["state"]) == (200, "accepted")
    assert Page.objects.public().get(uid=item["page"]["uid"]).document["title"]["zh"] == sent.document["title"]["zh"]
    assert item["steps"][-1]["message"] == "Thank you."


def test_a_change_is_accepted_field_by_field(desk, author):
    page = TermFactory(title=text("旧名", "Old"), summary=text("旧的释义。", "Old."))
    row = sent_change(author, page, title=text("新名", "Old"), summary=text("新的释义。", "Old."))

    keys = [change["key"] for change in desk.read(row).json()["changes"]]
    unsaid = desk.act(row, "accept", {"changes": ["summary/zh"]})
    assert (unsaid.status_code, unsaid.json()["errors"][0]["pointer"]) == (422, "#/message")
    done = desk.act(row, "accept", {"changes": ["summary/zh"], "message": "The name stays."})

    page.refresh_from_db()
    assert keys == ["title/zh", "summary/zh"]
    assert done.json()["steps"][-1]["changes"] == {"taken": ["summary/zh"], "left": ["title/zh"], "kept": []}
    assert page.document["title"]["zh"] == "旧名"
    assert page.document["summary"]["zh"] == "新的释义。"


@pytest.mark.parametrize(("act", "state"), [("changes", "changes_requested"), ("decline", "declined")])
def test_a_refusal_gives_a_reason_and_words(desk, sent, guidelines, act, state):
    reason = guidelines.reasons.filter(for_changes=True, for_decline=True).first().code

    assert desk.act(sent, act, {"reason": reason}).status_code == 400
    unknown = desk.act(sent, act, {"reason": "no-such", "message": "m"})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "#/reason")
    answer = desk.act(sent, act, {"reason": reason, "message": "A source is missing."})

    assert answer.json()["state"] == state
    assert answer.json()["steps"][-1]["reason"]["code"] == reason


def test_a_duplicate_names_a_public_page(desk, sent):
    page = TermFactory()

    nowhere = desk.act(sent, "duplicate", {"of": "term:nowhere"})
    assert (nowhere.status_code, nowhere.json()["errors"][0]["pointer"]) == (400, "#/of")
    assert desk.act(sent, "duplicate", {"of": page.key}).json()["duplicate_of"] == page.key


def test_a_decision_is_about_the_text_that_was_read(desk, sent):
    read = desk.read(sent)
    desk.act(sent, "claim")

    stale = desk.ask("POST", f"{QUEUE}{sent.uid}/accept/", {}, If_Match=read["ETag"])

    assert stale.status_code == 412
    assert Contribution.objects.get().state == State.SUBMITTED


def test_the_second_of_two_decisions_is_told_who_was_first(desk, client, second_reviewer, sent):
    other = Desk(client, second_reviewer)
    desk.act(sent, "accept")

    answer = other.act(sent, "accept")

    assert answer.status_code == 409
    assert Page.objects.filter(kind="case").count() == 1


def test_nobody_decides_on_their_own(client, sent, author):
    from django.contrib.auth.models import Group

    author.groups.add(Group.objects.get(name="reviewer"))

    assert Desk(client, author).act(sent, "accept").status_code == 403


def test_a_page_that_changed_in_the_same_place_is_not_written_over(desk, author):
    page = TermFactory(summary=text("旧的释义。", "Old."))
    first = sent_change(author, page, summary=text("甲的释义。", "Old."))
    second = sent_change(person_with_agreement("second"), page, summary=text("乙的释义。", "Old."))
    desk.act(first, "accept")

    answer = desk.act(second, "accept")

    assert answer.status_code == 409
    assert answer.json()["collisions"] == ["summary/zh"]
    assert desk.act(second, "accept", {"choices": {"summary/zh": "mine"}}).status_code == 200


def person_with_agreement(name):
    from contributions import actions
    from contributions.models import GuidelineVersion

    user = person(name)
    actions.agree(user, GuidelineVersion.objects.current().number)
    return user


def test_reviewers_write_to_each_other(desk, sent):
    path = f"{QUEUE}{sent.uid}/messages/"

    desk.ask("POST", path, {"text": "Between us.", "staff_only": True})

    assert desk.ask("GET", path).json()["results"][0]["staff_only"] is True


def test_others_are_not_told_that_there_is_a_queue(client, author, sent):
    stranger = Program(client, author, "review", "read", "contribute")

    assert stranger.ask("GET", QUEUE).status_code == 404
    assert stranger.ask("POST", f"{QUEUE}{sent.uid}/accept/", {}, If_Match="x").status_code == 404


def test_a_reviewer_s_token_for_something_else_does_not_decide(client, reviewer, sent):
    program = Program(client, reviewer, "read", "contribute")

    assert program.ask("GET", QUEUE).status_code == 403
    assert program.ask("POST", f"{QUEUE}{sent.uid}/accept/", {}, If_Match="x").status_code == 403


def test_a_reviewer_who_needs_a_second_factor_needs_it_here_too(desk, reviewer, sent, settings):
    settings.REQUIRE_STAFF_MFA = True
    reviewer.is_staff = True
    reviewer.save()

    assert desk.ask("GET", QUEUE).status_code == 403
    assert desk.ask("GET", ALL).status_code == 403  # not made for reading one's own


def test_the_queue_costs_the_same_however_long_it_is(desk, sent, author, django_assert_num_queries):
    desk.ask("GET", QUEUE)
    with django_assert_num_queries(6):
        desk.ask("GET", QUEUE)
    for _number in range(3):
        sent_change(author, TermFactory(), summary=text("新的释义。", "x"))
    with django_assert_num_queries(6):
        desk.ask("GET", QUEUE)
