"""Images in forms: a file is kept as soon as it is sent, and from then on the form names it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from content.forms.parts import Part, Words
from content.images.reading import Refused, store

UPLOAD, REFUSED = "-upload", "-refused"
"""Endings of names: where a browser sends the file, and where it is noted why it was not taken."""

WORDS = {
    "images": Words(_("Images")),
    "images.file": Words(
        _("Image file"),
        _("PNG, JPEG or WebP, up to 5 MB and 40 megapixels. What the file says of place and camera is removed."),
    ),
    "images.alt": Words(
        _("Alternative text"), _("What is to be seen, for those who cannot see it. One language is enough.")
    ),
    "images.caption": Words(_("Caption"), _("What readers should know about it; it stands below the image.")),
    "images.credit": Words(_("Credit"), _("Who made it, and under which licence it may be shown.")),
}
"""What forms call an image and its parts."""


def with_uploads(request):
    """What was sent, with the files in it kept and named in their fields; why others were not taken stands beside."""
    if not request.FILES:
        return request.POST
    data = request.POST.copy()
    for place, file in request.FILES.items():
        name = place.removesuffix(UPLOAD)
        if name == place:
            continue
        try:
            data[name] = store(file, by=request.user).name
        except Refused as reason:
            data[f"{name}{REFUSED}"] = f"{file.name[:100]}{pgettext('after a label', ': ')}{reason}"
    return data


class Chosen(str):
    """The name of the image that a field holds; `refused` says why the file sent last was not taken."""

    refused = ""


class ImageInput(forms.HiddenInput):
    def value_from_datadict(self, data, files, name):
        chosen = Chosen(data.get(name) or "")
        chosen.refused = data.get(f"{name}{REFUSED}") or ""
        return chosen


class ImageField(forms.CharField):
    widget = ImageInput

    def clean(self, value):
        if refused := getattr(value, "refused", ""):
            raise forms.ValidationError(refused)
        return super().clean(value)

    def has_changed(self, initial, data):
        return bool(getattr(data, "refused", "")) or super().has_changed(initial, data)


class ImagePart(Part):
    """An image: shown when it is there, and a field to choose a file."""

    template = "admin/parts/image.html"
    wide = True

    def form_field(self, **options):
        return ImageField(**options)
