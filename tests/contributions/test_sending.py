"""The last page before sending, and the receipt after it: what they say is what holds now."""

import pytest
from django.urls import reverse

from contributions import actions
from contributions.models import Contribution, Reason
from tests.contributions.conftest import DECLARED, case_document

pytestmark = pytest.mark.django_db


def test_what_was_declared_is_not_asked_for_again_when_something_else_is_wrong(client, author, acme):
    row = actions.start(by=author, kind="case", document=case_document())
    client.force_login(author)
    declared = {"interest": "other", "ai_use": "none", "rights": "own", "licence": "on", "guidelines": "on"}

    answer = client.post(reverse("contributions:send", args=[row.uid]), declared | {"version": row.version})

    assert answer.status_code == 400
    assert [finding.code for finding, _field, _address in answer.context["missing"]] == ["interest-note"]
    assert "interest_note" in answer.context["form"].errors
    assert Contribution.objects.get().interest == ""


def test_a_receipt_tells_the_reason_only_while_it_holds(client, draft, author, reviewer):
    sent = actions.send(draft, by=author, version=draft.version)
    reason = Reason.objects.filter(for_changes=True).first()
    asked = actions.ask_for_changes(sent, by=reviewer, reason=reason, message="哪一份公告？")
    client.force_login(author)
    address = reverse("contributions:receipt", args=[sent.uid])
    assert "<blockquote>哪一份公告？" in client.get(address).content.decode()

    saved = actions.save_draft(asked, by=author, version=asked.version, **DECLARED)
    actions.send(saved, by=author, version=saved.version)

    html = client.get(address).content.decode()
    assert "<blockquote>哪一份公告？" not in html
    assert "哪一份公告？" in html  # among what has happened
