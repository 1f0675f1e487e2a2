"""What becomes of a contribution's document when it is accepted: address, sources, confirmations, credit."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from content.actions import Draft
from content.document.page import get_kind
from content.models import Origin, Page, Reference
from contributions.drafts.sources import authors_of
from contributions.refusals import NotNow
from search import chinese

LONGEST_SLUG = 40
SLUG = re.compile(r"(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*")
HAN = re.compile(r"[\u3400-\u9fff]")


def slug_words(title):
    """The title {"zh", "en"} as an address: the English words, else pinyin; "" if neither has letters."""
    for text in (title.get("en", ""), " ".join(chinese.pinyin(title.get("zh", "")))):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        if words := "-".join(re.findall(r"[a-z0-9]+", plain)):
            return words if len(words) <= LONGEST_SLUG else cut_at_a_word(words)
    return ""


def cut_at_a_word(words):
    """As many whole words as an address has room for; of a single longer word, its beginning."""
    return words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]


def free_slug(kind, words, fallback, taken=()):
    """An address of this kind that no page has; while pages are being saved one at a time, nobody else can take it."""
    words = words or fallback.lower()
    for number in range(1, 10_000):
        slug = words if number == 1 else f"{words}-{number}"
        possible = slug not in taken and get_kind(kind).has_address(slug)
        if possible and not Page.objects.filter(kind=kind, slug=slug).exists():
            return slug
    raise ValueError(f"no free address for {words}")


def proposed_slug(contribution, title):
    """The address that a new page gets unless a reviewer chooses another one."""
    return free_slug(contribution.kind, slug_words(title), contribution.uid)


def chosen_slug(kind, slug):
    """The address that a reviewer chose for a new page. Raises NotNow for one that cannot be, or that a page has."""
    if not SLUG.fullmatch(slug) or not get_kind(kind).has_address(slug):
        raise NotNow(_("An address has small letters, digits and hyphens between them."))
    if free_slug(kind, slug, slug) != slug:
        raise NotNow(_("Another page has the address “%(slug)s”. Choose another one.") % {"slug": slug})
    return slug


def in_its_language(text):
    """A text of unknown language as documents hold it."""
    return {"zh": text, "en": ""} if HAN.search(text) else {"zh": "", "en": text}


def source_drafts(contribution, sources):
    """The rows to add under the page's sources, and drafts of the sources that have no page yet."""
    rows, drafts, taken = [], [], set()
    for source in sources:
        page = Reference.objects.filter(url=source["url"], version__gt=0).exclude(status="removed").first()
        if page is None:
            words = slug_words(in_its_language(source["title"])) or urlsplit(source["url"]).hostname or ""
            slug = free_slug("reference", words.replace(".", "-"), contribution.uid, taken)
            taken.add(slug)
            drafts.append(Draft("reference", source_document(slug, source), 0, contribution=contribution.uid))
        slug = page.slug if page else slug
        rows.append({"reference": slug, "stance": source["stance"], "note": in_its_language(source["note"])})
    return rows, drafts


def source_document(slug, source):
    """A source as a page: no editor has opened it yet, so it proves nothing so far."""
    doi = source["url"].removeprefix("https://doi.org/") if source["url"].startswith("https://doi.org/10.") else ""
    return {
        "slug": slug,
        "title": in_its_language(source["title"] or source["url"]),
        "origin": Origin.COMMUNITY.value,
        "reference_type": "article" if doi else "webpage",
        "authors": authors_of(source.get("authors", "")),
        "publisher": source["publisher"],
        "publisher_kind": source["publisher_kind"],
        "year": source["year"],
        "url": source["url"],
        "doi": doi,
    }


def with_sources(document, rows):
    """The document with these sources under it, each once."""
    known = {row["reference"] for row in document["references"]}
    new = {row["reference"]: row for row in rows if row["reference"] not in known}
    return document | {"references": [*document["references"], *new.values()]}


def with_confirmations(document, confirmed):
    """The document with the days on which parties confirmed it: {organisation's slug or party's name: day}."""
    if not confirmed or "parties" not in document:
        return document
    parties = [
        row
        | {
            "confirmed_on": next(
                (confirmed[name] for name in party_names(row) if name in confirmed), row["confirmed_on"]
            )
        }
        for row in document["parties"]
    ]
    return document | {"parties": parties}


def party_names(row):
    """How an invitation can name a party: the organisation's address, or the name given."""
    return [text for text in (row.get("organization"), *(row.get("name") or {}).values()) if text]


def organization_name(slug):
    """What an organisation is called when it is credited, in both languages; nothing where none may be read."""
    return organization_names({slug}).get(slug, {"zh": "", "en": ""})


def organization_names(slugs):
    """{address: what the organisation is called in both languages} of those that anyone may read. At most one query."""
    if not any(slugs):
        return {}
    pages = Page.objects.public().filter(kind="organization", slug__in=slugs)
    return {slug: {"zh": zh, "en": en} for slug, zh, en in pages.values_list("slug", "title_zh_hans", "title_en")}


def party_titles(parties):
    """{party of an invitation: what it is called in both languages}: an organisation by its title, others by what the
    invitation holds. At most one query."""
    names = organization_names(parties)
    return {party: names.get(party, {"zh": party, "en": party}) for party in parties}


def party_title(party):
    """The same of one party."""
    return party_titles({party})[party]


def credit_of(round_, document):
    """What the published page says about its contributor, beside the name; see `content.models.Revision.credit`."""
    declared = round_.declarations
    parties = {row.get("organization") for row in document.get("parties", [])}
    party = declared["organization"] and declared["organization"] in parties
    return {
        "organization": declared["organization"],
        "organization_name": organization_name(declared["organization"]),
        "show_author": declared["show_author"],
        "self_reported": bool(party),
        "interest": declared["interest"],
        "interest_note": declared["interest_note"],
        "ai_use": declared["ai_use"],
        "licence": declared["licence"],
    }
