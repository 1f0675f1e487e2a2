"""Contributions and guidelines in the admin: read, not written; new versions beside the old ones."""

import pytest

from community.models import Person
from contributions import actions
from contributions.models import Contribution, GuidelineVersion, Held
from tests.contributions.conftest import DECLARED, case_document, person
from tests.factories import text

pytestmark = pytest.mark.django_db
LIST = "/admin/contributions/contribution/"
GUIDELINES = "/admin/contributions/guidelineversion/"


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def test_what_was_sent_is_listed_and_drafts_are_not(as_admin, sent, author):
    draft = actions.start(by=author, kind="case", document={"title": text("没寄出的草稿")})

    html = as_admin.get(LIST).content.decode()

    assert sent.uid in html and f"/review/{sent.uid}/" in html
    assert draft.uid not in html
    assert sent.uid in as_admin.get(f"{LIST}?q={sent.document['title']['zh'][:4]}").content.decode()
    assert sent.uid not in as_admin.get(f"{LIST}?q=nothing-like-it").content.decode()


def test_a_contribution_is_found_by_what_was_sent_and_not_by_what_is_written_since(as_admin, rewritten):
    assert rewritten.uid in as_admin.get(f"{LIST}?q=补丁怎样").content.decode()
    assert rewritten.uid not in as_admin.get(f"{LIST}?q=写到一半").content.decode()


def test_the_document_and_every_step_are_read_and_nothing_is_written(as_admin, sent):
    path = f"{LIST}{sent.pk}/change/"

    html = as_admin.get(path).content.decode()

    assert sent.document["title"]["zh"] in html
    assert html.count("<pre>") == 3
    assert 'name="_save"' not in html
    assert as_admin.post(path, {"state": "accepted"}).status_code == 403
    assert as_admin.get(f"{LIST}add/").status_code == 403
    assert as_admin.post(f"{LIST}{sent.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Contribution.objects.get().state == "submitted"


def test_text_of_contributors_is_escaped(as_admin, sent):
    Contribution.objects.update(document={"title": {"zh": "<script>alert(1)</script>", "en": ""}})

    for path in (LIST, f"{LIST}{sent.pk}/change/"):
        assert "<script>alert" not in as_admin.get(path).content.decode()


def test_an_author_is_set_aside_and_brought_back_from_the_list(as_admin, sent, author):
    chosen = {"_selected_action": [sent.pk], "index": "0"}

    as_admin.post(LIST, {"action": "quarantine", **chosen})
    assert Contribution.objects.get().held == Held.SPAM
    as_admin.post(LIST, {"action": "end_quarantine", **chosen})

    assert Contribution.objects.get().held == Held.NOT
    assert Person.objects.get(user=author).quarantined_at is None


def test_a_colleague_is_not_set_aside(as_admin, sent, author):
    author.is_staff = True
    author.save()

    answer = as_admin.post(LIST, {"action": "quarantine", "_selected_action": [sent.pk]}, follow=True)

    assert Contribution.objects.get().held == Held.FIRST
    assert 'class="error"' in answer.content.decode()


def test_others_do_not_see_them(client, sent, reviewer):
    for user in (reviewer, person("somebody")):
        client.force_login(user)
        assert client.get(LIST).status_code in {302, 403}


def test_a_new_version_of_the_guidelines_begins_with_the_text_in_force(as_admin, guidelines):
    html = as_admin.get(f"{GUIDELINES}add/").content.decode()

    assert guidelines.text_en[:40] in html
    for reason in guidelines.reasons.all():
        assert f'value="{reason.code}"' in html


def reasons(*rows):
    """The reasons of the form."""
    names = ("code", "clause", "words_zh_hans", "words_en")
    fields = {
        f"reasons-{n}-{name}": value for n, row in enumerate(rows) for name, value in zip(names, row, strict=True)
    }
    ticks = {f"reasons-{n}-{name}": "on" for n in range(len(rows)) for name in ("for_changes", "for_decline")}
    return fields | ticks | {"reasons-TOTAL_FORMS": len(rows), "reasons-INITIAL_FORMS": 0}


def test_a_new_version_is_in_force_and_the_old_one_stays(as_admin, guidelines):
    given = {"text_zh_hans": "新的须知。", "text_en": "New guidelines."} | reasons(
        ("no-source", "1.1", "没有来源", "No source")
    )

    as_admin.post(f"{GUIDELINES}add/", given)

    current = GuidelineVersion.objects.current()
    assert (current.number, current.text_en) == (guidelines.number + 1, "New guidelines.")
    assert [reason.code for reason in current.reasons.all()] == ["no-source"]
    guidelines.refresh_from_db()
    assert guidelines.reasons.count() > 1


def test_an_old_version_is_not_changed(as_admin, guidelines):
    path = f"{GUIDELINES}{guidelines.pk}/change/"

    assert as_admin.get(path).status_code == 200
    assert as_admin.post(path, {"text_en": "Other."}).status_code == 403
    assert as_admin.post(f"{GUIDELINES}{guidelines.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_editor_reads_and_writes_no_guidelines(client, editor, guidelines):
    client.force_login(editor)

    assert client.get(GUIDELINES).status_code == 200
    assert client.get(f"{GUIDELINES}add/").status_code == 403


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_takes_the_same_queries_for_one_and_many(
    as_admin, guidelines, acme, number, django_assert_num_queries
):
    for each in range(number):
        writer = person(f"writer{each}")
        actions.agree(writer, guidelines.number)
        begun = actions.start(by=writer, kind="case", document=case_document(title=text(f"第{each}篇")))
        actions.send(actions.save_draft(begun, by=writer, version=1, **DECLARED), by=writer, version=2)

    with django_assert_num_queries(11):
        html = as_admin.get(LIST).content.decode()

    assert html.count('class="action-select"') == number
