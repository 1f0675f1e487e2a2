"""What the cases say went wrong: their own words, below the charts; no tag is needed for it."""

import csv
import io

import pytest

from overviews import failures
from tests.factories import CaseFactory, RemovedCaseFactory, VerifiedCaseFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def _failed(db):
    """A failed case without a checked source, a mixed one with two, and others of which nothing is to be told."""
    CaseFactory(slug="lost", title=text("散了", "Lost"), outcome_status="negative",
                what_went_wrong=text("人走了。", "People **left**."))  # fmt: skip
    VerifiedCaseFactory(slug="half", title=text("一半", "Half"), outcome_status="mixed",
                        what_went_wrong=text("", "Only in English."))  # fmt: skip
    CaseFactory(outcome_status="negative")
    CaseFactory(outcome_status="positive", what_went_wrong=text("小事。", "A trifle."))
    RemovedCaseFactory(outcome_status="negative", what_went_wrong=text("撤下。", "Removed."))


@pytest.mark.usefixtures("_failed")
def test_the_best_evidenced_come_first_and_each_leads_to_its_section(client):
    page = client.get("/insights/").content.decode()
    told = page[page.index('id="failures"') :]

    assert told.index('href="/cases/half/#friction"') < told.index('href="/cases/lost/#friction"')
    assert '<div lang="en"><p>Only in English.</p>' in told
    assert "小事" not in told and "撤下" not in told
    assert "People <strong>left</strong>." in client.get("/en/insights/").content.decode()


@pytest.mark.usefixtures("_failed")
def test_of_many_the_page_shows_some_and_the_csv_has_all(client, monkeypatch):
    monkeypatch.setattr(failures, "MOST_TOLD", 1)

    page = client.get("/en/insights/").content.decode()
    rows = list(csv.reader(io.StringIO(client.get("/en/insights/failures.csv").content.decode("utf-8-sig"))))

    assert "2 cases that did not simply succeed say what went wrong" in page and "The CSV has all." in page
    assert "#friction" in page and "/cases/lost/#friction" not in page
    assert [row[0] for row in rows[1:]] == ["Half", "Lost"]
    assert rows[2] == ["Lost", "Did not work out", "People left.", "lost"]


def test_where_nothing_failed_nothing_is_told(client):
    assert failures.told("en") == ([], 0)
    assert len(client.get("/insights/failures.csv").content.splitlines()) == 1
