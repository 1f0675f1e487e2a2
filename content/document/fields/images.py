"""Images in a list of a document."""

import re

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.document.fields.parts import Row
from content.document.fields.values import Number, Plain, Text
from content.models import IMAGE_NAME, Image


class ImageName(serializers.Field):
    """The name of an image that is kept here; its address is /media/ with the name."""

    needed = True

    def to_internal_value(self, data):
        if data == "":
            raise serializers.ValidationError(_("Choose an image."))
        if not isinstance(data, str) or not re.fullmatch(IMAGE_NAME, data):
            raise serializers.ValidationError(_("There is no such image."))
        return data

    def to_representation(self, value):
        return value

    def schema(self):
        return {"type": "string", "pattern": f"^{IMAGE_NAME}$", "description": "Stands at /media/ and this name."}


class Measure(Number):
    """A number that the file itself says: no form asks for it, and what is sent is not looked at."""

    def __init__(self, **options):
        super().__init__(most=100_000, **options)

    def to_internal_value(self, data):
        return 0


class ImageDocument(Row):
    """An image: the file, its size, what it shows in words, what is said under it, and who made it."""

    file = ImageName(source="file_id")
    width = Measure()
    height = Measure()
    alt = Text(limit=300, needed=True)
    caption = Text(limit=300)
    credit = Plain(limit=300)

    def validate(self, data):
        size = Image.objects.filter(name=data["file_id"]).values("width", "height").first()
        if size is None:
            raise serializers.ValidationError({"file": [_("There is no such image.")]})
        return data | size


def image_names(document):
    """The names of all images that a document shows, or a part of one."""
    if isinstance(document, dict):
        document = document.get("images")
    rows = document if isinstance(document, list) else []
    return {row["file"] for row in rows if isinstance(row, dict) and isinstance(row.get("file"), str)}
