"""`manage.py rebuild_search`: whatever became of the index, it says what the documents say again."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from content.actions.indexing import fingerprint, is_outdated, made_by, mark_current
from content.models import Page
from search.models import IndexState, SearchEntry
from tests.content.documents import prepare_neighbours
from tests.factories import ClaimFactory, RemovedCaseFactory, StrategyFactory, VerifiedCaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages(db):
    prepare_neighbours()
    StrategyFactory(slug="proved")
    VerifiedCaseFactory(slug="case", strategies=[{"strategy": "proved", "role": "adopter"}])
    ClaimFactory(about=["case:case"])
    RemovedCaseFactory(slug="removed")


def everything():
    columns = [column.name for column in SearchEntry._meta.fields if column.name != "id"]
    entries = list(SearchEntry.objects.order_by("key", "language").values(*columns))
    return entries, list(Page.objects.order_by("pk").values())


@pytest.mark.parametrize("batch", [1, 200])
def test_an_index_that_was_lost_comes_back(batch):
    before = everything()
    SearchEntry.objects.all().delete()
    Page.objects.update(computed={})

    call_command("rebuild_search", batch=batch, verbosity=0)

    assert everything() == before


def test_an_index_that_was_right_stays():
    before = everything()

    call_command("rebuild_search", verbosity=0)

    assert everything() == before


def test_entries_of_pages_that_are_removed_or_not_there_go():
    entry = SearchEntry.objects.get(key="case:case", language="en")
    removed = Page.objects.get(slug="removed").pk
    for page, key in ((removed, "case:removed"), (0, "case:ghost")):
        entry.pk, entry.page_id, entry.key = None, page, key
        entry.save()

    call_command("rebuild_search", verbosity=0)

    assert not SearchEntry.objects.filter(page_id__in=[removed, 0]).exists()


def test_it_shows_how_far_it_is(capsys):
    call_command("rebuild_search", batch=2)

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "claim 1 pages" in "\n".join(lines)
    assert lines[-2].endswith(f"{Page.objects.count()} in all")
    assert lines[-1] == "Done."


def test_entries_made_by_other_code_are_made_anew_once():
    IndexState.objects.update_or_create(pk=1, defaults={"fingerprint": "of other code"})
    SearchEntry.objects.update(title="as the other code made it")

    call_command("rebuild_search", "--if-outdated", verbosity=0)

    assert not SearchEntry.objects.filter(title="as the other code made it").exists()
    assert not is_outdated()


@pytest.mark.parametrize("name", ["cases/document.py", "cases/ledgers.py", "content/document/fields/links.py"])
def test_entries_are_made_by_the_kinds_and_by_what_they_call(monkeypatch, name):
    before, read, changed = fingerprint(), Path.read_bytes, settings.BASE_DIR / name
    monkeypatch.setattr(Path, "read_bytes", lambda file: read(file) + (b"# changed" if file == changed else b""))

    assert changed in made_by()
    assert fingerprint() != before


def test_entries_made_by_this_code_are_left_alone():
    mark_current()
    SearchEntry.objects.update(title="as it is")

    call_command("rebuild_search", "--if-outdated", verbosity=0)

    assert set(SearchEntry.objects.values_list("title", flat=True)) == {"as it is"}
