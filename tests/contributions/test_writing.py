"""Authors begin, write, send and take back; nothing they wrote is lost."""

import pytest

from community.models import Membership, Notice
from contributions import actions
from contributions.models import Contribution, State
from contributions.refusals import BadDraft, Incomplete, NotAllowed, NotNow, StaleVersion
from tests.contributions.conftest import DECLARED, case_document, person
from tests.factories import CaseFactory, RemovedCaseFactory, TermFactory, text

pytestmark = pytest.mark.django_db


def test_a_contribution_gets_the_next_number(author):
    first, second = (actions.start(by=author, kind="case") for _ in range(2))

    assert first.uid.startswith("N-")
    assert int(second.uid[2:]) == int(first.uid[2:]) + 1


def test_a_form_sent_twice_begins_one_contribution(author):
    first, second = (actions.start(by=author, kind="case", form_key="k1") for _ in range(2))

    assert first == second
    assert Contribution.objects.count() == 1


def test_two_people_may_have_the_same_form_key(author, reviewer):
    assert actions.start(by=author, kind="case", form_key="k") != actions.start(by=reviewer, kind="case", form_key="k")


def test_a_suggestion_begins_with_what_the_page_says(author):
    page = CaseFactory()

    begun = actions.start(by=author, kind="case", target=page)

    assert (begun.document, begun.base_version) == (page.document, 1)


def test_a_new_page_can_only_be_of_a_kind_that_is_asked_for(author):
    for kind in ("chapter", "facet", "claim", "nonsense"):
        with pytest.raises(NotAllowed):
            actions.start(by=author, kind=kind)


def test_a_removed_page_cannot_be_changed_by_suggestion(author):
    with pytest.raises(NotAllowed):
        actions.start(by=author, kind="case", target=RemovedCaseFactory())


def test_too_many_beginnings_a_day_are_refused(author, monkeypatch):
    monkeypatch.setattr("contributions.actions.writing.BEGUN_A_DAY", 2)
    actions.start(by=author, kind="case")
    actions.start(by=author, kind="case")

    with pytest.raises(actions.writing.TooMany):
        actions.start(by=author, kind="case")


@pytest.mark.parametrize(
    "name", ["slug", "status", "origin", "confidence", "visible_from", "review_by", "compiled", "uid"]
)
def test_what_is_the_editors_cannot_be_written(author, name):
    begun = actions.start(by=author, kind="case")

    with pytest.raises(BadDraft):
        actions.save_draft(begun, by=author, version=1, document={name: "2026-01-01"})


def test_a_contributor_cannot_confirm_for_a_party(author, acme):
    begun = actions.start(by=author, kind="case")
    parties = [{"side": "company", "organization": "acme", "confirmed_on": "2026-11-01"}]

    saved = actions.save_draft(begun, by=author, version=1, document={"parties": parties})

    assert saved.document["parties"] == [{"side": "company", "organization": "acme"}]


def test_a_suggestion_keeps_the_confirmation_that_the_page_has(author, acme):
    parties = [{"side": "company", "organization": "acme", "confirmed_on": "2026-11-01"}]
    begun = actions.start(by=author, kind="case", target=CaseFactory(parties=parties))
    mine = [{"side": "company", "organization": "acme", "role": text("", "Donor"), "confirmed_on": None}]

    saved = actions.save_draft(begun, by=author, version=1, document={"parties": mine})

    assert saved.document["parties"][0]["confirmed_on"] == "2026-11-01"


@pytest.mark.parametrize(
    "document",
    [{"title": "text"}, {"title": {"fr": ""}}, {"parties": {}}, {"parties": ["acme"]}, {"title": text("\x00")},
     {"tags": [1]}, {"period": {"start": 5}}, {"summary": text("a" * 500_000)}, {"lessons": [{"zh": ["deep"]}]}],
)  # fmt: skip
def test_what_no_form_could_show_is_refused_even_in_a_draft(author, document):
    begun = actions.start(by=author, kind="case")

    with pytest.raises(BadDraft):
        actions.save_draft(begun, by=author, version=1, document=document)


def test_a_draft_may_be_incomplete(author):
    begun = actions.start(by=author, kind="case")

    saved = actions.save_draft(begun, by=author, version=1, document={"title": text("半句"), "period": {"start": "20"}})

    assert saved.version == 2
    assert saved.document["title"]["zh"] == "半句"


def test_a_stale_save_keeps_both_texts(author):
    begun = actions.start(by=author, kind="case")
    actions.save_draft(begun, by=author, version=1, document={"title": text("第一个标签页")})

    with pytest.raises(StaleVersion) as refusal:
        actions.save_draft(begun, by=author, version=1, document={"title": text("第二个标签页")})

    assert refusal.value.current.document["title"]["zh"] == "第一个标签页"
    assert refusal.value.document["title"]["zh"] == "第二个标签页"


def test_nobody_writes_in_the_draft_of_another(author, reviewer):
    begun = actions.start(by=author, kind="case")

    with pytest.raises(NotAllowed):
        actions.save_draft(begun, by=reviewer, version=1, document={})
    with pytest.raises(NotAllowed):
        actions.send(begun, by=reviewer, version=1)
    with pytest.raises(NotAllowed):
        actions.withdraw(begun, by=reviewer)


def test_only_members_write_for_an_organization(author, acme):
    begun = actions.start(by=author, kind="case")
    with pytest.raises(NotAllowed):
        actions.save_draft(begun, by=author, version=1, organization=acme)

    Membership.objects.create(
        user=author, organization=acme, state="verified", proof="staff", decided_at="2026-01-01T00:00Z"
    )

    assert actions.save_draft(begun, by=author, version=1, organization=acme).organization == acme


def test_what_is_missing_is_said_and_nothing_is_sent(author):
    begun = actions.start(by=author, kind="case")

    with pytest.raises(Incomplete) as refusal:
        actions.send(begun, by=author, version=1)

    codes = {finding.code for finding in refusal.value.findings}
    assert {"title", "parties", "done", "gained-community", "gained-company", "licence", "interest"} <= codes
    assert Contribution.objects.get().state == State.DRAFT
    assert not Notice.objects.exists()


def test_a_suggestion_that_changes_nothing_cannot_be_sent(author):
    begun = actions.start(by=author, kind="term", target=TermFactory())
    begun = actions.save_draft(begun, by=author, version=1, note="没改什么", **DECLARED)

    with pytest.raises(Incomplete) as refusal:
        actions.send(begun, by=author, version=begun.version)

    assert [finding.code for finding in refusal.value.findings] == ["unchanged"]


def test_parties_what_was_done_and_both_gains_are_enough(draft, author):
    sent = actions.send(draft, by=author, version=draft.version)

    assert sent.state == State.SUBMITTED
    assert sent.due is not None
    assert sent.rounds.get().document["outcome_status"] == "not_said"
    assert Notice.objects.get(user=author).kind == "contribution_sent"


def test_sending_twice_sends_once(draft, author):
    for _ in range(2):
        actions.send(draft, by=author, version=draft.version)

    assert draft.rounds.count() == 1
    assert draft.transitions.count() == 1


def test_the_first_contribution_is_held_until_a_reviewer_takes_it_on(sent, reviewer):
    assert sent.held == "first"

    assert actions.claim(sent, by=reviewer).held == ""


def test_what_is_in_review_cannot_be_written_until_it_is_taken_back(sent, author):
    with pytest.raises(NotNow):
        actions.save_draft(sent, by=author, version=sent.version, document={})

    assert actions.withdraw(sent, by=author).state == State.WITHDRAWN


def test_a_withdrawn_text_can_be_taken_up_again(sent, author):
    old = actions.withdraw(sent, by=author)

    new = actions.revise(old, by=author)

    assert new.follows == old
    assert new.document["title"] == old.document["title"]
    assert actions.revise(old, by=author) == new
    assert Contribution.objects.get(pk=old.pk).state == State.WITHDRAWN


def test_a_draft_is_seen_by_its_author_alone(draft, author, reviewer, admin):
    for other in (reviewer, admin, person("stranger")):
        assert draft not in Contribution.objects.visible_to(other)

    assert draft in Contribution.objects.visible_to(author)


def test_what_was_sent_is_seen_by_reviewers_and_by_the_organization_it_is_for(draft, author, acme, reviewer):
    colleague = person("colleague")
    for user in (author, colleague):
        Membership.objects.create(
            user=user, organization=acme, state="verified", proof="staff", decided_at="2026-01-01T00:00Z"
        )
    saved = actions.save_draft(draft, by=author, version=draft.version, organization=acme)
    assert draft not in Contribution.objects.visible_to(colleague)

    sent = actions.send(saved, by=author, version=saved.version)

    for user, seen in ((author, True), (reviewer, True), (colleague, True), (person("stranger"), False)):
        assert (sent in Contribution.objects.visible_to(user)) is seen


def test_a_closed_account_sees_and_writes_nothing(draft, author):
    author.is_active = False
    author.save()

    assert not Contribution.objects.visible_to(author).exists()
    with pytest.raises(NotAllowed):
        actions.start(by=author, kind="case")


def test_what_was_declared_stays_with_the_round(draft, author):
    draft = actions.save_draft(draft, by=author, version=draft.version, interest="employee", ai_use="drafting")

    sent = actions.send(draft, by=author, version=draft.version)

    declared = sent.rounds.get().declarations
    assert (declared["interest"], declared["ai_use"], declared["guidelines"]) == ("employee", "drafting", 1)


def test_a_case_document_with_a_page_unknown_cannot_be_sent(author, acme):
    begun = actions.start(by=author, kind="case", document=case_document(tags=["nowhere"]))
    begun = actions.save_draft(begun, by=author, version=1, **DECLARED)

    with pytest.raises(Incomplete) as refusal:
        actions.send(begun, by=author, version=begun.version)

    assert [finding.place[0] for finding in refusal.value.findings] == ["tags"]
