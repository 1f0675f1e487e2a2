"""The pages of playbooks, practices and challenges, as readers meet them."""

import re

import pytest

from tests.factories import (
    CaseFactory,
    FacetFactory,
    PracticeFactory,
    PracticeGroupFactory,
    StrategyFactory,
    TagFactory,
    VerifiedCaseFactory,
    text,
)

pytestmark = pytest.mark.django_db


def shown(answer):
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# --- One playbook -----------------------------------------------------------------------------------------------------


def test_a_playbook_shows_each_step_with_its_checklist_and_pitfalls(client):
    step = {
        "title": text("定边界", "Draw the line"),
        "owner": text("负责人", "The lead"),
        "output": text("一页纸", "One page"),
        "checklist": [text("列出模块", "List the modules")],
        "pitfalls": [text("口头承诺", "Promised aloud")],
    }
    StrategyFactory(slug="open-up", steps=[step])

    words = shown(client.get("/en/strategies/open-up/"))

    for part in ("Draw the line", "The lead", "One page", "List the modules", "A common pitfall", "Promised aloud"):
        assert part in words


def test_a_playbook_of_the_editors_says_that_the_book_does_not_have_it(client):
    StrategyFactory(slug="editorial", origin="editors")

    assert "the book does not have them" in shown(client.get("/en/strategies/editorial/"))


def test_a_playbook_costs_three_queries_however_many_steps_it_has(client, django_assert_num_queries):
    cases = [CaseFactory().slug for _ in range(5)]
    StrategyFactory(slug="long", steps=[{"title": text(f"{n}"), "cases": cases} for n in range(50)])
    client.get("/strategies/long/")  # the terms are known from now on

    with django_assert_num_queries(3):
        assert client.get("/strategies/long/").status_code == 200


def test_maturity_comes_with_its_reason(client):
    VerifiedCaseFactory(slug="proof")
    StrategyFactory(slug="proved", steps=[{"title": text("一", "1"), "cases": ["proof"]}])

    words = shown(client.get("/en/strategies/proved/"))

    assert "Used in checked cases" in words
    assert "1 of the 1 linked cases rest on public sources." in words


def test_a_case_that_used_the_playbook_is_named_with_the_step(client):
    CaseFactory(slug="user", title=text("用过", "A user of it"))
    StrategyFactory(slug="useful", steps=[{"title": text("一", "1")}, {"title": text("二", "2"), "cases": ["user"]}])

    html = client.get("/en/strategies/useful/").content.decode()

    assert "A user of it" in html
    assert '<a href="#step-2">2</a>' in html


def test_a_playbook_without_chinese_says_so(client):
    StrategyFactory(slug="english", title=text("", "Only English"), summary=text("", "Not translated."))

    html = client.get("/strategies/english/").content.decode()

    assert '<span lang="en">Only English</span>' in html
    assert 'rel="canonical" href="http://testserver/en/strategies/english/"' in html


def test_an_unknown_playbook_is_not_found_and_a_removed_one_gone(client, prefix):
    StrategyFactory(slug="removed", status="removed", status_reason=text("重复了。", "It was a duplicate."))

    assert client.get(f"{prefix}/strategies/unknown/").status_code == 404
    gone = client.get(f"{prefix}/strategies/removed/")
    assert gone.status_code == 410
    assert ("It was a duplicate." if prefix else "重复了。") in gone.content.decode()


def test_playbooks_are_only_read(client):
    StrategyFactory(slug="read")

    assert client.post("/strategies/read/").status_code == 405
    assert client.post("/strategies/").status_code == 405


# --- The list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_three_queries(client, django_assert_num_queries, many):
    for _ in range(many):
        StrategyFactory()

    with django_assert_num_queries(3):
        assert client.get("/en/strategies/").status_code == 200


@pytest.mark.parametrize("audience", ["community", "company"])
def test_what_is_for_both_sides_is_found_by_either(client, audience):
    StrategyFactory(title=text("给双方", "For both"), audience="both")

    assert "For both" in shown(client.get(f"/en/strategies/?audience={audience}"))


def test_the_list_is_narrowed_by_audience_and_stage(client):
    StrategyFactory(title=text("给企业", "For companies"), audience="company", stage="plan")
    StrategyFactory(title=text("给社区", "For communities"), audience="community", stage="plan")

    words = shown(client.get("/en/strategies/?audience=company&stage=plan&stage=build"))

    assert "For companies" in words and "For communities" not in words


def test_the_list_begins_with_where_a_reader_may_be_stuck(client):
    FacetFactory(slug="challenge", title=text("挑战", "Challenge"))
    TagFactory(slug="communication", facet="challenge", title=text("沟通", "Communication"))
    StrategyFactory(tags=["communication"])

    html = client.get("/en/strategies/").content.decode()

    assert "Where are you stuck?" in html
    assert 'href="/en/strategies/?challenge=communication"' in html
    assert "Where are you stuck?" not in client.get("/en/strategies/?challenge=communication").content.decode()


def test_an_empty_list_says_so(client):
    assert "No one has written a playbook yet." in shown(client.get("/en/strategies/"))


# --- Practices --------------------------------------------------------------------------------------------------------


def practice(slug, *, challenge=False, **document):
    group = PracticeGroupFactory(challenge=challenge).slug
    return PracticeFactory(slug=f"{group}/{slug}", group=group, **document)


def test_each_practice_has_an_anchor_and_names_the_playbooks_that_use_it(client):
    page = practice("voting", title=text("投票", "Voting"))
    StrategyFactory(slug="vote", title=text("表决", "Decide"), steps=[{"title": text("一"), "practices": [page.slug]}])

    html = client.get("/en/practices/").content.decode()

    assert f'id="{page.slug.replace("/", "-")}"' in html
    assert 'href="/en/strategies/vote/"' in html


def test_for_and_against_say_whether_they_are_the_book_s(client):
    practice("booked", pros=text("快", "Quick"), cons=text("贵", "Dear"), pros_cons_from_book=True)
    practice("edited", pros=text("稳", "Steady"), cons=text("慢", "Slow"), pros_cons_from_book=False)

    words = shown(client.get("/en/practices/"))

    assert "For and against: from the book." in words
    assert "For and against: written by the editors; the book does not have them." in words


@pytest.mark.parametrize("many", [1, 12])
def test_practices_cost_two_queries(client, django_assert_num_queries, many):
    for number in range(many):
        practice(f"p{number}")

    with django_assert_num_queries(2):
        assert client.get("/practices/").status_code == 200


def test_practices_are_only_read_and_may_be_empty(client, prefix):
    assert client.get(f"{prefix}/practices/").status_code == 200
    assert client.post(f"{prefix}/practices/").status_code == 405
