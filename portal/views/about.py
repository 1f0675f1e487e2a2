"""The pages about the portal. Their texts are templates, one for each language: templates/portal/about/."""

from django.conf import settings
from django.db.models.fields.json import KT
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.addresses import site_address
from content.document import reader_language
from content.views import head
from content.wording import CLAIM_STATES
from search.models import SearchEntry
from strategies.wording import MATURITY


def pages():
    """The pages about the portal: name → (title, one sentence, name of the address)."""
    return {
        "about": (
            _("About this site"),
            _("What this is, for whom, under which licences, and how it began."),
            "portal:about",
        ),
        "evidence": (
            _("Levels of evidence"),
            _("How far each case, claim and playbook can be trusted, and how that is computed."),
            "portal:about_evidence",
        ),
        "guidelines": (
            _("How to write here"),
            _("The ledger, the voice, the sources, and what was considered and left out."),
            "portal:about_guidelines",
        ),
        "review": (
            _("How editors work"),
            _("Versions, notes, corrections, and what is never done."),
            "portal:about_review",
        ),
        "accessibility": (
            _("Accessibility"),
            _("What this site does so that everybody can read it, and what is not checked yet."),
            "portal:about_accessibility",
        ),
        "api": (
            _("Open data and API"),
            _("Everything here can be read by programs, without an account."),
            "portal:about_api",
        ),
    }


@require_safe
def page(request, name, more=None):
    """One of the pages, without a query."""
    known = pages()
    title, gist, _address = known[name]
    above = [] if name == "about" else [(known["about"][0], reverse("portal:about"))]
    context = {
        "meta": head(request, title, gist),
        "crumbs": [*above, (title, "")],
        "title": title,
        "gist": gist,
        "pages": [(words, reverse(address), key == name) for key, (words, _gist, address) in known.items()],
        "text": f"portal/about/{name}.{reader_language()}.html",
        "site": site_address(request),
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "portal/about.html", context | (more or {}))


@require_safe
def evidence(request):
    """The levels of evidence with an example of each, as they are computed now; one query."""
    found = examples(reader_language())
    more = {
        "levels": [(level, found.get(f"case:{level}")) for level in range(4)],
        "states": [(state, found.get(f"claim:{state}")) for state in CLAIM_STATES],
        "maturities": [(level, words, found.get(f"strategy:{level}")) for level, words in MATURITY.items()],
    }
    return page(request, "evidence", more)


def examples(language):
    """One page for each level of a case, state of a claim, maturity of a playbook: {"case:2": entry, …}."""
    entries = SearchEntry.objects.public().filter(language=language, kind__in=("case", "claim", "strategy"))
    entries = entries.annotate(state=KT("row__state")).order_by("kind", "evidence", "state", "position", "page_id")
    entries = entries.distinct("kind", "evidence", "state")
    return {f"{entry.kind}:{entry.state if entry.kind == 'claim' else entry.evidence}": entry for entry in entries}
