"""What a start loads: files or code that are not what was loaded last, and nothing else."""

import pytest
from django.core.management import call_command

from book import loaded
from book.actions import load_book
from content.actions import save
from content.models import Page, Revision
from search import collection
from search.models import IndexState

pytestmark = pytest.mark.django_db
FACET = "facet:\n  slug: why\n  title: {zh: 为什么}\n  origin: editors\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "facets.yaml").write_text(FACET, encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(folder, capsys):
    """Load as a start does; was anything read?"""

    def begin():
        capsys.readouterr()
        call_command("load_book", folder, "--if-changed")
        return "Loading" in capsys.readouterr().out

    return begin


def test_files_are_loaded_once(start):
    assert start() and not start()
    assert Page.objects.filter(slug="why").exists()


def test_a_changed_a_new_and_a_renamed_file_are_loaded(start, folder):
    start()
    (folder / "facets.yaml").write_text(FACET.replace("为什么", "为何"), encoding="utf-8")
    assert start() and Page.objects.get(slug="why").title_zh_hans == "为何"
    (folder / "more.yaml").write_text(FACET.replace("why", "how"), encoding="utf-8")
    assert start() and not start()
    (folder / "more.yaml").rename(folder / "most.yaml")
    assert start() and not start()


def test_another_database_and_other_code_are_loaded(start, monkeypatch):
    start()
    monkeypatch.setattr(loaded, "fingerprint", lambda: "of other code")
    assert start() and not start()
    IndexState.objects.all().delete()
    assert start() and not start()


def test_what_staff_edit_makes_no_start_load(start):
    start()
    document = Page.objects.get(slug="why").document | {"title": {"zh": "编辑写的"}}
    save(kind="facet", document=document, source=Revision.Source.ADMIN)

    assert not start()


def test_files_that_are_refused_are_read_again(start, folder):
    (folder / "bad.yaml").write_text("facet: [\n", encoding="utf-8")
    for _start in range(2):
        with pytest.raises(Exception, match="bad.yaml:2"):
            start()
    (folder / "bad.yaml").unlink()
    (folder / "bad.yaml").mkdir()
    with pytest.raises(Exception, match="cannot be read"):
        start()


def test_loading_what_is_there_leaves_the_collection_at_its_version(folder):
    load_book(folder)
    before = collection.state()

    load_book(folder)

    assert collection.state() == before
