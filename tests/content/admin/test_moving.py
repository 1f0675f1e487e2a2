"""Moving and merging pages in the admin, and moving by command: what cannot be done is said, with the text kept."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from content.models import Page, Revision
from content.wording import note_of
from tests.admin_form import address
from tests.factories import CaseFactory, ClaimFactory, OrganizationFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db):
    OrganizationFactory(slug="acme")
    return CaseFactory(slug="old-name", parties=[{"side": "company", "organization": "acme"}])


def test_an_editor_moves_a_page(client, case, editor):
    client.force_login(editor)
    form = {"do": "move", "base_version": case.version, "slug": "new-name"}

    answer = client.post(address(case, "move"), form, follow=True)

    html = answer.content.decode()
    assert '<a href="/cases/new-name/">/cases/new-name/</a>' in html
    assert "case:new-name" not in html
    assert Page.objects.get(pk=case.pk).slug == "new-name"
    assert "“case:old-name”" in Revision.objects.get(page_id=case.pk, number=2).note


def test_an_editor_merges_two_pages(client, case, editor):
    client.force_login(editor)
    other = CaseFactory(slug="the-other")
    form = {"do": "merge", "base_version": case.version, "into": other.uid.lower(), "reason_zh": "重复。"}

    answer = client.post(address(case, "move"), form, follow=True)

    assert f'<a href="{address(other, "change")}">{other}</a>' in answer.content.decode()
    assert Page.objects.get(pk=case.pk).document["status_reason"] == text("重复。", "")


def test_pages_that_name_it_are_called_by_their_titles(client, case, editor):
    ClaimFactory(slug="K1", about=[case.key], title=text("书稿的说法", "What the book says"))
    client.force_login(editor)

    html = client.get(address(case, "move")).content.decode()

    assert "书稿的说法</a>" in html or "What the book says</a>" in html
    assert "claim:K1" not in html


def test_histories_say_where_a_page_stands_by_its_address(client, case, editor):
    client.force_login(editor)
    client.post(address(case, "move"), {"do": "move", "base_version": case.version, "slug": "new-name"})

    for path in ("/en/cases/new-name/history/", "/en/cases/new-name/history.atom", address(case, "history")):
        html = client.get(path).content.decode()
        assert "/cases/old-name/" in html
        assert "case:old-name" not in html


@pytest.mark.parametrize("note", ["“nothing:here” is no page", "“case:C-0001” is a number", "Reads “x”"])
def test_a_note_in_other_words_stays_as_it_was_written(note):
    assert note_of(Revision(note=note)) == note


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "move", "slug": "共创"}, "共创"),
        ({"do": "move", "slug": "old-name"}, "errorlist"),
        ({"do": "move", "slug": "fine", "base_version": "7"}, "errorlist"),
        ({"do": "merge", "into": "C-9999", "reason_zh": "重复。"}, "重复。"),
        ({"do": "merge", "into": "nonsense", "reason_en": "Twice."}, "Twice."),
        ({"do": "merge", "into": "C-0001", "reason_zh": ""}, "errorlist"),
        ({"do": "merge", "into": "C-0001", "reason_zh": "重复\u202e。"}, "errorlist"),
        ({"do": "something"}, "move_slug"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_text_kept(client, case, editor, sent, said):
    client.force_login(editor)

    answer = client.post(address(case, "move"), {"base_version": case.version} | sent)

    assert (answer.status_code, said in answer.content.decode()) == (400, True)
    assert Page.objects.get(pk=case.pk).document == case.document


def test_too_many_pages_name_it_for_a_request(client, case, editor, monkeypatch):
    monkeypatch.setattr("content.admin.moving.MOST_NAMING", 0)
    ClaimFactory(about=[case.key])
    client.force_login(editor)

    answer = client.post(address(case, "move"), {"do": "move", "base_version": case.version, "slug": "new-name"})

    assert "move_page" in answer.content.decode()
    assert Page.objects.get(pk=case.pk).slug == "old-name"


def test_a_stranger_moves_nothing(client, case, stranger):
    client.force_login(stranger)

    answer = client.post(address(case, "move"), {"do": "move", "base_version": case.version, "slug": "new-name"})

    assert answer.status_code in {302, 403}
    assert Page.objects.get(pk=case.pk).slug == "old-name"


def test_a_command_moves_a_page_however_many_name_it(case):
    out = StringIO()

    call_command("move_page", "case:old-name", "new-name", stdout=out)

    assert "case:new-name" in out.getvalue()


@pytest.mark.parametrize("arguments", [("case:nothing", "x"), ("old-name", "x"), ("case:old-name", "共创"),
                                       ("case:old-name", "old-name")])  # fmt: skip
def test_a_command_that_cannot_be_done_says_why(case, arguments):
    with pytest.raises(CommandError):
        call_command("move_page", *arguments)
