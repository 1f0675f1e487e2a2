"""What is counted of ledgers, and the filter that leads to the cases that were counted."""

import pytest

from cases import ledgers
from search.values import CODES
from tests.factories import CaseFactory, ledger, text


@pytest.mark.parametrize(
    ("zh", "en", "state"),
    [("没有发现", "None found", "none"), ("没有发现公开的记录。", "No public record found.", "none"),
     ("没有发现", "", "none"), ("", "", "missing"), ("没有发现收入，但花了一年", "None found but a year", "stated"),
     ("一年的工作", "None found", "stated"), ("", "A year's work", "stated")],
)  # fmt: skip
def test_a_cell_states_something_or_nothing_was_found_or_it_is_empty(zh, en, state):
    assert ledgers.state(text(zh, en)) == state


def test_every_state_of_every_cell_can_be_asked_for_and_has_a_name():
    assert set(ledgers.labels()) == set(CODES["ledger"])


@pytest.mark.django_db
def test_cases_are_found_by_a_cell_of_their_ledgers(client, prefix):
    CaseFactory(slug="free")
    CaseFactory(slug="dear", ledger=ledger(company={"cost": text("一年", "A year")}))

    page = client.get(f"{prefix}/cases/?ledger=company.cost.stated").content.decode()

    assert "/cases/dear/" in page
    assert "/cases/free/" not in page
    assert ("The company&#x27;s ledger · Cost · stated" if prefix else "企业的账 · 代价 · 写明") in page
    assert client.get(f"{prefix}/cases/?ledger=company.cost.much").status_code == 400
