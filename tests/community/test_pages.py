"""Pages of organisations."""

import re

import pytest

from tests.factories import CaseFactory, ChapterFactory, ClaimFactory, OrganizationFactory, text


@pytest.fixture
def company(db):
    return OrganizationFactory(slug="acme", title=text("甲公司", "Acme"), founded=1999, products=["Anvil"])


def with_party(slug, organization="acme", side="company", **more):
    """A case in which the organisation is a party."""
    other = {"side": "community" if side == "company" else "company", "name": text("某方", "Somebody")}
    return CaseFactory(slug=slug, parties=[other, {"side": side, "organization": organization}], **more)


def test_list_shows_the_mark_and_the_number_of_cases(client, company, prefix):
    with_party("one")
    with_party("two")

    page = client.get(f"{prefix}/organizations/").content.decode()

    assert f'href="{prefix}/organizations/acme/"' in page
    assert "#company" in page
    assert ("2 cases" if prefix else "2个案例") in page


def test_list_is_narrowed_by_kind(client, company):
    OrganizationFactory(slug="guild", organization_kind="community")

    page = client.get("/organizations/?organization_kind=community").content.decode()

    assert "/organizations/guild/" in page
    assert "/organizations/acme/" not in page


def test_search_finds_a_product(client, company):
    OrganizationFactory(slug="guild")

    page = client.get("/organizations/?q=anvil").content.decode()

    assert "/organizations/acme/" in page
    assert "/organizations/guild/" not in page


def test_organisation_shows_cases_with_side_and_outcome(client, company):
    with_party("one", outcome_status="negative")

    page = client.get("/en/organizations/acme/").content.decode()

    assert "/en/cases/one/" in page
    assert "Did not work out" in page
    assert "founded 1999" in page


def test_relations_are_shown_from_both_sides(client, company):
    OrganizationFactory(
        slug="lab", relations=[{"organization": "acme", "relation": "part_of", "note": text("", "Since 2020.")}]
    )

    lab = client.get("/en/organizations/lab/").content.decode()
    acme = client.get("/en/organizations/acme/").content.decode()

    assert "<dt>part of</dt>" in lab and "Since 2020." in lab
    assert "<dt>includes</dt>" in acme and "/en/organizations/lab/" in acme


def test_claims_and_chapters_about_it_are_shown(client, company):
    ChapterFactory(slug="2", organizations=["acme"])
    ClaimFactory(slug="K1", about=["organization:acme"])

    page = client.get("/organizations/acme/").content.decode()

    assert 'href="/book/2/"' in page
    assert 'id="claim-K1"' in page


def test_organisation_that_says_nothing_is_a_page(client, db):
    OrganizationFactory(slug="bare", title=text("", "Bare"))

    page = client.get("/organizations/bare/").content.decode()

    assert page.count("<h1") == 1
    assert '<span lang="en">Bare' in page


@pytest.mark.parametrize(("address", "status"), [("/organizations/no/", 404), ("/organizations/?org=acme", 400)])
def test_what_is_not_there_is_refused(client, company, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize("number", [1, 12])
def test_list_takes_three_queries(client, db, django_assert_num_queries, number):
    for _ in range(number):
        OrganizationFactory()

    with django_assert_num_queries(3):
        client.get("/organizations/")


@pytest.mark.parametrize("number", [1, 12])
def test_organisation_takes_two_queries(client, company, django_assert_num_queries, number):
    for place in range(number):
        with_party(f"case-{place}-of-acme")

    with django_assert_num_queries(2):  # what else is related would take a third, if there were anything to share
        client.get("/organizations/acme/")


def test_a_page_named_by_very_many_cases_shows_the_first_and_leads_to_all(client, company, prefix, monkeypatch):
    for module in ("search.models", "content.views.loading"):
        monkeypatch.setattr(f"{module}.MOST_AROUND", 2)
    for slug in ("one", "two"):
        with_party(slug)
    more = "All cases that name this page" if prefix else "全部提到本页的案例"
    assert more not in client.get(f"{prefix}/organizations/acme/").content.decode()

    with_party("three")
    page = client.get(f"{prefix}/organizations/acme/").content.decode()

    assert [slug for slug in ("one", "two", "three") if f'href="{prefix}/cases/{slug}/"' in page] == ["two", "three"]
    assert f'href="{prefix}/insights/timeline/?org=acme"' in page
    address = re.search(rf'<a href="([^"]+)">[^<]*{more}', page)[1]
    everything = client.get(address).content.decode()
    assert all(f'href="{prefix}/cases/{slug}/"' in everything for slug in ("one", "two", "three"))


def test_what_a_page_names_itself_is_never_left_out(client, db, monkeypatch):
    monkeypatch.setattr("search.models.MOST_AROUND", 0)
    CaseFactory(slug="named", title=text("被点名的案例", "Named"))
    CaseFactory(slug="naming", related=[{"case": "named", "reason": text("像", "Alike")}])

    assert "被点名的案例" in client.get("/cases/naming/").content.decode()
