"""Images of a contribution, sent by a program: taken by the same rules as on the writing pages."""

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from content.images import reading
from contributions.api import bodies
from contributions.api.problems import Problem
from contributions.api.views import PersonalView, own
from contributions.refusals import NotNow


class Images(PersonalView):
    """Upload an image as `file` of a form (multipart/form-data). The answer names it: put that name into the document's
    `images` with PATCH. An image that no text names is forgotten after a day."""

    operation = "contribution_images"
    parser_classes = [MultiPartParser]
    body_of = {"POST": bodies.ImageFile}

    def post(self, request, uid):
        if not own(request.user, uid).writable:
            raise NotNow(_("This text is with the reviewers now; take it back to change it."))
        try:
            image = reading.store(file_of(request._request), by=request.user)
        except reading.Refused as refusal:
            raise Problem(422, str(refusal), [("#/file", refusal)]) from refusal
        return Response({"file": image.name, "width": image.width, "height": image.height}, status=201)


def file_of(request):
    """The one file that was sent. Raises Problem: 400, 413, 415."""
    if request.content_type != "multipart/form-data":
        raise Problem(415, _("Send a form with a file: Content-Type: multipart/form-data."))
    try:
        files, others = request.FILES, request.POST
    except RequestDataTooBig as error:
        raise Problem(413, _("That is more than can be taken at once.")) from error
    except (MultiPartParserError, SuspiciousOperation) as error:
        raise Problem(400, _("This form cannot be read.")) from error
    if [*files] != ["file"] or len(files.getlist("file")) != 1 or others:
        raise Problem(400, _("Send one file, and call it “file”."), [("#/file", _("Send one file."))])
    return files["file"]
