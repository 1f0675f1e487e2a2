"""The finder with the whole book behind it."""

import re
from html import unescape

import pytest
from jsonschema import Draft202012Validator

from overviews.finder_api import FinderView
from overviews.fitting import QUESTIONS, count_answers, fitting
from search.vocabulary import vocabulary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_book")]


def test_the_book_gives_answers_to_every_question(client, prefix):
    html = client.get(f"{prefix}/finder/").content.decode()

    for question in QUESTIONS:
        assert f'name="{question.facet}"' in html


@pytest.mark.parametrize(("value", "kind", "levels"), [("2", "case", {2, 3}), ("2", "strategy", {2, 3}),
                                                       ("1", "case", {1, 2, 3})])  # fmt: skip
def test_evidence_is_the_least_that_will_do(value, kind, levels):
    question = next(question for question in QUESTIONS if question.least)
    numbers, words = count_answers("zh"), vocabulary("zh")

    found = fitting(kind, {question: [value]}, numbers, words, "zh")

    assert found.rows and {fit.entry.evidence for fit in found.rows} <= levels
    assert found.some == found.whole


def test_numbers_lead_to_lists_that_have_as_many(client):
    html = client.get("/finder/?mechanism=sharing&evidence=1").content.decode()

    number, path = re.search(r"(\d+)个案例符合.*?<a href=\"(/cases/\?[^\"]+)\"", html, re.DOTALL).groups()
    assert f">{number}个案例<" in client.get(unescape(path)).content.decode()


def test_reasons_are_in_the_reader_s_language(client):
    html = client.get("/finder/?audience=community&challenge=ip-licensing").content.decode()

    assert "合适</b>：你维护项目" in html
    assert "难题：知识产权与许可" in html


# --- For programs -----------------------------------------------------------------------------------------------------


def test_programs_get_the_questions_and_what_fits(client):
    answer = client.get("/api/v1/finder/?audience=company&challenge=ip-licensing&challenge=standards&language=en")
    body = answer.json()

    Draft202012Validator(FinderView.answer_schema).validate(body)
    assert [row["name"] for row in body["questions"]] == [question.facet for question in QUESTIONS]
    assert [found["kind"] for found in body["found"]] == ["strategy", "case"]
    best = body["found"][0]["results"][0]
    assert best["fitting"] == 2 and "you are at a company" in best["fits"]
    assert client.get(best["url"]).status_code == 200


def test_programs_are_told_which_answer_to_drop(client):
    found = client.get("/api/v1/finder/?audience=community&stage=start&challenge=ip-licensing").json()["found"][0]

    assert found["whole"] == 0
    assert {"name": "stage", "count": 2} in found["without"]


@pytest.mark.parametrize("query", ["x=1", "language=fr", "challenge=nothing", "evidence=9", "stage=%E4%B8%80"])
def test_programs_are_told_what_cannot_be_meant(client, query):
    answer = client.get(f"/api/v1/finder/?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]
