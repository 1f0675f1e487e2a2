"""Two addresses for whoever watches over the portal: is the process alive, and should it get readers?

They tell parts and states, no versions, addresses or reasons.
"""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import readiness

# Without the first two no page can be served. Without a cache the site is slower, on a full disk it still reads.
NEEDED = {"database": readiness.database_works, "migrations": readiness.migrations_applied}
USEFUL = {"cache": readiness.cache_works, "storage": readiness.storage_works}


@never_cache
@require_safe
def healthz(request):
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request):
    parts = {name: works() for name, works in (NEEDED | USEFUL).items()}
    ready = all(parts[name] for name in NEEDED)
    status = "ok" if all(parts.values()) else "degraded" if ready else "down"
    named = {name: "ok" if works else "down" for name, works in parts.items()}
    return JsonResponse({"status": status, "parts": named}, status=200 if ready else 503)
