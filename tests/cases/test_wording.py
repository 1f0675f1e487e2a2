"""What pages of cases say of themselves: outcomes, filters, reasons, notes."""

import re

import pytest

from tests.factories import CaseFactory, ClaimFactory, ReferenceFactory, RemovedCaseFactory, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/en/cases/", "/en/cases/split/", "/en/search/?q=split"])
def test_the_outcome_is_said_wherever_a_case_is_named_with_its_evidence(client, path):
    CaseFactory(slug="split", title=text("分裂", "A split"), outcome_status="negative")

    html = client.get(path).content.decode()

    head = html.partition('class="ledger"')[0].partition("<h1>")[2]
    assert "<span>Outcome: Did not work out</span>" in head


def test_a_filtered_list_is_called_by_its_filters(client):
    CaseFactory(origin="book", outcome_status="mixed")

    html = client.get("/en/cases/?outcome=mixed&year_from=1999").content.decode()
    assert "<title>Cases: Outcome: Mixed; From 1999 – Commonsource</title>" in html
    assert 'Cases <span class="size-lg muted">Outcome: Mixed; From 1999</span></h1>' in html
    assert "<h1>Cases</h1>" in client.get("/en/cases/").content.decode()


def test_years_in_the_wrong_order_are_refused_at_the_field(client):
    answer = client.get("/en/cases/?year_from=2020&year_to=2010")

    assert answer.status_code == 400
    assert "The last year lies before the first." in answer.content.decode()
    assert re.search(r'name="year_to"[^>]*aria-invalid="true"', answer.content.decode())
    assert client.get("/api/v1/cases/?year_from=2020&year_to=2010").status_code == 400
    assert client.get("/api/v1/cases/?year_from=2010&year_to=2010").status_code == 200


def test_a_reason_in_one_language_is_marked_on_the_pages_of_the_other(client):
    RemovedCaseFactory(slug="gone", status_reason=text("当事方要求撤下。"))

    assert '<span lang="zh-Hans">当事方要求撤下。</span>' in client.get("/en/cases/gone/").content.decode()
    assert "<span>当事方要求撤下。</span>" in client.get("/cases/gone/").content.decode()


@pytest.mark.parametrize(("sources", "label"), [(1, "Read instead"), (0, "What editors suggest")])
def test_what_to_read_instead_is_only_said_of_what_is_corrected(client, sources, label):
    case = CaseFactory(slug="noted")
    ClaimFactory(
        about=[case.key], finding="wrong", correction=text("应为三家", "It was three"),
        references=[{"reference": ReferenceFactory().slug} for _ in range(sources)],
    )  # fmt: skip

    notes = client.get("/en/cases/noted/").content.decode().partition('id="notes"')[2]
    assert f"<b>{label}</b>: It was three" in notes
    assert "<b>What editors found</b>" in notes
