"""Keeping sets of open data: made after changes, withdrawn with removed pages, and given to everybody as files."""

import logging

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import translation

from content.actions import save
from content.models import Revision
from portal.open_data import keeping, making, sets
from portal.open_data.columns import words_of
from search import collection
from tests.factories import CaseFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_SETS = tmp_path / "sets"
    return settings.DATA_SETS


def test_a_set_is_made_when_something_changed_and_not_before(monkeypatch):
    keeper = keeping.Keeper()
    monkeypatch.setattr(keeper, "LEAST", 0)
    monkeypatch.setattr(keeper, "PAUSE", 0)

    with time_machine.travel("2026-11-01T00:00:00Z"):
        first = keeper.keep()
    assert first and keeper.keep() is None
    CaseFactory()
    with time_machine.travel("2026-11-01T00:01:00Z"):
        second = keeper.keep()
    assert sets.names() == [second, first]
    assert sets.version_of(second) == collection.state()[0]


def test_a_set_that_would_say_the_same_is_not_made_again(monkeypatch):
    CaseFactory()
    with time_machine.travel("2026-11-01T00:00:00Z"):
        first = making.make()
    keeper = keeping.Keeper()
    collection.changed()  # as when somebody takes another name, or the index is made anew

    with time_machine.travel("2026-11-02T00:00:00Z"):
        assert keeper.keep() == first

    assert sets.names() == [first] and keeping.Keeper().keep() is None
    assert sets.version_of(first) == collection.state()[0]
    assert not list(sets.folder().glob(".making-*"))


@pytest.mark.parametrize("setting", ["title", "description"])
def test_a_set_that_is_described_otherwise_is_made(monkeypatch, setting):
    with time_machine.travel("2026-11-01T00:00:00Z"):
        first = making.make()
    if setting == "title":
        CaseFactory()
    else:
        monkeypatch.setattr(making, "DESCRIPTION", "in other words")

    with time_machine.travel("2026-11-02T00:00:00Z"):
        second = making.make()

    assert sets.names() == [second, first]


def test_between_two_sets_there_is_a_pause():
    keeper = keeping.Keeper()
    assert keeper.keep()
    CaseFactory()

    assert keeper.keep() is None


def test_a_removed_page_leaves_at_once_with_the_sets_that_hold_it():
    with time_machine.travel("2026-11-01T00:00:00Z"):
        before = making.make()
    page = CaseFactory(slug="case")
    keeper = keeping.Keeper()
    with time_machine.travel("2026-11-02T00:00:00Z"):
        holding = keeper.keep()
    assert sets.names() == [holding, before]
    removed = page.document | {"status": "removed", "status_reason": text("撤下。")}
    save(kind="case", document=removed, source=Revision.Source.ADMIN)

    assert keeper.keep() is None  # it is too early for the next one

    assert sets.names() == [before]


def test_a_disk_that_is_full_stops_nothing(monkeypatch, caplog):
    def full(*_arguments):
        raise OSError("No space left on device")

    monkeypatch.setattr(making.Output, "write", full)
    with caplog.at_level(logging.ERROR, logger="portal.open_data"):
        assert keeping.Keeper().keep() is None
    assert "No space left" in caplog.text
    assert list(sets.folder().iterdir()) == []
    with pytest.raises(CommandError, match="No space left"):
        call_command("write_data")


def test_old_sets_go_but_for_the_last_of_days_and_months(folder):
    for month in range(1, 13):
        for day in range(1, 29):
            (folder / f"2025-{month:02}-{day:02}T000000Z").mkdir(parents=True)
    for hour in range(5):
        (folder / f"2025-12-28T{hour + 1:02}0000Z").mkdir()
    (folder / ".making-20250101T000000Z").mkdir()

    sets.tidy()

    assert sets.names() == [
        "2025-12-28T050000Z", "2025-12-28T040000Z", "2025-12-28T030000Z",
        *(f"2025-12-{day}T000000Z" for day in range(27, 21, -1)),
        *(f"2025-{month:02}-28T000000Z" for month in range(11, 0, -1)),
    ]  # fmt: skip
    assert not list(folder.glob(".making-*"))


def test_the_command_makes_a_set_and_says_where(capsys):
    case = CaseFactory()
    call_command("write_data")
    name = sets.names()[0]
    assert capsys.readouterr().out == f"{sets.folder() / name}\n"

    document = case.document | {"status": "removed", "status_reason": text("撤下。")}
    save(kind="case", document=document, source=Revision.Source.ADMIN)
    with time_machine.travel("2999-01-01T00:00:00Z"):
        call_command("write_data")
    assert capsys.readouterr().out.splitlines()[0] == f"withdrawn: {name}"


# --- Addresses --------------------------------------------------------------------------------------------------------


def test_the_page_lists_files_with_sizes_and_rows(client, prefix, django_assert_num_queries):
    CaseFactory()
    name = making.make()

    with django_assert_num_queries(0):
        answer = client.get(f"{prefix}/data/")

    shown = answer.content.decode()
    for file in ("cases.csv", "cases.jsonl", "cases.parties.csv", "datapackage.json", "SHA256SUMS", "commonsource.zip"):
        assert f'href="/data/{name}/{file}"' in shown
    assert answer["Cache-Control"] == "public, no-cache"
    assert client.get(f"{prefix}/data/{name}/").status_code == 200
    assert client.get(f"{prefix}/data/latest/")["Location"] == f"{prefix}/data/"


def test_the_page_explains_the_columns_of_tables_that_have_rows(client):
    CaseFactory()
    making.make()

    shown = client.get("/data/").content.decode()
    english = client.get("/en/data/").content.decode()

    assert "<details><summary><code>cases.parties</code>" in shown
    assert "<details><summary><code>cases.lessons</code>" not in shown
    assert "cases.lessons.csv" not in shown and "<code>cases.lessons</code>" in shown  # named as empty
    assert "<code>period_start</code>" in shown and "时间 › 开始" in shown
    assert "Period › Beginning" in english and "Title › in Chinese" in english


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("title_zh", "Title › in Chinese"), ("uid", "The page’s number"),
        ("period_note_en", "Period › Note › in English"), ("figure_value", "Figure › Value"), ("isbn", "ISBN"),
        ("computed_level", "Computed by the portal: Level"), ("computed_nothing_known", "Computed by the portal"),
        ("nothing_known", ""), ("status_reason_zh", "Reason › in"),
    ],
)  # fmt: skip
def test_a_column_is_explained_by_the_names_of_fields(column, words):
    with translation.override("en"):
        said = words_of(column)

    assert said.startswith(words.replace("’", "'")) and bool(said) == bool(words)


def test_before_the_first_set_the_page_says_so(client):
    assert "第一份数据正在生成" in client.get("/data/").content.decode()
    answer = client.get("/data/latest/cases.csv")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "第一份数据正在生成" in answer.content.decode()


def test_files_are_given_as_they_are_and_checked_by_their_sum(client, folder):
    CaseFactory()
    name = making.make()

    answer = client.get(f"/data/{name}/cases.csv")

    assert b"".join(answer) == (folder / name / "cases.csv").read_bytes()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    again = client.get(f"/data/{name}/cases.csv", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get("/data/latest/cases.csv")["Location"] == f"/data/{name}/cases.csv"
    kinds = []
    for file in ("cases.jsonl", "datapackage.json", "SHA256SUMS", "commonsource.zip"):
        answer = client.get(f"/data/{name}/{file}")
        kinds.append(answer["Content-Type"])
        answer.close()
    assert kinds == ["application/jsonl", "application/json", "text/plain; charset=utf-8", "application/zip"]


def test_nothing_but_the_files_of_sets_is_given(client):
    name = making.make()

    for address in (
        f"/data/{name}/pages.txt", f"/data/{name}/version.txt", f"/data/{name}/..", f"/data/{name}/%2e%2e%2fsecret_key",
        "/data/../secret_key", "/data/.making-1/cases.csv", "/data/2020-01-01T000000Z/cases.csv", "/data/nothing/",
        "/data/latest/nothing.csv", f"/data/{name}/cases.csv/",
    ):  # fmt: skip
        assert client.get(address).status_code in {404, 301}, address
