"""What the form's fields ask the server while an editor types: pages to choose from, and previews."""

import pytest
from django.urls import reverse

from tests.factories import CaseFactory, OrganizationFactory, RemovedCaseFactory, TermFactory, text

pytestmark = pytest.mark.django_db
CHOICES, PREVIEW = reverse("admin:content_page_choices"), reverse("admin:content_page_preview")


def choices(desk, **query):
    return [choice["value"] for choice in desk.get(CHOICES, query).json()["results"]]


@pytest.mark.parametrize("words", ["阿里", "alib", "ALIBABA", "O-0001", "baba group"])
def test_pages_of_the_kind_are_offered_by_title_address_and_number(desk, words):
    OrganizationFactory(slug="alibaba", title=text("阿里巴巴", "Alibaba Group"))
    TermFactory(slug="alibi", title=text("阿里", "Alib"))

    assert choices(desk, kind="organization", q=words) == ["阿里巴巴 (alibaba)"]


def test_pages_of_any_kind_are_offered_with_their_kind(desk):
    CaseFactory(slug="deal", title=text("合作", ""))
    TermFactory(slug="deal", title=text("", "A deal"))

    assert choices(desk, q="deal") == ["合作 (case:deal)", "A deal (term:deal)"]


def test_removed_pages_are_not_offered(desk):
    RemovedCaseFactory(slug="gone")

    assert choices(desk, kind="case", q="gone") == []


def test_choices_take_few_queries_and_are_few(desk, django_assert_num_queries):
    CaseFactory.create_batch(25)

    with django_assert_num_queries(5):
        found = choices(desk, kind="case", q="case")

    assert len(found) == 20


@pytest.mark.parametrize("query", ["q=%_", "q=" + "x" * 5_000, "kind=nothing", "kind=" + "x" * 500, "q=%E2%80%AE"])
def test_nonsense_is_answered_in_peace(desk, query):
    assert desk.get(f"{CHOICES}?{query}").status_code in {200, 400, 414}


def test_a_preview_is_what_readers_will_see(desk):
    html = desk.post(PREVIEW, {"text": "**重要** [link](https://example.org)"}).content.decode()

    assert "<strong>重要</strong>" in html
    assert 'href="https://example.org"' in html


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "<svg/onload=alert(1)>",
    "＜script＞alert(1)＜/script＞", "[x]: javascript:alert(1)\n\n[x]", "<iframe srcdoc='<script>1</script>'>",
    "{{ 7*7 }}",
])  # fmt: skip
def test_nothing_in_a_preview_runs(desk, text):
    html = desk.post(PREVIEW, {"text": text}).content.decode()

    for dangerous in ("<script", "<img", "<svg", "<iframe", 'href="javascript'):
        assert dangerous not in html
    assert "49" not in html


def test_a_preview_is_made_by_sending_only_and_within_limits(desk):
    assert desk.get(PREVIEW, {"text": "x"}).status_code == 405
    assert desk.post(PREVIEW, {"text": "x" * 200_001}).status_code == 413
    assert desk.post(PREVIEW, {"text": "[" * 5_000}).status_code == 200
