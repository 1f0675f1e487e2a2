"""Loading content files: as often as one likes, never over what staff wrote, all or nothing."""

import pytest
from django.core.management import CommandError, call_command

from book.actions import load_book
from book.content_files import BadContentFile
from content.actions import save
from content.models import Page, Revision

FACETS = """
facet:
  - slug: why
    title:
      zh: 为什么
      en: Why
    origin: editors
  - slug: how
    title:
      zh: 怎么做
    origin: editors
tag:
  slug: for-money
  title:
    en: For money
  origin: editors
  facet: why
"""
CHAPTER = """
chapter:
  slug: '1'
  title:
    zh: 开头
  origin: book
  level: 1
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "tags.yaml").write_text(FACETS, encoding="utf-8")
    return tmp_path


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def replace(folder, old, new):
    path = folder / "deeper" / "tags.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def counts(report):
    return {kind: dict(numbers) for kind, numbers in report.counts.items()}


@pytest.mark.django_db
class TestGoodFiles:
    def test_the_first_time_everything_is_created(self, folder):
        report = load_book(folder)

        assert counts(report) == {"facet": {"created": 2}, "tag": {"created": 1}}
        assert Page.objects.get(kind="tag").document["facet"] == "why"
        assert set(Revision.objects.values_list("source", flat=True)) == {"loader"}

    def test_the_second_time_nothing_changes(self, folder):
        load_book(folder)
        before = list(Page.objects.order_by("pk").values()), list(Revision.objects.order_by("pk").values())

        report = load_book(folder)

        assert counts(report) == {"facet": {"unchanged": 2}, "tag": {"unchanged": 1}}
        assert (list(Page.objects.order_by("pk").values()), list(Revision.objects.order_by("pk").values())) == before

    def test_what_changed_in_the_files_is_updated(self, folder):
        load_book(folder)
        replace(folder, "怎么做", "如何做")

        report = load_book(folder)

        assert counts(report)["facet"] == {"unchanged": 1, "updated": 1}
        assert Page.objects.get(slug="how").title_zh_hans == "如何做"

    def test_what_staff_edited_stays_and_is_named(self, folder):
        load_book(folder)
        page = Page.objects.get(slug="how")
        document = page.document | {"title": {"zh": "编辑写的", "en": ""}}
        save(kind="facet", document=document, source=Revision.Source.ADMIN)
        replace(folder, "怎么做", "如何做")

        report = load_book(folder)

        assert counts(report)["facet"] == {"unchanged": 1, "edited by staff": 1}
        assert report.left_alone == ["facet:how"]
        assert Page.objects.get(slug="how").title_zh_hans == "编辑写的"

    def test_an_edit_that_made_a_page_what_the_files_say_is_unchanged(self, folder):
        load_book(folder)
        page = Page.objects.get(slug="how")
        for title in ("编辑写的", "怎么做"):
            save(kind="facet", document=page.document | {"title": {"zh": title}}, source=Revision.Source.ADMIN)

        assert counts(load_book(folder))["facet"] == {"unchanged": 2}

    def test_the_imported_full_text_survives(self, folder):
        write(folder, "chapters.yaml", CHAPTER)
        load_book(folder)
        document = Page.objects.get(kind="chapter").document | {"body": {"zh": "正文", "en": ""}}
        save(kind="chapter", document=document, source=Revision.Source.IMPORT)
        write(folder, "chapters.yaml", CHAPTER.replace("开头", "新的开头"))

        report = load_book(folder)

        page = Page.objects.get(kind="chapter")
        assert counts(report)["chapter"] == {"updated": 1}
        assert (page.document["title"]["zh"], page.document["body"]["zh"]) == ("新的开头", "正文")

    def test_a_page_that_left_the_files_stays(self, folder):
        load_book(folder)
        write(folder, "deeper/tags.yaml", FACETS.partition("tag:")[0])

        load_book(folder)

        assert Page.objects.filter(kind="tag").exists()

    def test_an_address_written_as_a_date_or_number_in_quotes_stays_text(self, folder):
        write(folder, "chapters.yaml", CHAPTER)

        load_book(folder)

        assert Page.objects.get(kind="chapter").slug == "1"


# --- Files with faults ------------------------------------------------------------------------------------------------

BAD = {
    "not YAML": ("facet: [\n", "bad.yaml:2: "),
    "a tab": ("facet:\n\t- slug: x", "bad.yaml:2"),
    "a key twice": ("facet:\n  slug: x\n  slug: y\n", "bad.yaml:3: “slug” stands here twice"),
    "a key that is a list": ("facet:\n  ? [a]\n  : b\n", "bad.yaml:2: a key must be a word"),
    "a kind that is a list": ("? [a]\n: b\n", "bad.yaml:1: there is no kind"),
    "two documents in a file": ("facet: []\n---\nfacet: []\n", "bad.yaml:2"),
    "an object of Python": ("facet:\n  slug: !!python/object/apply:os.getcwd []\n", "bad.yaml:2: "),
    "a control character": ("facet: \x00", "bad.yaml: a character at 7"),
    "an endless number": ("facet:\n  slug: " + "9" * 5_000, "bad.yaml: cannot be read"),
    "no mapping": ("- facet\n", "bad.yaml:1: the file must be a mapping"),
    "nothing": ("", "bad.yaml:1: the file must be a mapping"),
    "an unknown kind": ("\nfacets: []\n", "bad.yaml:2: there is no kind “facets”"),
    "no document": ("facet:\n  - just text\n", "bad.yaml:2: a document must be a mapping"),
    "an unknown field": (FACETS + "  colour: red\n", "bad.yaml:18: tag “for-money”, colour: "),
    "an unknown field at depth": (
        "strategy:\n  slug: plan\n  title: {zh: 甲}\n  origin: book\n  audience: both\n  stage: plan\n"
        "  steps:\n    - title: {zh: 一}\n    - title: {zh: 二}\n      length: 3\n",
        "bad.yaml:10: strategy “plan”, steps.1.length: ",
    ),
    "an unknown language": (CHAPTER.replace("zh:", "fr:"), "bad.yaml:5: chapter “1”, title: "),
    "an unknown language at depth": (
        "strategy:\n  slug: plan\n  title: {zh: 甲}\n  origin: book\n  audience: both\n  stage: plan\n"
        "  fits:\n    - zh: 一\n    - fr: un\n",
        "bad.yaml:9: strategy “plan”, fits.1: ",
    ),
    "a text of the wrong type": (CHAPTER.replace("开头", "3"), "bad.yaml:5: chapter “1”, title.zh: "),
    "a number of the wrong type": (CHAPTER.replace("level: 1", "level: one"), "bad.yaml:7: chapter “1”, level: "),
    "an address of the wrong type": (CHAPTER.replace("'1'", "1.0"), "bad.yaml:3: chapter “1.0”, slug: "),
    "an address that is a list": (CHAPTER.replace("'1'", "[1]"), "bad.yaml:3: chapter “[1]”, slug: "),
    "no address": (CHAPTER.replace("slug: '1'\n  ", ""), "chapter “None”, slug: "),
    "no title": ("facet:\n  slug: x\n  origin: book\n", "bad.yaml:2: facet “x”, title: "),
    "a bad link": (CHAPTER + "  terms:\n    - nowhere\n", "bad.yaml:9: chapter “1”, terms: "),
    "an address twice": (CHAPTER + "facet:\n  - {slug: why}\n", "“why” stands already at"),
}


@pytest.fixture
def refused(folder, db):
    """Load the folder, which must be refused with nothing written; gives the message."""

    def load():
        with pytest.raises(BadContentFile) as error:
            load_book(folder)
        assert not Page.objects.exists()
        return str(error.value)

    return load


@pytest.mark.parametrize("fault", BAD)
def test_a_file_with_a_fault_stops_everything_and_says_where(folder, refused, fault):
    content, message = BAD[fault]
    if "slug: for-money" in content:
        (folder / "deeper" / "tags.yaml").unlink()
    write(folder, "bad.yaml", content)

    assert message in refused()


def test_a_file_that_is_not_utf_8_is_named(folder, refused):
    (folder / "bad.yaml").write_bytes("chapter: 开头".encode("gbk"))

    assert "bad.yaml: not UTF-8 at byte 9" in refused()


def test_a_file_that_cannot_be_opened_is_named(folder, refused):
    (folder / "bad.yaml").mkdir()

    assert "bad.yaml: cannot be read" in refused()


def test_all_faults_of_all_files_are_named_at_once(folder, refused):
    write(folder, "a.yaml", CHAPTER + "  colour: red\n  size: 3\n")
    write(folder, "b.yaml", CHAPTER.replace("'1'", "'2'").replace("book", "nowhere"))

    message = refused()

    assert [line.partition(": ")[0] for line in message.splitlines()] == ["a.yaml:8", "a.yaml:9", "b.yaml:6"]


def test_names_that_look_alike_are_named_with_their_places(folder, refused):
    write(folder, "more.yaml", "tag: {slug: paid, title: {en: FОR MОNEY}, origin: book, facet: why}\n")

    message = refused()

    assert "more.yaml:1: tag “paid”, title: " in message
    assert "tags.yaml:15: tag “for-money”, title: " in message


def test_a_folder_without_content_files_is_refused(tmp_path):
    with pytest.raises(BadContentFile, match="no content files"):
        load_book(tmp_path)


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_tells_what_it_did(folder, capsys):
    call_command("load_book", folder)
    save(kind="facet", document=Page.objects.get(slug="how").document | {"position": 9}, source=Revision.Source.ADMIN)
    capsys.readouterr()

    call_command("load_book", folder)

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[1:] == [
        "facet 1 edited by staff, 1 unchanged",
        "tag 1 unchanged",
        "left alone, since staff edited it: facet:how",
    ]


@pytest.mark.django_db
def test_the_command_is_silent_when_asked(folder, capsys):
    call_command("load_book", folder, verbosity=0)

    assert capsys.readouterr() == ("", "")


def test_the_command_ends_with_one_and_the_places_of_the_faults(folder, db):
    write(folder, "bad.yaml", CHAPTER + "  colour: red\n")

    with pytest.raises(CommandError, match=r"Nothing was loaded\.\nbad\.yaml:8: .*colour") as error:
        call_command("load_book", folder)

    assert error.value.returncode == 1
