"""`manage.py compare_book`: every difference between content files and database is named."""

import pytest
from django.core.management import CommandError, call_command

from book.actions import load_book
from content.actions import save
from content.models import Page, Revision
from strategies.models import Step

pytestmark = pytest.mark.django_db

STRATEGY = """
strategy:
  slug: plan
  title: {zh: 计划}
  origin: book
  audience: both
  stage: plan
  fits: [{zh: 甲}, {zh: 乙}]
  steps:
    - title: {zh: 一, en: One}
    - title: {zh: 二, en: Two}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan.yaml").write_text(STRATEGY, encoding="utf-8")
    load_book(tmp_path)
    return tmp_path


@pytest.fixture
def compared(folder, capsys):
    """What the command prints of differences; it must end with 1."""

    def run():
        with pytest.raises(CommandError) as error:
            call_command("compare_book", folder)
        assert error.value.returncode == 1
        return [line.strip() for line in capsys.readouterr().out.splitlines()[1:]]

    return run


def edit(**parts):
    page = Page.objects.get(slug="plan")
    save(kind="strategy", document=page.document | parts, source=Revision.Source.ADMIN)


def test_after_loading_there_is_no_difference(folder, capsys):
    call_command("compare_book", folder)

    assert capsys.readouterr().out.splitlines()[-1] == "No differences."


def test_pages_that_the_files_do_not_have_are_no_difference(folder, capsys):
    facet = {"slug": "more", "title": {"zh": "更多"}, "origin": "editors"}
    save(kind="facet", document=facet, source=Revision.Source.ADMIN)

    call_command("compare_book", folder)

    assert capsys.readouterr().out.splitlines()[-1] == "No differences."


def test_a_page_that_is_missing_is_named(compared):
    Page.objects.filter(slug="plan").update(slug="other")

    assert compared() == ["strategy:plan is not in the database."]


def test_every_field_that_differs_is_named_by_its_place(compared):
    edit(position=3, title={"zh": "计划", "en": "Plan"}, stage="build")

    assert compared() == [
        "strategy:plan, title.en: the file has '', the database 'Plan'.",
        "strategy:plan, position: the file has 0, the database 3.",
        "strategy:plan, stage: the file has 'plan', the database 'build'.",
    ]


def test_a_list_of_another_length_is_one_difference(compared):
    edit(fits=[{"zh": "甲"}])

    (difference,) = compared()

    assert difference.startswith("strategy:plan, fits: the file has [{'zh': '甲', ")


def test_rows_that_changed_behind_the_document_are_named(compared):
    Step.objects.filter(position=1).update(title_en="Three")

    assert compared() == [
        "strategy:plan, steps.1.title.en: the file has 'Two', the database 'Three'.",
        "strategy:plan: the stored document is not what its rows say.",
    ]


def test_files_that_cannot_be_read_are_refused(tmp_path):
    (tmp_path / "plan.yaml").unlink(missing_ok=True)

    with pytest.raises(CommandError, match="no content files"):
        call_command("compare_book", tmp_path)
