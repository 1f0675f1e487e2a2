"""Images that programs upload: by the rules of the writing pages, for the person whose token they send."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from content.images import reading
from content.models import Image
from contributions import actions
from contributions.models import Contribution
from tests.contributions.conftest import person
from tests.contributions.program import ALL, Program
from tests.factories import text
from tests.images import SVG, upload

pytestmark = pytest.mark.django_db


def send(program, uid, **parts):
    headers = {"Authorization": f"Bearer {program.secret}", "Accept-Language": "en"}
    body = encode_multipart(BOUNDARY, parts)
    return program.client.generic("POST", f"{ALL}{uid}/images/", body, content_type=MULTIPART_CONTENT, headers=headers)


def test_an_image_is_uploaded_and_named_in_the_document(program, begun, author):
    uid = begun.json()["uid"]
    answer = send(program, uid, file=upload())

    images = [{"file": answer.json()["file"], "alt": text("图", "A picture")}]
    written = program.step(begun, "", {"document": {"images": images}})

    assert (answer.status_code, answer["Cache-Control"]) == (201, "private, no-store")
    assert (answer.json()["width"], answer.json()["height"]) == (60, 40)
    assert (Image.objects.get().by, written.status_code) == (author, 200)
    assert Contribution.objects.get().images.get().name == answer.json()["file"]


@pytest.mark.parametrize("file", [SVG, b"", b"\x89PNG\r\n\x1a\n broken"])
def test_what_the_pages_do_not_take_is_not_taken_here(program, begun, file):
    answer = send(program, begun.json()["uid"], file=SimpleUploadedFile("a.png", file))

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/file")
    assert not Image.objects.exists()


def test_the_limit_of_a_day_is_the_same(program, begun, monkeypatch):
    monkeypatch.setattr(reading, "A_DAY", 1)

    codes = [send(program, begun.json()["uid"], file=upload()).status_code for _ in range(2)]

    assert codes == [201, 422]


@pytest.mark.parametrize("parts", [{}, {"picture": "x"}, {"file": "no file"}])
def test_anything_but_one_file_is_refused(program, begun, parts):
    assert send(program, begun.json()["uid"], **parts).status_code == 400


def test_two_files_or_words_beside_the_file_are_refused(program, begun):
    uid = begun.json()["uid"]

    assert send(program, uid, file=upload(), words="more").status_code == 400
    assert send(program, uid, file=[upload(), upload()]).status_code == 400
    assert not Image.objects.exists()


@pytest.mark.parametrize(("kind", "status"), [("application/json", 415), ("multipart/form-data", 400)])
def test_a_body_that_is_no_form_is_refused(program, begun, kind, status):
    headers = {"Authorization": f"Bearer {program.secret}"}
    path = f"{ALL}{begun.json()['uid']}/images/"

    assert program.client.generic("POST", path, "{}", content_type=kind, headers=headers).status_code == status


def test_what_is_with_the_reviewers_takes_none(program, sent):
    assert send(program, sent.uid, file=upload()).status_code == 409


def test_a_stranger_learns_nothing(client, draft):
    assert send(Program(client, person("stranger")), draft.uid, file=upload()).status_code == 404
    assert not Image.objects.exists()


def test_a_token_for_reading_uploads_nothing(client, author, draft):
    reader = Program(client, author, "read")

    assert send(reader, draft.uid, file=upload()).status_code == 403
    assert actions.save_draft(draft, by=author, version=draft.version).images.count() == 0
