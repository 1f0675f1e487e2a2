"""What becomes of an uploaded file: an image with nothing in it but its pixels, or a refusal with its reason."""

import io
import subprocess
import sys

import psycopg
import pytest
from django.db import OperationalError
from PIL import Image, ImageCms

from content.images import reading
from content.images.reading import LARGEST_FILE, Refused, store
from content.images.rewriting import Unusable, rewrite
from content.images.uploading import BoundedUpload
from content.models import Image as Kept
from tests.images import HTML, PDF, SVG, XML, moving, picture, promising, saved, upload

GPS = 0x8825


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_format_is_taken_and_written_anew(kind):
    data, width, height = rewrite(picture(kind))

    assert (opened(data).format, width, height) == ("WEBP", 60, 40)
    assert opened(data).convert("RGB").getpixel((5, 5)) == pytest.approx((200, 30, 60), abs=6)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_taken(mode):
    image = Image.new("L", (60, 40), 255).convert(mode) if mode != "I;16" else Image.new(mode, (60, 40), 65_535)

    data, _width, _height = rewrite(saved(image, "JPEG" if mode == "CMYK" else "PNG"))

    assert opened(data).convert("RGB").getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=3)


def test_where_and_with_what_a_photograph_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    exif.get_ifd(GPS)[2] = (39.0, 54.0, 20.0)
    photo = picture("JPEG", exif=exif, comment=b"by Somebody", icc_profile=profile())
    assert b"Secret camera" in photo and opened(photo).getexif().get_ifd(GPS)

    data, _width, _height = rewrite(photo)

    assert not opened(data).getexif() and not {"exif", "xmp", "icc_profile", "comment"} & set(opened(data).info)
    assert b"Secret camera" not in data and b"Somebody" not in data


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_a_photograph_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side

    _data, width, height = rewrite(picture("JPEG", exif=exif))

    assert (width, height) == (40, 60)


@pytest.mark.parametrize(("size", "kept"), [((6400, 3200), (1600, 800)), ((1000, 20_000), (240, 4800))])
def test_a_large_image_becomes_as_large_as_a_page_shows_it(size, kept):
    assert rewrite(picture("JPEG", size))[1:] == kept


def test_the_name_says_nothing_about_what_is_inside(db, stranger):
    image = store(upload(picture("JPEG"), "report.pdf"), by=stranger)

    assert (image.width, image.height, image.by) == (60, 40, stranger)
    assert opened(bytes(image.data)).format == "WEBP"
    assert "report" not in image.name and len(image.name) == 37


def test_what_hangs_behind_an_image_is_gone():
    data, _width, _height = rewrite(picture() + HTML)

    assert b"script" not in data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        *((data, "format") for data in (b"", b"no image", SVG, HTML, PDF, XML, picture("GIF"), picture("TIFF"))),
        *((moving(kind), "moving") for kind in ("PNG", "WEBP")),
        *((picture(kind)[:-40], "broken") for kind in ("PNG", "JPEG", "WEBP")),
        (promising(60_000, 60_000), "pixels"),
        (promising(8_001, 5_000), "pixels"),
        (promising(8_000, 5_000), "broken"),  # forty megapixels are not too many, but they must be there
        (b"\x89PNG\r\n\x1a\n" + HTML, "broken"),
    ],
)
def test_everything_else_is_refused_with_the_reason(data, reason):
    with pytest.raises(Unusable) as refusal:
        rewrite(data)

    assert str(refusal.value) == reason


def test_forty_megapixels_are_taken():
    assert rewrite(picture("JPEG", (8_000, 5_000), quality=10))[1:] == (1600, 1000)


def test_a_bomb_costs_little_memory():
    code = (
        "import re, runpy; runpy.run_path(__import__('sys').argv[1], run_name='__main__');"
        "print(re.search('VmHWM: *([0-9]+)', open('/proc/self/status').read().expandtabs(1))[1])"
    )
    run = [sys.executable, "-c", code, str(reading.PROGRAM)]

    done = subprocess.run(run, input=promising(60_000, 60_000), capture_output=True, check=True)

    told, kilobytes = done.stdout.split(b"\n", 1)
    assert b"pixels" in told
    assert int(kilobytes) < 100_000


def test_five_megabytes_are_taken_and_one_byte_more_is_not(db, stranger):
    image = picture()
    exactly = image + b"\0" * (LARGEST_FILE - len(image))

    assert store(upload(exactly), by=stranger)
    with pytest.raises(Refused, match="5 MB"):
        store(upload(exactly + b"\0"), by=stranger)


def test_of_a_file_that_is_too_large_only_the_beginning_is_kept_in_memory():
    handler = BoundedUpload()
    handler.new_file("file", "photo.png", "image/png", 9_000_000)
    for start in range(0, 9_000_000, 3_000_000):
        assert handler.receive_data_chunk(b"x" * 3_000_000, start) is None

    file = handler.file_complete(9_000_000)

    assert (file.size, len(file.read())) == (9_000_000, LARGEST_FILE)


def test_a_person_uploads_only_so_many_a_day(db, stranger, monkeypatch):
    monkeypatch.setattr(reading, "A_DAY", 1)
    store(upload(), by=stranger)

    with pytest.raises(Refused):
        store(upload(), by=stranger)

    assert Kept.objects.count() == 1


@pytest.mark.parametrize("program", ["import time; time.sleep(9)", "import os; os.kill(os.getpid(), 9)"])
def test_a_decoder_that_hangs_or_dies_is_a_refusal(tmp_path, monkeypatch, program):
    (tmp_path / "program.py").write_text(program)
    monkeypatch.setattr(reading, "PROGRAM", tmp_path / "program.py")
    monkeypatch.setattr(reading, "SECONDS", 1)

    with pytest.raises(Refused):
        reading.rewritten(picture())

    assert reading.one_at_a_time.acquire(blocking=False)
    reading.one_at_a_time.release()


def test_when_many_are_being_read_the_next_one_is_told_so(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.1)

    with reading.one_at_a_time, pytest.raises(Refused):
        reading.rewritten(picture())


def test_a_full_disk_is_said_and_breaks_nothing(db, stranger, monkeypatch):
    def full(**columns):
        raise OperationalError("could not extend file") from psycopg.errors.DiskFull()

    monkeypatch.setattr(Kept.objects, "create", full)

    with pytest.raises(Refused, match="地方"):
        store(upload(), by=stranger)


def test_a_lost_database_is_not_taken_for_a_full_disk(db, stranger, monkeypatch):
    def lost(**columns):
        raise OperationalError("server closed the connection") from psycopg.errors.AdminShutdown()

    monkeypatch.setattr(Kept.objects, "create", lost)

    with pytest.raises(OperationalError):
        store(upload(), by=stranger)
