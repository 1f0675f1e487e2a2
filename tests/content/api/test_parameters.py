"""Parameters of the API: what cannot be meant is named, and nothing breaks an answer."""

import base64

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st

from content.api.throttling import counter
from tests.factories import CaseFactory, FacetFactory, OrganizationFactory, TagFactory, TermFactory, text
from tests.portal.api_pages import pages_of

pytestmark = pytest.mark.django_db
TERMS = "/api/v1/terms/"


def refused(client, parameter, value, address=TERMS):
    """The problem that an address answers with for a parameter."""
    answer = client.get(address, {parameter: value}, headers={"Accept-Language": "en"})
    assert answer.status_code == 400, (parameter, value)
    return answer.json()["errors"][0]


@pytest.mark.parametrize("size", ["0", "-1", "101", "1e2", "２", "abc", "9" * 400])
def test_impossible_page_size_is_named(client, size):
    assert refused(client, "page_size", size)["pointer"] == "#/page_size"


@pytest.mark.parametrize("page", ["0", "-1", "501", "٣", "x", "1" * 400, "7"])
def test_impossible_page_is_named(client, page):
    TermFactory()

    assert refused(client, "page", page)["parameter"] == "page"


@pytest.mark.parametrize(
    "cursor", ["x", "!", "b3JkZXI", "开源", "A" * 4000, "b3JkZXIgYWZ0ZXIgMSAx=", "dGl0bGUgYWZ0ZXIgMSAx"]
)
def test_cursor_of_nobodys_making_is_named(client, cursor):
    assert refused(client, "cursor", cursor)["parameter"] == "cursor"


@pytest.mark.parametrize(
    "text", ["order after 1 x", "order after 99999999999 1", "order after 1", "order beside 1 1", "title after 1 a"]
)
def test_cursor_made_up_from_the_right_parts_is_named(client, text):
    made_up = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    assert refused(client, "cursor", made_up)["parameter"] == "cursor"


def test_cursor_and_page_together_are_refused(client):
    pages_of("term", 2)
    following = client.get(TERMS, {"page_size": 1}).json()["next"]

    assert client.get(f"{following}&page=2").status_code == 400


@pytest.mark.parametrize("name", ["ordering", "format", "owner__password", "limit", "language", "audience"])
def test_unknown_parameter_is_named(client, name):
    assert refused(client, name, "x")["parameter"] == name


def test_parameter_given_twice_is_named(client):
    page = TermFactory()
    for address in (f"{TERMS}?sort=order&sort=title", f"{TERMS}{page.slug}/?fields=title&fields=slug"):
        assert client.get(address).status_code == 400


def test_item_and_index_take_no_filters(client):
    page = TermFactory()
    for address in (f"{TERMS}{page.slug}/", "/api/v1/", "/api/v1/schema/", "/api/v1/schema/term/"):
        assert refused(client, "q", "x", address)["parameter"] == "q"


parameter_names = st.sampled_from(
    [
        "q",
        "cursor",
        "page",
        "page_size",
        "fields",
        "sort",
        "year_from",
        "year_to",
        "began_from",
        "mechanism",
        "origin",
        "term_category",
    ]
) | st.text(max_size=12)
values = (
    st.text(max_size=60) | st.integers().map(str) | st.sampled_from(["title", "order", "a" * 3000, "'", "a:*|(", "\\"])
)


@trial(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=st.dictionaries(parameter_names, values, max_size=4))
def test_no_parameters_break_a_list(client, given):
    counter.clear()

    assert client.get(TERMS, given).status_code in {200, 400, 414}


@trial(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60))
def test_no_name_breaks_an_item(client, name):
    counter.clear()

    assert client.get(f"{TERMS}{name}/").status_code in {200, 301, 400, 404}


# --- What could have been meant ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/api/v1/cases/", "/api/v1/finder/"])
def test_of_a_few_values_all_are_named(client, address):
    FacetFactory(slug="mechanism")
    for slug in ("lending", "borrowing"):
        TagFactory(slug=slug, facet="mechanism", title=text(slug))
    CaseFactory(tags=["lending"])

    detail = refused(client, "mechanism", "lend", address)["detail"]

    assert detail.endswith("it can be: lending, borrowing.") or detail.endswith("it can be: borrowing, lending.")
    assert "it can be" in refused(client, "mechanism", "a//b", address)["detail"]


def test_of_many_values_the_nearest_are_named_and_where_all_are(client):
    for number in range(21):
        OrganizationFactory(slug=f"some-{number}", title=text(f"某{number}"))
    OrganizationFactory(slug="acme-labs", title=text("顶点"))

    near, none = (refused(client, "org", value, "/api/v1/cases/")["detail"] for value in ("ACME-lab", "zzzz"))

    assert near.endswith("The nearest: acme-labs. All values: /api/v1/organizations/")
    assert none.endswith("cannot be a value of this filter. All values: /api/v1/organizations/")


def test_too_many_values_are_refused_for_their_number(client):
    answer = client.get("/api/v1/cases/", {"org": [f"o{number}" for number in range(41)]},
                        headers={"Accept-Language": "en"})  # fmt: skip

    assert answer.json()["errors"][0]["detail"] == "At most 40 values."


def test_a_number_is_found_in_any_capitals_and_a_slug_like_it_too(client):
    page = TermFactory(slug="some")
    TermFactory(slug=f"{page.uid[0].lower()}-99999999")

    assert client.get(f"/api/v1/terms/{page.uid.lower()}/").json()["slug"] == "some"
    assert client.get(f"/api/v1/terms/{page.uid[0].lower()}-99999999/").status_code == 200
    assert client.get("/api/v1/terms/c-0001/").status_code == 404
