"""Addresses at which a page stood before, or with other capitals: each, in any form, leads to the page as it is now."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from content.actions.moving import leads_to
from content.document import kinds

LOST = {404, 410}


class FormerAddressMiddleware:
    """Stands innermost: asks for a former address only when an answer would be "not found" or "removed"."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in LOST and request.method in {"GET", "HEAD"}:
            return way_on(request) or response
        return response


def way_on(request) -> HttpResponse | None:
    """A redirect to what was asked for where it is now, if it has moved."""
    match = request.resolver_match
    given = {"slug", "name"}.intersection(match.kwargs) if match else ()
    if len(given) != 1:
        return None
    name = given.pop()
    page = leads_to(kinds_at(match), match.kwargs[name])
    if page is None:
        return None
    place = reverse(
        match.view_name, kwargs={key: match.kwargs[key] for key in match.captured_kwargs} | {name: page.slug}
    )
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{place}?{query}" if query else place)
    response["Cache-Control"] = "no-cache"  # an editor may take the move back
    return response


def kinds_at(match) -> list[str]:
    """The kinds of the pages that the address can mean."""
    if "kind" in match.kwargs:
        return [match.kwargs["kind"]]
    if match.namespace == "api":
        return [match.url_name]
    return [kind.name for kind in kinds().values() if kind.url_name.partition(":")[0] == match.namespace]
