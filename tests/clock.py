"""Time in tests: a moment that comes without waiting, and what a call costs."""

import time
from datetime import timedelta

from django.utils import timezone

from content.models import Page
from search.models import IndexState, SearchEntry


def comes(page, column):
    """Let the page's `visible_from` or `visible_until` be a second ago, and everything else last seen to before."""
    moment = timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=page.pk).update(**{column: moment})
    SearchEntry.objects.filter(page_id=page.pk).update(**{column: moment})
    IndexState.objects.update_or_create(pk=1, defaults={"settled_at": moment - timedelta(hours=1)})


def least_cost(call):
    """Seconds of this thread's processor that the cheapest of three calls takes.

    What other threads do, and a collection of the whole process's garbage that falls into one call, are not its cost.
    """
    costs = []
    for _attempt in range(3):
        started = time.thread_time()
        call()
        costs.append(time.thread_time() - started)
    return min(costs)
