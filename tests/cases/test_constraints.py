"""Promises that PostgreSQL keeps for cases and their rows."""

import pytest

from cases.models import Activity, Case, CaseStrategy, LedgerSide, Outcome, Party, RelatedCase
from tests.content.documents import FULL, prepare_neighbours
from tests.factories import CaseFactory, ImageFactory
from tests.refusal import refused, repeat


@pytest.fixture
def case(db):
    prepare_neighbours()
    return Case.objects.get(pk=CaseFactory(**FULL["case"]).pk)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("case_outcome_known", {"outcome_status": "fine"}),
        ("case_treatment_known", {"treatment": "copied"}),
        ("case_period_of_partial_dates", {"period_start": "1990s"}),
        ("case_period_of_partial_dates", {"period_end": "2019-13"}),
        ("case_ongoing_has_no_end", {"ongoing": True}),
    ],
)
def test_a_case_cannot_have(case, constraint, columns):
    with refused(constraint):
        Case.objects.filter(pk=case.pk).update(**columns)


@pytest.mark.parametrize(
    ("model", "constraint", "changes"),
    [
        (Party, "party_side_known", {"side": "both"}),
        (Party, "party_is_an_organization_or_a_name", {"name_en": "A name beside the page"}),
        (Party, "party_is_an_organization_or_a_name", {"organization_id": None}),
        (Party, "party_organization_once_a_side", {"position": 9}),
        (LedgerSide, "ledger_one_a_side", {"position": 9}),
        (LedgerSide, "ledger_of_community_or_company", {"side": "neutral"}),
        (Activity, "activity_title_in_one_language", {"title_zh_hans": "", "title_en": ""}),
        (Activity, "activity_date_is_partial_date", {"date": "last year"}),
        (Outcome, "outcome_one_a_dimension", {"position": 9}),
        (Outcome, "outcome_dimension_known", {"dimension": "luck"}),
        (CaseStrategy, "case_strategy_once_a_role", {"position": 9}),
        (CaseStrategy, "case_strategy_role_known", {"role": "critic"}),
    ],
)
def test_a_row_of_a_case_cannot_be(case, model, constraint, changes):
    with refused(constraint):
        repeat(model.objects.filter(case=case).order_by("position").first(), **changes)


@pytest.mark.parametrize(
    "columns",
    [
        {"figure_unit_zh_hans": "", "figure_unit_en": ""},
        {"figure_value": None},
        {"figure_value": None, "figure_unit_zh_hans": "", "figure_unit_en": "", "figure_reference": None},
        {"figure_value": None, "figure_unit_zh_hans": "", "figure_unit_en": "", "figure_period": ""},
    ],
)
def test_a_figure_and_its_unit_stand_together(case, columns):
    with refused("outcome_figure_with_its_unit"):
        case.outcomes.filter(figure_value__isnull=False).update(**columns)


def test_a_lesson_says_something(case):
    with refused("lesson_text_not_empty"):
        case.lessons.update(text_zh_hans="", text_en="")


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("related_case_once", {"position": 9}),
        ("related_case_with_reason", {"reason_zh_hans": "", "reason_en": ""}),
    ],
)
def test_a_related_case_cannot_be(case, constraint, changes):
    with refused(constraint):
        repeat(case.related.get(), **changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("case_image_once", {"position": 9}),
        ("case_image_with_alternative_text", {"file_id": "SPARE", "alt_zh_hans": "", "alt_en": ""}),
    ],
)
def test_an_image_of_a_case_cannot_be(case, constraint, changes):
    spare = ImageFactory().name
    changes = {name: spare if value == "SPARE" else value for name, value in changes.items()}

    with refused(constraint):
        repeat(case.images.first(), **changes)


def test_a_case_is_not_related_to_itself(case):
    with refused("related_case_not_itself"):
        RelatedCase.objects.filter(source=case).update(case=case)
