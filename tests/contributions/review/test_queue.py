"""The queue of the review desk: what waits, whose it is, and that it stays quick."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from contributions import actions
from contributions.models import Contribution
from tests.contributions.conftest import DECLARED, case_document, person
from tests.factories import text

pytestmark = pytest.mark.django_db

QUERIES = 9


def another(author, title="另一篇", **columns):
    begun = actions.start(by=author, kind="case", document=case_document(title=text(title)))
    saved = actions.save_draft(begun, by=author, version=1, **DECLARED, **columns)
    return actions.send(saved, by=author, version=saved.version)


def listed(client, query=""):
    """The numbers of the contributions in the queue, in order."""
    response = client.get(f"/review/{query}")
    assert response.status_code == 200
    return re.findall(r'<h3><a href="/review/(N-\d+)/">', response.content.decode())


def test_each_shelf_has_what_belongs_there(as_reviewer, sent, author, reviewer, second_reviewer):
    mine, others, asked, spam, done = (
        another(author, title) for title in ("我的", "同事的", "退回的", "垃圾", "采用的")
    )
    actions.claim(mine, by=reviewer)
    actions.claim(others, by=second_reviewer)
    actions.ask_for_changes(asked, by=second_reviewer, reason="vague", message="？")
    actions.hold(spam, by=second_reviewer)
    actions.accept(done, by=second_reviewer)

    assert listed(as_reviewer) == [mine.uid, sent.uid, others.uid, asked.uid]
    assert listed(as_reviewer, "?show=mine") == [mine.uid]
    assert listed(as_reviewer, "?show=free") == [sent.uid]
    assert listed(as_reviewer, "?show=others") == [others.uid]
    assert listed(as_reviewer, "?show=author") == [asked.uid]
    assert listed(as_reviewer, "?show=spam") == [spam.uid]
    assert listed(as_reviewer, "?show=decided") == [done.uid]
    assert listed(as_reviewer, "?kind=term") == []


def test_a_draft_is_in_no_queue(as_reviewer, draft):
    assert listed(as_reviewer) == []


def test_age_due_date_hold_and_history_are_told(as_reviewer, sent, author, reviewer, prefix):
    actions.accept(another(author), by=reviewer)
    Contribution.objects.exclude(pk=sent.pk).update(submitted_at=timezone.now() - timedelta(days=10))
    Contribution.objects.filter(pk=sent.pk).update(
        submitted_at=timezone.now() - timedelta(days=9), due=timezone.localdate() - timedelta(days=2)
    )

    words = as_reviewer.get(f"{prefix}/review/").content.decode()

    assert ("waiting 9 days" if prefix else "已等9天") in words
    assert ("overdue since" if prefix else "前处理") in words
    assert ("1 accepted, 0 not used" if prefix else "采用1篇，未采用0篇") in words
    assert ("Held: " if prefix else "暂缓：") in words


def test_taking_on_and_putting_back(as_reviewer, sent, reviewer):
    taken = as_reviewer.post(f"/review/{sent.uid}/", {"act": "claim", "from": "queue"})
    assert taken["Location"] == f"/review/{sent.uid}/"
    assert listed(as_reviewer, "?show=mine") == [sent.uid]

    put_back = as_reviewer.post(f"/review/{sent.uid}/", {"act": "release", "from": "queue"})
    assert put_back["Location"] == "/review/"
    assert listed(as_reviewer, "?show=mine") == []


def test_ones_own_cannot_be_taken_on(client, author, reviewer, sent):
    author.groups.set(reviewer.groups.all())
    client.force_login(author)

    assert listed(client) == [sent.uid]
    assert 'value="claim"' not in client.get("/review/").content.decode()


@pytest.mark.parametrize("query", ["?show=all", "?kind=x", "?page=0", "?page=2", "?page=x", "?page=99999999999"])
def test_what_there_is_not_is_not_found(as_reviewer, sent, query):
    assert as_reviewer.get(f"/review/{query}").status_code == 404


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_does_not_grow(as_reviewer, guidelines, acme, number, django_assert_num_queries):
    for each in range(number):
        author = person(f"author{each}")
        actions.agree(author, guidelines.number)
        another(author, f"第{each}篇")
    with django_assert_num_queries(QUERIES):
        shown = listed(as_reviewer)

    assert len(shown) == min(number, 25)


def test_pages_of_the_queue_keep_the_filter(as_reviewer, author, sent, monkeypatch):
    monkeypatch.setattr("contributions.review.queue.PAGE_SIZE", 2)
    for each in range(4):
        another(author, f"第{each}篇")

    assert len(listed(as_reviewer, "?show=free&kind=case&page=3")) == 1
    assert "?show=free&amp;kind=case&amp;page=2" in as_reviewer.get("/review/?show=free&kind=case").content.decode()


def test_nothing_waits(as_reviewer):
    assert "没有待审的稿件" in as_reviewer.get("/review/").content.decode()
