"""Public pages to link to, for fields that name them."""

from django.db.models import Q
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from content.document.fields import FORBIDDEN
from content.models import Page, translated
from contributions.views.frame import unkept

MOST = 20
LONGEST = 100


@unkept
@require_safe
def choices(request):
    """Public pages whose title or address has the words; never a draft, never a removed page."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:LONGEST]
    if FORBIDDEN.search(kind + words):
        return JsonResponse({"results": []}, status=400)
    pages = Page.objects.public()
    if kind:
        pages = pages.filter(kind=kind)
    for word in words.split()[:5]:
        pages = pages.filter(Q(title_zh_hans__icontains=word) | Q(title_en__icontains=word) | Q(slug__icontains=word))
    rows = pages.order_by("kind", "pk").values_list("kind", "slug", *translated("title"))[:MOST]
    return JsonResponse(
        {
            "results": [
                {"value": f"{zh or en} ({slug if kind else f'{found}:{slug}'})", "label": en if zh else ""}
                for found, slug, zh, en in rows
            ]
        }
    )
