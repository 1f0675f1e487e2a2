"""What a page offers to take along: its citation, its other forms, its data for search engines."""

import json

from django.utils.timezone import localdate

from content import markdown
from content.addresses import address_beside
from content.document import Role, get_kind
from content.document.reading import TAGS
from content.taking import citations

FORMS = {"markdown": "Markdown", "json": "JSON", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
IN_SCRIPTS = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


def offers(loaded, site):
    """For the end of a page: `cited` in the styles of references, `forms` as (name, words, address), `permalink`."""
    page = loaded.page
    if Role.TAKEN not in get_kind(page.kind).roles or loaded.preview:
        return {}
    cited = citation(loaded, site)
    begin, numbers = ("version_", [page.version]) if loaded.revision else ("", [])
    forms = [(name, words, address_beside(page, begin + name, *numbers)) for name, words in FORMS.items()]
    before, title, after = citations.apa(cited)
    return {
        "gb7714": citations.gb7714(cited),
        "apa": {"before": before, "title": title, "after": after},
        "forms": forms,
        "permalink": cited.address,
    }


def permalink(page):
    """The address at which this version can always be read."""
    return address_beside(page, "version", page.version)


def citation(loaded, site):
    """How the version at hand is cited, in the language of its title."""
    page, title = loaded.page, loaded.document["title"]
    return citations.Citation(
        key=f"commonsource-{page.uid}-v{page.version}",
        title=str(title),
        language={"zh-Hans": "zh", "en": "en"}.get(title.foreign, loaded.language),
        version=page.version,
        saved=localdate(page.updated_at),
        read=localdate(),
        address=site + permalink(page),
    )


# --- Linked data ------------------------------------------------------------------------------------------------------


def linked_data(loaded, site, own):
    """JSON-LD for a page's <script type="application/ld+json">, safe to stand there; "" for what nobody should index.

    own: what its kind adds or says in place of what all say; "@type" at least.
    """
    if loaded.revision or loaded.preview:
        return ""
    page, document = loaded.page, loaded.document
    url = site + get_kind(page.kind).path(page.slug)
    about_page = {
        "inLanguage": TAGS[loaded.language],
        "datePublished": localdate(page.created_at).isoformat(),
        "dateModified": page.updated_at.isoformat(),
        "version": str(page.version),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": publisher(loaded.language, site),
    }
    thing = {
        "@context": "https://schema.org",
        "@id": f"{url}#{page.uid}",
        "identifier": page.uid,
        "name": str(document["title"]),
        "description": plain(document["summary"]),
        "mainEntityOfPage": {"@type": "WebPage", "@id": url, "url": url} | about_page,
    }
    return json.dumps(without_empty(thing | own), ensure_ascii=False).translate(IN_SCRIPTS)


def publisher(language, site):
    """Who publishes the site, as search engines ask for it."""
    return {"@type": "Organization", "name": citations.AUTHOR[language], "url": f"{site}/"}


def organization(entry, site):
    """An organisation named on another page."""
    url = site + get_kind("organization").path(entry.slug)
    return {"@type": "Organization", "@id": f"{url}#{entry.uid}", "name": entry.title, "url": url}


def plain(text):
    """A Markdown text as words."""
    return markdown.plain(str(text))


def without_empty(value):
    """The same mapping without what is not known."""
    return {name: part for name, part in value.items() if part not in ("", None, [], {})}
