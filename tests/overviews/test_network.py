"""Who works with whom: the picture, its words, its table and its CSV say the same as the cases."""

import csv
import gzip
import io
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overviews import network
from search.lexicon import lexicon
from search.models import SearchEntry
from tests.factories import CaseFactory, MechanismFactory, OrganizationFactory, text

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def case(slug, community="guild", company="acme", **more):
    """A case of a community with a company."""
    parties = [{"side": "community", "organization": community}, {"side": "company", "organization": company}]
    return CaseFactory(slug=slug, title=text(f"案例{slug}", f"Case {slug}"), parties=parties, **more)


@pytest.fixture
def _some(db):
    """Two communities and a company: acme in two cases with the guild, in one with the lab."""
    for slug, name, kind in (
        ("guild", "行会", "community"),
        ("lab", "实验室", "community"),
        ("acme", "甲公司", "company"),
    ):
        OrganizationFactory(slug=slug, title=text(name, slug.capitalize()), organization_kind=kind)
    MechanismFactory()
    case("one", tags=["sharing"], period={"start": "2010", "end": "2012"})
    case("two", period={"start": "2015", "ongoing": True})
    case("three", community="lab", period={"start": "2020", "ongoing": True})


def get(client, query="", prefix=""):
    answer = client.get(f"{prefix}/insights/network/{query}")
    return answer.content.decode()


def picture(page):
    """The picture as XML."""
    svg = re.search(r'<svg viewBox.*?</svg>(?=</div>)', page, re.S)[0]  # fmt: skip
    return ElementTree.fromstring(svg.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))


def names(page):
    return {"".join(node.itertext()).strip() for node in picture(page).iter(f"{SVG}a")}


def table(client, query=""):
    answer = client.get(f"/en/insights/network.csv{query}")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.usefixtures("_some")
def test_circles_and_squares_lead_to_their_pages_and_lines_are_as_thick_as_they_share_cases(client, prefix):
    svg = picture(get(client, prefix=prefix))

    nodes = {node.get("href"): node[0].tag for node in svg.iter(f"{SVG}a")}
    place = f"{prefix}/organizations/"
    assert nodes == {f"{place}acme/": f"{SVG}rect", f"{place}guild/": f"{SVG}circle", f"{place}lab/": f"{SVG}circle"}
    assert sorted(line.get("class") for line in svg.iter(f"{SVG}line")) == ["x1", "x2"]


@pytest.mark.usefixtures("_some")
def test_the_words_say_what_the_picture_shows(client):
    page = get(client, prefix="/en")

    assert "Most partners: Acme, with 2." in page
    assert re.search("Most cases together: (Acme and Guild|Guild and Acme), with 2.", page)
    assert "Of 3 organisations, the largest group that hangs together has 3; groups in all: 1." in page


@pytest.mark.usefixtures("_some")
def test_the_table_and_the_csv_say_who_with_whom_in_which_cases(client):
    rows = table(client)

    assert ["Acme", "Company", "Guild", "Community", "2", "one two"] in rows
    assert ["Lab", "Community", "Acme", "Company", "1", "three"] in rows
    assert len(rows) == 5
    page = get(client, prefix="/en")
    assert page.count('href="/en/cases/three/"') == 2  # once from each side


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(
    ("query", "left"),
    [("?mechanism=sharing", {"甲公司", "行会"}), ("?year_from=2018&org=lab", {"甲公司", "实验室"}),
     ("?year_to=2012", {"甲公司", "行会"}), ("?q=three", {"甲公司", "实验室"})],
)  # fmt: skip
def test_filters_leave_those_of_their_cases(client, query, left):
    assert names(get(client, query)) == left
    assert len(table(client, query)) == 3


@pytest.mark.usefixtures("_some")
def test_of_very_many_cases_those_that_began_last_are_drawn_and_the_page_says_so(client, monkeypatch):
    assert "began last" not in get(client, prefix="/en")
    monkeypatch.setattr(network, "MOST_CASES", 2)
    page = get(client, prefix="/en")

    assert "Who worked together in 3 cases" in page
    assert "made of the 2 cases that began last" in page
    assert {row[5] for row in table(client)[1:]} == {"two", "three"}


@pytest.mark.usefixtures("_some")
def test_the_table_names_some_cases_of_two_organisations_and_says_how_many_more_there_are(client, monkeypatch):
    monkeypatch.setattr(network, "MOST_NAMED", 1)

    assert "and 1 more: the CSV has it" in get(client, prefix="/en")


@pytest.mark.usefixtures("_some")
def test_an_empty_picture_says_which_filter_left_nothing_over(client):
    page = get(client, "?mechanism=sharing&year_from=2015", "/en")

    assert "Without “From 2015” there are 1." in page
    assert 'href="?mechanism=sharing"' in page
    assert "<svg viewBox" not in page


@pytest.mark.usefixtures("_some")
def test_filters_that_cannot_be_used_are_left_out_and_said_and_refused_for_csv(client):
    answer = client.get("/insights/network/?mechanism=nothing")

    assert answer.status_code == 400
    assert names(answer.content.decode()) == {"甲公司", "行会", "实验室"}
    assert client.get("/insights/network.csv?mechanism=nothing").status_code == 400
    assert b"year_from" in client.get("/insights/network.csv?year_from=soon").content
    assert client.get("/insights/network/?page=2").status_code == 404


def test_parties_without_a_page_stand_in_the_table_only(client):
    OrganizationFactory(slug="acme", title=text("甲公司", "Acme"))
    users = {"side": "community", "name": text("使用者", "Its users")}
    CaseFactory(parties=[users, {"side": "company", "organization": "acme"}])

    page = get(client, prefix="/en")
    assert names(page) == {"Acme"}
    assert "1 more party has no page of its own" in page
    assert "No two of them worked with each other" in page
    assert table(client)[1][:4] == ["Acme", "Company", "Its users", "Community"]


def test_neutral_parties_are_neither_round_nor_square_and_those_of_one_side_are_not_joined(client):
    for slug in ("acme", "bolt", "judge"):
        OrganizationFactory(slug=slug, title=text("", slug.capitalize()))
    sides = {"acme": "company", "bolt": "company", "judge": "neutral"}
    CaseFactory(parties=[{"side": side, "organization": slug} for slug, side in sides.items()])

    svg = picture(get(client, prefix="/en"))
    turned = [node.get("href") for node in svg.iter(f"{SVG}a") if node[0].get("transform", "").startswith("rotate")]
    assert turned == ["/en/organizations/judge/"]
    assert len(list(svg.iter(f"{SVG}line"))) == 2


def test_what_is_hidden_is_in_no_picture(client):
    OrganizationFactory(slug="guild", visible_from="2999-01-01T00:00:00Z", title=text("行会", "Guild"))
    OrganizationFactory(slug="acme", title=text("甲公司", "Acme"))
    case("one")
    case("two", visible_from="2999-01-01T00:00:00Z")

    page = get(client, prefix="/en")
    assert names(page) == {"Acme"}
    assert "/organizations/guild/" not in page
    assert "/cases/two/" not in page


@pytest.mark.usefixtures("_some")
def test_only_the_busiest_are_drawn_where_there_are_too_many(client, monkeypatch):
    monkeypatch.setattr(network, "MOST_SHOWN", 2)

    page = get(client, prefix="/en")
    assert names(page) == {"Acme", "Guild"}
    assert "1 organisation with fewer cases is left out here" in page
    assert len(table(client)) == 5


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(("query", "number"), [("", 3), ("?mechanism=sharing", 3), ("?q=zzz", 4)])
def test_queries(client, query, number):
    lexicon()
    with CaptureQueriesContext(connection) as captured:
        get(client, query)

    assert len(captured) == number


@pytest.mark.usefixtures("the_book")
def test_the_network_of_the_book_keeps_its_budget_and_uses_no_style_of_its_own(client, prefix):
    with CaptureQueriesContext(connection) as captured:
        page = get(client, prefix=prefix)

    assert len(captured) == 3
    assert len(gzip.compress(page.encode(), 6)) < 40_000
    assert "style=" not in page
    assert len(names(page)) == 45


def test_without_cases_nothing_is_drawn(client):
    SearchEntry.objects.filter(kind="case").delete()

    assert "No one has written a case yet." in get(client, prefix="/en")
