"""The part of the API that is for people with an account: signed in as on the pages, or with an access token.

Tokens are sent as RFC 6750 says, and count for these addresses alone. What they must be made for, the permission table
says.
"""

from community.models import AccessToken
from content.api.problems import is_closed
from portal.errors import error_answer


class AccessTokenMiddleware:
    """Stands below the sign-in by session: who sends a token is its owner, whatever cookies come along."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.token = None
        if is_closed(request.path_info) and "HTTP_AUTHORIZATION" in request.META:
            scheme, _blank, secret = request.META["HTTP_AUTHORIZATION"].partition(" ")
            token = AccessToken.objects.find(secret.strip()) if scheme.lower() == "bearer" else None
            if token is None:
                return unauthorized(request, 'error="invalid_token"')
            token.used()
            request.token, request.user = token, token.user
            request._dont_enforce_csrf_checks = True  # no browser adds a token by itself
        return self.get_response(request)


def unauthorized(request, why=""):
    """401, with what to send."""
    response = error_answer(request, 401)
    response["WWW-Authenticate"] = f"Bearer {why}".strip()
    return response


def lacking_scope(request, scope):
    """403 for a token that is made for something else."""
    response = error_answer(request, 403, note=f"scope: {scope}" if scope else "")
    response["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{scope}"'
    return response
