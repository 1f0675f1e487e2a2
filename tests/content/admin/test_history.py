"""The versions of a page in the admin: what changed, and taking a version back."""

from datetime import UTC, datetime

import pytest
from django.utils.timezone import localtime

from content.models import Page, Revision
from tests.admin_form import address, edited
from tests.factories import CaseFactory, OrganizationFactory, TermCategoryFactory, TermFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(desk):
    """A term in its third version."""
    page = TermFactory(summary=text("第一版。", "First."))
    edited(desk, page, summary_en="Second.", note="why second")
    edited(desk, page, summary_en="Third.", title_en="Third title")
    return page


def test_the_history_lists_every_version_with_who_and_why(desk, page):
    html = desk.get(address(page, "history")).content.decode()

    assert html.count("?to=") == 3
    assert "why second" in html
    assert "editor" in html


def test_a_page_with_one_version_offers_nothing_to_compare(desk):
    html = desk.get(address(TermFactory(), "history")).content.decode()

    assert 'type="radio"' not in html and "Compare the two" not in html


def test_a_party_is_named_by_its_page(desk):
    party = {"organization": OrganizationFactory(title=text("某社区", "Some community")).slug, "side": "community"}
    case = CaseFactory(parties=[party])
    edited(desk, case, **{"parties-0-role_en": "Maintainer"})

    html = desk.get(address(case, "compare"), headers={"Accept-Language": "en"}).content.decode()

    assert "Parties › Some community › role › English" in html


@pytest.mark.parametrize("name", ["history", "compare"])
@pytest.mark.parametrize(("language", "day"), [("zh-hans", "2026年3月1日"), ("en", "1 March 2026")])
def test_the_days_of_versions_are_said_as_on_the_page(desk, page, name, language, day):
    Revision.objects.filter(page_id=page.pk, number=3).update(created_at="2026-03-01T04:05:00Z")

    html = desk.get(address(page, name), {"to": "3"}, headers={"Accept-Language": language}).content.decode()

    assert f'<time datetime="2026-03-01">{day}</time> {localtime(datetime(2026, 3, 1, 4, 5, tzinfo=UTC)):%H:%M}' in html


def test_differences_of_a_version_from_the_one_before(desk, page):
    html = desk.get(address(page, "compare"), {"to": "3"}).content.decode()

    assert "<del>Second" in html
    assert "<ins>Third" in html


def test_differences_of_any_two_versions(desk, page):
    html = desk.get(address(page, "compare"), {"from": "1", "to": "3"}).content.decode()

    assert "<del>First" in html
    assert "Second" not in html


def test_restoring_makes_a_new_version(desk, page, editor):
    desk.post(address(page, "restore"), {"version": "1", "base_version": "3"})

    restored = Page.objects.get(pk=page.pk)
    revision = Revision.objects.get(page_id=page.pk, number=4)
    assert restored.document == Revision.objects.get(page_id=page.pk, number=1).document
    assert (restored.version, revision.author, "1" in revision.note) == (4, editor, True)


def test_restoring_over_a_newer_version_is_refused(desk, page):
    answer = desk.post(address(page, "restore"), {"version": "1", "base_version": "2"})

    assert answer.status_code == 302
    assert Page.objects.get(pk=page.pk).version == 3


def test_reading_an_address_restores_nothing(desk, page):
    assert desk.get(address(page, "restore"), {"version": "1", "base_version": "3"}).status_code == 405
    assert Page.objects.get(pk=page.pk).version == 3


def test_a_document_that_is_no_longer_valid_is_not_restored(desk, page):
    Revision.objects.filter(page_id=page.pk, number=1).update(document=page.document | {"term_category": "gone"})

    answer = desk.post(address(page, "restore"), {"version": "1", "base_version": "3"}, follow=True)

    assert "gone" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).version == 3


@pytest.mark.parametrize(
    "query", ["to=0", "to=9", "to=x", "to=-1", "to=１", "to=" + "9" * 400, "from=9&to=1", "from=x"]
)
def test_versions_that_never_were_are_not_found(desk, page, query):
    assert desk.get(f"{address(page, 'compare')}?{query}").status_code == 404


def test_the_history_takes_the_same_number_of_queries_for_one_version_and_many(desk, django_assert_num_queries):
    category = TermCategoryFactory()
    for number in range(11):
        edited(desk, category, title_en=f"Version {number}")
    desk.get(address(category, "history"))  # shows the messages of all these savings, and forgets them

    desk.get(address(category))  # takes away what was said after saving

    with django_assert_num_queries(7):
        desk.get(address(category, "history"))


def test_every_old_version_can_be_restored_from_the_history(desk, page):
    html = desk.get(address(page, "history")).content.decode()

    assert [f'name="version" value="{number}"' in html for number in (1, 2, 3)] == [True, True, False]


def test_after_restoring_it_is_said_what_was_restored(desk, page):
    sent = {"version": "1", "base_version": "3", "_continue": "1"}

    answer = desk.post(address(page, "restore"), sent, follow=True)

    assert "已将第1版恢复为第4版。" in answer.content.decode()


def test_of_two_old_versions_the_older_is_offered(desk, page):
    html = desk.get(address(page, "compare"), {"from": "1", "to": "2"}).content.decode()

    assert 'name="version" value="1"' in html
    assert 'name="version" value="2"' not in html
