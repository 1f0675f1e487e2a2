"""What the collection says: numbers that lead to the cases behind them."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from overviews.insights import charts
from search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("the_book")
@pytest.mark.parametrize(("prefix", "words"), [("", "带下划线的数字"), ("/en", "Underlined numbers")])
def test_every_chart_has_a_sentence_a_table_a_source_and_csv(client, prefix, words):
    page = client.get(f"{prefix}/insights/").content.decode()

    assert words in page
    assert len(re.findall("<table>", page)) == 5
    assert len(re.findall(r'href="[^"]*\.csv" download', page)) == 5


@pytest.mark.usefixtures("the_book")
def test_every_number_is_that_of_the_list_it_leads_to(client):
    for chart in charts("zh")[1]:
        for _label, _path, numbers in chart.rows:
            for number, address, _share in numbers:
                if number and address:
                    shown = client.get(address).content.decode()
                    assert re.search(rf">{number}个案例<", shown), (chart.name, address)


@pytest.mark.usefixtures("the_book")
def test_the_levels_of_evidence_add_up_to_all_cases():
    with translation.override("zh-hans"):
        cases, made = charts("zh")

    assert cases == SearchEntry.objects.filter(kind="case", language="zh").count() == 38
    assert sum(numbers[0][0] for _label, _path, numbers in made[0].rows) == cases


@pytest.mark.usefixtures("the_book")
def test_a_table_is_taken_as_csv(client):
    rows = list(csv.reader(io.StringIO(client.get("/insights/governance.csv").content.decode("utf-8-sig"))))

    assert len(rows) > 2
    assert all(value.isdecimal() for row in rows[1:] for value in row[1:])
    assert client.get("/insights/nothing.csv").status_code == 404


@pytest.mark.usefixtures("the_book")
def test_three_queries_make_the_page(client):
    client.get("/insights/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/insights/")

    assert len(captured) == 3


def test_without_cases_nothing_is_said(client):
    SearchEntry.objects.filter(kind="case").delete()

    assert "还没有人写过案例" in client.get("/insights/").content.decode()
