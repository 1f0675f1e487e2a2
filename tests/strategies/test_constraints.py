"""Promises that PostgreSQL keeps for strategies, their steps, and practices."""

import pytest

from strategies.models import (
    AvoidWhen,
    ChecklistItem,
    ChecklistProgress,
    FitsWhen,
    Indicator,
    Pitfall,
    Practice,
    Step,
    StepLink,
    Strategy,
)
from tests.content.documents import FULL, prepare_neighbours
from tests.factories import PracticeFactory, StrategyFactory
from tests.refusal import refused, repeat


@pytest.fixture
def _rows(db):
    prepare_neighbours()
    StrategyFactory(**FULL["strategy"])
    PracticeFactory(**FULL["practice"])


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize(
    ("constraint", "columns"),
    [("strategy_audience_known", {"audience": "everybody"}), ("strategy_stage_known", {"stage": "end"})],
)
def test_a_strategy_cannot_have(constraint, columns):
    with refused(constraint):
        Strategy.objects.filter(slug="strategy").update(**columns)


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize(
    ("model", "constraint"),
    [
        (FitsWhen, "fitswhen_text_not_empty"),
        (AvoidWhen, "avoidwhen_text_not_empty"),
        (ChecklistItem, "checklistitem_text_not_empty"),
        (Pitfall, "pitfall_text_not_empty"),
        (Indicator, "indicator_text_not_empty"),
    ],
)
def test_a_text_of_a_list_says_something(model, constraint):
    with refused(constraint):
        model.objects.update(text_zh_hans="", text_en="")


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize(
    ("model", "constraint", "changes"),
    [
        (Step, "step_position_unique", {"title_en": "Another"}),
        (Step, "step_title_in_one_language", {"position": 9, "title_zh_hans": "", "title_en": ""}),
        (StepLink, "step_link_once", {"position": 9}),
        (StepLink, "step_link_relation_not_empty", {"relation": ""}),
    ],
)
def test_a_step_and_its_links_cannot_be(model, constraint, changes):
    with refused(constraint):
        repeat(model.objects.first(), **changes)


@pytest.mark.usefixtures("_rows")
def test_nothing_is_from_the_book_where_nothing_is_said_for_or_against():
    nothing = {"pros_zh_hans": "", "pros_en": "", "cons_zh_hans": "", "cons_en": ""}

    with refused("practice_pros_and_cons_with_their_origin"):
        Practice.objects.filter(slug="group/two").update(**nothing)


def test_a_person_has_one_row_for_what_they_ticked_in_a_playbook(stranger):
    plan = StrategyFactory()
    row = ChecklistProgress.objects.create(user=stranger, strategy_id=plan.pk)

    with refused("checklist_progress_once_a_person"):
        repeat(row)
