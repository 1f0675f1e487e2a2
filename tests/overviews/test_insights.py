"""What the collection says: numbers that lead to the cases behind them."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from overviews.insights import charts, used_most
from overviews.superlatives import superlative
from search.models import SearchEntry
from tests.factories import CaseFactory, FacetFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("the_book")
@pytest.mark.parametrize(("prefix", "words"), [("", "带下划线的数字"), ("/en", "Underlined numbers")])
def test_every_chart_has_a_sentence_a_table_a_source_and_csv(client, prefix, words):
    page = client.get(f"{prefix}/insights/").content.decode()

    assert words in page
    assert len(re.findall("<table>", page)) == 7
    assert len(re.findall(r'href="[^"]*\.csv" download', page)) == 7 + 1  # the words of what failed


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
def test_the_cells_of_each_row_of_the_ledgers_add_up_to_all_cases():
    with translation.override("en"):
        cases, made = charts("en")
    rows = {label: [number for number, _address, _share in numbers] for label, _path, numbers in made[1].rows}

    assert [sum(numbers) for numbers in rows.values()] == [cases] * 6
    community, company = rows["The community's ledger · Cost"][0], rows["The company's ledger · Cost"][0]
    assert f"cost to the community is stated in {community}, to the company in {company};" in made[1].sentence


def test_cases_that_say_nothing_of_their_outcome_are_counted_once_there_are_any():
    SearchEntry.objects.filter(kind="case").delete()  # those of the book, if it is there
    TagFactory(slug="leader-led", facet=FacetFactory(slug="governance").slug)
    columns = []
    for outcome in ("positive", "not_said"):
        CaseFactory(tags=["leader-led"], outcome_status=outcome)
        with translation.override("en"):
            (shown,) = [chart for chart in charts("en")[1] if chart.name == "governance"]
        columns.append((len(shown.columns), [number for number, _address, _share in shown.rows[0][2]]))

    assert columns == [(4, [1, 0, 0, 0]), (5, [1, 0, 0, 0, 1])]


def test_cases_under_no_mechanism_are_counted_where_they_began():
    CaseFactory(period={"start": "1961", "end": "1962"})

    chart = next(chart for chart in charts("en")[1] if chart.name == "mechanisms")

    assert [(label, numbers[0][0]) for label, _path, numbers in chart.rows if label == "1960–1964"] == [
        ("1960–1964", 1)
    ]


@pytest.mark.usefixtures("the_book")
def test_years_lead_to_the_cases_that_were_under_way_and_say_how_many_began():
    with translation.override("en"):
        chart = next(chart for chart in charts("en")[1] if chart.name == "mechanisms")

    began = {label: numbers[0][0] for label, _path, numbers in chart.rows}
    assert sum(began.values()) == SearchEntry.objects.filter(kind="case", language="zh", year_from__gt=0).count()
    assert re.search(rf": {max(began.values())}( each)?\.$", chart.sentence)
    assert chart.rows[-1][1].endswith(f"?year_from={chart.rows[-1][0][:4]}&year_to={chart.rows[-1][0][5:]}")
    assert "&year_to=" in chart.rows[0][2][1][1]
    assert chart.rows[-1][2][0][1].endswith(f"?began_from={chart.rows[-1][0][:4]}&began_to={chart.rows[-1][0][5:]}")


@pytest.mark.usefixtures("the_book")
def test_no_five_years_are_skipped():
    for chart in charts("en")[1]:
        if chart.name == "mechanisms":
            starts = [int(label[:4]) for label, _path, _numbers in chart.rows]
            assert starts == list(range(starts[0], starts[-1] + 1, 5))


@pytest.mark.usefixtures("the_book")
def test_practices_that_tie_are_all_named_and_none_is_called_like_another():
    with translation.override("en"):
        chart = next(chart for chart in charts("en")[1] if chart.name == "practices")

    labels = [label for label, _path, _numbers in chart.rows]
    most = [label for label, _path, numbers in chart.rows if numbers[0][0] == chart.rows[0][2][0][0]]
    assert len(set(labels)) == len(labels)
    assert all(f"“{label}”" in chart.sentence for label in most)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ([3, 3, 1], "Used most, in 3 cases each: “a”, “b”."),
        ([3, 2], "“a” is used most: in 3 cases."),
        ([1], "“a” is used most: in 1 case."),
    ],
)
def test_a_tie_is_said(numbers, sentence):
    rows = [(label, "", [(number, "", 0)]) for label, number in zip("abc", numbers, strict=False)]
    with translation.override("en"):
        assert used_most(rows) == sentence


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ([1, 2], "most: b, 2"), ([2, 1, 2], "all: a, c, 2"), ([1, 1, 1, 1], "all: a, b, c, d, 1"),
        ([1] * 6, "all: a, b, c and 3 more, 1"), ([], "all: , 0"),
    ],
)  # fmt: skip
def test_all_that_share_the_first_place_are_named_or_counted(numbers, sentence):
    with translation.override("en"):
        said = superlative(list(zip("abcdef", numbers, strict=False)), "most: %(names)s, %(number)d",
                           "all: %(names)s, %(number)d")  # fmt: skip

    assert said == sentence


@pytest.mark.usefixtures("the_book")
def test_what_went_wrong_without_a_named_difficulty_is_counted_too():
    def last_row():
        with translation.override("en"):
            chart = next(chart for chart in charts("en")[1] if chart.name == "difficulties")
        label, _path, cells = chart.rows[-1]
        return label, [number for number, _address, _share in cells[:2]]

    assert last_row()[0] != "No difficulty is named"
    CaseFactory(tags=["sharing"], outcome_status="mixed")
    assert last_row() == ("No difficulty is named", [0, 1])


@pytest.mark.usefixtures("the_book")
def test_a_table_is_taken_as_csv(client):
    rows = list(csv.reader(io.StringIO(client.get("/insights/governance.csv").content.decode("utf-8-sig"))))

    assert len(rows) > 2
    assert all(value.isdecimal() for row in rows[1:] for value in row[1:])
    assert client.get("/insights/nothing.csv").status_code == 404


@pytest.mark.usefixtures("the_book")
def test_four_queries_make_the_page(client):
    client.get("/insights/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/insights/")

    assert len(captured) == 4


def test_without_cases_nothing_is_said(client):
    SearchEntry.objects.filter(kind="case").delete()

    assert "还没有人写过案例" in client.get("/insights/").content.decode()
