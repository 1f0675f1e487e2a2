"""Tags and organisations that a text needs and that are not here yet: they travel with the contribution until a
reviewer takes them. Nothing public knows of them before."""

from django.core.exceptions import ValidationError

from community.names import check_letters, name_key
from content.document import reader_language
from content.document.fields import FORBIDDEN
from content.document.page import get_kind
from content.document.reading import choose
from content.models import Origin, is_web_address
from contributions.drafts.fields import WRITABLE
from contributions.refusals import BadDraft

LENGTHS = {
    "tag": {"facet": 100, "note": 300},
    "organization": {"organization_kind": 20, "homepage": 300},
}
"""The parts of a proposal beside its kind and its name."""
FIELD = {"tag": "tags", "organization": "parties"}
"""The field of the document that a proposal belongs to."""
LONGEST_NAME = 100
MOST = 20


def admitted_proposals(page_kind, given):
    """The proposals in canonical form; those without a name or anything else in them are dropped. Raises BadDraft."""
    if not isinstance(given, list) or len(given) > MOST:
        raise BadDraft([("proposals",)])
    rows = [canonical(page_kind, proposal) for proposal in given]
    if faults := [("proposals", number) for number, row in enumerate(rows) if row is None]:
        raise BadDraft(faults)
    return [row for row in rows if any(row["name"].values()) or any(row[name] for name in LENGTHS[row["kind"]])]


def canonical(page_kind, proposal):
    """One proposal with all its parts, or None for what cannot be kept."""
    kind = proposal.get("kind") if isinstance(proposal, dict) else None
    name = proposal.get("name") or {} if kind in tuple(FIELD) and FIELD[kind] in WRITABLE[page_kind] else None
    if not isinstance(name, dict) or set(name) - {"zh", "en"} or set(proposal) - {"kind", "name", *LENGTHS[kind]}:
        return None
    names = {language: name.get(language) or "" for language in ("zh", "en")}
    texts = {part: proposal.get(part) or "" for part in LENGTHS[kind]}
    limits = dict.fromkeys(names, LONGEST_NAME) | LENGTHS[kind]
    for part, text in (names | texts).items():
        if not isinstance(text, str) or FORBIDDEN.search(text) or len(text) > limits[part]:
            return None
    tidy = {language: " ".join(text.split()) for language, text in names.items()}
    return {"kind": kind, "name": tidy} | {part: text.strip() for part, text in texts.items()}


def field_of(proposals, place):
    """The field of the document beside which something stands: a tag that is proposed stands beside the tags."""
    if place[:1] == ("proposals",):
        return FIELD[proposals[place[1]]["kind"]]
    return place[0] if place else ""


def called(proposal):
    """What a proposed page is called, in the reader's language where it has a name in it."""
    return str(choose(proposal["name"], reader_language()))


def outcomes_of(row):
    """[(proposal, its name, where the page is that it became or that is used instead; "" for none)]."""
    pages = [one.get("outcome", {}).get("page", "").partition(":") for one in row.proposals]
    paths = [get_kind(kind).path(slug) if slug else "" for kind, _colon, slug in pages]
    return [(one, called(one), path) for one, path in zip(row.proposals, paths, strict=True)]


def names_of(proposal):
    """The names of a proposed page in the form in which names are compared."""
    return {name_key(text) for text in proposal["name"].values() if text}


def document_of(proposal, slug):
    """The page that would be made of a proposal: only what its author was asked for."""
    written = {part: proposal[part] for part in LENGTHS[proposal["kind"]] if part != "note"}
    return {"slug": slug, "title": proposal["name"], "origin": Origin.COMMUNITY.value} | written


def is_named_by(proposal, party):
    """Does this party of a case, without a page so far, have the name of the proposed organisation?"""
    names = {name_key(text) for text in (party.get("name") or {}).values() if text}
    return not party.get("organization") and bool(names & names_of(proposal))


def is_a_party(proposal, document):
    """Is the proposed organisation named among the parties of a case?"""
    return any(is_named_by(proposal, party) for party in document.get("parties", []))


def fault_of_name(text):
    """Why a name cannot be one, in words; "" for a good one."""
    try:
        check_letters(text)
    except ValidationError as error:
        return error.messages[0]
    return ""


def fault_of_address(text):
    """Likewise for a home page."""
    try:
        is_web_address(text)
    except ValidationError as error:
        return error.messages[0]
    return ""
