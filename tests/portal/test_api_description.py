"""The API describes itself: OpenAPI, JSON Schemas, and a page to try it on."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from content.api.problems import is_closed
from portal.api import description
from search.finding import YEARS, facets_of
from search.values import CODES, LINKS, PAGES
from tests.portal.api_pages import COLLECTIONS, list_address

SCHEMAS = settings.BASE_DIR / "docs" / "schemas"


@pytest.fixture
def described():
    return json.loads(description())


def operations(described):
    """(address, operation) of everything that everybody can do."""
    return [(address, way["get"]) for address, way in described["paths"].items() if not is_closed(address)]


def personal(described):
    """(address, method, operation) of what people with an account can do."""
    ways = [(address, way) for address, way in described["paths"].items() if is_closed(address)]
    return [(address, method, operation) for address, way in ways for method, operation in way.items()]


def test_description_is_valid_openapi(described):
    assert described["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_description_is_served_as_json_and_known_by_its_etag(client):
    answer = client.get("/api/v1/schema/")

    assert (answer["Content-Type"], answer.json()["openapi"]) == ("application/json", "3.1.0")
    assert client.get("/api/v1/schema/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_every_list_and_item_is_described(described):
    addresses = set(described["paths"])

    for kind in COLLECTIONS:
        assert {list_address(kind), f"{list_address(kind)}{{name}}/"} <= addresses
    assert {"/api/v1/", "/api/v1/schema/", "/api/v1/schema/{kind}/"} <= addresses
    assert all(set(way) == {"get"} for address, way in described["paths"].items() if not is_closed(address))


def test_everybody_may_read_without_a_token(described):
    assert all(operation["security"] == [{}] for _address, operation in operations(described))


def test_what_is_for_people_says_how_to_sign_in_and_what_to_send(described):
    found = personal(described)

    assert len(found) > 15
    for address, method, operation in found:
        assert operation["security"] == [{"token": []}, {"session": []}]
        codes = set(operation["responses"])
        assert {"401", "403", "429", "503"} <= codes
        headers = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "header"}
        changes = method != "get" and "{uid}" in address and not address.endswith(("/messages/", "/images/"))
        assert ("If-Match" in headers, {"412", "428"} <= codes) == (changes, changes), address
        bare = method == "get" or address.endswith(("/claim/", "/release/", "/unhold/", "/end-quarantine/"))
        assert ("requestBody" in operation) != bare, address
    assert set(described["components"]["securitySchemes"]) == {"token", "session"}


def test_every_error_is_described_as_a_problem(described):
    for address, operation in operations(described):
        errors = {code for code in operation["responses"] if code >= "400"}
        needed = {"400", "405", "406", "414", "415", "429", "500", "503"}
        if "{name}" in address:
            needed |= {"404"} if "/collections/" in address else {"404", "410"}  # a collection is private, or deleted
        assert needed <= errors, address
        for code in errors:
            content = operation["responses"][code]["content"]
            assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_every_parameter_of_a_list_is_described(described):
    for kind in COLLECTIONS:
        parameters = described["paths"][list_address(kind)]["get"]["parameters"]
        names = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
        usual = {"q", "sort", *YEARS, "fields", "cursor", "page", "page_size"}
        assert names == {*facets_of(kind), *usual}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", COLLECTIONS)
def test_described_parameters_are_accepted(client, described, kind):
    values = dict.fromkeys(YEARS, "2000") | {"fields": "title", "sort": "title", "page": "1", "page_size": "5"}
    for parameter in described["paths"][list_address(kind)]["get"]["parameters"]:
        if parameter["in"] == "query" and parameter["name"] != "cursor":
            name = parameter["name"]
            value = values.get(name) or CODES.get(name, ["some"])[0]
            answer = client.get(list_address(kind), {name: value})
            refused = answer.json().get("errors", [{}])[0].get("parameter")
            assert (answer.status_code, refused) == ((400, name) if name in {*PAGES, LINKS} else (200, None)), name


def test_values_of_facets_are_described(described):
    parameters = described["paths"]["/api/v1/cases/"]["get"]["parameters"]
    items = {parameter["name"]: parameter["schema"].get("items") for parameter in parameters}

    assert items["evidence"] == {"enum": ["0", "1", "2", "3"]}
    assert items["org"] == {"type": "string"}


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_schema_of_items_is_served(client, kind):
    schema = client.get(f"/api/v1/schema/{kind}/").json()

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schemas_in_the_repository_are_those_served(client, tmp_path):
    call_command("write_schemas", folder=tmp_path)

    assert {path.name for path in SCHEMAS.iterdir()} == {f"{kind}.json" for kind in COLLECTIONS}
    for kind in COLLECTIONS:
        text = (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")
        assert text == (tmp_path / f"{kind}.json").read_text(encoding="utf-8"), "run manage.py write_schemas"
        document = client.get(f"/api/v1/schema/{kind}/").json()["$defs"]["document"]
        assert json.loads(text) == {"$schema": "https://json-schema.org/draft/2020-12/schema"} | document


def test_documentation_page_leads_back_to_the_site_and_is_found_from_english_too(client):
    html = client.get("/api/docs/").content.decode()

    assert 'href="/"' in html and 'href="/en/"' in html
    assert client.get("/en/api/docs/")["Location"] == "/api/docs/"


def test_documentation_page_loads_only_our_own_files_and_nothing_inline(client):
    answer = client.get("/api/docs/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert re.findall(r'(?:src|href)="(?!/|data:)', html) == []
    assert "<style" not in html and "style=" not in html and "<script>" not in html
    assert "unsafe" not in answer["Content-Security-Policy"]
