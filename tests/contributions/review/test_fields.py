"""Suggested changes on the review desk: accepted field by field, also when the page has moved on."""

import pytest

from content.actions import save
from content.models import Page, Revision
from contributions import actions
from contributions.models import Contribution, State
from tests.contributions.conftest import DECLARED
from tests.contributions.review_page import address, decision, plain, ticks
from tests.factories import text

pytestmark = pytest.mark.django_db


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


def test_a_suggestion_is_accepted_field_by_field(as_reviewer, suggested, published):
    assert ticks(as_reviewer.get(address(suggested))) == {"summary/zh": True, "lessons": True}

    as_reviewer.post(
        address(suggested),
        decision(suggested, "accept", by_field="1", field=["summary/zh"], page_version=published.version, message="…"),
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
