"""The editing room in each reader's language, whoever asked first."""

import pytest
from django.contrib import admin
from django.utils import translation

from content.models import Revision
from glossary.models import Term
from tests.admin_form import address, address_of_kind
from tests.factories import CaseFactory, TermFactory, text

pytestmark = pytest.mark.django_db


def html_of(client, url, language):
    return client.get(url, headers={"accept-language": language}).content.decode()


def test_headings_of_the_form_follow_each_reader():
    form = admin.site.get_model_admin(Term)
    form.__dict__.pop("all_sections", None)

    with translation.override("zh-hans"):
        chinese = str(form.all_sections[0].heading)
    with translation.override("en"):
        english = str(form.all_sections[0].heading)

    assert english == "What readers see first"
    assert chinese != english


def test_the_note_of_a_restored_version_follows_each_reader(desk):
    page = TermFactory()
    with translation.override("zh-hans"):
        desk.post(address(page, "restore"), {"version": "1", "base_version": "1"})
    Revision.objects.filter(page_id=page.pk).update(note="Version 12 restored")

    history = address(page, "history")
    assert "恢复第12版" in html_of(desk, history, "zh-hans")
    assert "Version 12 restored" in html_of(desk, history, "en")
    public = f"/glossary/{page.slug}/history/"
    assert "恢复第12版" in desk.get(public).content.decode()
    assert "Version 12 restored" in desk.get(f"/en{public}").content.decode()


def test_a_note_that_only_looks_like_it_stays_as_written():
    assert Revision(note="Version 1 restored, and more").note_words == "Version 1 restored, and more"


def test_an_unnamed_editor_is_named_once_in_the_public_history(desk):
    page = TermFactory()
    desk.post(address(page, "restore"), {"version": "1", "base_version": "1"})
    Revision.objects.filter(page_id=page.pk).update(source=Revision.Source.ADMIN, author=desk.session["_auth_user_id"])

    shown = desk.get(f"/en/glossary/{page.slug}/history/").content.decode()

    assert "an editor" in shown
    assert "Editors</span>" not in shown


def test_chinese_has_no_spaces_between_its_words(desk):
    html = html_of(desk, address_of_kind("case"), "zh-hans")

    assert "增加案例" in html
    assert "共源编辑室" in html
    assert "欢迎，<strong>editor</strong>。" in html


def test_an_empty_cell_of_a_ledger_is_not_called_a_finding(client):
    ledger = [{"side": side, "put_in": text("", ""), "gained": text("得", "Got"), "cost": text("", "None found")}
              for side in ("community", "company")]  # fmt: skip
    page = CaseFactory(ledger=ledger)

    assert "待补" in client.get(f"/cases/{page.slug}/").content.decode()
    english = client.get(f"/en/cases/{page.slug}/").content.decode()
    assert "not filled in yet" in english
    assert english.count("None found") == 2
