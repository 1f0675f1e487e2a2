"""Reads one image from standard input and writes it anew to standard output: a program of its own, see `reading.py`.

Decoders meet bytes from strangers. Here they have no database and no secrets, little time and memory, and whatever
goes wrong ends this process alone. Of the file nothing is kept but its pixels, in the colours of the web, at most as
large as a page shows them.
"""

import contextlib
import io
import json
import resource
import sys

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000
WIDEST, HIGHEST = 1_600, 4_800
LOSSLESS_UP_TO = 300_000
"""Bytes up to which a drawing keeps every pixel; what is larger is a photograph, whatever its format says."""
MEMORY, SECONDS = 1_500_000_000, 10

Image.MAX_IMAGE_PIXELS = None  # refused below, with a word for it


class Unusable(Exception):
    """The word for why an image is not taken: "format", "pixels", "moving", "broken"."""


def rewrite(data):
    """(WebP bytes, width, height) of the image in these bytes. Raises Unusable."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        look_at(image)
        image.draft("RGB", (WIDEST, WIDEST))  # a large photograph is decoded at an eighth of its size, or so
        image.load()
        return as_webp(upright(image), photograph=image.format not in {"PNG", "WEBP"})
    except UnidentifiedImageError as error:
        raise Unusable("format") from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise Unusable("broken") from error


def look_at(image):
    """Refuse by what the file's first bytes say, before anything is decoded."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise Unusable("pixels")
    # The second picture in a photograph of some phones is its brightness; only the first is taken.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise Unusable("moving")


def upright(image):
    """The image as it is meant to be seen, in RGB or RGBA, no larger than needed."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "CMYK":
        image = image.copy()
    elif image.mode not in {"RGB", "RGBA"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    scale = min(1, WIDEST / image.width, HIGHEST / image.height)
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.reduce(max(1, int(1 / scale / 2))).resize(size, Image.Resampling.LANCZOS)
    return ImageOps.exif_transpose(in_srgb(image, profile))


def in_srgb(image, profile):
    """The colours as browsers take them that know no profile."""
    if profile and image.mode in {"RGB", "CMYK"}:
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return image.convert("RGB") if image.mode == "CMYK" else image


def as_webp(image, *, photograph):
    """(bytes, width, height): nothing of the file but its pixels."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    kept = io.BytesIO()
    if not photograph:
        bare.save(kept, "WEBP", lossless=True, quality=20, method=1)
    if photograph or kept.tell() > LOSSLESS_UP_TO:
        kept = io.BytesIO()
        bare.save(kept, "WEBP", quality=82, method=3)
    return kept.getvalue(), *bare.size


def main():
    """The program: first a line of JSON, then the bytes."""
    with contextlib.suppress(ValueError, OSError):  # not every system keeps such limits
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        data, width, height = rewrite(sys.stdin.buffer.read())
        told = {"width": width, "height": height}
    except Unusable as reason:
        data, told = b"", {"unusable": str(reason)}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + data)


if __name__ == "__main__":
    main()
