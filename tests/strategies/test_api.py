"""Strategies, practices and groups in the API."""

import pytest

from tests.factories import PracticeFactory, PracticeGroupFactory, StrategyFactory

pytestmark = pytest.mark.django_db


def test_strategy_comes_with_its_steps_and_maturity(client):
    strategy = StrategyFactory()

    item = client.get(f"/api/v1/strategies/{strategy.slug}/").json()

    assert item["computed"]["maturity"] == 1
    assert item["steps"][0]["checklist"] == [{"zh": "写下来", "en": "Write it down"}]


def test_strategies_are_found_by_audience_and_stage(client):
    StrategyFactory(slug="a", audience="company", stage="plan")
    StrategyFactory(slug="b", audience="company", stage="scale")

    answer = client.get("/api/v1/strategies/", {"audience": "company", "stage": "scale"}).json()

    assert [item["slug"] for item in answer["results"]] == ["b"]


def test_practice_is_found_by_a_slug_with_a_slash(client):
    group = PracticeGroupFactory(slug="importance")
    PracticeFactory(slug="importance/resources", group=group.slug)

    assert client.get("/api/v1/practices/importance/resources/").json()["group"] == "importance"


def test_practices_are_found_by_their_group(client):
    wanted = PracticeFactory()
    PracticeFactory()

    answer = client.get("/api/v1/practices/", {"practice_group": wanted.document["group"]}).json()

    assert [item["slug"] for item in answer["results"]] == [wanted.slug]
