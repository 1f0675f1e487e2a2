"""The API can be read by pages of other sites, since everyone gets the same answer; nothing else can.

The part of it that is for signed-in people answers each differently, so it is not opened to other sites.
"""

from content.api.problems import is_closed

READING = "GET, HEAD, OPTIONS"
HEADERS_TO_SEND = "Accept, Accept-Language, If-None-Match, X-Request-ID"
HEADERS_TO_READ = "Allow, Content-Language, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID"


class CrossOriginMiddleware:
    """Stands outside whatever answers errors, so that those can be read too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Whatever the method: its refusal is to be read too.
        if request.path_info.startswith("/api/v1/") and not is_closed(request.path_info):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = HEADERS_TO_READ
            if request.method == "OPTIONS":
                response["Access-Control-Allow-Methods"] = READING
                response["Access-Control-Allow-Headers"] = HEADERS_TO_SEND
                response["Access-Control-Max-Age"] = "86400"
        return response
