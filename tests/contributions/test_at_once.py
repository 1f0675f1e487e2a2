"""People at the same moment: real connections, real locks, real commits."""

import pytest
from django.test import Client

from community.models import Notice
from content.models import Page, Revision
from contributions import actions
from contributions.models import Contribution, State, Transition
from contributions.proposals.settling import Verdict
from contributions.refusals import AlreadyClaimed, AlreadyDecided, NotNow, StaleVersion
from tests.at_once import at_once
from tests.contributions.conftest import DECLARED, case_document
from tests.contributions.program import NEW, Program
from tests.factories import FacetFactory, text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def names(results):
    return sorted(type(result).__name__ for result in results)


def test_a_form_sent_four_times_at_once_begins_one_contribution(author):
    results = at_once(*[lambda: actions.start(by=author, kind="case", form_key="same")] * 4)

    assert len({row.pk for row in results}) == 1
    assert Contribution.objects.count() == 1


def test_contributions_begun_at_once_get_different_numbers(author):
    results = at_once(*(lambda: actions.start(by=author, kind="case") for _ in range(6)))

    assert len({row.uid for row in results}) == 6


def test_sending_four_times_at_once_sends_once(draft, author):
    results = at_once(*[lambda: actions.send(draft, by=author, version=draft.version)] * 4)

    assert names(results) == ["Contribution"] * 4
    assert draft.rounds.count() == 1
    assert Transition.objects.filter(contribution=draft, event="sent").count() == 1
    assert Notice.objects.filter(user=author).count() == 1


def test_of_two_tabs_saving_at_once_one_wins_and_the_other_keeps_its_text(draft, author):
    def saving(words):
        return lambda: actions.save_draft(draft, by=author, version=draft.version, document={"title": text(words)})

    results = at_once(saving("一"), saving("二"))

    assert names(results) == ["Contribution", "StaleVersion"]
    (lost,) = [result for result in results if isinstance(result, StaleVersion)]
    kept = Contribution.objects.get(pk=draft.pk).document["title"]["zh"]
    assert {kept, lost.document["title"]["zh"]} == {"一", "二"}
    assert lost.current.document["title"]["zh"] == kept


def test_of_two_reviewers_deciding_at_once_exactly_one_decides(sent, author, reviewer, second_reviewer):
    results = at_once(
        lambda: actions.accept(sent, by=reviewer),
        lambda: actions.decline(sent, by=second_reviewer, reason="copied", message="抄"),
    )

    assert names(results) == ["AlreadyDecided", "Contribution"]
    (refused,) = [result for result in results if isinstance(result, AlreadyDecided)]
    row = Contribution.objects.get(pk=sent.pk)
    assert refused.by == row.decided_by.username
    assert Transition.objects.filter(contribution=sent, event__in=["accepted", "declined"]).count() == 1
    assert Page.objects.filter(kind="case").count() == (1 if row.state == State.ACCEPTED else 0)
    assert Notice.objects.filter(user=author).exclude(kind="contribution_sent").count() == 1


def test_two_reviewers_accepting_at_once_publish_one_page(sent, reviewer, second_reviewer):
    results = at_once(lambda: actions.accept(sent, by=reviewer), lambda: actions.accept(sent, by=second_reviewer))

    assert names(results) == ["AlreadyDecided", "Contribution"]
    assert Revision.objects.filter(contribution=sent.uid).count() == 1


def test_two_reviewers_claiming_at_once_one_has_it(sent, reviewer, second_reviewer):
    results = at_once(lambda: actions.claim(sent, by=reviewer), lambda: actions.claim(sent, by=second_reviewer))

    assert names(results) == ["AlreadyClaimed", "Contribution"]
    assert isinstance(next(one for one in results if isinstance(one, AlreadyClaimed)).by, str)


def test_taking_back_and_accepting_at_once_one_happens(sent, author, reviewer):
    results = at_once(lambda: actions.withdraw(sent, by=author), lambda: actions.accept(sent, by=reviewer))

    assert sum(isinstance(result, NotNow) for result in results) == 1
    row = Contribution.objects.get(pk=sent.pk)
    assert Page.objects.filter(kind="case").exists() is (row.state == State.ACCEPTED)


def test_two_cases_of_one_title_accepted_at_once_get_two_addresses(author, acme, reviewer, second_reviewer):
    rows = []
    for _ in range(2):
        begun = actions.start(by=author, kind="case", document=case_document())
        saved = actions.save_draft(begun, by=author, version=1, **DECLARED)
        rows.append(actions.send(saved, by=author, version=saved.version))

    results = at_once(lambda: actions.accept(rows[0], by=reviewer), lambda: actions.accept(rows[1], by=second_reviewer))

    assert names(results) == ["Contribution", "Contribution"]
    slugs = set(Page.objects.filter(kind="case").values_list("slug", flat=True))
    assert slugs == {"bu-ding-zen-yang-jin-le-zhu-xian", "bu-ding-zen-yang-jin-le-zhu-xian-2"}


def test_one_new_tag_accepted_with_two_cases_at_once_is_one_tag(author, acme, reviewer, second_reviewer):
    FacetFactory(slug="incentive")
    tag = {"kind": "tag", "name": text("许可证切换"), "facet": "incentive", "note": "为什么"}
    rows = []
    for name in ("许可证切换", "許可證切換"):
        begun = actions.start(by=author, kind="case", document=case_document())
        saved = actions.save_draft(begun, by=author, version=1, proposals=[tag | {"name": text(name)}], **DECLARED)
        rows.append(actions.send(saved, by=author, version=saved.version))

    verdicts = [Verdict("take")]
    results = at_once(
        lambda: actions.accept(rows[0], by=reviewer, proposals=verdicts),
        lambda: actions.accept(rows[1], by=second_reviewer, proposals=verdicts),
    )

    assert names(results) == ["Contribution", "Contribution"]
    tag = Page.objects.get(kind="tag")
    assert [result.page.document["tags"] for result in results] == [[tag.slug]] * 2


def test_a_link_used_twice_at_once_answers_once(sent, reviewer):
    tokens = []
    guest = actions.Guest("法务", "legal@example.org", "zh-hans", "confirm", "acme")
    actions.invite(sent, by=reviewer, guest=guest, path=lambda token: tokens.append(token) or "/")

    results = at_once(*[lambda: actions.answer_invitation(tokens[0], answer="confirmed")] * 2)

    assert names(results) == ["Invitation", "NotAllowed"]
    assert Transition.objects.filter(event="confirmed").count() == 1


def test_a_program_that_sends_the_same_request_four_times_at_once_begins_one_contribution(author, acme):
    results = at_once(*[lambda: Program(Client(), author).begin().json()["uid"]] * 4)

    assert len(set(results)) == 1
    assert Contribution.objects.count() == 1


def test_of_two_texts_with_one_key_at_once_the_second_is_refused(author, acme):
    def sending(note):
        return lambda: Program(Client(), author).begin(NEW | {"note": note}).status_code

    assert sorted(at_once(sending("one"), sending("two"))) == [201, 422]
    assert Contribution.objects.count() == 1
