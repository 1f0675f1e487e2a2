"""The other forms of a page: Markdown, JSON, BibTeX, RIS, CSL-JSON, of its current version and of any older one."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from content.addresses import site_address
from content.api.items import item, names_of
from content.api.rows import Row
from content.document import get_kind, localise, reader_language
from content.document.reading import choose
from content.models import Status
from content.taking import citations
from content.taking.markdown import page_markdown
from content.taking.offers import citation, permalink
from content.views import Loaded, address_of_number, asked_pages, gone, neighbours

ENDINGS = {
    "markdown": ("md", "text/markdown; charset=utf-8"),
    "csl": ("csl.json", "application/vnd.citationstyles.csl+json"),
    "json": ("json", "application/json"),
    "bibtex": ("bib", "application/x-bibtex; charset=utf-8"),
    "ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
}
"""Each form's ending and type; before "json" comes what ends with it too."""
CITED = {"csl": citations.csl, "bibtex": citations.bibtex, "ris": citations.ris}


def urls(kind, prefix=""):
    """The addresses of the other forms of a kind's pages, beside the pages themselves."""
    found = []
    for form, (ending, _type) in ENDINGS.items():
        options = {"kind": kind, "form": form}
        found.append(path(f"{prefix}<str:slug>.{ending}", twin, options, name=form))
        found.append(path(f"{prefix}<str:slug>/v/<int:number>.{ending}", twin, options, name=f"version_{form}"))
    return found


@require_safe
def twin(request, slug, kind, form, number=None):
    """A page in another form: one query, one more for an older version, one for the neighbours that Markdown names."""
    pages = asked_pages(kind=kind, slug=slug)
    if not pages:
        place = address_of_number(kind, slug).rstrip("/") + (f"/v/{number}" if number is not None else "")
        return redirect(f"{place}.{ENDINGS[form][0]}", permanent=True)
    page = pages[0]
    if page.status == Status.REMOVED:
        return gone(choose(page.document["status_reason"], reader_language()))
    language = reader_language()
    loaded = Loaded(page, localise(page.document, language), language, {})
    if number is not None:
        loaded = older(loaded, number)
    if form == "markdown":
        loaded.near = neighbours(page, page.document, language)
    return answer(request, form, loaded)


def older(loaded, number):
    """The page as it was in a version. Raises Http404 where there is none."""
    page = loaded.page
    if not 0 < number <= page.version:
        raise Http404
    if number < page.version:
        revision = page.revisions.get(number=number)
        page.document, page.version, page.updated_at = revision.document, revision.number, revision.created_at
        loaded.document, loaded.revision = localise(revision.document, loaded.language), revision
    return loaded


def answer(request, form, loaded):
    """The page in that form; programs that read it learn where the page for people is."""
    site, page = site_address(request), loaded.page
    ending, content_type = ENDINGS[form]
    if form == "markdown":
        text = page_markdown(loaded, site, site + permalink(page))
    elif form == "json":
        text = as_json(loaded, site)
    else:
        text = CITED[form](citation(loaded, site))
    headers = {"Link": f'<{site}{get_kind(page.kind).path(page.slug)}>; rel="canonical"', "X-Robots-Tag": "noindex"}
    if form in CITED:
        headers["Content-Disposition"] = f'attachment; filename="{page.uid}-v{page.version}.{ending}"'
    return HttpResponse(text, content_type=content_type, headers=headers)


def as_json(loaded, site):
    """The same item as the API's; an old version without what is computed, which holds for today's only."""
    page = loaded.page
    texts = [json.dumps(value, ensure_ascii=False) for value in (page.document, page.computed)]
    row = Row(page.pk, page.kind, page.uid, page.slug, page.version, page.updated_at, page.status, *texts)
    names = names_of(get_kind(page.kind))
    return item(row, names if not loaded.revision else [name for name in names if name != "computed"], site)
