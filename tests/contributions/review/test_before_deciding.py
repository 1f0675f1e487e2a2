"""What the desk shows before a decision: the address of a new page, what its author sent before, fields by name."""

import pytest

from contributions import actions
from contributions.models import Contribution, State
from contributions.publishing import slug_words
from tests.contributions.api.test_review import Desk
from tests.contributions.conftest import DECLARED, case_document, sent_change
from tests.contributions.review_page import address, decision, plain
from tests.factories import CaseFactory, text

pytestmark = pytest.mark.django_db
PROPOSED = "bu-ding-zen-yang-jin-le-zhu-xian"


def field(response):
    """What stands in the field for the address."""
    return response.content.decode().partition('name="slug" value="')[2].partition('"')[0]


def another(author, title, number=2):
    """Another case of the same author, sent."""
    begun = actions.start(by=author, kind="case", document=case_document(title=text(title)), form_key=f"f{number}")
    saved = actions.save_draft(begun, by=author, version=begun.version, **DECLARED)
    return actions.send(saved, by=author, version=saved.version)


# --- The address ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "words"), [
    ("How a patch got into the mainline of the kernel", "how-a-patch-got-into-the-mainline-of-the"),
    ("Short", "short"),
    ("a" * 39 + " b", "a" * 39),
    ("a" * 50, "a" * 40),
    ("", ""),
])  # fmt: skip
def test_an_address_is_cut_where_a_word_ends(title, words):
    assert slug_words({"zh": "", "en": title}) == words


def test_the_reviewer_sees_the_address_of_a_new_page_and_can_choose_another(as_reviewer, sent):
    assert field(as_reviewer.get(address(sent))) == PROPOSED

    as_reviewer.post(address(sent), decision(sent, "accept", slug=" scheduler "))

    assert Contribution.objects.get().page.slug == "scheduler"


def test_the_address_that_was_shown_is_the_one_it_gets(as_reviewer, sent):
    CaseFactory(slug=PROPOSED)
    shown = field(as_reviewer.get(address(sent)))

    as_reviewer.post(address(sent), decision(sent, "accept", slug=shown))

    assert Contribution.objects.get().page.slug == shown == f"{PROPOSED}-2"


@pytest.mark.parametrize(("slug", "words"), [
    ("taken", "已经有页面用了地址“taken”"),
    *((slug, "地址只能用小写字母") for slug in ("Mit Raum", "../up", "调度器", "-a", "a--b", "a" * 101)),
])  # fmt: skip
def test_an_address_that_cannot_be_is_refused_and_still_there(as_reviewer, sent, slug, words):
    CaseFactory(slug="taken")

    refused = as_reviewer.post(address(sent), decision(sent, "accept", slug=slug, message="好"))

    assert refused.status_code == 400
    assert words in plain(refused)
    assert field(refused) == slug
    assert Contribution.objects.get().state == State.SUBMITTED


def test_programs_choose_it_too(client, reviewer, sent):
    desk = Desk(client, reviewer)
    assert desk.act(sent, "accept", {"slug": "../up"}).status_code == 409

    assert desk.act(sent, "accept", {"slug": "scheduler"}).json()["page"]["url"].endswith("/cases/scheduler/")


# --- The author -------------------------------------------------------------------------------------------------------


def test_what_was_sent_before_is_counted_and_not_what_came_after(as_reviewer, sent, author, reviewer):
    second = another(author, "许可证为什么换了又换")
    actions.accept(sent, by=reviewer)

    first_shown, second_shown = (plain(as_reviewer.get(address(row))) for row in (sent, second))

    assert "此前没有投过稿" in first_shown
    assert "此前投稿1篇" in second_shown
    assert "送审时，作者还没有稿件被采用" in second_shown
    assert "此前没有投过稿" not in second_shown


# --- Words ------------------------------------------------------------------------------------------------------------


def test_reviewers_read_the_fields_by_the_names_that_the_author_wrote_them_under(as_reviewer, sent):
    page = plain(as_reviewer.get(address(sent)))

    for words in ("谁和谁 › 某社区", "双方的账 › 社区", "做了什么"):
        assert words in page
    assert "各方 › " not in page


def test_a_hint_is_no_part_of_a_field_s_name(as_reviewer, author):
    case = CaseFactory(parties=[{"side": "company", "name": text("从前的名字")}])
    row = sent_change(author, case, parties=[{"side": "company", "name": text("现在的名字")}])

    page = plain(as_reviewer.get(address(row)))

    assert "现在的名字" in page and "库里没有这个组织时填" not in page


def test_a_message_can_be_about_each_field_once(as_reviewer, sent, prefix):
    html = as_reviewer.get(prefix + address(sent)).content.decode()
    options = html.partition('name="place"')[2].partition("</select>")[0].split("</option>")[:-1]
    words = [option.rpartition(">")[2] for option in options]

    assert len(words) == len(set(words)) > 5
