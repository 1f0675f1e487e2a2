"""Whatever is sent to the editing room: an answer of the 4xx kind, nothing saved, nothing that runs."""

import re

import pytest

from content.actions import save
from content.models import Page, Revision
from tests.admin_form import AdminForm, address, address_of_kind, edited
from tests.content.documents import EDITED, FULL, prepare_neighbours
from tests.factories import CaseFactory, TermFactory

pytestmark = pytest.mark.django_db
VECTORS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><svg onload=alert(1)>",
    "'-alert(1)-'",
]


def alive(html):
    """Tags that only our vectors could have brought in."""
    return re.findall(
        r"<script>|<img src=x|<svg onload|onerror=alert\(1\)>", html.replace("&lt;", "").replace("&gt;", "")
    )


@pytest.mark.parametrize("kind", EDITED)
def test_every_text_of_every_kind_is_shown_and_never_runs(desk, kind):
    prepare_neighbours()
    page = save(kind=kind, document=FULL[kind], source=Revision.Source.LOADER)
    form = AdminForm(desk, page)
    texts = {name: VECTORS[0] for name, held in form.fields.items() if name.endswith(("_zh_hans", "_en")) and held[0]}

    saved = form.send(**texts, note=VECTORS[0])

    assert saved.status_code == 302, saved.content.decode()
    for path in (address(page), address(page, "history"), address(page, "compare"), address_of_kind(kind), "/admin/"):
        html = desk.get(path).content.decode()
        assert "<script>alert" not in html, path


@pytest.mark.parametrize("vector", VECTORS)
def test_refused_texts_are_shown_again_and_never_run(desk, vector):
    page = CaseFactory()
    fields = ("title_en", "tags", "period_start", "sections", "parties-0-organization", "parties-1-side", "note")

    answer = AdminForm(desk, page).send(**dict.fromkeys(fields, vector))

    assert answer.status_code == 400
    assert vector not in answer.content.decode()
    assert Page.objects.get(pk=page.pk).version == 1


def test_what_runs_nowhere_runs_not_in_a_conflict_either(desk):
    page = TermFactory()
    second = AdminForm(desk, page)
    edited(desk, page, summary_en=VECTORS[1], note=VECTORS[0])

    answer = second.send(summary_en=VECTORS[2])

    assert answer.status_code == 409
    assert not alive(answer.content.decode().replace("&quot;", ""))


PLACES = ["title_en", "summary_zh_hans", "tags", "sections", "parties-0-name_en", "period_start", "status", "note",
          "parties-1-organization", "review_by", "base_version"]  # fmt: skip


@pytest.mark.parametrize("text", ["a\0b", "\u202eabc", "\x1b[31m", "a\x08b"])
@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_text_is_refused(desk, name, text):
    page = CaseFactory()

    answer = AdminForm(desk, page).send(**{name: text})

    assert answer.status_code == 400
    assert Page.objects.get(pk=page.pk).version == 1


@pytest.mark.parametrize(
    "sent", ["title_en=%ED%A0%80", "title_en=%FF%FE", "title_en=%C0%80", "%00=x", "title_en=%B9%B2"]
)
def test_bytes_that_are_no_text_are_refused(desk, sent):
    page = TermFactory()

    answer = desk.post(address(page), f"base_version=1&{sent}", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400
    assert Page.objects.get(pk=page.pk).version == 1


@pytest.mark.parametrize(("name", "value"), [
    ("title_en", "x" * 301), ("summary_en", "字" * 5_001), ("tags", "x" * 5_000),
    ("tags", "，".join(map(str, range(10_000)))),
    ("tags", "a/b/../c"), ("sections", ["x"] * 500), ("parties-0-ORDER", "x"), ("parties-0-ORDER", "9" * 5_000),
    ("parties-TOTAL_FORMS", "9" * 20), ("parties-TOTAL_FORMS", ""), ("note", "x" * 501),
    ("visible_from", "0000-00-00"), ("visible_from", "2026-02-30T00:00"), ("review_by", "99999-01-01"),
    ("visible_until", "9999-12-31T23:59:60"), ("period_start", "2015-13"), ("period_start", "２０１５"),
    ("status", "gone"), ("origin", "x"), ("parties-0-confirmed_on", "x"), ("outcome_status", ""),
    ("title_zh_hans", ["", ""]),
])  # fmt: skip
def test_values_out_of_bounds_are_refused_at_their_fields(desk, name, value):
    page = CaseFactory(title={"zh": "只有中文", "en": ""})

    answer = AdminForm(desk, page).send(**{name: value})

    assert answer.status_code == 400
    assert len(answer.content) < 1_000_000
    assert Page.objects.get(pk=page.pk).version == 1


def test_thousands_of_fields_are_refused(desk):
    page = CaseFactory()

    answer = AdminForm(desk, page).send(**{f"parties-{n}-name_en": "x" for n in range(3_000)})

    assert answer.status_code == 400


def test_a_form_without_its_bookkeeping_is_refused(desk):
    page = CaseFactory()

    for sent in ({}, {"title_en": "x"}, {"base_version": "1", "title_en": "x"}):
        assert desk.post(address(page), sent).status_code == 400
    assert Page.objects.get(pk=page.pk).version == 1


def test_a_file_in_place_of_a_text_is_no_error(desk):
    page = TermFactory()

    answer = desk.post(address(page), {"title_en": b"\xff\xfe", "base_version": "1"})

    assert answer.status_code == 400
