"""What somebody ticks in a playbook: kept with the account, apart from everybody else's, and never in a public page."""

import json
import re

import pytest

from community.personal_data import delete_account, export_of
from content.actions import save
from content.models import Page
from strategies.models import ChecklistProgress
from strategies.ticking import item_key, tick
from tests.factories import StrategyFactory, text

pytestmark = pytest.mark.django_db
ITEMS = [text("列出模块", "List the modules"), text("定负责人", "Name a lead")]
FIRST, SECOND = map(item_key, ITEMS)
PATH = "/strategies/plan/progress/"


@pytest.fixture
def plan():
    return StrategyFactory(slug="plan", steps=[{"title": text("一"), "checklist": ITEMS}])


def ticked(client, path="/strategies/plan/"):
    """The keys of the boxes that are ticked on the page."""
    return re.findall(r'data-tick="(\w+)"[^>]* checked', client.get(path).content.decode())


def test_the_form_ticks_and_unticks_without_a_script(client, plan, stranger):
    client.force_login(stranger)

    answer = client.post(PATH, {"done": [FIRST, SECOND], "was": ""})
    assert answer["Location"] == "/strategies/plan/#ticked"
    assert ticked(client) == [FIRST, SECOND] == ticked(client, "/en/strategies/plan/")
    assert ">2</b> of 2 ticked" in client.get("/en/strategies/plan/").content.decode()

    client.post(PATH, {"done": [SECOND], "was": f"{FIRST} {SECOND}"})
    assert ticked(client) == [SECOND]


def test_a_script_gets_no_page(client, plan, stranger):
    client.force_login(stranger)

    answer = client.post(PATH, {"done": [FIRST], "quiet": "1"})

    assert (answer.status_code, answer.content) == (204, b"")


def test_what_another_device_ticked_meanwhile_stays(client, plan, stranger):
    client.force_login(stranger)
    tick(plan, by=stranger, on={SECOND}, off=set())  # after the form below was opened

    client.post(PATH, {"done": [FIRST], "was": ""})

    assert ticked(client) == [FIRST, SECOND]


def test_an_item_that_was_rewritten_is_not_ticked_and_one_that_moved_still_is(client, plan, stranger):
    tick(plan, by=stranger, on={FIRST, SECOND}, off=set())
    document = Page.objects.get(pk=plan.pk).document
    document["steps"][0]["checklist"] = [text("先想一想", "Think first"), ITEMS[1]]
    save(kind="strategy", document=document, source="admin")
    client.force_login(stranger)

    assert ticked(client) == [SECOND]
    assert ">1</b> of 2 ticked" in client.get("/en/strategies/plan/").content.decode()


def test_what_is_no_item_is_not_kept(client, plan, stranger):
    client.force_login(stranger)

    client.post(PATH, {"done": ["nonsense", "x" * 5_000, FIRST], "was": "y" * 5_000})

    assert ChecklistProgress.objects.get().done == [FIRST]


def test_others_see_nothing_of_it_and_signed_out_pages_stay_the_same_bytes(client, plan, stranger, editor):
    before = client.get("/strategies/plan/")
    tick(plan, by=stranger, on={FIRST}, off=set())

    after = client.get("/strategies/plan/")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert "csrf" not in after.content.decode() and not after.cookies
    client.force_login(editor)
    assert ticked(client) == []


def test_pages_of_those_who_are_signed_in_are_kept_by_no_cache(client, plan, stranger):
    client.force_login(stranger)

    assert client.get("/strategies/plan/")["Cache-Control"] == "private, no-store"


def test_whoever_is_not_signed_in_is_refused(client, plan):
    assert client.post(PATH, {"done": [FIRST]}).status_code == 403
    assert not ChecklistProgress.objects.exists()


def test_only_public_playbooks_are_ticked_and_reading_writes_nothing(client, plan, stranger):
    StrategyFactory(slug="gone", status="removed", status_reason=text("重复。", "Twice."))
    client.force_login(stranger)

    assert client.get(PATH).status_code == 405
    for slug in ("gone", "unknown"):
        assert client.post(f"/strategies/{slug}/progress/", {"done": [FIRST]}).status_code == 404


def test_an_old_version_has_no_form_and_nothing_ticked(client, plan, stranger):
    tick(plan, by=stranger, on={FIRST}, off=set())
    client.force_login(stranger)

    html = client.get("/strategies/plan/v/1/").content.decode()

    assert 'id="progress"' not in html and " checked" not in html


def test_it_is_handed_out_in_words_and_goes_with_the_account(plan, stranger, editor):
    for user in (stranger, editor):
        tick(plan, by=user, on={SECOND}, off=set())

    exported = export_of(stranger)["checklists"]
    assert exported[0]["playbook"] == "plan" and exported[0]["done"] == [ITEMS[1]]
    assert json.dumps(exported, default=str)

    delete_account(stranger, keep_name=True)
    assert ChecklistProgress.objects.get().user == editor


def test_a_page_with_progress_costs_one_query_more(client, plan, stranger, django_assert_num_queries):
    client.force_login(stranger)
    client.get("/strategies/plan/")

    with django_assert_num_queries(9):  # three of the playbook, five of who is reading, one of what they ticked
        client.get("/strategies/plan/")


def test_a_playbook_taken_along_as_markdown_has_boxes_to_tick(client, plan):
    assert "\n- [ ] List the modules\n- [ ] Name a lead" in client.get("/en/strategies/plan.md").content.decode()
