"""What a newcomer meets while writing and sending: prepared rows, hints, names, and what the receipt says."""

import pytest
from django.urls import reverse

from community.models import Person
from contributions import actions
from contributions.checks.texts import around
from contributions.publishing import slug_words
from tests.contributions.review_page import address, plain
from tests.contributions.test_pages import begin, fill, filled, page
from tests.factories import text

pytestmark = pytest.mark.django_db


def test_the_company_s_row_stays_prepared_while_only_the_community_is_named(desk):
    row = begin(desk)
    fill(desk, row.uid, "who", **{"parties-0-name_zh_hans": "某社区"})

    shown = filled(page(desk, "step", row.uid, "who").content.decode())

    assert (shown["parties-0-side"], shown["parties-1-side"]) == (["community"], ["company"])
    assert fill(desk, row.uid, "who").status_code == 302
    row.refresh_from_db()
    assert len(row.document["parties"]) == 1


@pytest.mark.parametrize(
    ("words", "found", "shown"),
    [
        ("please write to dev@example.org about it", "dev@example.org", "to dev@example.org about"),
        ("联系维护者dev@example.org领取奖品", "dev@example.org", "系维护者dev@example.org领取奖品"),
        ("x" * 60 + "@", "@", "x" * 30 + "@"),
    ],
)
def test_what_stands_around_a_finding_is_no_half_a_word(words, found, shown):
    start = words.index(found)

    assert around(words, start, start + len(found)) == shown


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("一个很长的中文标题讲一家公司怎样和一个社区一起把一件事做成", "yi-ge-hen-zhang-de-zhong-wen-biao-ti"),
        ("短标题", "duan-biao-ti"),
    ],
)
def test_addresses_stay_short_and_end_with_a_whole_word(title, slug):
    assert slug_words(text(title)).startswith(slug)
    assert len(slug_words(text(title))) <= 40


def test_a_fault_of_a_proposal_says_whose_it_is_and_leads_to_its_step(desk, draft, author):
    tag = {"kind": "tag", "name": text("许可", "Licence"), "facet": "gone", "note": "…"}
    row = actions.save_draft(draft, by=author, version=draft.version, proposals=[tag])

    html = page(desk, "send", row.uid).content.decode()

    assert "新标签“许可”：" in html
    assert reverse("contributions:step", args=[row.uid, "story"]) in html


def test_nobody_is_named_who_has_no_name_to_show(desk, draft, author):
    without = filled(page(desk, "send", draft.uid).content.decode())
    Person.objects.of(author)
    Person.objects.filter(user=author).update(display_name="甲", name_key="甲", show_name=True)

    assert "show_author" not in without
    assert "show_author" in filled(page(desk, "send", draft.uid).content.decode())


def test_the_receipt_of_a_first_text_says_why_it_is_held(desk, sent):
    words = plain(page(desk, "receipt", sent.uid))

    assert "你还没有发布过稿子" in words
    assert "答复" in words


def test_what_is_set_aside_promises_no_answer(desk, sent, reviewer):
    due = plain(page(desk, "receipt", sent.uid)).count("答复")
    actions.hold(sent, by=reviewer)

    assert plain(page(desk, "receipt", sent.uid)).count("答复") == due - 1


def test_whoever_decides_on_what_nobody_took_on_has_taken_it_on(sent, reviewer):
    row = actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")

    assert (row.claimed_by, row.claimed_at is not None) == (reviewer, True)


def test_the_desk_offers_what_authors_write_and_has_a_plain_address(client, sent, reviewer):
    client.force_login(reviewer)

    html = client.get(address(sent)).content.decode()

    assert 'action="/review/' in html
    assert '/?"' not in html
    assert '<option value="summary"' in html
    assert '<option value="visible_from"' not in html


def test_proposals_keep_their_order_however_they_are_saved(desk, draft, author):
    tag = {"kind": "tag", "name": text("许可"), "facet": "", "note": "…"}
    organization = {"kind": "organization", "name": text("某社区"), "organization_kind": "community", "homepage": ""}
    row = actions.save_draft(draft, by=author, version=draft.version, proposals=[tag, organization])

    for step in ("story", "who", "story"):
        fill(desk, row.uid, step)

    row.refresh_from_db()
    assert [proposal["kind"] for proposal in row.proposals] == ["tag", "organization"]


def test_nobody_agrees_to_the_guidelines_twice(desk, draft):
    assert "读一遍投稿须知" not in plain(page(desk, "send", draft.uid))


def test_the_preview_names_what_is_proposed_with_the_text(desk, draft, author):
    tag = {"kind": "tag", "name": text("许可证变更"), "facet": "", "note": "…"}
    actions.save_draft(draft, by=author, version=draft.version, proposals=[tag])

    assert "新标签：许可证变更" in plain(page(desk, "preview", draft.uid))


def test_what_is_complete_is_not_called_missing(desk, draft, author):
    assert "还缺这些" not in plain(page(desk, "send", draft.uid))
    actions.save_draft(draft, by=author, version=draft.version, licence="")
    assert "还缺这些" in plain(page(desk, "send", draft.uid))
