"""Images in contributions: uploaded at a step, kept with the draft, seen by nobody else until they are published."""

import pytest
from django.urls import reverse

from content.models import Image
from contributions import actions
from tests.admin_form import fields_of
from tests.contributions.conftest import own_image
from tests.factories import ImageFactory, image
from tests.images import SVG, picture, upload

pytestmark = pytest.mark.django_db
ALT = {"images-0-alt_zh_hans": "调度器改写前后的结构图"}


def send(client, row, data=None, file=None, **typed):
    """Open the step, choose a file, type, and press the button."""
    address = reverse("contributions:step", args=[row.uid, "images"])
    filled = fields_of(client.get(address).content.decode(), "writing") | (data or {}) | typed
    return client.post(address, filled | ({"images-0-file-upload": file} if file else {}))


def step(client, row):
    return client.get(reverse("contributions:step", args=[row.uid, "images"])).content.decode()


def test_an_image_is_uploaded_at_its_step_and_shown_there(desk, draft):
    answer = send(desk, draft, ALT, upload(), stay="1")

    assert answer["Location"].endswith("/edit/images/#images")
    kept = Image.objects.get()
    draft.refresh_from_db()
    assert draft.document["images"][0]["file"] == kept.name
    assert list(draft.images.all()) == [kept]
    assert f'<img src="{own_image(draft, kept)}"' in step(desk, draft)
    assert desk.get(own_image(draft, kept)).content == bytes(kept.data)


def test_the_button_leads_on_to_the_next_step(desk, draft):
    assert send(desk, draft, ALT, upload())["Location"].endswith("/edit/evidence/")


def test_an_image_without_alternative_text_is_kept_until_the_text_is_there(desk, draft):
    answer = send(desk, draft, file=upload())

    assert answer.status_code == 400
    assert 'id="id_images-0-alt_zh_hans_error"' in answer.content.decode()
    kept = Image.objects.get()
    assert desk.get(own_image(draft, kept)).status_code == 200
    assert send(desk, draft, ALT)["Location"].endswith("/edit/evidence/")
    draft.refresh_from_db()
    assert (draft.document["images"][0]["file"], draft.unfinished) == (kept.name, {})


def test_a_file_that_is_no_image_is_refused_at_its_field_and_the_words_stay(desk, draft):
    answer = send(desk, draft, ALT, upload(SVG, "logo.svg"))

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "logo.svg" in html and "只收PNG、JPEG和WebP图片" in html and 'id="id_images-0-file_error"' in html
    assert ALT["images-0-alt_zh_hans"] in html
    assert not Image.objects.exists()
    assert ALT["images-0-alt_zh_hans"] in step(desk, draft)


def test_a_refused_file_alone_in_its_row_is_said_and_then_forgotten(desk, draft):
    assert send(desk, draft, file=upload(b"nothing", "empty.png")).status_code == 400

    assert send(desk, draft).status_code == 302


def test_a_file_that_is_too_large_is_refused_at_its_field(desk, draft):
    answer = send(desk, draft, ALT, upload(picture() + b"\0" * 6_000_000))

    assert answer.status_code == 400
    assert "最多收5 MB" in answer.content.decode() and ALT["images-0-alt_zh_hans"] in answer.content.decode()
    assert not Image.objects.exists()


def test_more_files_than_a_case_has_images_are_refused(desk, draft):
    address = reverse("contributions:step", args=[draft.uid, "images"])

    answer = desk.post(address, {f"images-{number}-file-upload": upload() for number in range(11)})

    assert answer.status_code == 400
    assert not Image.objects.exists()


def test_an_image_sent_from_an_old_form_is_shown_beside_what_was_saved_meanwhile(desk, draft, author):
    old = fields_of(step(desk, draft), "writing")
    other = image(ImageFactory(by=author))
    actions.save_draft(draft, by=author, version=draft.version, document={"images": [other]})
    address = reverse("contributions:step", args=[draft.uid, "images"])

    answer = desk.post(address, old | ALT | {"images-0-file-upload": upload()})

    kept = Image.objects.exclude(name=other["file"]).get()
    assert answer.status_code == 409
    assert f'name="images-0-file" value="{kept.name}"' in answer.content.decode()
    assert "choice:images" in answer.content.decode()


def test_what_the_name_of_a_file_says_is_only_text(desk, draft):
    html = send(desk, draft, file=upload(SVG, '"><img src=x onerror=alert(1)>.svg')).content.decode()

    assert "<img src=x" not in html


def test_words_without_an_image_ask_for_one(desk, draft):
    answer = send(desk, draft, ALT)

    assert answer.status_code == 400
    assert "选一张图片" in answer.content.decode()


def test_a_new_file_takes_the_place_of_the_old_one(desk, draft):
    send(desk, draft, ALT, upload())
    old = Image.objects.get()

    send(desk, draft, file=upload())

    draft.refresh_from_db()
    assert draft.document["images"][0]["file"] != old.name
    assert draft.images.count() == 1


def test_saving_while_typing_keeps_the_words_and_the_image(desk, illustrated):
    address = reverse("contributions:step", args=[illustrated.uid, "images"])
    filled = fields_of(step(desk, illustrated), "writing") | {"images-0-caption_zh_hans": "合并之前"}

    answer = desk.post(address, filled, headers={"Accept": "application/json"})

    assert answer.json()["valid"]
    illustrated.refresh_from_db()
    assert illustrated.document["images"][0]["caption"]["zh"] == "合并之前"


def test_an_image_taken_out_of_the_text_is_let_go(desk, illustrated):
    send(desk, illustrated, {"images-0-DELETE": "on"})

    illustrated.refresh_from_db()
    assert (illustrated.document["images"], illustrated.images.count()) == ([], 0)


def test_a_form_that_is_much_too_large_is_not_read(desk, draft):
    address = reverse("contributions:step", args=[draft.uid, "images"])

    answer = desk.post(address, {"a": upload(b"x")}, CONTENT_LENGTH="60000001")

    assert answer.status_code == 413
