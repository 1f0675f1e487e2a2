"""The finder with the whole book behind it."""

import re
from html import unescape

import pytest

from overviews.fitting import QUESTIONS, count_answers, fitting
from search.finding import vocabulary

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

    number, path = re.search(r"有(\d+)个案例.*?<a href=\"(/cases/\?[^\"]+)\"", html, re.DOTALL).groups()
    assert f">{number}个案例<" in client.get(unescape(path)).content.decode()


def test_reasons_are_in_the_reader_s_language(client):
    html = client.get("/finder/?audience=community&challenge=ip-licensing").content.decode()

    assert "合适</b>：你维护项目" in html
    assert "挑战：知识产权与许可" in html
