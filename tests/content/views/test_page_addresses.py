"""Addresses of pages: what cannot stand in one is refused when saving; numbers lead to pages; the head names them."""

import re

import pytest
from rest_framework.exceptions import ValidationError

from content.actions import save
from content.models import Revision
from content.views import head
from tests.factories import (
    CaseFactory,
    ChapterFactory,
    OrganizationFactory,
    StrategyFactory,
    TagFactory,
    TermFactory,
    text,
)

pytestmark = pytest.mark.django_db
FACTORIES = {
    "/cases/": CaseFactory,
    "/strategies/": StrategyFactory,
    "/glossary/": TermFactory,
    "/organizations/": OrganizationFactory,
    "/book/": ChapterFactory,
    "/tags/": TagFactory,
}


@pytest.mark.parametrize("factory", FACTORIES.values())
@pytest.mark.parametrize("slug", ["a/history", "v/1", "a/v/1", "history/compare", "a/compare/1..2", "C-0001", "K-99"])
def test_a_slug_that_would_break_addresses_is_refused(factory, slug):
    with pytest.raises(ValidationError) as error:
        factory(slug=slug)

    assert "slug" in error.value.detail


@pytest.mark.parametrize("path", FACTORIES)
@pytest.mark.parametrize("slug", ["history", "v", "compare", "en", "api", "admin"])
def test_a_slug_like_a_word_of_an_address_is_a_page_like_others(client, path, slug):
    page = FACTORIES[path](slug=slug)

    assert client.get(f"{path}{slug}/").status_code == 200
    assert client.get(f"/en{path}{slug}/").status_code == 200
    if path != "/tags/":
        assert client.get(f"{path}{slug}/history/").status_code == 200
    assert client.get(client.get(f"{path}{page.uid}/")["Location"]).status_code == 200


@pytest.mark.parametrize("path", FACTORIES)
def test_a_number_leads_to_the_page(client, prefix, path):
    page = FACTORIES[path](slug="thing")

    answer = client.get(f"{prefix}{path}{page.uid}/")

    assert (answer.status_code, answer["Location"]) == (301, f"{prefix}{path}thing/")


@pytest.mark.parametrize("path", FACTORIES)
@pytest.mark.parametrize("name", ["C-9999", "X-0001", "C-" + "9" * 30, "C-１２３４", "c-0001", "C-0001x", "T-1"])
def test_a_number_that_no_page_has_is_not_found(client, path, name):
    FACTORIES[path](slug="thing")

    assert client.get(f"{path}{name}/").status_code == 404


def test_the_number_of_a_page_that_is_not_visible_yet_is_not_found(client):
    page = CaseFactory(visible_from="2999-01-01T00:00:00Z")

    assert client.get(f"/cases/{page.uid}/").status_code == 404


def test_the_number_of_a_removed_page_leads_to_the_reason(client):
    page = CaseFactory(slug="thing")
    document = page.document | {"status": "removed", "status_reason": text("撤下。", "Withdrawn.")}
    save(kind="case", document=document, source=Revision.Source.ADMIN)

    assert client.get(f"/cases/{page.uid}/", follow=True).status_code == 410


def named_in_head(html):
    """The addresses that a page's head gives out."""
    return re.findall(r'(?:rel="canonical"|hreflang="[^"]*") href="([^"]*)"|og:url" content="([^"]*)"', html)


@pytest.mark.parametrize("base", ["https://casebook.example", "https://example.org/casebook"])
def test_pages_and_api_name_the_same_public_address(client, settings, prefix, base):
    settings.BASE_URL = base
    CaseFactory(slug="thing")

    found = ["".join(pair) for pair in named_in_head(client.get(f"{prefix}/cases/thing/").content.decode())]
    api = client.get("/api/v1/cases/thing/").json()["url"]

    assert set(found) == {f"{base}/cases/thing/", f"{base}/en/cases/thing/"}
    assert api == f"{base}/cases/thing/"
    assert f"{base}/api/v1/" in client.get(f"{prefix}/about/api/").content.decode()


def test_without_a_public_address_pages_name_the_one_asked_for(client):
    CaseFactory(slug="thing")

    assert 'rel="canonical" href="http://testserver/cases/thing/"' in client.get("/cases/thing/").content.decode()


@pytest.mark.parametrize("page", ["２", "٢", "²", "02", "1 ", "9" * 400])
def test_only_plain_numbers_of_pages_stand_in_addresses(client, rf, page):
    address = head(rf.get("/tags/", {"page": page}), "title", "words")["canonical"]

    assert address == "http://testserver/tags/"
