"""Other pages as text fields name them: by address, by title, or by “title (address)”."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.document.fields import FORBIDDEN
from content.document.reading import choose, document_language
from content.forms.tag_words import TagWords
from content.models import Page, translated

IN_BRACKETS = re.compile(r"\(([^()\s]+)\)\s*$")
LONGEST = 450
"""Longer than any title with its address; nothing that long is looked up."""


def addresses_in(text):
    """What in the text may be an address: all of it, or what stands in brackets at its end."""
    found = IN_BRACKETS.search(text)
    return [text, found[1]] if found else [text]


class PageWords:
    """The pages that a form names, looked up together: one query for as many as there are."""

    def __init__(self):
        self._titles = {}  # "kind:slug" → title
        self._keys = {}  # (kind or "", title) → {"kind:slug"}
        self._tags = None

    @property
    def tags(self):
        """The vocabulary, read when the first tag field asks for it."""
        if self._tags is None:
            self._tags = TagWords()
        return self._tags

    def learn(self, wanted):
        """Look up the pages that these (kind or "", text) may mean."""
        condition = Q()
        for kind, texts in grouped(wanted).items():
            addresses = {address for text in texts for address in addresses_in(text)}
            condition |= named(kind, addresses) | titled(kind, texts)
        if not condition:
            return
        for kind, slug, *titles in Page.objects.filter(condition).values_list("kind", "slug", *translated("title")):
            key = f"{kind}:{slug}"
            title = choose(dict(zip(("zh", "en"), titles, strict=True)), document_language(get_language()))
            self._titles[key] = str(title)
            for name in filter(None, titles):
                self._keys.setdefault((kind, name), set()).add(key)
                self._keys.setdefault(("", name), set()).add(key)

    def known(self):
        """The keys "kind:slug" of all pages that were found."""
        return list(self._titles)

    def title(self, kind, slug):
        """The title of a page by its address ("kind:slug" where the kind is ""), or the address."""
        return self._titles.get(f"{kind}:{slug}" if kind else slug, slug)

    def label(self, kind, slug):
        """How a text field names the page: “title (address)”; the text itself where there is no such page."""
        key = f"{kind}:{slug}" if kind else slug
        return f"{self._titles[key]} ({slug})" if key in self._titles else slug

    def is_unknown(self, kind, text):
        """Is there no page at all that the text may mean?"""
        known = any((f"{kind}:{address}" if kind else address) in self._titles for address in addresses_in(text))
        return not known and (kind, text) not in self._keys

    def resolve(self, kind, text):
        """The address of the page that the text means. Raises ValidationError when there is none, or more than one."""
        for address in addresses_in(text):
            if (f"{kind}:{address}" if kind else address) in self._titles:
                return address
        found = self._keys.get((kind, text), set())
        if len(found) == 1:
            key = next(iter(found))
            return key.partition(":")[2] if kind else key
        if found:
            raise ValidationError(
                _("More than one page is called “%(text)s”: %(names)s. Give the address.")
                % {"text": text[:80], "names": ", ".join(sorted(found))[:300]}
            )
        raise ValidationError(_("There is no page “%(key)s”.") % {"key": text[:80]})


def grouped(wanted):
    """The texts to look up by kind, without what cannot be a page."""
    texts = {}
    for kind, text in wanted:
        if text and len(text) <= LONGEST and not FORBIDDEN.search(text):
            texts.setdefault(kind, set()).add(text)
    return texts


def named(kind, addresses):
    """Condition: one of these addresses, of the kind or, where it is "", each with its own."""
    if kind:
        return Q(kind=kind, slug__in=addresses)
    condition = Q(pk=None)
    for address in addresses:
        own, colon, slug = address.partition(":")
        if colon:
            condition |= Q(kind=own, slug=slug)
    return condition


def titled(kind, texts):
    """Condition: called so in either language."""
    condition = Q()
    for column in translated("title"):
        condition |= Q(**{f"{column}__in": texts})
    return condition & Q(kind=kind) if kind else condition
