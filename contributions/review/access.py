"""Who may see the review desk; others are not told that it has anything."""

import functools

from django.http import Http404

from contributions.models import may_review


def reviewers_only(view):
    """404 for everybody who does not decide on contributions, and nothing is kept by caches."""

    @functools.wraps(view)
    def guarded(request, *arguments, **options):
        if not may_review(request.user):
            raise Http404
        response = view(request, *arguments, **options)
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded
