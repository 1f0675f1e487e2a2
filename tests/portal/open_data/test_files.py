"""Sets of open data: whole, described, safe to open, and without anything that is not public."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from content.actions import save
from content.models import Page, Revision
from portal.api import VIEWSETS
from portal.open_data import making, sets
from portal.open_data.columns import CONCLUSIONS, words_of
from portal.open_data.tables import cell
from tests.factories import (  # fmt: skip
    CaseFactory,
    ChapterFactory,
    ClaimFactory,
    MechanismFactory,
    OrganizationFactory,
    ReferenceFactory,
    RemovedCaseFactory,
    StrategyFactory,
    TermFactory,
    VerifiedCaseFactory,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_SETS = tmp_path / "sets"
    return settings.DATA_SETS


@pytest.fixture
def content():
    """A little of everything."""
    MechanismFactory()
    OrganizationFactory(slug="acme", aliases=["ACME", "a, c"])
    case = VerifiedCaseFactory(
        slug="case",
        tags=["sharing"],
        summary=text("=1+1", "-2+3"),
        parties=[{"side": "company", "organization": "acme"}, {"side": "community", "name": text("某社区")}],
        outcomes=[{"dimension": "success_rate", "figure": {"value": "-0.5", "unit": text("%", "%")}}],
    )
    ClaimFactory(about=[case.key])
    StrategyFactory(slug="playbook")
    TermFactory(slug="term")
    ChapterFactory(slug="1", body=text("书稿全文。", "Full text."))
    ReferenceFactory(slug="work", alternative={"reference_type": "book", "title": "T", "authors": ["A"]})


def lines(name, file):
    return [json.loads(line) for line in (sets.folder() / name / file).read_text(encoding="utf-8").splitlines()]


def table(name, file):
    """A CSV file as a spreadsheet reads it."""
    with (sets.folder() / name / file).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


@pytest.mark.usefixtures("content")
def test_every_public_page_is_there_as_a_document_and_as_a_row():
    name = making.make()

    package = sets.package_of(name)
    by_path = {resource["path"]: resource for resource in package["resources"]}
    found = {}
    for path in by_path:
        if path.endswith(".jsonl") and path != "labels.jsonl":
            records = lines(name, path)
            rows = table(name, path.replace(".jsonl", ".csv"))
            assert [record["uid"] for record in records] == [row["uid"] for row in rows]
            found |= {record["uid"]: record for record in records}
    assert set(found) == set(Page.objects.public().values_list("uid", flat=True))
    page = Page.objects.get(kind="case")
    record = found[page.uid]
    assert {key: record[key] for key in (*page.document, "computed")} == page.document | {"computed": page.computed}


@pytest.mark.usefixtures("content")
def test_documents_are_those_of_the_api(client, settings):
    settings.LINK_BASE = "http://testserver"
    name = making.make()

    for api, file in (("cases", "case"), ("references", "work"), ("organizations", "acme"), ("strategies", "playbook")):
        record = next(record for record in lines(name, f"{api}.jsonl") if record["slug"] == file)
        assert record == client.get(f"/api/v1/{api}/{file}/").json()


@pytest.mark.usefixtures("content")
def test_lists_are_tables_joined_by_the_number():
    name = making.make()
    case = Page.objects.get(kind="case")

    parties = table(name, "cases.parties.csv")
    assert [(row["uid"], row["row"], row["organization"], row["name_zh"]) for row in parties] == [
        (case.uid, "1", "acme", ""), (case.uid, "2", "", "某社区"),
    ]  # fmt: skip
    outcome = table(name, "cases.outcomes.csv")[0]
    assert (outcome["figure_value"], outcome["figure_unit_zh"]) == ("-0.5", "%")
    step = table(name, "strategies.steps.csv")[0]
    assert json.loads(step["checklist"]) == [{"zh": "写下来", "en": "Write it down"}]
    organization = next(row for row in table(name, "organizations.csv") if row["slug"] == "acme")
    assert json.loads(organization["aliases"]) == ["ACME", "a, c"]
    work = next(row for row in table(name, "references.csv") if row["slug"] == "work")
    assert work["alternative_title"] == "T"
    assert work["page_url"].endswith("/references/work/")


@pytest.mark.usefixtures("content")
def test_levels_verdicts_and_the_origin_of_labels_are_in_it():
    name = making.make()

    assert table(name, "cases.csv")[0]["computed_level"] == "2"
    claim = table(name, "claims.csv")[0]
    assert (claim["finding"], claim["confidence"], claim["computed_state"]) == ("wrong", "high", "corrected")
    label = lines(name, "labels.jsonl")[0]
    case = Page.objects.get(kind="case")
    assert label | {"given_at": ""} == {
        "uid": case.uid, "kind": "case", "slug": "case", "tag": "sharing", "facet": "mechanism",
        "tag_origin": "editors", "since_version": 1, "given_by": "loader", "given_at": "",
    }  # fmt: skip
    assert table(name, "labels.csv")[0]["since_version"] == "1"


def test_a_label_is_by_whoever_gave_it_first(editor):
    MechanismFactory()
    page = CaseFactory(slug="case")
    page = save(kind="case", document=page.document | {"tags": ["sharing"]}, source=Revision.Source.ADMIN, by=editor)
    save(kind="case", document=page.document | {"title": text("又改")}, source=Revision.Source.CONTRIBUTION)

    label = lines(making.make(), "labels.jsonl")[0]

    assert (label["since_version"], label["given_by"]) == (2, "admin")


@pytest.mark.usefixtures("content")
def test_no_cell_is_a_formula():
    name = making.make()

    row = table(name, "cases.csv")[0]
    assert (row["summary_zh"], row["summary_en"]) == ("'=1+1", "'-2+3")
    for path in (sets.folder() / name).glob("*.csv"):
        for found in table(name, path.name):
            assert not [value for value in found.values() if value[:1] in "=+@\t\r＝＋＠－" and value[:1]], path.name
    assert lines(name, "cases.jsonl")[0]["summary"] == text("=1+1", "-2+3")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+49 1", "'+49 1"), ("@SUM(A1)", "'@SUM(A1)"), ("-1", "-1"),
        ("-1.50", "-1.50"), ("-x", "'-x"), ("\tx", "'\tx"), ("＝1", "'＝1"), ("－2", "'－2"), ("a=b", "a=b"),
        (None, ""), (True, "true"), (False, "false"), (3, "3"), (-3, "-3"), (["=x"], '["=x"]'), ("", ""),
    ],
)  # fmt: skip
def test_cells_are_safe_and_numbers_stay_numbers(value, shown):
    assert cell(value) == shown


@pytest.mark.usefixtures("content")
def test_the_description_says_size_checksum_number_and_columns_of_every_file():
    name = making.make()
    package = json.loads((sets.folder() / name / "datapackage.json").read_text(encoding="utf-8"))

    assert package["licenses"][0]["name"] == "CC-BY-SA-4.0"
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    sums = dict(line.split("  ")[::-1] for line in (sets.folder() / name / "SHA256SUMS").read_text().splitlines())
    for resource in package["resources"]:
        data = (sets.folder() / name / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" == f"sha256:{sums[resource['path']]}"
        if resource["format"] == "csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            assert rows[0] == [column["name"] for column in resource["schema"]["fields"]]
            assert len(rows) - 1 == resource["count"]
            check_types(resource, rows)
        else:
            assert data.decode().count("\n") == resource["count"]
    archive = zipfile.ZipFile(sets.folder() / name / "commonsource.zip")
    assert archive.testzip() is None
    assert set(archive.namelist()) == {"datapackage.json", "SHA256SUMS", *sums}


@pytest.mark.usefixtures("content")
def test_columns_are_described_with_the_values_they_can_have_and_keys_lead_to_rows():
    name = making.make()
    tables = {
        resource["name"]: (resource["schema"], table(name, resource["path"]))
        for resource in sets.package_of(name)["resources"]
        if "schema" in resource
    }

    for schema, rows in tables.values():
        for column in schema["fields"]:
            assert set(column) <= {"name", "type", "title", "description", "constraints"}
            assert not column["name"].startswith("computed_") or ": " in column["title"], column
            check_rules(column, rows)
        known = [tuple(row[column] for column in schema["primaryKey"]) for row in rows]
        assert len(set(known)) == len(known)
        for key in schema.get("foreignKeys", ()):
            there = {row[key["reference"]["fields"][0]] for row in tables[key["reference"]["resource"]][1]}
            assert {row[key["fields"][0]] for row in rows} <= there
    assert "foreignKeys" in tables["cases.parties"][0]


def check_rules(column, rows):
    """No value is one that the column says it cannot have."""
    rules = column.get("constraints", {})
    assert set(rules) <= {"enum", "minimum", "maximum"}
    for value in (row[column["name"]] for row in rows if row[column["name"]]):
        assert value in rules.get("enum", [value]), (column, value)
        if "minimum" in rules:
            assert rules["minimum"] <= int(value) <= rules.get("maximum", int(value)), (column, value)


def test_what_is_computed_is_explained_in_the_table_where_it_stands():
    computed = {f"{viewset.kind.collection}.{name}" for viewset in VIEWSETS for name in viewset.computed}

    assert computed == set(CONCLUSIONS)
    with translation.override("en"):
        assert words_of("computed_sources", "cases") != words_of("computed_sources", "claims")
        assert "0 no checked source yet" in words_of("computed_level", "cases")


def test_a_kind_without_pages_has_a_table_with_its_columns_but_no_empty_file(folder):
    CaseFactory()

    name = making.make()

    paths = {resource["path"] for resource in sets.package_of(name)["resources"]}
    assert {"replies.csv", "cases.jsonl"} <= paths and "replies.jsonl" not in paths
    assert "replies.jsonl" not in zipfile.ZipFile(folder / name / "commonsource.zip").namelist()


READ = {
    "integer": int,
    "number": float,
    "array": json.loads,
    "object": json.loads,
    "boolean": {"true": 1, "false": 0}.get,
}


def check_types(resource, rows):
    """Each cell can be read as what its column is said to hold."""
    for position, column in enumerate(resource["schema"]["fields"]):
        for row in rows[1:]:
            if row[position] and column["type"] in READ:
                assert READ[column["type"]](row[position]) is not None, (resource["path"], column, row[position])


@pytest.mark.usefixtures("content")
def test_nothing_unpublished_and_no_full_text_is_in_it(folder):
    RemovedCaseFactory(title=text("撤下的"))
    TermFactory(title=text("未来的"), visible_from="2999-01-01T00:00:00Z")

    name = making.make()

    for path in (folder / name).iterdir():
        data = path.read_bytes().decode("utf-8", errors="replace")
        for secret in ("撤下的", "未来的", "书稿全文", "Full text."):
            assert secret not in data, path.name


def test_the_same_content_makes_the_same_bytes(folder):
    CaseFactory()
    made = []
    for moment in ("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"):
        with time_machine.travel(moment):
            name = making.make()
            made.append({path.name: path.read_bytes() for path in (folder / name).glob("*.[cj]s*")})
            sets.drop(name)  # as long as it is there, none is made that says the same

    differing = {file for file in made[0] if made[0][file] != made[1][file]}
    assert differing == {"datapackage.json"}


def test_a_hundred_pages_cost_as_many_queries_as_one():
    numbers = []
    for many in (1, 20):
        for _number in range(many):
            TermFactory()
        with CaptureQueriesContext(connection) as queries, time_machine.travel(f"2026-11-{many:02}T00:00:00Z"):
            making.make()
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
