"""Images of texts that are not published: for those who may read the text, and kept by no cache."""

from django.core import signing
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.images.views import answer
from content.models import Image
from contributions.models import Contribution
from contributions.preview import read_images_token
from contributions.views.frame import unkept, visible


@unkept
@require_safe
def own_image(request, uid, name):
    """An image of a contribution: of all that its author wrote, and for others who may read it, of what was sent."""
    row = visible(request, uid)
    if row.author_id == request.user.pk:  # also what was uploaded a moment ago and could not be saved yet
        return shown(Image.objects.filter(Q(contributions=row) | Q(by=request.user)), name)
    return shown(row.images.filter(name__in=row.images_sent), name)


@unkept
@require_safe
def shared_image(request, token, name):
    """The same for somebody without an account who reads a preview behind a signed link."""
    try:
        number = read_images_token(token)
    except signing.BadSignature as error:
        raise Http404 from error
    row = get_object_or_404(Contribution.objects.shared(), pk=number)
    return shown(row.images.filter(name__in=row.images_written | row.images_sent), name)


def shown(images, name):
    """One of these, or the way to its public address: a suggestion shows what its page has already. Raises Http404."""
    if image := images.filter(name=name).first():
        return answer(image)
    if Image.objects.public().filter(name=name).exists():
        return redirect(reverse("media", args=[name]))
    raise Http404
