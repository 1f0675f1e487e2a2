"""Reviewers decide: once, with reasons, never on their own; accepting publishes all or nothing."""

import pytest
from rest_framework.exceptions import ValidationError

from community.models import Membership, Notice
from content.models import Page, Reference, Revision
from contributions import actions
from contributions.models import Contribution, Reason, State
from contributions.refusals import AlreadyClaimed, AlreadyDecided, BadDraft, NotAllowed, NotNow
from search.models import SearchEntry
from tests.contributions.conftest import DECLARED, case_document, person, sent_change
from tests.factories import CaseFactory, ReferenceFactory, text

pytestmark = pytest.mark.django_db


def test_accepting_a_new_case_publishes_it(sent, author, reviewer):
    accepted = actions.accept(sent, by=reviewer)

    page = Page.objects.get(kind="case")
    revision = Revision.objects.get(page=page)
    assert (accepted.state, accepted.page_id, accepted.page_version) == (State.ACCEPTED, page.pk, 1)
    assert (page.slug, page.origin) == ("bu-ding-zen-yang-jin-le-zhu-xian", "community")
    assert (revision.author, revision.contribution, revision.source) == (author, sent.uid, "contribution")
    assert SearchEntry.objects.filter(key=page.key).count() == 2
    assert Notice.objects.filter(user=author, kind="contribution_accepted").exists()


def test_an_english_title_gives_the_address(author, acme, reviewer):
    begun = actions.start(by=author, kind="case", document=case_document(title=text("标题", "How patches got in")))
    begun = actions.save_draft(begun, by=author, version=1, **DECLARED)

    accepted = actions.accept(actions.send(begun, by=author, version=2), by=reviewer)

    assert accepted.page.slug == "how-patches-got-in"


def test_an_address_that_is_taken_gets_a_number(sent, reviewer):
    CaseFactory(slug="bu-ding-zen-yang-jin-le-zhu-xian")

    assert actions.accept(sent, by=reviewer).page.slug == "bu-ding-zen-yang-jin-le-zhu-xian-2"


def test_new_sources_become_pages_and_known_ones_are_linked(draft, author, reviewer):
    known = ReferenceFactory(url="https://example.org/known")
    sources = [
        {"url": "https://example.org/known", "title": "Known"},
        {"url": "https://example.org/new", "title": "发布公告", "publisher_kind": "company", "note": "第3段"},
    ]
    saved = actions.save_draft(draft, by=author, version=draft.version, sources=sources)

    page = actions.accept(actions.send(saved, by=author, version=saved.version), by=reviewer).page

    new = Reference.objects.exclude(pk=known.pk).get()
    assert [row["reference"] for row in page.document["references"]] == [known.slug, new.slug]
    assert (new.title_zh_hans, new.last_checked, new.origin) == ("发布公告", None, "community")
    assert page.computed["sources"] == 1


def test_a_bad_address_of_a_source_saves_nothing_at_all(draft, author, reviewer):
    saved = actions.save_draft(draft, by=author, version=draft.version, sources=[{"url": "javascript:alert(1)"}])
    sent = actions.send(saved, by=author, version=saved.version)

    with pytest.raises(ValidationError, match="http"):
        actions.accept(sent, by=reviewer)

    assert not Page.objects.filter(kind__in=["case", "reference"]).exists()
    assert Contribution.objects.get().state == State.SUBMITTED


def test_nobody_decides_on_their_own(sent, author, reviewer):
    author.groups.set(reviewer.groups.all())
    author = type(author).objects.get(pk=author.pk)

    for act in (actions.claim, actions.accept):
        with pytest.raises(NotAllowed):
            act(sent, by=author)
    assert sent not in Contribution.objects.decidable_by(author)


def test_a_superuser_does_not_decide_on_their_own_either(sent, author):
    author.is_superuser = True
    author.save()

    with pytest.raises(NotAllowed):
        actions.accept(sent, by=author)


@pytest.mark.parametrize("situation", ["for it", "colleague", "about it"])
def test_nobody_decides_for_their_organization(draft, author, reviewer, acme, situation):
    def join(user):
        Membership.objects.create(
            user=user, organization=acme, state="verified", proof="staff", decided_at="2026-01-01T00:00Z"
        )

    join(reviewer)
    if situation == "about it":
        sent = sent_change(author, acme, title=text("尖端", "Acme Inc"))
    else:
        join(author)
        organization = acme if situation == "for it" else None
        saved = actions.save_draft(draft, by=author, version=draft.version, organization=organization)
        sent = actions.send(saved, by=author, version=saved.version)

    with pytest.raises(NotAllowed):
        actions.accept(sent, by=reviewer)


def test_a_contributor_decides_on_nothing(sent):
    stranger = person("stranger")

    for act in (actions.claim, actions.accept):
        with pytest.raises(NotAllowed):
            act(sent, by=stranger)


def test_a_draft_cannot_be_decided_on(draft, reviewer):
    with pytest.raises(NotAllowed):
        actions.accept(draft, by=reviewer)


def test_the_second_reviewer_sees_who_was_first(sent, reviewer, second_reviewer):
    actions.accept(sent, by=reviewer)

    with pytest.raises(AlreadyDecided) as refusal:
        actions.decline(sent, by=second_reviewer, reason="copied", message="…")

    assert refusal.value.by == "reviewer"
    assert refusal.value.at is not None
    assert Contribution.objects.get().state == State.ACCEPTED


def test_one_reviewer_reads_it_at_a_time(sent, reviewer, second_reviewer):
    actions.claim(sent, by=reviewer)

    with pytest.raises(AlreadyClaimed) as refusal:
        actions.claim(sent, by=second_reviewer)
    assert refusal.value.by == "reviewer"

    actions.release(sent, by=reviewer)
    assert actions.claim(sent, by=second_reviewer).claimed_by == second_reviewer


@pytest.mark.parametrize(
    ("reason", "message"), [("", "words"), ("no-cost", ""), ("no-cost", "  "), ("off-topic", "words")]
)
def test_asking_for_changes_needs_a_fitting_reason_and_words(sent, reviewer, reason, message):
    with pytest.raises(NotNow):
        actions.ask_for_changes(sent, by=reviewer, reason=reason, message=message)


def test_asked_rewritten_sent_again_accepted(sent, author, reviewer):
    asked = actions.ask_for_changes(sent, by=reviewer, reason="no-cost", message="代价呢？")
    assert Notice.objects.filter(user=author, kind="contribution_changes").exists()
    ledger = [
        {"side": "community", "gained": text("人"), "cost": text("没有发现")},
        {"side": "company", "gained": text("快")},
    ]
    saved = actions.save_draft(asked, by=author, version=asked.version, document={"ledger": ledger})
    actions.send(saved, by=author, version=saved.version)

    page = actions.accept(sent, by=reviewer).page

    assert page.document["ledger"][0]["cost"]["zh"] == "没有发现"
    assert [round_.number for round_ in sent.rounds.all()] == [1, 2]
    step = sent.transitions.get(event="changes")
    assert (step.reason.code, step.reason.clause, step.message) == ("no-cost", "2.4", "代价呢？")


def test_what_the_author_writes_meanwhile_is_not_published(sent, author, reviewer):
    asked = actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")
    actions.save_draft(asked, by=author, version=asked.version, document={"title": text("还没写完")})

    assert actions.accept(sent, by=reviewer).page.title_zh_hans == "补丁怎样进了主线"


def test_declined_texts_stay_and_an_appeal_goes_to_somebody_else(sent, author, reviewer, second_reviewer):
    declined = actions.decline(sent, by=reviewer, reason="copied", message="与公告相同")
    assert declined.document["title"]["zh"] == "补丁怎样进了主线"

    actions.appeal(declined, by=author, message="公告是我写的")

    with pytest.raises(NotAllowed):
        actions.accept(sent, by=reviewer)
    assert actions.accept(sent, by=second_reviewer).state == State.ACCEPTED


def test_an_appeal_is_possible_once(sent, author, reviewer, second_reviewer):
    actions.appeal(actions.decline(sent, by=reviewer, reason="copied", message="a"), by=author, message="b")
    declined = actions.decline(sent, by=second_reviewer, reason="copied", message="c")

    with pytest.raises(NotNow):
        actions.appeal(declined, by=author, message="d")


def test_a_duplicate_names_the_public_page(sent, reviewer):
    page = CaseFactory()

    marked = actions.mark_duplicate(sent, by=reviewer, of=page)

    assert (marked.state, marked.duplicate_of_id) == (State.DUPLICATE, page.pk)


def test_spam_is_set_aside_and_brought_back(sent, reviewer):
    actions.hold(sent, by=reviewer)
    with pytest.raises(NotNow):
        actions.accept(sent, by=reviewer)

    actions.unhold(sent, by=reviewer)

    assert actions.accept(sent, by=reviewer).state == State.ACCEPTED


def test_a_link_to_a_page_that_is_gone_is_told_and_nothing_is_saved(author, reviewer, sent):
    Page.objects.filter(slug="acme").update(slug="renamed")

    with pytest.raises((ValidationError, Exception)):
        actions.accept(sent, by=reviewer)

    assert not Page.objects.filter(kind="case").exists()


def test_reasons_are_in_both_languages(guidelines):
    for reason in Reason.objects.all():
        assert reason.words_zh_hans and reason.words_en


def test_a_source_that_cannot_be_published_is_refused_in_words_and_nothing_is_saved(draft, author, reviewer):
    source = {"url": "https://example.org/s", "title": "T", "authors": "A" * 400, "publisher": "", "note": ""}
    draft.sources = [source | {"publisher_kind": "other", "stance": "supports", "year": None}]  # as of an older form
    draft.save()
    sent = actions.send(draft, by=author, version=draft.version)

    with pytest.raises(ValidationError):
        actions.accept(sent, by=reviewer)
    assert Contribution.objects.get().state == State.SUBMITTED
    assert not Page.objects.filter(kind__in=["case", "reference"]).exists()


def test_an_author_with_an_endless_name_is_refused_where_it_is_written(draft, author):
    source = {"url": "https://example.org/s", "title": "T"}

    kept = actions.save_draft(draft, by=author, version=draft.version, sources=[source | {"authors": "A; B" * 60}])
    with pytest.raises(BadDraft):
        actions.save_draft(kept, by=author, version=kept.version, sources=[source | {"authors": "A" * 301}])
