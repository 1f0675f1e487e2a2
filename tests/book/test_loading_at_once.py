"""Loading the book while an editor saves: what the editor wrote is kept, or the editor is told."""

import threading

import pytest

from book import actions as book_actions
from book.actions import load_book
from content.actions import StaleVersion, save
from content.models import Page, Revision
from tests.at_once import at_once
from tests.factories import text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FACET = """
facet:
  slug: why
  title:
    en: {title}
  origin: editors
"""


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, "Why")
    load_book(tmp_path)
    write(tmp_path, "Why, from the files")
    return tmp_path


def write(folder, title):
    (folder / "facets.yaml").write_text(FACET.format(title=title), encoding="utf-8")


def edit(base_version):
    page = Page.objects.get(slug="why")
    document = page.document | {"title": text("", "Why, by an editor")}
    return save(kind="facet", document=document, source=Revision.Source.ADMIN, base_version=base_version)


def test_an_editor_s_save_during_loading_is_never_written_over_in_silence(folder, monkeypatch):
    pause, current_pages = threading.Event(), book_actions.current_pages

    def slowly():
        found = current_pages()
        pause.wait(0.3)  # between looking at what is there and writing, an editor has time to save
        return found

    monkeypatch.setattr(book_actions, "current_pages", slowly)

    report, edited = at_once(lambda: load_book(folder), lambda: edit(base_version=1))

    page = Page.objects.get(slug="why")
    if isinstance(edited, StaleVersion):  # the loader was first
        assert page.document["title"]["en"] == "Why, from the files"
    else:
        assert report.left_alone == ["facet:why"]
        assert page.document["title"]["en"] == "Why, by an editor"
    assert page.version == Revision.objects.filter(page_id=page.pk).count() == 2


def test_what_an_editor_saved_before_loading_is_left_alone(folder):
    edit(base_version=1)

    report = load_book(folder)

    assert report.left_alone == ["facet:why"]
    assert Page.objects.get(slug="why").document["title"]["en"] == "Why, by an editor"
