"""The pages that readers open. What the views of all kinds share is here; the modules have the pages of this room."""

from content.views.frame import crumb, head, page_context, trail
from content.views.loading import Loaded, address_of_number, asked_pages, gone, load_page, neighbours, page_view

__all__ = [
    "Loaded",
    "address_of_number",
    "asked_pages",
    "crumb",
    "gone",
    "head",
    "load_page",
    "neighbours",
    "page_context",
    "page_view",
    "trail",
]
