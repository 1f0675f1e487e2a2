"""The numbers of a list: counted once for each version of the collection, never kept when it is unsettled."""

import gc
import weakref
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from search import finding
from search.finding import Filters, find
from search.lexicon import lexicon
from search.models import IndexState, SearchEntry
from search.vocabulary import vocabulary
from tests.factories import CaseFactory, FacetFactory, TagFactory, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_cases")]


@pytest.fixture
def _cases(db):
    """Three cases with two mechanisms and a governance model."""
    FacetFactory(slug="mechanism")
    FacetFactory(slug="governance")
    for facet, tag in (("mechanism", "sharing"), ("mechanism", "win-win"), ("governance", "leader-led")):
        TagFactory(slug=tag, facet=facet)
    CaseFactory(slug="a", title=text("甲"), tags=["sharing"], period={"start": "2010", "end": "2012"})
    CaseFactory(slug="b", title=text("乙"), tags=["sharing", "leader-led"], period={"start": "2015", "end": "2016"})
    CaseFactory(slug="c", title=text("丙"), tags=["win-win"], period={"start": "1985", "end": "1989"})


def look(query="", counted=()):
    return find("zh", Filters.parse(QueryDict(query), "case"), counted=counted)


def test_a_list_is_counted_once_for_each_version_of_the_collection(django_assert_num_queries):
    def counted():
        version = vocabulary("zh").version
        return find("zh", Filters.parse(QueryDict("mechanism=sharing"), "case"), counted=("org",), version=version)

    first = counted()
    with django_assert_num_queries(2):
        again = counted()
    assert (again.total, again.counts) == (first.total, first.counts)

    CaseFactory(slug="new", title=text("新"), tags=["sharing"])
    assert counted().total == first.total + 1


def test_numbers_that_are_kept_keep_no_lexicon_of_before(django_assert_num_queries):
    version, asked = vocabulary("zh").version, Filters.parse(QueryDict("q=甲"), "case")
    before = weakref.ref(lexicon())
    with django_assert_num_queries(2):
        find("zh", asked, version=version)
    assert before() is not None

    TagFactory(slug="new")
    lexicon()
    gc.collect()

    assert before() is None


def test_lists_that_differ_in_anything_but_order_and_page_are_counted_apart():
    version = vocabulary("zh").version
    queries = (
        "",
        "mechanism=sharing",
        "q=甲",
        "year_from=2013",
        "year_to=1990",
        "began_to=2012",
        "governance=leader-led",
    )
    totals = [
        find("zh", Filters.parse(QueryDict(query), "case"), counted=("org",), version=version).total
        for query in queries
    ]
    plain = [look(query, counted=("org",)).total for query in queries]

    assert totals == plain
    assert len(set(totals)) > 2


def test_nothing_is_kept_of_a_collection_that_is_unsettled():
    moment = timezone.now() - timedelta(seconds=1)
    SearchEntry.objects.filter(slug="a").update(visible_from=moment)
    IndexState.objects.update(settled_at=moment - timedelta(hours=1))

    assert vocabulary("zh").version is None


def test_of_pages_with_common_words_so_many_are_counted(monkeypatch):
    assert look("q=甲 OR 乙").total == 2
    monkeypatch.setattr(finding, "MOST_COUNTED", 1)
    assert look("q=甲 OR 乙", counted=("org",)).total == 1
    assert look("", counted=("org",)).total == 3
