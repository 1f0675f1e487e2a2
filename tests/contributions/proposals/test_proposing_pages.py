"""Proposing a tag or an organisation beside the text, deciding on it at the desk, and both for programs."""

import pytest
from django.urls import reverse

from content.models import Page, Tag
from contributions import actions
from contributions.models import Contribution, State
from contributions.proposals.settling import Verdict
from tests.contributions.conftest import DECLARED, case_document, person
from tests.contributions.program import NEW, Program
from tests.contributions.proposals.test_proposing import NEW_ORGANIZATION, NEW_TAG, TAKE, sent_with
from tests.contributions.review_page import address, decision, plain
from tests.contributions.test_pages import fill
from tests.factories import FacetFactory, OrganizationFactory, TagFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def incentive(db):
    return FacetFactory(slug="incentive", title=text("激励", "Incentive"))


@pytest.fixture
def proposed(author, acme):
    return sent_with(author, NEW_TAG, NEW_ORGANIZATION)


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_a_word_that_is_no_tag_comes_into_a_row_of_its_own(desk, draft):
    TagFactory(slug="governance", title=text("治理"))

    answer = fill(desk, draft.uid, "story", tags="治理，许可证切换, relicensing")

    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="许可证切换"' in html and 'name="new_tags-1-en" value="relicensing"' in html
    assert "选一下它回答哪个问题。" in html
    draft.refresh_from_db()
    assert (draft.proposals, draft.unfinished["story"]["tags"]) == ([], ["治理，许可证切换, relicensing"])


def test_a_completed_row_is_kept_as_a_proposal_and_shown_again(desk, draft):
    answer = fill(desk, draft.uid, "story", **{
        "tags": "许可证切换",
        "new_tags-0-zh": "许可证切换", "new_tags-0-facet": "incentive", "new_tags-0-note": "为什么",
    })  # fmt: skip

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.document["tags"], draft.proposals) == ([], [NEW_TAG | {"name": text("许可证切换"), "note": "为什么"}])
    assert 'value="许可证切换"' in desk.get(reverse("contributions:step", args=[draft.uid, "story"])).content.decode()


def test_a_proposal_is_taken_back_by_its_box(desk, draft, author):
    actions.save_draft(draft, by=author, version=draft.version, proposals=[NEW_TAG, NEW_ORGANIZATION])

    fill(desk, draft.uid, "story", **{"new_tags-0-DELETE": "on"})

    draft.refresh_from_db()
    assert draft.proposals == [NEW_ORGANIZATION]


def test_what_is_typed_is_kept_in_the_background_too(desk, draft):
    path = reverse("contributions:step", args=[draft.uid, "story"])
    sent = {"version": draft.version, "tags": "许可证", "activities-TOTAL_FORMS": 0, "activities-INITIAL_FORMS": 0}

    answer = desk.post(path, sent, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["valid"]) == (200, False)
    assert 'name="new_tags-0-zh" value="许可证"' in desk.get(path).content.decode()


@pytest.mark.parametrize("typed", ["關聯方", "關聯方 ", "关联方", "RELATED"])
def test_a_tag_that_is_here_is_not_proposed_again(desk, draft, typed):
    TagFactory(slug="related", title=text("关联方", "Ｒｅｌａｔｅｄ"))

    answer = fill(desk, draft.uid, "story", **{
        "new_tags-0-zh": typed, "new_tags-0-facet": "incentive", "new_tags-0-note": "为什么",
    })  # fmt: skip

    assert "“关联方”库里已有。" in answer.content.decode()


def test_an_organisation_is_proposed_for_a_party_by_its_name(desk, draft):
    row = {"new_organizations-0-zh": "某社区", "new_organizations-0-organization_kind": "community"}
    stranger = fill(desk, draft.uid, "who", **row | {"new_organizations-0-zh": "别的社区"})
    assert "在“谁和谁”里也写上“别的社区”" in stranger.content.decode()

    assert fill(desk, draft.uid, "who", **row).status_code == 302

    draft.refresh_from_db()
    assert draft.proposals == [NEW_ORGANIZATION | {"homepage": ""}]


def test_a_home_page_must_be_an_address(desk, draft):
    row = {"zh": "某社区", "organization_kind": "community", "homepage": "javascript:alert(1)"}

    answer = fill(desk, draft.uid, "who", **{f"new_organizations-0-{name}": value for name, value in row.items()})

    draft.refresh_from_db()
    assert (answer.status_code, draft.proposals) == (400, [])
    assert 'id="id_new_organizations-0-homepage_error"' in answer.content.decode()


def test_the_last_page_says_where_a_proposal_is_to_be_completed(desk, draft, author):
    actions.save_draft(draft, by=author, version=draft.version, proposals=[NEW_TAG | {"note": ""}])

    html = desk.get(reverse("contributions:send", args=[draft.uid])).content.decode()

    assert f'<a href="{reverse("contributions:step", args=[draft.uid, "story"])}">用一句话写为什么需要新标签' in html


# --- The desk ---------------------------------------------------------------------------------------------------------


def test_the_desk_shows_each_with_what_may_be_meant(as_reviewer, proposed, prefix):
    TagFactory(slug="licence-change", title=text("许可证的切换", "Change of licence"))
    OrganizationFactory(slug="example", title=text("另一个名字"), homepage="http://www.example.org")

    html = as_reviewer.get(prefix + address(proposed)).content.decode()

    assert 'name="proposal-0" value="tag:licence-change"' in html
    assert 'name="proposal-1" value="organization:example"' in html
    assert ("Incentive" if prefix else "激励") in plain(as_reviewer.get(prefix + address(proposed)))


def test_the_reviewer_decides_on_each(as_reviewer, proposed):
    tag = TagFactory(slug="licences")
    given = {"proposal-0": "other", "proposal-0-page": "/tags/licences/", "proposal-1": "take"}

    assert as_reviewer.post(address(proposed), decision(proposed, "accept", **given)).status_code == 302

    page = Page.objects.get(kind="case")
    assert page.document["tags"] == [tag.slug]
    assert page.document["parties"][0]["organization"] == "mou-she-qu"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "每个新标签和新组织都要决定"),
        ({"proposal-0": "take"}, "每个新标签和新组织都要决定"),
        ({"proposal-0": "leave", "proposal-1": "take"}, "写明为什么不采用“许可证切换”"),
        ({"proposal-0": "other", "proposal-1": "take", "proposal-0-page": "nowhere"}, "公开页面"),
        ({"proposal-0": "organization:acme", "proposal-1": "take"}, "写明用哪一页代替"),
    ],
)
def test_a_refusal_says_what_is_open_and_keeps_what_was_chosen(as_reviewer, proposed, given, words):
    answer = as_reviewer.post(address(proposed), decision(proposed, "accept", message="谢谢", **given))

    html = answer.content.decode()
    assert answer.status_code == 400
    assert words in plain(answer) and "谢谢" in html
    if given.get("proposal-1"):
        assert 'name="proposal-1" value="take" checked' in html
    assert Contribution.objects.get().state == State.SUBMITTED


def test_the_receipt_says_what_became_of_each(client, author, proposed, reviewer):
    actions.accept(proposed, by=reviewer, proposals=[TAKE, Verdict("leave", reason="只出现一次。")])
    client.force_login(author)

    html = client.get(reverse("contributions:receipt", args=[proposed.uid])).content.decode()

    assert '<a href="/tags/relicensing/">许可证切换</a> · 已采用' in html
    assert "没有采用：只出现一次。" in html


# --- Programs ---------------------------------------------------------------------------------------------------------


def test_a_program_proposes_and_a_program_decides(client, author, reviewer, acme):
    TagFactory(slug="licence-change", title=text("许可证的切换"))
    program = Program(client, author)
    item = program.begin(NEW | {"proposals": [NEW_TAG, NEW_ORGANIZATION]})
    assert item.json()["proposals"] == [NEW_TAG, NEW_ORGANIZATION]
    sent = program.step(item, "send/", {"guidelines": 1})

    desk = Program(client, reviewer, "review")
    path = f"/api/v1/review/{sent.json()['uid']}/"
    read = desk.ask("GET", path)
    assert [one["near"] for one in read.json()["proposals"]] == [["tag:licence-change"], []]
    open_ones = desk.ask("POST", f"{path}accept/", {"proposals": [{"act": "take"}]}, If_Match=read["ETag"])
    assert (open_ones.status_code, open_ones.json()["errors"][0]["pointer"]) == (422, "#/proposals/1")
    verdicts = [{"act": "replace", "page": "tag:licence-change"}, {"act": "leave", "reason": "Once only."}]
    answer = desk.ask("POST", f"{path}accept/", {"proposals": verdicts}, If_Match=read["ETag"])

    outcomes = [one["outcome"] for one in answer.json()["proposals"]]
    assert [(one["act"], one["page"]) for one in outcomes] == [("replace", "tag:licence-change"), ("leave", "")]
    assert Tag.objects.count() == 1


@pytest.mark.parametrize(
    ("verdict", "place"),
    [
        ({"act": "eat"}, "act"),
        ({}, "act"),
        ({"act": "take", "slug": "x"}, "slug"),
        ({"act": "replace", "page": "tag:nowhere"}, "page"),
    ],
)
def test_a_verdict_that_is_none_is_told_at_its_place(client, author, reviewer, verdict, place):
    OrganizationFactory(slug="acme")
    sent = sent_with(author, NEW_TAG)
    desk = Program(client, reviewer, "review")
    path = f"/api/v1/review/{sent.uid}/"

    tag = desk.ask("GET", path)["ETag"]
    answer = desk.ask("POST", f"{path}accept/", {"proposals": [verdict]}, If_Match=tag)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, f"#/proposals/0/{place}")


@pytest.mark.parametrize("given", [{}, [{"kind": "case"}], [NEW_TAG | {"uid": "L-0001"}]])
def test_a_proposal_that_cannot_be_kept_is_told_at_its_place(program, given):
    answer = program.begin(NEW | {"proposals": given})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"].startswith("#/proposals")


def test_a_source_that_is_none_does_not_break_the_desk(client, author, reviewer, acme):
    begun = actions.start(by=author, kind="case", document=case_document())
    saved = actions.save_draft(begun, by=author, version=1, sources=[{"url": "javascript:alert(1)"}], **DECLARED)
    sent = actions.send(saved, by=author, version=saved.version)
    client.force_login(reviewer)

    assert client.post(address(sent), decision(sent, "accept")).status_code == 400
    assert not Page.objects.filter(kind="reference").exists()


def test_what_is_proposed_is_in_what_a_person_takes_along(author, proposed):
    from contributions.personal_data import export_own

    assert export_own(author)["contributions"][0]["proposals"][0]["name"] == NEW_TAG["name"]
    assert export_own(person("other"))["contributions"] == []
