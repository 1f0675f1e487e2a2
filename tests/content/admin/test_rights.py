"""Who gets into the editing room, and in which language it speaks."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from content.models import Page
from tests.admin_form import AdminForm, address, address_of_kind
from tests.content.documents import EDITED
from tests.factories import TermFactory

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


def places(page):
    return [
        INDEX,
        address(page),
        address(page, "history"),
        address(page, "compare"),
        reverse("admin:content_page_choices"),
        *(address_of_kind(kind, name) for kind in EDITED for name in ("changelist", "add")),
    ]


def test_the_anonymous_are_led_to_sign_in(client):
    page = TermFactory()

    for path in places(page):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/"), path


def test_a_plain_user_is_refused_everywhere(client, stranger):
    client.force_login(stranger)
    page = TermFactory()

    for path in places(page):
        assert client.get(path).status_code in {302, 403}, path
    client.post(address(page), {"title_en": "Taken"})
    assert Page.objects.get(pk=page.pk).version == 1


@pytest.mark.parametrize("kind", EDITED)
def test_an_editor_works_on_every_kind(client, editor, kind):
    client.force_login(editor)

    assert client.get(address_of_kind(kind)).status_code == 200
    assert client.get(address_of_kind(kind, "add")).status_code == 200


def test_staff_without_rights_get_nothing(client, stranger):
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    page = TermFactory()

    for path in places(page)[1:]:
        assert client.get(path).status_code == 403, path
    assert client.post(reverse("admin:content_page_preview"), {"text": "x"}).status_code == 403
    assert client.post(address(page, "restore"), {"version": "1", "base_version": "1"}).status_code == 403


def test_who_may_only_look_saves_nothing(client, stranger):
    stranger.is_staff = True
    stranger.save()
    stranger.user_permissions.add(Permission.objects.get(codename="view_term"))
    client.force_login(stranger)
    page = TermFactory()
    form = AdminForm(client, page)

    assert form.shown.status_code == 200
    assert form.send(title_en="Changed", base_version="1").status_code == 403
    assert "_save" not in form.html


def test_rights_taken_away_work_at_once(client, editor):
    client.force_login(editor)
    form = AdminForm(client, page := TermFactory())
    get_user_model().objects.filter(pk=editor.pk).update(is_active=False)

    assert form.send(title_en="Changed").status_code == 302
    assert Page.objects.get(pk=page.pk).version == 1


@pytest.mark.parametrize("place", ["change", "restore"])
def test_a_form_from_elsewhere_is_refused(editor, place):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    page = TermFactory()

    assert (
        client.post(address(page, place), {"title_en": "Taken", "version": "1", "base_version": "1"}).status_code == 403
    )
    assert client.post(reverse("admin:content_page_preview"), {"text": "x"}).status_code == 403


@pytest.mark.parametrize(("asked", "prefix"), [("zh-CN", ""), ("en-GB", "/en"), ("fr", "")])
def test_the_editing_room_leads_to_the_sites_sign_in_in_the_browsers_language(client, asked, prefix):
    answer = client.get("/admin/login/?next=/admin/cases/", headers={"accept-language": asked})

    assert answer["Location"] == f"{prefix}/accounts/login/?next=%2Fadmin%2Fcases%2F"


def test_those_who_are_signed_in_and_no_staff_stay_out(client, stranger):
    client.force_login(stranger)

    assert client.get("/admin/login/").status_code == 403


def test_the_language_switch_is_remembered_and_stays_on_the_page(client, editor):
    client.force_login(editor)

    answer = client.post(reverse("admin:language"), {"language": "en", "next": "/admin/cases/case/"})

    assert answer["Location"] == "/admin/cases/case/"
    assert "Commonsource editing" in client.get(INDEX, headers={"accept-language": "zh"}).content.decode()


def test_the_language_switch_leads_nowhere_else(client):
    answer = client.post(reverse("admin:language"), {"language": "en", "next": "https://evil.example/"})

    assert answer["Location"] in {"/", "/en/"}


def test_nothing_of_the_editing_room_is_kept_by_caches(client, editor):
    client.force_login(editor)

    assert "no-store" in client.get(address(TermFactory()))["Cache-Control"]
