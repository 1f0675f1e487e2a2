"""The API: every kind of page as its document, for anyone to read. See docs/api.md."""

from content.api.views import ApiView, DocumentViewSet

__all__ = ["ApiView", "DocumentViewSet"]
