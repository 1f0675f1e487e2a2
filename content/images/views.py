"""Gives an image out. Its address tells nothing, and its bytes are never anything but an image to a browser."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from content.models import Image

LONG = "public, max-age=2592000, immutable"
"""Thirty days: the bytes behind a name never change, but a page may be removed."""


@require_safe
def media(request, name):
    """An image of a page that anyone may read."""
    response = answer(get_object_or_404(Image.objects.public(), name=name))
    response["Cache-Control"] = LONG
    return response


def answer(image):
    """The bytes, with headers that keep them from being taken for anything else. Who may keep them, the view says."""
    response = HttpResponse(bytes(image.data), content_type="image/webp")
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Content-Disposition"] = f'inline; filename="{image.name}"'
    response["ETag"] = f'"{image.name.partition(".")[0]}"'
    return response
