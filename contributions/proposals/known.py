"""Tags and organisations that are here already and that a proposed one may mean."""

from collections import Counter
from dataclasses import dataclass

from community.models import Organization
from community.names import name_key
from content.changes.matching import likeness
from content.document import reader_language
from content.document.reading import choose
from content.models import Tag, translated
from contributions.proposals.proposal import names_of
from search import chinese

MODELS = {"tag": Tag, "organization": Organization}
MOST_NEAR = 4
ALIKE = 0.6
"""From this likeness on two names may mean the same."""
LATIN = 0.85
"""What a likeness of Latin letters is worth: half of many names is “Foundation” or “Community”."""
SHORTEST_LATIN = 4
"""A word of fewer letters stands within too many others to mean anything."""


@dataclass(frozen=True)
class Known:
    """A public page by the names it answers to."""

    kind: str
    slug: str
    title: str
    names: frozenset[str]
    """In the form in which names are compared."""
    homepage: str = ""

    @property
    def key(self):
        return f"{self.kind}:{self.slug}"


def known_pages(kind):
    """All public pages of a kind by their names; one query."""
    more = ["homepage"] if kind == "organization" else []
    rows = MODELS[kind].objects.public().order_by("pk").values_list("slug", "aliases", *translated("title"), *more)
    found = []
    for slug, aliases, zh, en, *homepage in rows:
        title = str(choose({"zh": zh, "en": en}, reader_language()))
        names = frozenset(name_key(name) for name in (zh, en, *aliases) if name)
        found.append(Known(kind, slug, title, names, *map(site_of, homepage)))
    return found


def site_of(address):
    """A home page without what differs between two ways of writing it."""
    return address.casefold().partition("://")[2].removeprefix("www.").rstrip("/")


def same(proposal, known):
    """The known page that has one of the proposal's names, or None."""
    names = names_of(proposal)
    return next((page for page in known if names & page.names), None)


def near(proposal, known):
    """The known pages that may be meant, the likeliest first: the same name, the same home page, a similar name."""
    scored = [(likelihood(proposal, page), page) for page in known]
    likely = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [page for _score, page in likely[:MOST_NEAR]]


def likelihood(proposal, page):
    names, site = names_of(proposal), site_of(proposal.get("homepage", ""))
    if names & page.names or (site and site == page.homepage):
        return 1.0
    return max((alike(mine, yours) for mine in names for yours in page.names), default=0.0)


def alike(mine, yours):
    """How much two names have in common, from 0 to 1: one within the other, or pairs of characters."""
    shorter, longer = sorted((mine, yours), key=len)
    if shorter in longer and len(shorter) >= (2 if chinese.is_han(shorter[0]) else SHORTEST_LATIN):
        return ALIKE
    worth = 1 if any(map(chinese.is_han, mine)) else LATIN
    return worth * likeness(pairs(mine), pairs(yours))


def pairs(name):
    return Counter(name[place : place + 2] for place in range(len(name) - 1))
