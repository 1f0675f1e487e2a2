"""The conversation on the review desk, and what a page of it costs."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model

from community.models import Notice
from contributions import actions
from contributions.models import Message
from tests.contributions.conftest import DECLARED, case_document
from tests.contributions.review_page import address, plain
from tests.factories import text

pytestmark = pytest.mark.django_db


def test_every_place_can_be_written_about_whatever_its_text(as_reviewer, draft, author):
    summary = text("第一段。\n\n第二段：" + "很长的一段，" * 200, "One.\n\nTwo.")
    saved = actions.save_draft(draft, by=author, version=draft.version, document=draft.document | {"summary": summary})
    row = actions.send(saved, by=author, version=saved.version)

    links = re.findall(r'href="(\?place=[^"#]+)#say"', as_reviewer.get(address(row)).content.decode())
    answers = [as_reviewer.get(address(row, unescape(link))) for link in links]

    assert links and {answer.status_code for answer in answers} == {200}
    assert any("第一段。 第二段：" in answer.content.decode() for answer in answers)


def test_a_notice_leads_its_author_to_the_receipt_and_its_reviewer_to_the_desk(as_reviewer, sent, author, reviewer):
    actions.claim(sent, by=reviewer)
    actions.message(sent, by=author, text="补充一句。")
    actions.message(sent, by=reviewer, text="收到。")

    assert Notice.objects.get(user=reviewer, kind="contribution_message").address == f"/review/{sent.uid}/"
    assert Notice.objects.get(user=author, kind="contribution_message").address == f"/contributions/{sent.uid}/"


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


def test_a_superuser_is_a_reviewer_too(client, sent):
    client.force_login(get_user_model().objects.create_superuser("root", password="root's password"))

    assert client.get(address(sent)).status_code == 200
