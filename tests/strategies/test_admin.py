"""Strategies in the admin: steps with their lists and links."""

import pytest

from content.actions import save
from content.models import Revision
from tests.admin_form import AdminForm, edited
from tests.content.documents import FULL, prepare_neighbours
from tests.factories import CaseFactory, StrategyFactory, TermFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    prepare_neighbours()
    return save(kind="strategy", document=FULL["strategy"], source=Revision.Source.LOADER)


def test_lines_left_and_right_belong_together(desk, strategy):
    document = edited(
        desk,
        strategy,
        **{"steps-0-checklist_zh_hans": "写下\r\n\r\n公开", "steps-0-checklist_en": "Write\r\nAsk\r\nPublish"},
    )

    assert document["steps"][0]["checklist"] == [text("写下", "Write"), text("", "Ask"), text("公开", "Publish")]


def test_steps_change_places_with_all_that_is_in_them(desk, strategy):
    document = edited(desk, strategy, **{"steps-0-ORDER": "2", "steps-1-ORDER": "1"})

    assert document["steps"] == FULL["strategy"]["steps"][::-1]


def test_links_keep_the_order_in_which_they_are_sent(desk, strategy):
    for slug in ("one", "two"):
        TermFactory(slug=slug, title=text(slug, ""), term_category="shelf")

    document = edited(desk, strategy, **{"steps-0-terms": ["two", "word", "one", ""]})

    assert document["steps"][0]["terms"] == ["two", "word", "one"]


def test_links_are_taken_by_title_and_each_once(desk, strategy):
    CaseFactory(slug="found", title=text("找到的案例", "Found (again)"))

    document = edited(desk, strategy, **{"steps-1-cases": ["找到的案例", "Found (again)", "found", "x (found)"]})

    assert document["steps"][1]["cases"] == ["found"]


@pytest.mark.parametrize("written", ["nobody", "term:word", "x" * 5_000, "a/../b", "' OR 1=1", "plan (strategy)"])
def test_what_names_no_page_is_a_fault_at_the_field(desk, strategy, written):
    answer = AdminForm(desk, strategy).send(**{"steps-0-terms": written})

    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()


def test_a_title_of_two_pages_asks_for_the_address(desk, strategy):
    StrategyFactory(slug="twin-1", title=text("孪生", ""))
    StrategyFactory(slug="twin-2", title=text("孪生", ""))

    answer = AdminForm(desk, strategy).send(related="孪生")

    assert answer.status_code == 400
    assert "strategy:twin-1, strategy:twin-2" in answer.content.decode()
