"""The headers that every answer carries: pages, files, errors, redirects, refusals.

Django's own middleware would miss what is answered above it, so these are set in one place near the outside.
"""

import base64
import hashlib
import re
from pathlib import Path

from csp.constants import NONE, SELF

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SecurityHeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def script_hashes(template: Path) -> list[str]:
    """The CSP source of each inline script in a template that holds them without any variable."""
    scripts = INLINE_SCRIPT.findall(template.read_text(encoding="utf-8"))
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(templates: Path, *, https: bool) -> dict:
    """django-csp's setting CONTENT_SECURITY_POLICY. The only inline script is the line that restores the theme."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF, *script_hashes(templates / "components" / "theme.html")],
            "style-src": [SELF],
            # data: for the small pictures inside the admin's and the API documentation's own style sheets.
            "img-src": [SELF, "data:"],
            "font-src": [SELF],
            "connect-src": [SELF],
            "manifest-src": [SELF],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
            "object-src": [NONE],
            "upgrade-insecure-requests": https,
        }
    }
