"""Values of facets: what is none is refused, by pages and by the API, without making lists slower."""

import pytest

from cases import ledgers
from cases.models import Case
from community.models import Organization
from content.document import kinds
from content.models import Claim, Origin, PublisherKind
from content.wording import CLAIM_STATES
from search.kinds import FACETS
from search.values import CODES, LINKS, PAGES, TAG_FACETS
from strategies.models import Strategy
from strategies.wording import MATURITY
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    ClaimFactory,
    FacetFactory,
    OrganizationFactory,
    TagFactory,
    text,
)

pytestmark = pytest.mark.django_db
COMPUTED = {"evidence": range(4), "maturity": MATURITY, "state": CLAIM_STATES, "ledger": ledgers.labels()}
LISTS = ["/cases/", "/strategies/", "/glossary/", "/organizations/", "/references/", "/claims/"]
UNKNOWN = ["evidence=zzz", "outcome=zzz", "org=zzz", "mechanism=zzz", "mechanism=leader-led", "org=acme&org=zzz",
           "mechanism=sharing&mechanism=zzz", "governance=zzz", "origin=zzz"]  # fmt: skip


@pytest.fixture
def _cases(db):
    """A case with a company, two facets of a tag each."""
    for facet, tag in (("mechanism", "sharing"), ("governance", "leader-led")):
        FacetFactory(slug=facet)
        TagFactory(slug=tag, facet=facet)
    OrganizationFactory(slug="acme")
    party = {"side": "company", "organization": "acme"}
    CaseFactory(title=text("还在", "Still here"), tags=["sharing", "leader-led"], parties=[party])


def test_codes_are_those_of_the_models():
    models = {
        "origin": Origin, "outcome": Case.Outcome, "audience": Strategy.Audience, "stage": Strategy.Stage,
        "organization_kind": Organization.Kind, "publisher": PublisherKind, "finding": Claim.Finding,
    }  # fmt: skip

    for name, choices in models.items():
        assert set(CODES[name]) == {value or "none" for value in choices.values}, name
    assert {name for name in CODES if name not in models} == {*COMPUTED, "is_challenge", "solution", "in_book"}


def test_codes_of_what_is_computed_are_all_that_can_be():
    for name, values in COMPUTED.items():
        assert set(CODES[name]) == set(map(str, values)), name
    for name in ("is_challenge", "solution", "in_book"):
        assert set(CODES[name]) <= {"yes", "no"}


def test_every_facet_has_values():
    facets = {*TAG_FACETS, *(name for names in FACETS.values() for name in names), "origin"}

    assert facets == {*CODES, *PAGES}
    assert LINKS not in facets
    assert set(PAGES.values()) <= set(kinds())


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize("query", UNKNOWN)
def test_a_list_refuses_an_unknown_value_and_shows_everything(client, prefix, query):
    answer = client.get(f"{prefix}/cases/?{query}")

    html = answer.content.decode()
    assert answer.status_code == 400
    assert ("Still here" if prefix else "还在") in html
    assert 'role="alert"' in html
    assert 'class="chip on"' not in html


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize("query", UNKNOWN)
def test_the_api_names_the_parameter_of_an_unknown_value(client, query):
    answer = client.get(f"/api/v1/cases/?{query}", headers={"Accept-Language": "en"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize("query", ["evidence=3", "outcome=negative", "org=acme", "mechanism=sharing", "evidence="])
def test_a_known_value_is_answered_even_when_nothing_has_it(client, query):
    assert client.get(f"/cases/?{query}").status_code == 200
    assert client.get(f"/api/v1/cases/?{query}").status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_every_list_refuses_unknown_tags_and_codes(client, path):
    for query in ("mechanism=zzz", "origin=zzz"):
        assert client.get(f"{path}?{query}").status_code == 400, query


def test_a_part_is_a_chapter_without_a_dot(client):
    ChapterFactory(slug="4", level=1)
    ChapterFactory(slug="4.2", level=2, parent="4")

    assert client.get("/api/v1/chapters/?part=4").json()["count"] == 2
    assert client.get("/api/v1/chapters/?part=4.2").status_code == 400
    assert client.get("/api/v1/chapters/?part=5").status_code == 400


@pytest.mark.usefixtures("_cases")
def test_only_a_page_as_value_costs_the_api_a_query(client, django_assert_num_queries):
    for query, queries in (("", 2), ("evidence=0", 2), ("org=acme&mechanism=sharing", 3)):
        with django_assert_num_queries(queries):
            assert client.get(f"/api/v1/cases/?{query}").json()["count"] == 1


@pytest.mark.usefixtures("_cases")
def test_values_cost_a_page_of_cases_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert client.get("/cases/?org=acme&mechanism=sharing&evidence=0").status_code == 200


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("number", ["2", "499"])
def test_a_page_beyond_the_end_of_a_list_is_not_found(client, prefix, path, number):
    assert client.get(f"{prefix}{path}?page={number}").status_code == 404


def test_languages_agree_on_what_is_known(client):
    """The English list asks its own vocabulary, the API the Chinese entries."""
    OrganizationFactory(slug="only-chinese", title=text("某公司"))

    assert client.get("/en/cases/?org=only-chinese").status_code == 200
    assert client.get("/api/v1/cases/?org=only-chinese").status_code == 200


def test_good_filters_stay_in_force_beside_those_that_cannot_be_used(client, db):
    CaseFactory(title=text("留下", "Stays"), outcome_status="positive")
    CaseFactory(title=text("不见", "Goes"), outcome_status="negative")

    answer = client.get("/en/cases/?outcome=positive&evidence=high&colour=red")

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "These filters were left out" in html
    assert "<code>evidence</code>" in html and "<code>colour</code>" in html
    assert "Stays" in html and "Goes" not in html


def test_an_address_full_of_nonsense_shows_the_list_without_filters(client, db):
    CaseFactory(title=text("还在", "Still here"))

    answer = client.get("/en/cases/?" + "&".join(f"nonsense{n}=1" for n in range(200)))

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Still here" in html
    assert html.count("<code>nonsense") == 5


@pytest.mark.usefixtures("_cases")
def test_pages_are_found_by_the_page_that_they_name(client, prefix):
    case = CaseFactory(title=text("另一个", "Another"))
    claim = ClaimFactory(title=text("说错了", "Said wrongly"), about=[case.key])

    listed = client.get(f"{prefix}/claims/?links_to={case.key}").content.decode()
    answer = client.get(f"/api/v1/claims/?links_to={case.key}").json()

    assert [item["uid"] for item in answer["results"]] == [claim.uid]
    assert ("Another" if prefix else "另一个") in listed.partition('class="chip on"')[2]
    assert client.get("/api/v1/claims/?links_to=organization:acme").json()["count"] == 0
    assert client.get("/api/v1/cases/?links_to=organization:acme").json()["count"] == 1


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize(
    "value", ["acme", "organization:", ":acme", "organization:zzz", "nothing:acme", "a:b:c", "x" * 99]
)
def test_a_page_that_nobody_knows_is_named_by_none(client, value):
    answer = client.get("/api/v1/cases/", {"links_to": value})

    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "links_to")
    assert client.get("/cases/", {"links_to": value}).status_code == 400
