"""How far a case can be trusted: its evidence level, computed from the sources behind it."""

from content.document.kinds import affiliates
from content.models import PageReferenceStance


def evidence(document, neighbours):
    """The evidence level of a case, 0–3, with the reason as a word and what was counted.

    0: nothing but the book's word, or no source that an editor opened · 1: one such source, or all from the parties ·
    2: two or more, at least one not from a party · 3: the same, and a party confirmed the account.
    Only sources that support the account count, those that carry claims about the case too. Neither a source that
    contradicts it nor a disputed claim lowers the level; the reader is shown them beside it.
    """
    parties = {row["organization"] for row in document["parties"]} - {""}
    near = with_their_affiliates(parties, neighbours)
    claims = [page for page in neighbours.values() if "finding" in page and page["status"] != "removed"]
    sources = {source["reference"]: source for page in claims for source in page["computed"]["sources"]}
    own = set()
    for row in document["references"]:
        reference = neighbours.get(f"reference:{row['reference']}")
        if reference and reference["last_checked"] and row["stance"] == PageReferenceStance.SUPPORTS:
            own.add(row["reference"])
            sources[row["reference"]] = {"organization": reference["organization"], **reference["computed"]}
    others = [row for row in sources.values() if row["organization"] not in near]
    outside = [row for row in others if parties.isdisjoint(row["affiliates"])]
    confirmed = [row["organization"] for row in document["parties"] if row["confirmed_on"]]
    level, reason = level_of(len(sources), len(outside), bool(confirmed))
    states = [page["computed"]["state"] for page in claims]
    return {
        "level": level,
        "reason": reason,
        "sources": len(sources),
        "outside": len(outside),
        "from_notes": len(sources.keys() - own),
        "confirmed": sorted(filter(None, confirmed)),  # others have no page
        "disputed": states.count("disputed"),
        "unverified": states.count("unverified"),
        "corrected": states.count("corrected"),
    }


def with_their_affiliates(parties, neighbours):
    """The parties and what their pages say they belong together with: none of these is from outside."""
    return parties.union(*(affiliates(neighbours.get(f"organization:{slug}")) for slug in parties))


def level_of(sources, outside, confirmed):
    """The level and the word for its reason."""
    if not sources:
        return 0, "no-source"
    if sources == 1:
        return 1, "one-source"
    if not outside:
        return 1, "parties-only"
    return (3, "confirmed") if confirmed else (2, "independent")
