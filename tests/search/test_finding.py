"""Lists: narrowed by facets, years and words; counted, sorted, paged; and whatever anybody types is survived."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from search.finding import SORTS, Filters, facets_of, find
from search.lexicon import lexicon
from search.models import SearchEntry
from search.values import BadFilter
from search.vocabulary import vocabulary
from tests.factories import (
    CaseFactory,
    FacetFactory,
    OrganizationFactory,
    PracticeFactory,
    TagFactory,
    TermFactory,
    text,
)

pytestmark = pytest.mark.django_db


def look(query="", kind="case", language="zh", counted=()):
    return find(language, Filters.parse(QueryDict(query), kind), counted=counted)


def slugs(query="", **options):
    return [entry.slug for entry in look(query, **options).entries]


@pytest.fixture
def _cases(db):
    """Three cases in two mechanisms, with two governance models."""
    FacetFactory(slug="mechanism")
    FacetFactory(slug="governance")
    for facet, tag in (("mechanism", "sharing"), ("mechanism", "win-win"), ("governance", "leader-led")):
        TagFactory(slug=tag, facet=facet, title=text(f"标签{tag}"))
    OrganizationFactory(slug="acme")
    party = {"side": "company", "organization": "acme"}
    CaseFactory(slug="a", title=text("甲"), tags=["sharing"], parties=[party], period={"start": "2010", "end": "2012"})
    CaseFactory(slug="b", title=text("乙"), tags=["win-win", "leader-led"], period={"start": "2015-06"})
    CaseFactory(slug="c", title=text("丙"), tags=["leader-led"], outcome_status="negative",
                period={"start": "2018", "ongoing": True})  # fmt: skip


# --- Facets -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abc"),
        ("mechanism=sharing", "a"),
        ("mechanism=sharing&mechanism=win-win", "ab"),
        ("mechanism=sharing&governance=leader-led", ""),
        ("mechanism=sharing&mechanism=win-win&governance=leader-led", "b"),
        ("org=acme", "a"),
        ("outcome=positive&governance=leader-led", "b"),
        ("outcome=negative&outcome=positive", "abc"),
        ("evidence=0", "abc"),
        ("evidence=3", ""),
        ("mechanism=", "abc"),
    ],
)
def test_values_of_one_facet_widen_and_facets_narrow(query, found):
    assert sorted(slugs(query)) == list(found)
    assert look(query).total == len(found)


@pytest.mark.usefixtures("_cases")
def test_a_facet_is_counted_as_if_nothing_were_chosen_in_it():
    found = look("mechanism=sharing", counted=["mechanism", "governance", "outcome"])

    assert found.total == 1
    assert found.counts["mechanism"] == {"sharing": 1, "win-win": 1, "leader-led": 2}
    assert found.counts["governance"] == {"sharing": 1}
    assert found.counts["outcome"] == {"positive": 1}


@pytest.mark.usefixtures("_cases")
def test_a_count_is_what_choosing_the_value_too_would_give():
    chosen = "mechanism=sharing&mechanism=win-win"
    counts = look(chosen, counted=["governance", "outcome", "org", "origin"]).counts

    for name, numbers in counts.items():
        for value, number in numbers.items():
            assert look(f"{chosen}&{name}={value}").total == number


@pytest.mark.parametrize(("challenge", "found"), [("yes", 0), ("no", 1)])
def test_challenges_among_practices_are_a_facet_of_their_own(challenge, found):
    PracticeFactory()

    assert look(f"is_challenge={challenge}", kind="practice").total == found


def test_a_slug_with_a_low_line_can_be_a_value():
    OrganizationFactory(slug="open_ai-1")
    CaseFactory(parties=[{"side": "company", "organization": "open_ai-1"}])

    assert look("org=open_ai-1").total == 1


# --- Years, sorts, pages ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year_from=2013", "bc"),
        ("year_from=2012", "abc"),
        ("year_to=2014", "a"),
        ("year_to=2015", "ab"),
        ("year_from=2013&year_to=2016", "b"),
        ("year_from=2025", "c"),
        ("began_from=2013", "bc"),
        ("began_to=2015", "ab"),
        ("began_from=2011&began_to=2015&year_from=2015", "b"),
        ("year_to=2009", ""),
    ],
)
def test_years_find_what_went_on_in_them(query, found):
    assert sorted(slugs(query)) == list(found)


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize(("sort", "order"), [("updated", "cba"), ("year", "cba"), ("title", "cab"), ("order", "abc")])
def test_a_list_is_sorted(sort, order):
    SearchEntry.objects.filter(slug="c").update(sort_title="bing")

    assert slugs(f"sort={sort}") == list(order)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("kind", ["case", "term", "organization"])
def test_every_sort_is_one_for_every_kind(sort, kind):
    assert slugs(f"sort={sort}", kind=kind) == []


def test_without_a_year_a_case_comes_last_by_year():
    CaseFactory(slug="with", period={"start": "1999"})
    CaseFactory(slug="without", period={})

    assert slugs("sort=year") == ["with", "without"]


def test_pages_hold_every_row_once():
    for _ in range(5):
        OrganizationFactory()
    pages = [look(f"page_size=2&page={page}", kind="organization") for page in (1, 2, 3, 4)]

    rows = [entry.slug for page in pages for entry in page.entries]
    assert [len(page.entries) for page in pages] == [2, 2, 1, 0]
    assert len(set(rows)) == 5
    assert {(page.total, page.pages) for page in pages} == {(5, 3)}


def test_an_empty_list_has_one_page():
    assert (look().total, look().pages, look().entries) == (0, 1, [])


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("共创", True), ("共", True), ("创", True), ("谁", True), ("代码归谁", True), ("码归", True), ("创共", False),
        ("linux", True), ("LINUX", True), ("ＬｉｎｕＸ", True), ("linu", False), ("C++", True), ("c#", False),
        ("共创 linux", True), ("共创 windows", False), ("共创，Linux！", True), ("，。", False), ("3.5", True),
    ],
)  # fmt: skip
def test_words_are_found_however_they_are_written(query, found):
    TermFactory(slug="t", title=text("共创：Linux与C++代码归谁", "Co-creation"), summary=text("版本3.5"))

    assert (look(urlencode({"q": query}), kind="term").total == 1) is found


def test_a_name_in_the_other_language_is_found_too():
    TermFactory(slug="t", title=text("共创", "Co-creation"))

    assert slugs("q=creation", kind="term") == slugs("q=共创", kind="term", language="en") == ["t"]


# --- What is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("ordering=-owner__password", "ordering"), ("title__contains=a", "title__contains"), ("org__id=1", "org__id"),
        ("audience=both", "audience"), ("sort=password", "sort"), ("sort=title&sort=year", "sort"), ("q=a&q=b", "q"),
        ("page=0", "page"), ("page=-1", "page"), ("page=１", "page"), ("page=501", "page"), ("page=1e2", "page"),
        ("page=" + "9" * 400, "page"), ("page_size=101", "page_size"), ("page_size=0", "page_size"),
        ("year_from=99", "year_from"), ("year_to=10000", "year_to"), ("year_to=x", "year_to"),
        ("year_from=2020&year_to=2019", "year_to"), ("began_from=2020&began_to=2019", "began_to"),
        ("org=a b", "org"), ("org=a'b", "org"), ("org=../x", "org"), ("org=" + "a" * 101, "org"), ("org=共", "org"),
        ("&".join(f"org=o{n}" for n in range(41)), "org"), ("evidence=4", "evidence"), ("evidence=03", "evidence"),
        ("outcome=Positive", "outcome"), ("outcome=positive&outcome=zzz", "outcome"), ("origin=press", "origin"),
    ],
)  # fmt: skip
def test_a_parameter_that_nobody_could_mean_is_refused_by_name(query, parameter):
    with pytest.raises(BadFilter) as error:
        Filters.parse(QueryDict(query), "case")

    assert error.value.parameter == parameter
    assert len(error.value.message) < 200


PIECES = st.sampled_from([*"'\"\\:*&|!()<>%_-+ \x00\ud800", "共", "a", "<->", ":*", "\\'", "NULL", "\u202e", "ﷺ", "İ"])


class TestHostileQueries(TestCase):
    """Hypothesis needs a fresh transaction for each example."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=300), st.sampled_from(["q", "org", "page"]))
    def test_any_text_is_answered_or_refused(self, value, name):
        parameters = QueryDict(mutable=True)
        parameters.appendlist(name, value)

        try:
            found = find("zh", Filters.parse(parameters, "case"), counted=["org"])
        except BadFilter as error:
            assert error.parameter == name
        else:
            assert found.total == 0

    def test_a_very_long_query_is_cut(self):
        assert len(Filters.parse(QueryDict("q=" + "共" * 60_000), "case").q) == 200


# --- Addresses --------------------------------------------------------------------------------------------------------


def test_filters_write_the_query_they_were_read_from():
    query = "q=%E5%85%B1&mechanism=a&mechanism=b&org=x&year_from=2010&sort=year&page=3"

    assert Filters.parse(QueryDict(query), "case").query(page=3) == f"?{query}"


@pytest.mark.parametrize(
    ("name", "value", "query"),
    [("org", "x", "?q=a&org=y"), ("org", None, "?q=a"), ("q", None, "?org=x&org=y")],
)
def test_one_filter_is_taken_away(name, value, query):
    assert Filters.parse(QueryDict("q=a&org=x&org=y&page=2"), "case").without(name, value) == query


@pytest.mark.parametrize("kind", ["case", "strategy", "practice", "practice_group", "term", "chapter", "unknown"])
def test_no_facet_of_a_kind_has_two_meanings(kind):
    assert len(set(facets_of(kind))) == len(facets_of(kind))


# --- Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 12])
def test_a_list_costs_two_queries_the_vocabulary_one_and_an_unread_lexicon_one(django_assert_num_queries, rows):
    for _ in range(rows):
        OrganizationFactory()
    lexicon()

    with django_assert_num_queries(3):
        found = look(
            "origin=editors&q=组织&page_size=100", kind="organization", counted=["origin", "organization_kind"]
        )
    with django_assert_num_queries(1):
        vocabulary("zh", "organization")

    assert len(found.entries) == rows


@pytest.mark.usefixtures("_cases")
def test_the_vocabulary_gives_facets_with_their_tags_and_titles():
    words = vocabulary("zh", "organization")

    assert words.facets["mechanism"][1] == ["sharing", "win-win"]
    assert words.title("mechanism", "sharing") == "标签sharing"
    assert words.title("org", "acme").startswith("组织")
    assert words.title("outcome", "positive") is None


@pytest.mark.django_db
def test_what_goes_on_is_not_known_to_go_on_in_the_future(client):
    CaseFactory(slug="going", period={"start": "2020", "ongoing": True})

    assert client.get("/api/v1/cases/", {"year_from": date.today().year}).json()["count"] == 1
    assert client.get("/api/v1/cases/", {"year_from": date.today().year + 1}).json()["count"] == 0
