"""The owner's full text, cut by section number. The manuscript here is our own and about nothing."""

import pytest
from django.core.management import CommandError, call_command

from book.manuscript import BadManuscript, read_manuscript
from content.models import Page, Revision
from tests.factories import ChapterFactory, text

MANUSCRIPT = """
# 一本小书

> **摘要**：只为测试。

## 开头

### 1.1 第一节

第一节的话。

# 1.1.1 更小的一节

1. **一**：列表里的数字不是节号。
2. **二**：也不是。

## 结尾

### 2.1 第二节

第二节的话。

## 附录

### 附录 A: 名词

甲是甲。
"""


@pytest.fixture
def book(db):
    """Nine chapters, one of which the manuscript does not have."""
    for position, number in enumerate(["front", "1", "1.1", "1.1.1", "2", "2.1", "2.2", "A"]):
        parent = number.rpartition(".")[0]
        level = 0 if number == "front" else number.count(".") + 1
        ChapterFactory(slug=number, level=level, parent=parent, position=position)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "手稿.md"
    path.write_text(MANUSCRIPT, encoding="utf-8")
    return path


def body(number):
    return Page.objects.get(kind="chapter", slug=number).document["body"]


def test_sections_are_found_by_number_whatever_the_level_of_their_heading():
    sections = read_manuscript(MANUSCRIPT)

    assert list(sections) == ["front", "1", "1.1", "1.1.1", "2", "2.1", "A"]
    assert sections["front"] == "> **摘要**：只为测试。"
    assert sections["1.1"] == "第一节的话。"
    assert sections["1.1.1"].startswith("1. **一**")
    assert sections["A"] == "甲是甲。"


def test_text_below_a_part_heading_belongs_to_the_part():
    sections = read_manuscript("# 书\n\n## 开头\n\n开场白。\n\n### 1.1 节\n\n话。\n")

    assert sections == {"front": "", "1": "开场白。", "1.1": "话。"}


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("#### １．１ 全角", "1.1"),
        ("#1.1无空格", "1.1"),
        ("## 1.1. With a dot ##", "1.1"),
        ("## 第三部分 开头", "3"),
        ("## Part 3. Opening", "3"),
        ("## 附录B：书目", "B"),
        ("### Appendix b", "B"),
    ],
)
def test_numbers_are_read_as_people_write_them(heading, number):
    assert number in read_manuscript(f"{heading}\n\n话。\n")


def test_a_number_sign_in_code_is_no_heading():
    sections = read_manuscript("# 书\n## 部\n### 1.1 节\n```\n# 9.9 不是标题\n```\n")

    assert "9.9" not in sections
    assert "# 9.9" in sections["1.1"]


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ("## 后记\n\n没有编号的话。\n", "line 29: the text below “后记” belongs to no section"),
        ("### 2.1 又来一次\n\n话。\n", "line 29: section 2.1 stands twice"),
    ],
)
def test_text_that_belongs_nowhere_is_refused_with_its_line(extra, message):
    with pytest.raises(BadManuscript, match=message):
        read_manuscript(MANUSCRIPT.lstrip("\n") + "\n\n" + extra)


def test_import_fills_chapters_and_reports_each(book, file, capsys):
    call_command("import_manuscript", file)

    assert body("1.1") == text("第一节的话。")
    assert body("2.2") == text("", "")
    output = capsys.readouterr().out
    assert "5 imported: front, 1.1, 1.1.1, 2.1, A" in output
    assert "2 found without text: 1, 2" in output
    assert "1 missing from the file: 2.2" in output
    revision = Revision.objects.filter(page__slug="1.1").first()
    assert (revision.number, revision.source) == (2, Revision.Source.IMPORT)


def test_import_again_changes_nothing(book, file, capsys):
    call_command("import_manuscript", file, verbosity=0)

    call_command("import_manuscript", file)

    assert "5 unchanged" in capsys.readouterr().out
    assert Revision.objects.filter(page__slug="1.1").count() == 2


def test_import_keeps_the_other_language(book, file, tmp_path):
    english = tmp_path / "english.md"
    english.write_text("## 1.1 First\n\nWords.\n", encoding="utf-8")

    call_command("import_manuscript", file, verbosity=0)
    call_command("import_manuscript", english, language="en", verbosity=0)

    assert body("1.1") == text("第一节的话。", "Words.")


def test_import_of_an_unknown_section_writes_nothing(book, tmp_path):
    path = tmp_path / "wrong.md"
    path.write_text(MANUSCRIPT + "\n### 7.1 没有的一节\n\n话。\n", encoding="utf-8")

    with pytest.raises(CommandError, match="section 7.1"):
        call_command("import_manuscript", path)

    assert body("1.1") == text("", "")


@pytest.mark.parametrize(
    ("content", "message"), [(None, "cannot be read"), ("第一节".encode("gb18030"), "not in UTF-8")]
)
def test_import_of_a_file_that_is_no_text_says_so(book, tmp_path, content, message):
    path = tmp_path / "file.md"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=message):
        call_command("import_manuscript", path)
