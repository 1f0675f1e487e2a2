"""Addresses: where the site is, a page in the other language, and what stands beside a page's own."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from content.document import get_kind


def site_address(request):
    """The site's address without a slash at the end: PORTAL_BASE_URL where it is set, else as it was asked for."""
    return settings.BASE_URL or f"{request.scheme}://{request.get_host()}"


def path_in(path, language):
    """The same address in another language: Chinese has no prefix, English has /en/."""
    plain = path.removeprefix("/en") if path == "/en" or path.startswith("/en/") else path
    return f"/en{plain or '/'}" if language == "en" else plain or "/"


def address_beside(page, name, *arguments):
    """An address beside the page's own: its history, a version, another form. Raises NoReverseMatch."""
    return reverse(f"{get_kind(page.kind).url_name.partition(':')[0]}:{name}", args=[page.slug, *arguments])


def history_path(page):
    """The address of the page's history, "" if its kind has none."""
    try:
        return address_beside(page, "history")
    except NoReverseMatch:
        return ""
