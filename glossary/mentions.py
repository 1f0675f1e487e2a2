"""The terms that a page mentions: linked in its texts, their definitions collected for the end of the page."""

from dataclasses import dataclass, field

from content import markdown
from content.document.reading import LocalText
from glossary.linking import TermMatcher
from search.models import SearchEntry

USED = {"preferred", "allowed", "abbreviation"}
_known = {}
"""Language → (version of the collection, matcher, entries by slug): one set for each process."""


def known_terms(language, version):
    """The matcher and the entries of all terms in that version of the collection; one query when it is a new one."""
    if version is None:
        return None, {}
    if language not in _known or _known[language][0] != version:
        entries = {entry.slug: entry for entry in SearchEntry.objects.public().filter(kind="term", language=language)}
        names = [
            (slug, text, tongue)
            for slug, entry in entries.items()
            for text, tongue, status in entry.row["surfaces"]
            if status in USED
        ]
        _known[language] = (version, TermMatcher(names), entries)
    return _known[language][1:]


@dataclass
class Mentions:
    """Links terms in the texts of one page, each at its first mention in a section."""

    language: str
    version: int | None
    """The version of the collection, or None where nothing is to be linked: `page.collection_version`."""
    leave_out: frozenset = frozenset()
    """Slugs not to link: a term's own page does not link to itself."""
    entries: dict = field(default_factory=dict)
    """The entries of the terms mentioned so far, by slug, in order: what the end of the page defines."""
    section: set = field(default_factory=set)

    @property
    def new_section(self):
        """These mentions, with the next text beginning a section."""
        self.section = set()
        return self

    def html(self, text):
        """A localised Markdown text as HTML with its terms linked; a text in the other language is left alone."""
        html = markdown.render(str(text))
        matcher, entries = known_terms(self.language, self.version)
        if matcher is None or (isinstance(text, LocalText) and text.foreign):
            return html
        html, used = matcher.link(html, self.section, leave_out=self.leave_out)
        for slug in used:
            self.entries.setdefault(slug, entries[slug])
        return html
