"""The images of a case in its document."""

from cases.models import CaseImage
from content.document.fields import ImageDocument


class CaseImageDocument(ImageDocument):
    """An image of a case."""

    class Meta:
        model = CaseImage
        parent = "case"
        known_by = ("file",)
