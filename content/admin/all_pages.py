"""All pages in one list, and what every page's form asks for: pages to link to, and how a text will look."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy

from content import markdown
from content.admin.columns import PageColumns
from content.admin.pages import PageAdmin
from content.admin.rights import ReadOnly
from content.document import get_kind, kinds
from content.document.fields import FORBIDDEN
from content.images.views import answer
from content.models import Image, Page, Status, translated

MOST_CHOICES = 20
LONGEST_SEARCH = 200
LONGEST_PREVIEW = 200_000


class KindFilter(admin.SimpleListFilter):
    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind.name, kind.model._meta.verbose_name) for kind in kinds().values()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class AllPagesAdmin(ReadOnly, PageColumns, admin.ModelAdmin):
    """Every page of every kind, to be found and opened; each is edited in its own kind's form."""

    actions = None
    list_per_page = 50
    ordering = ("-updated_at", "-pk")
    own_columns = ("kind_name",)
    own_filters = (KindFilter,)
    date_hierarchy = "updated_at"
    search_fields = PageAdmin.search_fields
    search_help_text = PageAdmin.search_help_text
    change_list_template = PageAdmin.change_list_template

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def kind_name(self, page):
        return get_kind(page.kind).model._meta.verbose_name

    def get_urls(self):
        view = self.admin_site.admin_view
        mine = [
            path("choices/", view(choices_view), name="content_page_choices"),
            path("preview/", view(preview_view), name="content_page_preview"),
            path("images/<str:name>", view(image_view), name="content_page_image"),
        ]
        return mine + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Lead on to the form of the page's own kind."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Page.objects.filter(pk=object_id).first() if object_id.isascii() and object_id.isdigit() else None
        if page is None or len(object_id) > 18:
            raise Http404
        opts = get_kind(page.kind).model._meta
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[page.pk]))

    def history_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)


def choices_view(request):
    """Pages whose title, address or number has the words, for a field that links to pages."""
    if not request.user.has_perm("content.view_page"):
        raise PermissionDenied
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    if FORBIDDEN.search(kind + words):
        return JsonResponse({"results": []}, status=400)
    pages = Page.objects.filter(version__gt=0).exclude(status=Status.REMOVED)
    if kind:
        pages = pages.filter(kind=kind)
    for word in words.split()[:5]:
        pages = pages.filter(
            Q(title_zh_hans__icontains=word)
            | Q(title_en__icontains=word)
            | Q(slug__icontains=word)
            | Q(uid__iexact=word)
        )
    rows = pages.order_by("kind", "pk").values_list("kind", "slug", "uid", *translated("title"))[:MOST_CHOICES]
    return JsonResponse({"results": [choice(*row, any_kind=not kind) for row in rows]})


def choice(kind, slug, uid, chinese, english, *, any_kind):
    """What the field takes, and what helps to tell pages apart."""
    address = f"{kind}:{slug}" if any_kind else slug
    return {"value": f"{chinese or english} ({address})", "label": " · ".join(filter(None, [uid, chinese and english]))}


def image_view(request, name):
    """An image in a page's form: of any page that is there, or uploaded by the one who asks."""
    if not request.user.has_perm("content.view_page"):
        raise PermissionDenied
    images = Image.objects.filter(Q(pages__isnull=False) | Q(by=request.user)).distinct()
    return answer(get_object_or_404(images, name=name))


def preview_view(request):
    """How a Markdown text will look, as readers will see it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm("content.view_page"):
        raise PermissionDenied
    text = request.POST.get("text", "")
    if len(text) > LONGEST_PREVIEW:
        return HttpResponse(status=413)
    return HttpResponse(markdown.render(text))
