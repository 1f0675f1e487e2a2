"""What every page of the editing room keeps to: all fields there, in plain words, nothing inline."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from content.document import get_kind, kinds
from tests.admin_form import address, address_of_kind
from tests.content.documents import EDITED
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE)


@pytest.mark.parametrize("name", kinds())
def test_every_field_of_a_document_stands_in_the_form_once(name):
    kind = get_kind(name)
    model_admin = admin.site.get_model_admin(kind.model)

    shown = [part for section in model_admin.all_sections for part in section.parts]

    assert sorted(shown) == sorted(set(kind.document().fields) - set(kind.kept) - set(model_admin.kept))


@pytest.mark.parametrize("name", kinds())
def test_wording_names_places_that_exist(name):
    model_admin = admin.site.get_model_admin(get_kind(name).model)

    for place in model_admin.wording:
        serializer = get_kind(name).document()
        for step in place.split("."):
            field = serializer.fields[step]
            serializer = getattr(field, "child", field)


def test_no_page_has_inline_scripts_or_styles(client, admin_user):
    client.force_login(admin_user)
    page = CaseFactory()
    pages = [address(page), address(page, "history"), address(page, "compare")]
    pages += [address_of_kind(kind, name) for kind in EDITED for name in ("changelist", "add")]
    names = [
        "index",
        "password_change",
        "auth_user_changelist",
        "auth_user_add",
        "auth_group_add",
        "content_page_changelist",
    ]
    pages += [reverse(f"admin:{name}") for name in names]
    pages += [reverse("admin:auth_user_change", args=[admin_user.pk])]

    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert INLINE.findall(answer.content.decode()) == [], path


def test_both_languages_stand_side_by_side_and_are_marked(client, editor):
    client.force_login(editor)

    html = client.get(address(CaseFactory())).content.decode()

    assert html.index('name="title_zh_hans"') < html.index('name="title_en"')
    assert 'class="side" lang="zh-Hans"' in html
    assert 'class="side" lang="en"' in html


def test_the_first_page_lists_every_kind_once(client, editor):
    client.force_login(editor)

    html = client.get("/admin/").content.decode()

    for kind in kinds():
        assert html.count(f'href="{address_of_kind(kind)}"') == 1
