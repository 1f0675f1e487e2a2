"""New pages that begin with something in them: what an address of /contribute/new/ may bring along."""

from dataclasses import dataclass, field

from django.db.models import Q

from cases.models import CaseStrategy
from content.document import reader_language
from content.document.reading import choose
from content.models import Page
from contributions.drafts.fields import NEW_KINDS, WRITABLE

MOST = 5
"""So many of each are taken along; no link has more."""


@dataclass
class Beginning:
    """The kind of page that is to be begun, and the public pages that its draft already links to."""

    kind: str = ""
    """Empty where the writer is still to choose."""
    tags: list = field(default_factory=list)
    strategies: list = field(default_factory=list)

    @classmethod
    def read(cls, parameters):
        """What a query string or a form asks for: at most one query. What is no public page is left out."""
        kind = parameters.get("kind", "")
        if kind not in NEW_KINDS:
            return cls()
        tags = parameters.getlist("tag")[:MOST] if "tags" in WRITABLE[kind] else []
        strategies = parameters.getlist("strategy")[:MOST] if "strategies" in WRITABLE[kind] else []
        wanted = Q(kind="tag", slug__in=tags) | Q(kind="strategy", slug__in=strategies)
        pages = Page.objects.public().filter(wanted).order_by("pk") if tags or strategies else ()
        return cls(
            kind,
            [page for page in pages if page.kind == "tag"],
            [page for page in pages if page.kind == "strategy"],
        )

    def document(self):
        """The parts that the draft begins with: its tags, and the playbooks as used; {} for none."""
        parts = {"tags": [page.slug for page in self.tags]}
        parts["strategies"] = [
            {"strategy": page.slug, "step": None, "role": CaseStrategy.Role.ADOPTER.value, "note": {"zh": "", "en": ""}}
            for page in self.strategies
        ]
        return {name: rows for name, rows in parts.items() if rows}

    def fields(self):
        """The same as hidden fields of a form: (name, value)."""
        pages = [("tag", page) for page in self.tags] + [("strategy", page) for page in self.strategies]
        return [(name, page.slug) for name, page in pages]

    def titles(self):
        """What the pages are called in the reader's language: (of the tags, of the playbooks)."""
        language = reader_language()
        return [[choose(page.document["title"], language) for page in pages] for pages in (self.tags, self.strategies)]
