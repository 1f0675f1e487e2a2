"""What is compared: for each kind its rows, each with a function from a page to the contents of its cell."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, Value, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, Outcome, Side
from community.models import Organization
from content.document import get_kind, localise
from content.document.page import document_links
from content.markdown import plain
from content.models import Page
from content.wording import evidence_name, period
from search.models import SearchEntry
from search.values import TAG_FACETS
from strategies.models import Strategy
from strategies.wording import MATURITY

NAMED = {"tag", "organization", "strategy", "case"}
"""The kinds of linked pages whose names a comparison shows."""
MOST_CASES = 6
"""Of the cases that an organisation takes part in, so many are named."""
NAMING = {"case": "strategy", "strategy": "case", "organization": "organization"}
"""For each kind the kind of pages that its pages show because those name them."""


@dataclass
class Compared:
    """A page in a comparison: its localised document, what is computed of it, and the entries of what it links to."""

    page: Page
    document: dict
    entries: dict
    cases: list = field(default_factory=list)
    """Of an organisation the cases it takes part in: entries, those with the strongest evidence, with `total`."""

    @property
    def slug(self):
        return self.page.slug

    @property
    def path(self):
        return get_kind(self.page.kind).path(self.slug)

    def named(self, kind, slugs):
        """[(words, address)] of linked pages that are public."""
        found = [self.entries[f"{kind}:{slug}"] for slug in slugs if f"{kind}:{slug}" in self.entries]
        return [(entry.title, get_kind(kind).path(entry.slug)) for entry in found]

    def naming(self):
        """The entries of public pages that name this one, in their order: what its own page shows of them too."""
        found = [entry for entry in self.entries.values()
                 if entry.kind == NAMING[self.page.kind] and self.page.key in entry.links]  # fmt: skip
        return sorted(found, key=lambda entry: (entry.position, entry.sort_title, entry.slug))

    def either_way(self, slugs):
        """[(words, address)] of pages that it names, these slugs, and then of those that name it."""
        return self.named(NAMING[self.page.kind], dict.fromkeys([*slugs, *(entry.slug for entry in self.naming())]))


@dataclass
class Row:
    """A row of a comparison: a label, and for each page [(words, address or "")]."""

    label: str
    cells: list
    group: str = ""
    """The heading under which it stands."""
    same: bool = field(init=False)

    def __post_init__(self):
        self.same = all(cell == self.cells[0] for cell in self.cells)


def compared(kind, slugs, language):
    """The public pages of a kind with these slugs, in this order. Two queries; a third for organisations."""
    pages = {page.slug: page for page in Page.objects.public().filter(kind=kind, slug__in=slugs)}
    if not pages:
        return []
    documents = {slug: page.document for slug, page in pages.items()}
    keys = [key for document in documents.values() for key in links_of(kind, document)]
    naming = Q(kind=NAMING[kind], links__overlap=[page.key for page in pages.values()])
    near = SearchEntry.objects.public().filter(Q(key__in=keys) | naming, language=language)
    entries = {entry.key: entry for entry in near}
    found = [slug for slug in slugs if slug in pages]
    cases = cases_of(found, language) if kind == "organization" else []
    return [Compared(pages[slug], localise(documents[slug], language), entries,
                     [entry for entry in cases if entry.of == slug]) for slug in found]  # fmt: skip


def cases_of(organizations, language):
    """Cases in which these organisations take part: entries with `of`, whose, and `total`, how many it has; a query."""
    cases = SearchEntry.objects.public().filter(kind="case", language=language)
    parts = [
        cases.filter(facets__contains=[f"org:{slug}"])
        .annotate(of=Value(slug), total=Window(Count("pk")))
        .order_by("-evidence", "-page_id")[:MOST_CASES]
        for slug in organizations
    ]
    return sorted(parts[0].union(*parts[1:], all=True), key=lambda entry: (-entry.evidence, -entry.page_id))


def links_of(kind, document):
    """The pages that a document links to and whose names a comparison shows."""
    keys = document_links(get_kind(kind).document, document)
    return [key for key in keys if key.partition(":")[0] in NAMED]


def rows_of(kind, pages):
    """The rows of a comparison, those that say nothing of any page left out."""
    rows = []
    for group, labelled in TABLES[kind]():
        for label, read in labelled:
            cells = [read(page) for page in pages]
            if any(cells):
                rows.append(Row(label, cells, group))
    return rows


# --- Cells ------------------------------------------------------------------------------------------------------------


def said(*words):
    """A cell of plain words; empty ones are left out."""
    return [(plain(str(word)), "") for word in words if word]


def book(side, name):
    """What a side put in, gained or paid."""
    return lambda page: said(*(row[name] for row in page.document["ledger"] if row["side"] == side))


def parties(side):
    """Who took part on a side."""

    def read(page):
        rows = [row for row in page.document["parties"] if row["side"] == side]
        return [cell for row in rows
                for cell in (page.named("organization", [row["organization"]]) or said(row["name"]))]  # fmt: skip

    return read


def tagged(*facets):
    """The tags of these facets."""

    def read(page):
        tags = [slug for slug in page.document["tags"]
                if (entry := page.entries.get(f"tag:{slug}")) and entry.row["facet"] in facets]  # fmt: skip
        return page.named("tag", tags)

    return read


def outcome(dimension):
    """What came of a case in one dimension: what editors found, else what the book says."""
    return lambda page: said(
        *(row["editor"] or row["book"] for row in page.document["outcomes"] if row["dimension"] == dimension)
    )


def taken_part(page):
    """The cases that an organisation takes part in: some, and the way to all when there are more."""
    shown = [(entry.title, get_kind("case").path(entry.slug)) for entry in page.cases]
    total = page.cases[0].total if shown else 0
    if total <= len(shown):
        return shown
    words = ngettext("All %(number)d case", "All %(number)d cases", total) % {"number": total}
    return [*shown, (words, f"{reverse('cases:list')}?org={page.slug}")]


def case_rows():
    ledger = (("put_in", _("Put in")), ("gained", _("Gained")), ("cost", _("Cost")))
    yield _("The community's ledger"), [(label, book(Side.COMMUNITY, name)) for name, label in ledger]
    yield _("The company's ledger"), [(label, book(Side.COMPANY, name)) for name, label in ledger]
    yield (
        _("Who and when"),
        [
            (_("Community"), parties(Side.COMMUNITY)),
            (_("Company"), parties(Side.COMPANY)),
            (_("Others"), parties(Side.NEUTRAL)),
            (_("Period"), lambda page: said(period(page.document["period"]))),
        ],
    )
    yield (
        _("How"),
        [
            (_("Mechanism"), tagged("mechanism")),
            (_("Ways of working"), tagged("category", "operating_mode")),
            (_("Governance"), tagged("governance", "decision")),
            (_("Field"), tagged("technology")),
            (_("Difficulties"), tagged("challenge")),
            (_("Playbooks"), lambda page: page.either_way(row["strategy"] for row in page.document["strategies"])),
        ],
    )
    yield (
        _("What came of it"),
        [
            (_("Outcome"), lambda page: said(Case.Outcome(page.document["outcome_status"]).label)),
            *((label, outcome(value)) for value, label in Outcome.Dimension.choices),
            (_("What went wrong"), lambda page: said(page.document["what_went_wrong"])),
            (_("Lessons"), lambda page: said(*page.document["lessons"])),
            (_("Evidence"), lambda page: said(evidence_name(page.page.computed["level"], page.page.origin))),
        ],
    )


def strategy_rows():
    yield (
        _("When"),
        [
            (_("For whom"), lambda page: said(Strategy.Audience(page.document["audience"]).label)),
            (_("Stage"), lambda page: said(Strategy.Stage(page.document["stage"]).label)),
            (_("It fits when"), lambda page: said(*page.document["fits"])),
            (_("It does not fit when"), lambda page: said(*page.document["avoid"])),
        ],
    )
    yield (
        _("What to do"),
        [
            (_("Steps"), lambda page: said(*(step["title"] for step in page.document["steps"]))),
            (_("Expected result"), lambda page: said(page.document["expected_result"])),
            (_("Pitfalls"), lambda page: said(*(row for step in page.document["steps"] for row in step["pitfalls"]))),
        ],
    )
    yield _("What it rests on"), [
        (_("How far it is proved"), lambda page: said(MATURITY[page.page.computed["maturity"]])),
        (_("Cases"), lambda page: page.either_way(slug for step in page.document["steps"] for slug in step["cases"])),
        (_("Tags"), tagged(*TAG_FACETS)),
    ]  # fmt: skip


def organization_rows():
    yield _("Who it is"), [
        (_("Kind of organisation"), lambda page: said(Organization.Kind(page.document["organization_kind"]).label)),
        (_("Founded"), lambda page: said(page.document["founded"], page.document["founded_note"])),
        (_("In short"), lambda page: said(page.document["summary"])),
        (_("Products"), lambda page: said(*page.document["products"])),
        (_("Related organisations"), lambda page: page.either_way(
            row["organization"] for row in page.document["relations"])),
        (_("Tags"), tagged(*TAG_FACETS)),
    ]  # fmt: skip
    yield _("What it did with others"), [(_("Cases"), taken_part)]


TABLES = {"case": case_rows, "strategy": strategy_rows, "organization": organization_rows}
