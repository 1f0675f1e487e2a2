"""What all pages of contributions share: who may see which, and answers that nobody keeps."""

import functools

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from content.views import head
from contributions.models import Contribution

PRIVATE = "private, no-store"


def unkept(view):
    """No cache keeps the answer, and no search engine lists it."""

    @never_cache
    @functools.wraps(view)
    def shown(request, *args, **options):
        response = view(request, *args, **options)
        response["Cache-Control"] = PRIVATE
        response["X-Robots-Tag"] = "noindex"
        return response

    return shown


def own(request, uid):
    """The reader's own contribution. Raises Http404 for everybody else's."""
    return get_object_or_404(Contribution.objects.by(request.user).with_list_data(), uid=uid)


def visible(request, uid):
    """A contribution that the reader may read. Raises Http404."""
    return get_object_or_404(Contribution.objects.visible_to(request.user).with_list_data(), uid=uid)


def page(request, template, heading, *, status=200, **context):
    """A page of the writing desk."""
    meta = head(request, heading, _("Contribute to the casebook.")) | {"noindex": True, "alternates": []}
    return render(request, f"contributions/{template}.html", context | {"meta": meta}, status=status)


def number_in(text):
    """A version from a form. Raises Http404 for what no form sends."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Http404
    return int(text)
