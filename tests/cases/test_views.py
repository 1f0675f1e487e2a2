"""The pages of cases, as readers meet them."""

import re

import pytest

from tests.factories import (
    CaseFactory,
    ClaimFactory,
    MechanismFactory,
    OrganizationFactory,
    ReferenceFactory,
    RemovedCaseFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
    VerifiedCaseFactory,
    text,
)

pytestmark = pytest.mark.django_db


def shown(answer):
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_case_is_read_by_anybody_in_both_languages(client, prefix):
    CaseFactory(slug="beam", title=text("流水线的地基", "Under the pipeline"))

    answer = client.get(f"{prefix}/cases/beam/")

    assert answer.status_code == 200
    assert ("Under the pipeline" if prefix else "流水线的地基") in shown(answer)
    assert f'<html lang="{"en" if prefix else "zh-Hans"}">' in answer.content.decode()


def test_a_case_costs_three_queries_however_much_hangs_on_it(client, django_assert_num_queries):
    case = VerifiedCaseFactory(slug="busy", references=[{"reference": ReferenceFactory().slug} for _ in range(50)])
    for _ in range(10):
        ClaimFactory(about=[case.key])
        StrategyFactory(steps=[{"title": text("一步", "A step"), "cases": ["busy"]}])

    client.get("/cases/busy/")  # the terms are known from now on

    with django_assert_num_queries(3):
        assert client.get("/cases/busy/").status_code == 200


def test_a_plain_case_costs_three_queries(client, django_assert_num_queries):
    CaseFactory(slug="plain")
    client.get("/en/cases/plain/")  # the terms are known from now on

    with django_assert_num_queries(3):
        client.get("/en/cases/plain/")


def test_terms_cost_one_query_more_and_only_until_they_are_known(client, django_assert_num_queries):
    TermFactory(slug="upstream", title=text("上游", "Upstream"), summary=text("改动的去处。", "Where changes go."))
    CaseFactory(slug="flink", background=text("补丁送回上游。", "Patches go upstream."))
    with django_assert_num_queries(4):
        client.get("/cases/flink/")

    with django_assert_num_queries(3):
        answer = client.get("/cases/flink/")

    assert 'popovertarget="d-upstream"' in answer.content.decode()
    assert "改动的去处。" in shown(answer)


def test_both_ledgers_stand_before_everything_else_that_is_told(client):
    CaseFactory(slug="told", background=text("背景在后。"))

    words = shown(client.get("/cases/told/"))

    assert words.index("没有发现") < words.index("背景在后。")


def test_what_the_book_says_and_what_editors_found_stand_apart(client):
    outcome = {
        "dimension": "success_rate",
        "book": text("大获成功。", "A triumph."),
        "editor": text("没有查到。", "Not found."),
    }
    CaseFactory(slug="apart", outcomes=[outcome])

    html = client.get("/en/cases/apart/").content.decode()

    assert re.search(r"<dt>What the book says</dt><dd>A triumph\.</dd>", html)
    assert re.search(r"<dt>What editors found</dt><dd>Not found\.", html)


def test_a_figure_names_its_source_by_the_number_it_has_in_the_list(client):
    first, second = ReferenceFactory(), ReferenceFactory()
    figure = {"value": "18.5", "unit": text("%", "%"), "period": "2020", "reference": second.slug}
    CaseFactory(
        slug="figure",
        references=[{"reference": first.slug}, {"reference": second.slug}],
        outcomes=[{"dimension": "technical_influence", "editor": text("份额", "Share"), "figure": figure}],
    )

    html = client.get("/en/cases/figure/").content.decode()

    assert ">18.5<" in html
    assert 'href="#s-2"' in html and 'id="s-2"' in html


def test_a_correction_of_the_book_is_a_note_on_the_page(client):
    case = CaseFactory(slug="corrected")
    ClaimFactory(
        about=[case.key], title=text("“首选”。", "“First choice”."), summary=text("只到2018年。", "Until 2018.")
    )

    words = shown(client.get("/en/cases/corrected/"))

    assert "Differs from the book, corrected" in words
    assert "“First choice”." in words and "Until 2018." in words


def test_the_level_of_evidence_comes_with_its_reason(client):
    VerifiedCaseFactory(slug="verified")

    words = shown(client.get("/en/cases/verified/"))

    assert "Public sources" in words
    assert "Editors have opened 2 sources; 2 of them were not published by a party." in words


def test_one_source_from_outside_is_said_in_the_singular(client):
    OrganizationFactory(slug="acme")
    references = [ReferenceFactory(organization="acme"), ReferenceFactory()]
    parties = [{"side": "company", "organization": "acme"}]
    CaseFactory(slug="one", parties=parties, references=[{"reference": source.slug} for source in references])

    assert "1 of them was not published by a party." in shown(client.get("/en/cases/one/"))


def test_a_tag_of_any_facet_shows_and_the_three_mechanisms_only_once(client):
    MechanismFactory()
    MechanismFactory(slug="joint-venture", title=text("合资", "Joint venture"))
    TagFactory(slug="loose", title=text("别的", "Something else"))
    CaseFactory(slug="tagged", tags=["sharing", "joint-venture", "loose"])

    html = client.get("/en/cases/tagged/").content.decode()

    assert ">Joint venture</a>" in html and ">Something else</a>" in html
    assert html.count("/tags/sharing/") == 0


def test_playbooks_that_use_the_case_are_linked_from_it(client):
    CaseFactory(slug="used")
    StrategyFactory(
        slug="follow", title=text("照着做", "Follow it"), steps=[{"title": text("一", "1"), "cases": ["used"]}]
    )

    assert 'href="/en/strategies/follow/"' in client.get("/en/cases/used/").content.decode()


def test_a_case_without_english_says_so_and_marks_the_chinese(client):
    CaseFactory(slug="chinese", title=text("只有中文"), summary=text("还没有翻译。"))

    html = client.get("/en/cases/chinese/").content.decode()

    assert "This page is not in English yet" in html
    assert '<span lang="zh-Hans">只有中文</span>' in html
    assert 'rel="canonical" href="http://testserver/cases/chinese/"' in html


def test_texts_of_editors_cannot_bring_markup_along(client):
    bad = "<script>alert(1)</script>"
    CaseFactory(slug="bad", title=text(bad, bad), background=text(bad, bad), lessons=[text(bad, bad)])

    assert "<script>alert" not in client.get("/cases/bad/").content.decode()


def test_an_unknown_case_is_not_found(client, prefix):
    assert client.get(f"{prefix}/cases/nothing-here/").status_code == 404


def test_a_case_that_is_not_visible_yet_is_not_found(client):
    CaseFactory(slug="later", visible_from="2999-01-01T00:00:00Z")

    assert client.get("/cases/later/").status_code == 404
    assert "later" not in client.get("/cases/").content.decode()


def test_a_removed_case_answers_gone_with_the_reason(client, prefix):
    RemovedCaseFactory(slug="gone")

    answer = client.get(f"{prefix}/cases/gone/")

    assert answer.status_code == 410
    assert ("Removed at a party" if prefix else "当事方要求撤下") in answer.content.decode()


def test_a_case_is_only_read(client):
    CaseFactory(slug="read")

    assert client.post("/cases/read/").status_code == 405


def test_the_head_names_the_page_in_both_languages(client):
    CaseFactory(slug="head", title=text("题目", "A title"), summary=text("一句话。", "One sentence."))

    html = client.get("/en/cases/head/").content.decode()

    assert "<title>A title – Commonsource</title>" in html
    assert '<meta name="description" content="One sentence.">' in html
    assert '<link rel="alternate" hreflang="zh-Hans" href="http://testserver/cases/head/">' in html
    assert '<meta property="og:title" content="A title">' in html
    assert '<link rel="alternate" type="application/json" href="/api/v1/cases/head/">' in html
