"""The automatic checks, for author and reviewer alike. They advise; only missing required parts block."""

from contributions.checks.duplicates import likely_duplicates
from contributions.checks.required import blocking, canonical, no_member
from contributions.checks.texts import advice, count_links, thin

__all__ = [
    "advice",
    "blocking",
    "canonical",
    "count_links",
    "findings",
    "likely_duplicates",
    "no_member",
    "thin",
]


def findings(contribution):
    """All that is to be said about a contribution's text: what blocks first, then advice. About four queries."""
    return [*blocking(contribution), *advice(contribution)]
