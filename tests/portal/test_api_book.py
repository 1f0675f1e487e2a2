"""The whole book through the API: everything is there, and everything is as described."""

import json
import re

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from portal.api import description
from tests.portal.api_pages import COLLECTIONS, list_address

pytestmark = pytest.mark.usefixtures("the_book")
OF_THE_BOOK = [kind for kind in COLLECTIONS if kind != "reply"]
COUNTS = {
    "case": 38, "strategy": 16, "practice": 157, "practice_group": 39, "term": 80, "term_category": 6,
    "organization": 47, "chapter": 90, "claim": 47, "tag": 60, "facet": 10,
}  # fmt: skip


def everything(client, kind):
    """All items of a kind, part by part."""
    address, items = f"{list_address(kind)}?page_size=100", []
    while address:
        part = client.get(address).json()
        items, address = items + part["results"], part["next"]
    return items


@pytest.mark.parametrize("kind", OF_THE_BOOK)
def test_every_item_and_every_document_is_as_described(client, kind):
    items = everything(client, kind)
    described = json.loads(description())
    name = "".join(word.capitalize() for word in kind.split("_"))
    whole = Draft202012Validator(described | {"$ref": f"#/components/schemas/{name}"})
    published = Draft202012Validator(client.get(f"/api/v1/schema/{kind}/").json())
    part = client.get(f"{list_address(kind)}?page_size=1&fields=title").json()["results"][0]

    assert items
    for item in items:
        assert list(whole.iter_errors(item)) == [], item["slug"]
        assert list(published.iter_errors(item)) == [], item["slug"]
    assert list(published.iter_errors(part)) == []
    assert list(published.iter_errors(part | {"else": 1})) != []


@pytest.mark.parametrize("kind", OF_THE_BOOK)
def test_every_page_of_the_book_is_there_once(client, kind):
    numbers = [item["uid"] for item in everything(client, kind)]

    assert len(numbers) == len(set(numbers)) == client.get(list_address(kind)).json()["count"]
    assert len(numbers) == COUNTS.get(kind, len(numbers))


def test_requests_of_the_documentation_work_when_pasted(client):
    text = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
    reading = [line for line in text.splitlines() if line.startswith("curl ") and not re.search(" -[XdF] ", line)]
    addresses = re.findall(r"http://127\.0\.0\.1:8000(/[^'\s]*)", "\n".join(reading))

    assert len(addresses) >= 5
    for address in addresses:
        assert client.get(address).status_code == 200, address
