"""Pages as reviewers and programs name them: by their address, or as "kind:slug"."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from content.document.page import kinds
from content.models import Page
from contributions.refusals import NotNow


def named_page(text):
    """The public page that an address or "kind:slug" names. Raises NotNow."""
    text = text.strip()
    kind, _colon, slug = text.partition(":")
    if kind not in kinds():
        kind, slug = kind_and_slug(path_of(text))
    page = Page.objects.public().filter(kind=kind, slug=slug).first() if slug else None
    if page is None:
        raise NotNow(_("Give the address of a public page, such as /cases/name/ or case:name."))
    return page


def path_of(address):
    """The path of an address with or without its site; "" for what is no address."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def kind_and_slug(path):
    """("case", "vllm") for "/cases/vllm/", in either language; ("", "") for what is no page's address."""
    plain = path.partition("#")[0].partition("?")[0].removeprefix("/en")
    for prefix in ("", "/en"):
        try:
            match = resolve(prefix + plain)
        except Resolver404:
            continue
        found = next((kind.name for kind in kinds().values() if kind.url_name == match.view_name), "")
        return found, match.kwargs.get("slug", "") or next(iter(match.args), "")
    return "", ""
