"""The pages about the portal."""

import re
import shlex

import pytest

from tests.factories import CaseFactory, ChapterFactory, ClaimFactory, VerifiedCaseFactory

NAMES = ["", "evidence/", "guidelines/", "review/", "accessibility/", "api/"]


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_written_in_both_languages(client, db, prefix, name):
    page = client.get(f"{prefix}/about/{name}").content.decode()

    body = page.partition('<div class="body prose">')[2].partition("<aside")[0]
    han = len(re.findall(r"[\u4e00-\u9fff]", body))
    assert page.count("<h1") == 1
    assert (han > 300) == (prefix == "")
    assert page.count('aria-current="page"') >= 2


def test_levels_are_shown_with_an_example_as_it_stands_now(client, db):
    VerifiedCaseFactory(slug="well-known")
    CaseFactory(slug="hearsay")
    ClaimFactory(about=[ChapterFactory(slug="1").key], slug="K1")

    page = client.get("/en/about/evidence/").content.decode()

    for path in ("/en/cases/well-known/", "/en/cases/hearsay/", "/en/claims/K1/"):
        assert f'href="{path}"' in page
    assert page.count("No case stands here now.") == 2


def test_levels_take_one_query_however_many_cases(client, db, django_assert_num_queries):
    for _ in range(20):
        CaseFactory()

    with django_assert_num_queries(1):
        client.get("/about/evidence/")


def test_first_request_of_the_api_page_works_when_pasted(client, db):
    CaseFactory()
    page = client.get("/about/api/").content.decode()
    command = re.search(r"<code>(curl .*?)</code>", page)[1].replace("&amp;", "&").replace("&#x27;", "'")

    answer = client.get(shlex.split(command)[1].removeprefix("http://testserver"))

    assert answer.status_code == 200
    assert set(answer.json()["results"][0]) >= {"title", "computed"}


def test_what_was_left_out_is_listed_with_reasons(client, db):
    page = client.get("/en/about/guidelines/").content.decode()

    assert all(name in page for name in ("RISC-V", "OpenTofu", "React Foundation"))


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_for_reading_only(client, db, name):
    assert client.post(f"/about/{name}").status_code == 405


def test_readers_are_told_how_to_write_to_the_editors(client, db, prefix, settings):
    assert "mailto:" not in client.get(f"{prefix}/about/review/").content.decode()

    settings.CONTACT_EMAIL = "editors@casebook.example"

    assert "mailto:editors@casebook.example" in client.get(f"{prefix}/about/review/").content.decode()
