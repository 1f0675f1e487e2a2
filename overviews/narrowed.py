"""What is shown of the cases that a reader's filters leave: the same words in the address as in the list of cases."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.views import case_labels
from content.document import reader_language
from content.views import feeds, head
from search.finding import Filters, Found, base, counted_once, narrowed
from search.listing import Listing, arranged, asked, titles_of_links
from search.vocabulary import Vocabulary, vocabulary


@dataclass
class Asked:
    """The filters of an address, what is wrong with it, and what things are called in the reader's language."""

    language: str
    words: Vocabulary
    filters: Filters
    faults: list

    def cases(self, **changes):
        """The index entries of the cases that are left, with some filters changed."""
        filters = replace(self.filters, **changes)
        return narrowed(base(filters, self.language), filters.chosen)

    def listing(self, facets, entries, total, pages=1):
        """What stands around these entries: filters with counts of cases, chips, ways out of an empty result.

        A query, none when these were counted at this version of the collection, one more when nothing is left or links
        are asked. Raises Http404 for a page beyond the last.
        """
        _cases, counts = counted_once(self.filters, self.language, tuple(facets), self.words.version)
        labels = case_labels() | titles_of_links(self.filters, self.language)
        found = Found(entries, total, counts, self.filters.page, pages)
        shown = Listing(self.filters, found, self.words, labels, faults=self.faults)
        return arranged(shown, self.language, facets)

    def head(self, request, title, description):
        """What the page's head says; its feed is that of these cases."""
        return head(request, title, description) | {"feed": feeds.address_of_list("cases", self.filters)}


def filters_of(request):
    """What an address asks for; what cannot be used is left out and said. One query."""
    language = reader_language()
    words = vocabulary(language, "organization")
    return Asked(language, words, *asked(request.GET, "case", words))


def refused_program(asked):
    """The answer to a program whose filters cannot be used, or None: a table of everything would mislead it."""
    if not asked.faults:
        return None
    lines = [f"{fault.parameter}: {fault.message}\n" for fault in asked.faults]
    return HttpResponse("".join(lines), status=400, content_type="text/plain; charset=utf-8")


def rooms(here):
    """The pages about the collection as a whole: (words, name of the address, is it this one)."""
    pages = ((_("Charts"), "overviews:insights"), (pgettext("both sides'", "Ledgers"), "overviews:ledgers_put_in"),
             (_("Who works with whom"), "overviews:network"), (_("Timeline"), "overviews:timeline"))  # fmt: skip
    return [(words, name, name == here) for words, name in pages]
