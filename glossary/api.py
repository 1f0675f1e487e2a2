"""Terms and their categories for programs."""

from content.api.views import DocumentViewSet
from glossary.document import TERM, TERM_CATEGORY


class TermViewSet(DocumentViewSet):
    """Terms of the glossary. The title is the headword, the summary its definition."""

    kind = TERM
    computed = {"letter": {"type": "string", "maxLength": 1, "description": "The letter it stands under, by pinyin."}}


class TermCategoryViewSet(DocumentViewSet):
    """The categories that terms are filed under."""

    kind = TERM_CATEGORY
