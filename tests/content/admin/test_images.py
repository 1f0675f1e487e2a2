"""Images in the editing room."""

import pytest
from django.contrib.auth.models import Permission

from content.models import Image, Page
from tests.admin_form import AdminForm, edited
from tests.factories import CaseFactory, ImageFactory, image, ledger
from tests.images import SVG, upload

pytestmark = pytest.mark.django_db
ALT = {"images-0-alt_zh_hans": "一张图"}


@pytest.fixture
def case(db):
    return CaseFactory(slug="case", ledger=ledger())


def test_an_editor_uploads_an_image_and_it_is_published_with_the_page(desk, case, editor):
    document = edited(desk, case, **ALT, **{"images-0-file-upload": upload()})

    kept = Image.objects.get()
    assert document["images"][0] | {"alt": 0} == {
        "file": kept.name, "width": 60, "height": 40, "alt": 0, "caption": {"zh": "", "en": ""}, "credit": "",
    }  # fmt: skip
    assert (kept.by, desk.get(f"/media/{kept.name}").status_code) == (editor, 200)


def test_a_refused_file_is_said_at_its_field_and_nothing_is_saved(desk, case):
    answer = AdminForm(desk, case).send(**ALT, **{"images-0-file-upload": upload(SVG, "logo.svg")})

    assert answer.status_code == 400
    assert "logo.svg" in answer.content.decode() and ALT["images-0-alt_zh_hans"] in answer.content.decode()
    assert Page.objects.get(pk=case.pk).version == 1


def test_an_image_stays_in_the_form_when_something_else_is_wrong(desk, case):
    answer = AdminForm(desk, case).send(**{"images-0-file-upload": upload()})

    kept = Image.objects.get()
    assert answer.status_code == 400
    assert f'name="images-0-file" value="{kept.name}"' in answer.content.decode()
    assert desk.get(f"/admin/content/page/images/{kept.name}").status_code == 200


def test_an_editor_does_not_see_the_unpublished_image_of_somebody_else(desk, stranger):
    mine = ImageFactory(by=stranger)

    assert desk.get(f"/admin/content/page/images/{mine.name}").status_code == 404


def test_who_may_not_see_pages_sees_no_images_there(client, stranger, case):
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)

    assert client.get(f"/admin/content/page/images/{ImageFactory().name}").status_code == 403


def test_images_are_put_in_another_order(desk):
    first, second = ImageFactory(), ImageFactory()
    case = CaseFactory(slug="case", ledger=ledger(), images=[image(first), image(second)])

    document = edited(desk, case, **{"images-0-ORDER": "2", "images-1-ORDER": "1"})

    assert [row["file"] for row in document["images"]] == [second.name, first.name]


def test_who_may_only_look_uploads_nothing(client, stranger, case):
    stranger.is_staff = True
    stranger.save()
    stranger.user_permissions.set(Permission.objects.filter(codename__in=["view_case", "view_page"]))
    client.force_login(stranger)

    answer = AdminForm(client, case).send(**{"images-0-file-upload": upload()})

    assert answer.status_code == 403
    assert not Image.objects.exists()
