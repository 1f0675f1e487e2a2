"""Where the site is: for the head of pages and for the API's links, which must agree."""

from django.conf import settings


def site_address(request):
    """The site's address without a slash at the end: PORTAL_BASE_URL where it is set, else as it was asked for."""
    return settings.BASE_URL or f"{request.scheme}://{request.get_host()}"
