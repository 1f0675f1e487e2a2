"""How an author finds the way on: what needs them stands first, an ended text leads to the one that follows it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from content.wording import partial_date
from contributions import actions
from contributions.drafts.fields import NEW_KINDS
from contributions.forms import steps_of
from contributions.models import Contribution
from contributions.views import reading
from tests.contributions.conftest import case_document
from tests.contributions.review_page import address, plain

pytestmark = pytest.mark.django_db


def test_what_needs_its_author_stands_first_however_old_it_is(desk, sent, author, reviewer, monkeypatch):
    actions.ask_for_changes(sent, by=reviewer, reason="vague", message="哪一年？")
    monkeypatch.setattr(reading, "PAGE_SIZE", 1)
    actions.start(by=author, kind="case", document=case_document(), form_key="newer")

    html = desk.get(reverse("contributions:list")).content.decode()

    assert sent.uid in html
    assert 'href="?page=2"' in html


@pytest.fixture
def follower(sent, author, reviewer):
    """What was written anew from a text that was declined, sent again."""
    declined = actions.decline(sent, by=reviewer, reason="vague", message="太笼统")
    row = actions.revise(declined, by=author)
    return actions.send(row, by=author, version=row.version)


def test_both_receipts_lead_to_each_other(desk, follower):
    for row, other in ((follower, follower.follows), (follower.follows, follower)):
        html = desk.get(reverse("contributions:receipt", args=[row.uid])).content.decode()

        assert f'href="{reverse("contributions:receipt", args=[other.uid])}"' in html
        assert "改后再投</button>" not in html


def test_a_reviewer_sees_what_a_text_was_revised_from(as_reviewer, follower):
    assert f'href="{address(follower.follows)}"' in as_reviewer.get(address(follower)).content.decode()


def test_a_draft_of_another_day_says_on_which_day_it_was_saved(desk, draft):
    path = reverse("contributions:step", args=[draft.uid, "who"])
    today = plain(desk.get(path))
    before = draft.updated_at - timedelta(days=20)
    Contribution.objects.update(updated_at=before)

    assert f"草稿已保存：{partial_date(localtime(before).date().isoformat())}" in plain(desk.get(path))
    assert "草稿已保存：" not in today


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_every_field_has_a_name_in_the_reader_s_language(desk, author, kind):
    row = actions.start(by=author, kind=kind)

    for step in steps_of(kind):
        html = desk.get(reverse("contributions:step", args=[row.uid, step.name])).content.decode()
        labels = re.findall(r"<(label|legend)[^>]*>(.*?)</\1>", html, re.DOTALL)
        words = {re.sub("<[^>]*>", "", text).strip() for _tag, text in labels}

        assert {text for text in words if text.isascii()} <= {"English", ""}


def test_what_cannot_be_read_yet_is_named_by_its_topic(desk, draft, author):
    actions.save_draft(draft, by=author, version=draft.version, unfinished={"who": {"period_start": ["前年春天"]}})

    words = plain(desk.get(reverse("contributions:send", args=[draft.uid])))

    assert "打开看看是哪里。 谁和谁，做了什么" in words


def test_a_draft_without_a_title_is_called_by_its_kind(desk, author):
    row = actions.start(by=author, kind="strategy")

    for name in ("new", "list"):
        html = desk.get(reverse(f"contributions:{name}")).content.decode()
        assert f'{reverse("contributions:edit", args=[row.uid])}">新建：策略</a>' in html


def test_what_was_sent_back_is_not_said_to_be_its_author_s_alone(desk, rewritten):
    words = plain(desk.get(reverse("contributions:edit", args=[rewritten.uid])))

    assert "只有你看得到" not in words and "放弃这份草稿" not in words
    assert "再次送审后审稿人才看得到" in words
