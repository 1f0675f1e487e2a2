"""What the cases date, in the order of time, no more precise than it is known."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overviews import timeline
from tests.factories import CaseFactory, MechanismFactory, OrganizationFactory, text

pytestmark = pytest.mark.django_db


def done(date, title):
    return {"date": date, "title": text(f"{title}事", title)}


@pytest.fixture
def _some(db):
    """Two cases: one of acme and of sharing from 2015 to 2017, another one that goes on since 2016."""
    OrganizationFactory(slug="acme", title=text("甲公司", "Acme"))
    MechanismFactory()
    CaseFactory(slug="one", title=text("案例一", "Case one"), tags=["sharing"],
                parties=[{"side": "company", "organization": "acme"}], period={"start": "2015", "end": "2017"},
                activities=[done("2016-11-09", "Opened"), done("2016-11", "Asked"), done("", "Undated")])  # fmt: skip
    CaseFactory(slug="two", title=text("案例二", "Case two"), period={"start": "2016", "ongoing": True},
                activities=[done("2016", "Signed"), done("2019-02", "Left")])  # fmt: skip


def moments(client, query="", address="/en/insights/timeline/"):
    """(date in numbers, date in words, what) of each moment shown."""
    page = client.get(address + query).content.decode()
    found = re.findall(r'<time datetime="([^"]+)">([^<]+)</time><div><b[^>]*>([^<]+)</b>', page)
    return [(date, words, what) for date, words, what in found]


def table(client, query=""):
    return list(csv.reader(io.StringIO(client.get(f"/en/insights/timeline.csv{query}").content.decode("utf-8-sig"))))


@pytest.mark.usefixtures("_some")
def test_moments_stand_in_order_and_are_no_more_precise_than_they_are_known(client):
    assert moments(client) == [
        ("2015", "2015", "The case’s period begins"),
        ("2016", "2016", "The case’s period begins"),
        ("2016", "2016", "Signed"),
        ("2016-11", "November 2016", "Asked"),
        ("2016-11-09", "9 November 2016", "Opened"),
        ("2017", "2017", "The case’s period ends"),
        ("2019-02", "February 2019", "Left"),
    ]
    assert moments(client, address="/insights/timeline/")[3] == ("2016-11", "2016年11月", "Asked事")


@pytest.mark.usefixtures("_some")
def test_the_sentence_and_the_years_count_the_moments(client):
    page = client.get("/en/insights/timeline/").content.decode()

    assert "From 2015 to 2019. The year with most is 2016: 4." in page
    assert re.search(r'href="\?year_from=2016&amp;year_to=2016">2016 <span class="muted">4<', page)
    assert len(moments(client, "?year_from=2016&year_to=2016")) == 4


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(
    ("query", "whats"),
    [("?org=acme&year_from=2016", ["Asked", "Opened", "The case’s period ends"]),
     ("?mechanism=sharing&year_to=2015", ["The case’s period begins"]), ("?year_from=2018", ["Left"])],
)  # fmt: skip
def test_filters_are_those_of_the_cases_and_years_those_of_the_moments(client, query, whats):
    assert [what for _date, _words, what in moments(client, query)] == whats
    assert [row[1] for row in table(client, query)[1:]] == whats


@pytest.mark.usefixtures("_some")
def test_the_csv_has_every_moment_with_its_case(client):
    assert table(client)[4] == ["2016-11", "Asked", "Case one", "one"]
    assert len(table(client)) == 8
    assert client.get("/insights/timeline.csv?evidence=9").status_code == 400


@pytest.mark.usefixtures("_some")
def test_an_empty_timeline_says_which_filter_left_nothing_over(client):
    page = client.get("/en/insights/timeline/?mechanism=sharing&year_from=2018").content.decode()

    assert "Without “From 2018” there are 4." in page  # moments, as in the list that it leads to
    assert "Without “Mechanism: Sharing” there are 1." in page
    assert len(moments(client, "?mechanism=sharing")) == 4


@pytest.mark.usefixtures("_some")
def test_long_timelines_have_pages(client, monkeypatch):
    monkeypatch.setattr(timeline, "PAGE_SIZE", 3)

    assert [what for _date, _words, what in moments(client, "?page=3")] == ["Left"]
    assert client.get("/insights/timeline/?page=4").status_code == 404


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(("query", "number"), [("", 4), ("?org=acme", 4), ("?year_from=2015", 4), ("?year_to=1900", 5)])
def test_queries(client, query, number):
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/insights/timeline/{query}")

    assert len(captured) == number


@pytest.mark.usefixtures("_some")
def test_an_organisation_s_page_has_the_moments_of_its_own_cases(client):
    own = [what for _date, _words, what in moments(client, address="/en/organizations/acme/")]

    assert own == ["The case’s period begins", "Asked", "Opened", "The case’s period ends"]
    assert "/insights/timeline/?org=acme" not in client.get("/organizations/acme/").content.decode()


def test_an_organisation_with_many_moments_shows_the_last_and_leads_to_all(client):
    OrganizationFactory(slug="acme")
    CaseFactory(parties=[{"side": "company", "organization": "acme"}], period={"start": ""},
                activities=[done(f"{year}", f"In {year}") for year in range(2000, 2020)])  # fmt: skip

    shown = moments(client, address="/en/organizations/acme/")
    assert [date for date, _words, _what in shown] == [str(year) for year in range(2008, 2020)]
    page = client.get("/en/organizations/acme/").content.decode()
    assert '<a href="/en/insights/timeline/?org=acme">All 20, from the first on</a>' in page


def test_a_title_of_the_other_language_is_marked(client):
    CaseFactory(activities=[{"date": "2020", "title": text("只有中文", "")}])

    assert '<b lang="zh-Hans">只有中文</b>' in client.get("/en/insights/timeline/").content.decode()


def test_without_dates_nothing_is_shown(client):
    CaseFactory(period={"start": ""})

    assert moments(client) == []
    assert "No one has written a case yet." in client.get("/en/insights/timeline/").content.decode()
