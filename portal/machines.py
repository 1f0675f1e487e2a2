"""What machines ask every site for at fixed addresses."""

import functools

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from content.addresses import site_address

ROBOTS = "User-agent: *\nDisallow: /admin/\n\nSitemap: {site}/sitemap.xml\n"


@require_safe
def robots(request):
    """Search engines may read everything but the editing room, and learn where every page is."""
    return HttpResponse(ROBOTS.format(site=site_address(request)), content_type="text/plain; charset=utf-8")


@require_safe
def icon(request):
    """The icon for programs that do not read which one a page names."""
    return HttpResponse(icon_file(), content_type="image/svg+xml")


@functools.cache
def icon_file():
    return (settings.BASE_DIR / "static" / "img" / "icon.svg").read_bytes()
