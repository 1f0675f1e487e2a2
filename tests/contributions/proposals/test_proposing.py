"""Tags and organisations that are not here yet come with a text, and a reviewer decides on each."""

import pytest
from rest_framework.exceptions import ValidationError

from community.models import Notice
from content.models import Page, Revision, Tag
from contributions import actions
from contributions.models import Contribution, State
from contributions.proposals.settling import Verdict
from contributions.refusals import BadDraft, Incomplete, NotNow, Undecided
from search.models import SearchEntry
from tests.contributions.conftest import DECLARED, case_document
from tests.factories import FacetFactory, OrganizationFactory, TagFactory, TermFactory, text

pytestmark = pytest.mark.django_db
NEW_TAG = {
    "kind": "tag",
    "name": text("许可证切换", "Relicensing"),
    "facet": "incentive",
    "note": "三个案例讲的都是它。",
}
NEW_ORGANIZATION = {
    "kind": "organization", "name": text("某社区"), "organization_kind": "community", "homepage": "https://example.org/",
}  # fmt: skip
TAKE = Verdict("take")


@pytest.fixture(autouse=True)
def incentive(db):
    return FacetFactory(slug="incentive", title=text("激励", "Incentive"))


def sent_with(author, *proposals, **parts):
    begun = actions.start(by=author, kind="case", document=case_document(**parts))
    saved = actions.save_draft(begun, by=author, version=1, proposals=list(proposals), **DECLARED)
    return actions.send(saved, by=author, version=saved.version)


@pytest.fixture
def proposed(author, acme):
    """A case with a new tag and a page for its community."""
    return sent_with(author, NEW_TAG, NEW_ORGANIZATION)


def test_what_is_taken_becomes_a_page_and_the_case_links_to_it(proposed, author, reviewer):
    accepted = actions.accept(proposed, by=reviewer, proposals=[TAKE, TAKE])

    document, tag = accepted.page.document, Tag.objects.get()
    assert (tag.slug, tag.title_zh_hans, tag.facet.slug, tag.origin) == (
        "relicensing",
        "许可证切换",
        "incentive",
        "community",
    )
    assert document["tags"] == ["relicensing"]
    assert [(party["organization"], party["name"]["zh"]) for party in document["parties"]] == [
        ("mou-she-qu", ""),
        ("acme", ""),
    ]
    made = Revision.objects.filter(contribution=proposed.uid, author=author)
    assert set(made.values_list("page__kind", flat=True)) == {"case", "organization", "tag"}
    assert SearchEntry.objects.filter(key="tag:relicensing").count() == 2
    assert [one["outcome"]["page"] for one in accepted.proposals] == ["tag:relicensing", "organization:mou-she-qu"]


def test_a_page_that_is_here_is_used_instead(proposed, reviewer):
    tag, organization = TagFactory(slug="licences"), OrganizationFactory(slug="some-community")

    verdicts = [Verdict("replace", tag), Verdict("replace", organization)]
    document = actions.accept(proposed, by=reviewer, proposals=verdicts).page.document

    assert (document["tags"], document["parties"][0]["organization"]) == (["licences"], "some-community")
    assert Tag.objects.count() == 1


def test_what_is_left_out_leaves_the_text_as_it_was_and_the_author_reads_why(proposed, author, reviewer):
    verdicts = [Verdict("leave", reason="“激励”已经够用。"), Verdict("leave", reason="只出现一次。")]
    accepted = actions.accept(proposed, by=reviewer, message="谢谢。", proposals=verdicts)

    assert (accepted.page.document["tags"], accepted.page.document["parties"][0]["name"]["zh"]) == ([], "某社区")
    assert not Tag.objects.exists()
    told = Notice.objects.get(user=author, kind="contribution_accepted").parameters["text"]
    assert told["zh"] == "谢谢。\n\n“许可证切换”没有采用：“激励”已经够用。\n\n“某社区”没有采用：只出现一次。"
    assert "“Relicensing” was left out" in told["en"]


@pytest.mark.parametrize(
    "verdicts",
    [
        [],
        [TAKE],
        [Verdict("leave"), TAKE],
        [Verdict("replace"), TAKE],
        ["another kind", TAKE],
        ["removed", TAKE],
    ],
)
def test_half_a_verdict_accepts_nothing(proposed, reviewer, acme, verdicts):
    gone = TagFactory(status="removed", status_reason=text("重复", "Twice"))
    pages = {"another kind": acme, "removed": gone}
    verdicts = [Verdict("replace", pages[one]) if isinstance(one, str) else one for one in verdicts]

    with pytest.raises((Undecided, NotNow)):
        actions.accept(proposed, by=reviewer, proposals=verdicts)

    assert Contribution.objects.get().state == State.SUBMITTED
    assert not Page.objects.filter(kind__in=["case", "tag"], status="published").exists()


def test_who_takes_a_tag_that_somebody_has_made_meanwhile_gets_that_one(proposed, reviewer):
    TagFactory(slug="licence-change", title=text("許可證切換"), facet="incentive")  # the same word in other characters

    page = actions.accept(proposed, by=reviewer, proposals=[TAKE, TAKE]).page

    assert page.document["tags"] == ["licence-change"]
    assert Tag.objects.count() == 1


def test_a_change_of_a_page_can_bring_a_tag(author, reviewer):
    page = TermFactory()
    begun = actions.start(by=author, kind="term", target=page)
    saved = actions.save_draft(begun, by=author, version=1, proposals=[NEW_TAG], note="新标签", **DECLARED)
    sent = actions.send(saved, by=author, version=saved.version)

    accepted = actions.accept(sent, by=reviewer, accepted=set(), proposals=[TAKE])

    assert (accepted.page_version, accepted.page.document["tags"]) == (2, ["relicensing"])


def test_an_organisation_whose_party_is_not_accepted_cannot_be_taken(proposed, author, reviewer):
    page = actions.accept(
        proposed, by=reviewer, proposals=[Verdict("leave", reason="a"), Verdict("leave", reason="b")]
    ).page
    begun = actions.start(by=author, kind="case", target=page)
    parties = [page.document["parties"][1], {"side": "community", "name": text("别的社区")}]
    other = NEW_ORGANIZATION | {"name": text("别的社区")}
    saved = actions.save_draft(
        begun, by=author, version=1, document={"parties": parties}, proposals=[other], note="补上社区", **DECLARED
    )
    sent = actions.send(saved, by=author, version=saved.version)

    with pytest.raises(NotNow, match="别的社区"):
        actions.accept(sent, by=reviewer, accepted=set(), proposals=[TAKE])


@pytest.mark.parametrize(
    "change",
    [
        {"facet": ""},
        {"facet": "nowhere"},
        {"note": ""},
        {"name": text("")},
        {"name": text("", "РаyPal")},
        {"kind": "organization", "organization_kind": "", "name": text("某社区")},
        {"kind": "organization", "organization_kind": "company", "name": text("没有这一方")},
        {"kind": "organization", "organization_kind": "company", "name": text("某社区"), "homepage": "javascript:x"},
        {"kind": "organization", "organization_kind": "club", "name": text("某社区")},
    ],
)
def test_a_proposal_with_something_missing_is_kept_and_not_sent(author, acme, change):
    proposal = NEW_TAG | change
    if proposal["kind"] == "organization":
        proposal = {name: value for name, value in proposal.items() if name not in {"facet", "note"}}

    with pytest.raises(Incomplete) as refusal:
        sent_with(author, proposal)

    assert [finding.place[:2] for finding in refusal.value.findings] == [("proposals", 0)]
    assert Contribution.objects.get().proposals != []


def test_the_same_is_not_proposed_twice(author, acme):
    with pytest.raises(Incomplete, match="missing|缺"):
        sent_with(author, NEW_TAG, NEW_TAG | {"name": text("許可證切換")})


@pytest.mark.parametrize(
    "proposals",
    [
        {},
        ["x"],
        [{"kind": "case", "name": text("x")}],
        [{"kind": ["tag"]}],
        [NEW_TAG | {"slug": "mine"}],
        [NEW_TAG | {"name": "x"}],
        [NEW_TAG | {"name": {"fr": "x"}}],
        [NEW_TAG | {"note": 3}],
        [NEW_TAG | {"note": "a\u202eb"}],
        [NEW_TAG | {"name": text("x" * 101)}],
        [NEW_TAG | {"outcome": {"act": "take"}}],
        [NEW_TAG] * 21,
    ],
)
def test_what_no_form_could_show_is_not_kept(author, proposals):
    begun = actions.start(by=author, kind="case")

    with pytest.raises(BadDraft, match="proposals"):
        actions.save_draft(begun, by=author, version=1, proposals=proposals)


def test_only_kinds_with_parties_bring_organisations(author):
    begun = actions.start(by=author, kind="term")

    with pytest.raises(BadDraft):
        actions.save_draft(begun, by=author, version=1, proposals=[NEW_ORGANIZATION])


def test_who_begins_again_keeps_what_was_proposed(proposed, author, reviewer):
    actions.decline(proposed, by=reviewer, reason="copied", message="抄")

    assert [one["name"] for one in actions.revise(proposed, by=author).proposals] == [NEW_TAG["name"], text("某社区")]


def test_a_name_in_other_letters_is_the_name_of_the_page_that_is_here(author, reviewer, acme):
    there = TagFactory(title=text("许可证切换", "Relicensing"))
    proposed = sent_with(author, NEW_TAG | {"name": text("許可證切換", "ʀᴇlicensing")})

    assert actions.accept(proposed, by=reviewer, proposals=[TAKE]).page.document["tags"] == [there.slug]


def test_a_suggested_name_that_is_another_page_s_is_refused_when_it_is_accepted(author, reviewer, acme):
    other = OrganizationFactory(title=text("某基金会"))
    begun = actions.start(by=author, kind="organization", target=Page.objects.get(pk=other.pk))
    saved = actions.save_draft(
        begun, by=author, version=1, document={"title": text("尖端公司")}, note="改名", **DECLARED
    )
    sent = actions.send(saved, by=author, version=saved.version)
    with pytest.raises(ValidationError):
        actions.accept(sent, by=reviewer)
    assert Page.objects.get(pk=other.pk).document == other.document
