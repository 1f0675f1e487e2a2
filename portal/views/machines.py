"""What machines ask every site for at fixed addresses."""

import functools
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from content.addresses import site_address

HOLDS_FOR = timedelta(days=180)
"""So long may whoever has read security.txt rely on it; the day moves on by itself."""
ROBOTS = "User-agent: *\nDisallow: /admin/\n\nSitemap: {site}/sitemap.xml\n"


@require_safe
def robots(request):
    """Search engines may read everything but the editing room, and learn where every page is."""
    return HttpResponse(ROBOTS.format(site=site_address(request)), content_type="text/plain; charset=utf-8")


@require_safe
def security(request):
    """Whom to tell of a weakness (RFC 9116); not there while the site has no address to write to."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {date.today() + HOLDS_FOR:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: zh, en",
        *([f"Canonical: {settings.BASE_URL}/.well-known/security.txt"] if settings.BASE_URL else []),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def icon(request):
    """The icon for programs that do not read which one a page names."""
    return HttpResponse(icon_file(), content_type="image/svg+xml")


@functools.cache
def icon_file():
    return (settings.BASE_DIR / "static" / "img" / "icon.svg").read_bytes()
