"""The writing pages, as an author uses them without scripts."""

import pytest
from django.urls import reverse

from contributions import actions
from contributions.models import Contribution, State
from contributions.preview import preview_token
from tests.admin_form import fields_of
from tests.contributions.conftest import person, sent_change
from tests.factories import CaseFactory, ChapterFactory, PracticeFactory, TagFactory, TermFactory, text

pytestmark = pytest.mark.django_db


def filled(html):
    """What a browser would send back from the page's form as it stands."""
    return fields_of(html, "writing")


def page(client, name, *arguments):
    answer = client.get(reverse(f"contributions:{name}", args=arguments))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return answer


def fill(client, uid, step, **typed):
    """Open a step, type, and press the button."""
    address = reverse("contributions:step", args=[uid, step])
    sent = filled(client.get(address).content.decode()) | typed
    return client.post(address, sent)


def begin(client, kind="case"):
    answer = client.post(reverse("contributions:new"), {"kind": kind, "form_key": "k"})
    assert answer.status_code == 302
    return Contribution.objects.get()


def test_a_case_is_written_step_by_step_and_sent(desk, acme):
    row = begin(desk)
    fill(desk, row.uid, "who", **{
        "title_zh_hans": "补丁怎样进了主线", "summary_zh_hans": "一起改写了调度器。",
        "parties-TOTAL_FORMS": "2", "parties-0-side": "community", "parties-0-name_zh_hans": "某社区",
        "parties-1-side": "company", "parties-1-organization": "acme",
    })  # fmt: skip
    fill(desk, row.uid, "ledgers", **{"ledger-0-gained_zh_hans": "人手", "ledger-1-gained_zh_hans": "少维护"})
    fill(desk, row.uid, "evidence", **{"sources-0-url": "https://example.org/a", "sources-0-title": "公告"})
    address = reverse("contributions:send", args=[row.uid])
    declared = filled(page(desk, "send", row.uid).content.decode()) | {
        "interest": "none", "ai_use": "none", "rights": "own", "licence": "on",
    }  # fmt: skip

    answer = desk.post(address, declared)

    assert answer["Location"] == reverse("contributions:receipt", args=[row.uid])
    row.refresh_from_db()
    assert (row.state, row.rounds.count()) == (State.SUBMITTED, 1)
    assert row.sources[0]["url"] == "https://example.org/a"


def test_a_half_written_step_is_kept_and_says_what_needs_a_look(desk, acme):
    row = begin(desk)

    answer = fill(desk, row.uid, "who", period_start="前年春天")

    assert answer.status_code == 400
    assert '<a href="#id_period_start">从：' in answer.content.decode()
    assert "前年春天" in page(desk, "step", row.uid, "who").content.decode()
    row.refresh_from_db()
    assert row.version == 2
    fill(desk, row.uid, "who", period_start="2024")
    row.refresh_from_db()
    assert (row.unfinished, row.document["period"]["start"]) == ({}, "2024")


def test_an_organization_without_a_page_becomes_a_party_by_its_name(desk):
    row = begin(desk)

    fill(desk, row.uid, "who", **{"parties-0-organization": "新社区", "parties-1-organization": "New Corp"})

    row.refresh_from_db()
    assert [party["name"] for party in row.document["parties"]] == [text("新社区"), text("", "New Corp")]
    assert row.unfinished == {}


def test_saving_while_typing_answers_with_the_next_version(desk):
    row = begin(desk)
    address = reverse("contributions:step", args=[row.uid, "who"])
    sent = filled(desk.get(address).content.decode()) | {"title_zh_hans": "半"}

    answer = desk.post(address, sent, headers={"Accept": "application/json"})
    stale = desk.post(address, sent | {"title_zh_hans": "别的"}, headers={"Accept": "application/json"})

    assert (answer.json()["version"], answer.json()["valid"]) == (2, True)
    assert (stale.status_code, stale.json()["conflict"]) == (409, True)


def test_a_double_click_begins_one(desk):
    for _ in range(2):
        desk.post(reverse("contributions:new"), {"kind": "case", "form_key": "the same"})

    assert Contribution.objects.count() == 1


def test_what_is_missing_is_listed_with_a_link_to_its_step(desk):
    row = begin(desk)

    shown = page(desk, "send", row.uid).content.decode()
    answer = desk.post(reverse("contributions:send", args=[row.uid]), filled(shown))

    assert answer.status_code == 400
    assert reverse("contributions:step", args=[row.uid, "ledgers"]) in shown
    row.refresh_from_db()
    assert row.state == State.DRAFT


@pytest.mark.parametrize(
    ("factory", "name"),
    [(CaseFactory, "suggest_case"), (TermFactory, "suggest_term"), (PracticeFactory, "suggest_practice"),
     (ChapterFactory, "suggest_chapter"), (TagFactory, "suggest_tag")],
)  # fmt: skip
def test_every_public_page_can_be_changed_by_suggestion(desk, factory, name):
    target = factory()
    address = reverse(f"contributions:{name}", args=[target.slug])
    assert desk.get(address).status_code == 200

    desk.post(address, {"form_key": "k"})

    row = Contribution.objects.get()
    assert (row.target_id, row.document) == (target.pk, target.document)
    step = "who" if row.kind == "case" else "term" if row.kind == "term" else "text"
    assert fill(desk, row.uid, step, summary_en="Changed here.").status_code == 302
    row.refresh_from_db()
    assert row.document["summary"]["en"] == "Changed here."
    assert {name for name in row.document if row.document[name] != target.document[name]} == {"summary"}


def test_a_whole_case_survives_being_opened_and_saved_step_by_step(desk, author):
    """Nothing that the form shows, or does not show, is changed by pressing the button."""
    target = CaseFactory(
        period={"start": "2020", "ongoing": True},
        activities=[{"title": text("做了", "Did"), "date": "2021"}],
        outcomes=[{"dimension": "success_rate", "book": text("书里说"), "editor": text("查到")}],
        lessons=[text("一", "One")],
    )
    row = actions.start(by=author, kind="case", target=target)

    for step in ("who", "ledgers", "story", "evidence"):
        assert fill(desk, row.uid, step).status_code == 302

    row.refresh_from_db()
    assert row.document == target.document


@pytest.mark.parametrize("section", ["", "3-2"])
def test_where_the_book_tells_of_an_activity_is_asked_only_where_it_is_said(desk, author, section):
    if section:
        ChapterFactory(slug=section)
    target = CaseFactory(activities=[{"title": text("做了", "Did"), "section": section}, {"title": text("也做了")}])
    row = actions.start(by=author, kind="case", target=target)

    assert ("activities-0-section" in page(desk, "step", row.uid, "story").content.decode()) is bool(section)
    assert fill(desk, row.uid, "story", **{"activities-1-title_zh_hans": "还做了"}).status_code == 302

    row.refresh_from_db()
    assert [one["section"] for one in row.document["activities"]] == [section, ""]
    assert row.document["activities"][1]["title"]["zh"] == "还做了"


def test_the_preview_looks_like_the_page_and_says_that_it_is_none(desk, draft):
    shown = page(desk, "preview", draft.uid).content.decode()

    assert "补丁怎样进了主线" in shown.replace("<wbr>", "")
    assert "noindex" in shown
    assert draft.uid in shown


def test_the_preview_shows_sources_that_have_no_page_yet(desk, draft, author):
    saved = actions.save_draft(
        draft, by=author, version=draft.version, sources=[{"url": "https://example.org/new", "title": "新公告"}]
    )

    assert "新公告" in page(desk, "preview", saved.uid).content.decode()


def test_a_shared_preview_needs_no_account_and_a_forged_one_is_unknown(client, draft):
    token = preview_token(draft)

    shown = page(client, "shared", token)
    assert "补丁怎样进了主线" in shown.content.decode().replace("<wbr>", "")
    assert client.get(reverse("contributions:shared", args=[token[:-2] + "xx"])).status_code == 404


def test_the_receipt_tells_the_reason_and_what_to_do_now(desk, sent, reviewer):
    actions.ask_for_changes(sent, by=reviewer, reason="no-cost", message="代价呢？")

    shown = page(desk, "receipt", sent.uid).content.decode()

    assert "代价呢？" in shown
    assert "2.4" in shown
    assert reverse("contributions:edit", args=[sent.uid]) in shown


def test_the_receipt_of_a_declined_text_leads_to_revising_and_appeal(desk, sent, reviewer):
    actions.decline(sent, by=reviewer, reason="copied", message="抄")

    assert desk.post(reverse("contributions:appeal", args=[sent.uid]), {"message": ""}).status_code == 409
    desk.post(reverse("contributions:revise", args=[sent.uid]))

    assert Contribution.objects.get(follows=sent).document["title"] == sent.document["title"]


def test_a_refused_message_is_still_on_the_page(desk, sent, monkeypatch):
    monkeypatch.setattr("contributions.actions.conversation.MESSAGES_A_DAY", 0)

    answer = desk.post(reverse("contributions:message", args=[sent.uid]), {"message": "别丢了我"})

    assert answer.status_code == 409
    assert "别丢了我" in answer.content.decode()


NAMES = ("receipt", "edit", "send", "preview")


@pytest.mark.parametrize("name", NAMES)
def test_the_draft_of_another_is_unknown(client, draft, reviewer, name):
    for user in (person("stranger"), reviewer):
        client.force_login(user)

        answer = client.get(reverse(f"contributions:{name}", args=[draft.uid]))

        assert answer.status_code == 404
        assert "补丁" not in answer.content.decode()


@pytest.mark.parametrize("name", ["withdraw", "revise", "appeal", "message", "resolve"])
def test_nobody_acts_on_what_they_cannot_see(client, draft, name):
    client.force_login(person("stranger"))

    answer = client.post(reverse(f"contributions:{name}", args=[draft.uid]), {"message": "x"})

    assert answer.status_code == 404
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_reviewer_reads_what_was_sent_not_what_is_being_written(client, sent, author, reviewer):
    asked = actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")
    actions.save_draft(asked, by=author, version=asked.version, document={"title": text("还没写完")})
    client.force_login(reviewer)

    shown = client.get(reverse("contributions:preview", args=[sent.uid])).content.decode().replace("<wbr>", "")

    assert "还没写完" not in shown
    assert "补丁怎样进了主线" in shown


def test_choices_offer_public_pages_only(desk):
    TermFactory(slug="shown", title=text("共创"))
    TermFactory(slug="hidden", title=text("共享"), status="removed", status_reason=text("错"))

    answer = desk.get(reverse("contributions:choices"), {"kind": "term", "q": "共"})

    assert [row["value"] for row in answer.json()["results"]] == ["共创 (shown)"]


def test_what_is_wanted_is_public_and_the_same_for_everybody(client, guidelines):
    answer = client.get(reverse("contributions:contribute"))

    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["new", "list", "choices"])
def test_writing_needs_an_account(client, guidelines, name):
    assert client.get(reverse(f"contributions:{name}")).status_code in {302, 403}


def test_the_list_puts_first_what_needs_its_author(desk, author, sent, reviewer):
    actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")
    sent_change(author, TermFactory(), summary=text("改过的释义"))

    shown = page(desk, "list").content.decode()

    assert shown.index(sent.uid) < shown.index(Contribution.objects.latest("pk").uid)
