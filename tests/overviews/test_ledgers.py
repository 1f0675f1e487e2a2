"""A row of both ledgers in every case: the words behind the numbers of who pays and who gains."""

import csv
import io
import re

import pytest

from tests.factories import CaseFactory, MechanismFactory, RemovedCaseFactory, ledger, text

pytestmark = pytest.mark.django_db

ROWS = {"put_in": "/insights/ledgers/", "gained": "/insights/ledgers/gained/", "cost": "/insights/ledgers/cost/"}


@pytest.fixture
def _dear(db):
    """A case of sharing in which the company paid a year, nobody found what the community paid, and another one."""
    MechanismFactory()
    none = text("没有发现。", "None found.")
    CaseFactory(slug="dear", title=text("很贵", "Dear"), tags=["sharing"], ledger=ledger(
        community={"put_in": text("补丁", "Patches"), "gained": text(""), "cost": none},
        company={"put_in": text("人手", "People"), "gained": text("声望", "A name"), "cost": text("一年", "A year")},
    ))  # fmt: skip
    CaseFactory(slug="plain", title=text("平常", "Plain"))


def cells(client, address):
    """{title: [what the community's and the company's cell say]} of a page."""
    page = client.get(address).content.decode()
    rows = re.findall(r'<tr><th scope="row"><a [^>]*>([^<]*)</a>(.*?)</tr>', page, re.DOTALL)
    return {title: re.findall(r"<span[^>]*>([^<]*)</span></td>", rest) for title, rest in rows}


@pytest.mark.usefixtures("_dear")
@pytest.mark.parametrize(
    ("row", "said"),
    [("put_in", ["Patches", "People"]), ("gained", ["not filled in yet", "A name"]),
     ("cost", ["None found.", "A year"])],
)  # fmt: skip
def test_each_row_stands_in_the_words_of_the_case(client, row, said):
    found = cells(client, f"/en{ROWS[row]}")

    assert found["Dear"] == said
    assert set(found) == {"Dear", "Plain"}


@pytest.mark.usefixtures("_dear")
def test_filters_narrow_it_and_go_along_to_the_other_rows_and_the_table(client):
    page = client.get("/insights/ledgers/?mechanism=sharing").content.decode()

    assert '<p class="tiny muted">某社区</p>' in page
    assert list(cells(client, "/insights/ledgers/?mechanism=sharing")) == ["很贵"]
    for address in ("/insights/ledgers/cost/", "/insights/ledgers/table.csv"):
        assert f'href="{address}?mechanism=sharing"' in page


@pytest.mark.usefixtures("_dear")
def test_the_table_has_all_rows_of_both_ledgers(client):
    RemovedCaseFactory(slug="gone")

    answer = client.get("/en/insights/ledgers/table.csv?mechanism=sharing")

    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[1:3] == ["The community's ledger · Put in", "The community's ledger · Gained"]
    assert row == ["Dear", "Patches", "", "None found.", "People", "A name", "A year", "dear"]
    assert len(client.get("/insights/ledgers/table.csv").content.splitlines()) == 3


@pytest.mark.usefixtures("_dear")
def test_a_filter_that_cannot_be_used_is_said(client):
    page = client.get("/en/insights/ledgers/?evidence=9")

    assert page.status_code == 400
    assert "This filter was left out" in page.content.decode()
    assert client.get("/insights/ledgers/table.csv?evidence=9").status_code == 400
    assert client.get("/insights/ledgers/debts/").status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_queries_do_not_grow(client, django_assert_num_queries, many):
    for _number in range(many):
        CaseFactory()

    with django_assert_num_queries(4):
        assert client.get("/insights/ledgers/cost/").status_code == 200
    with django_assert_num_queries(3):
        client.get("/insights/ledgers/table.csv")
