"""What stands across all kinds of pages: tags and what carries them."""

from collections import Counter, defaultdict
from itertools import groupby

from django.db.models import Case, Count, When
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.document import Role, kinds_with, localise, reader_language, side_by_side
from content.models import Status, Tag
from content.views import Loaded, address_of_number, crumb, gone, head, page_context
from content.views.paging import number_from, part_of
from search.models import SearchEntry

TAGGED_PAGES = 40


# --- Tags -------------------------------------------------------------------------------------------------------------


@require_safe
def tag_list(request):
    """All facets with their tags; two queries."""
    language = reader_language()
    entries = SearchEntry.objects.public().filter(kind__in=("facet", "tag"), language=language)
    entries = list(entries.order_by("position", "page_id"))
    numbers = count_tags(language)
    tags = defaultdict(list)
    for entry in entries:
        if entry.kind == "tag":
            tags[entry.row["facet"]].append((entry, numbers[entry.slug]))
    title = _("Tags")
    context = {
        "meta": head(request, title, _("Ten questions to sort everything by, and the words that answer them.")),
        "crumbs": [(title, "")],
        "facets": [(entry, tags[entry.slug]) for entry in entries if entry.kind == "facet"],
    }
    return render(request, "content/tags.html", context)


def count_tags(language):
    """How many pages carry each tag; one query."""
    rows = SearchEntry.objects.public().filter(kind__in=kinds_with(Role.TAGGED), language=language).count_values()
    return Counter({value.removeprefix("tag:"): number for value, number in rows if value.startswith("tag:")})


@require_safe
def tag(request, slug):
    """A tag and every page that carries it, by kind; `?kind=case` shows one kind only. Three queries."""
    language = reader_language()
    page = Tag.objects.public_or_removed().select_related("facet").filter(slug=slug).first()
    if page is None:
        return redirect(address_of_number("tag", slug), permanent=True)
    document = localise(page.document, language)
    if page.status == Status.REMOVED:
        return gone(document["status_reason"])
    carrying = SearchEntry.objects.public().filter(
        facets__contains=[f"tag:{slug}"], kind__in=kinds_with(Role.TAGGED), language=language
    )
    numbers = dict(carrying.order_by().values_list("kind").annotate(number=Count("pk")))
    kind, number = asked_of_tag(request.GET)
    total = numbers.get(kind, 0) if kind else sum(numbers.values())
    part, pager = part_of(total, number, TAGGED_PAGES, lambda number: query_string(kind, number))
    names = {each.name: each.many for each in side_by_side()}
    context = page_context(request, Loaded(page, document, language, {}), crumbs=[crumb(_("Tags"), "content:tags")]) | {
        "facet": localise(page.facet.document, language)["title"],
        "everything": sum(numbers.values()),
        "all_kinds": request.path,
        "kinds": [
            (names[name], numbers[name], f"?kind={name}", name == kind)
            for name in kinds_with(Role.TAGGED)
            if name in numbers
        ],
        "kind": kind,
        "groups": [(names[name], numbers[name], entries) for name, entries in tagged(carrying, kind, part)],
        "pager": pager,
    }
    context["meta"]["feed"] = reverse("content:tag_feed", args=[slug])
    return render(request, "content/tag.html", context)


def asked_of_tag(parameters):
    """The kind and the page's number that an address asks for. Raises Http404 for what cannot be."""
    kind = parameters.get("kind", "")
    if kind and kind not in kinds_with(Role.TAGGED):
        raise Http404
    return kind, number_from(parameters.get("page", "1"))


def tagged(carrying, kind, part):
    """The kinds on a page of the list, each with its entries; one query."""
    order = [When(kind=name, then=place) for place, name in enumerate(kinds_with(Role.TAGGED))]
    entries = carrying.filter(kind=kind) if kind else carrying.annotate(place=Case(*order)).order_by("place")
    entries = entries.order_by(*(() if kind else ("place",)), "position", "sort_title", "page_id")
    return [(name, list(some)) for name, some in groupby(entries[part], key=lambda entry: entry.kind)]


def query_string(kind, number):
    """The address of a page of what carries a tag, relative to the tag's."""
    pairs = [("page", number if number > 1 else ""), ("kind", kind)]
    return "?" + urlencode([(name, value) for name, value in pairs if value])
