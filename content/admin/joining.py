"""Two editors on one page: what both wrote becomes one text, and only what both changed is asked about."""

import copy
from functools import cached_property

from content.changes.differences import compare
from content.changes.merging import field_changes, merge, put
from content.changes.wording import ChangeWords, titles_of
from content.document import reader_language
from content.forms.building import words_of_path
from content.models import Revision

MINE, THEIRS = "mine", "theirs"


class Joining:
    """An editor's document and the page as it is now, merged against the version that the editor opened.

    `document`: the merged one; `open`: the changes that collide and are not chosen yet.
    """

    def __init__(self, admin, current, mine, saving, sent):
        self.admin, self.current, self.mine = admin, current, mine
        numbers = {saving["base_version"], current.version}
        revisions = Revision.objects.filter(page_id=current.pk, number__in=numbers).select_related("author")
        by_number = {revision.number: revision for revision in revisions}
        base = by_number.get(saving["base_version"])
        self.base = base.document if base else {}
        self.latest = by_number.get(current.version)
        changes = field_changes(admin.kind, self.base, mine, current.document)
        self.colliding = [change for change in changes if change.collides]
        # A choice counts only against the version that it was made against: another may have come since.
        seen = saving["seen_version"] == current.version
        self.choices = {change.key: sent.get(f"choice-{change.key}") for change in self.colliding if seen}
        self.document, self.open = merge(admin.kind, self.base, mine, current.document, choices=self.choices)

    @cached_property
    def titles(self):
        """What the pages are called that the documents link to."""
        return titles_of(self.admin.kind, (self.base, self.mine, self.current.document), reader_language())

    @cached_property
    def taken(self):
        """What the others changed and nobody is asked about: differences in words."""
        asked = copy.deepcopy(self.base)
        for change in self.colliding:
            put(self.admin.kind, asked, change.place, change.theirs)
        return differences(self.admin, asked, self.current.document, self.titles)

    @cached_property
    def places(self):
        """The names of the fields taken over from the others."""
        return [place for place, _change, _parts in self.taken]

    @cached_property
    def questions(self):
        """The fields that both changed: their names, and what each of the two did."""
        return [
            {
                "name": f"choice-{change.key}",
                "place": words_of_path(self.admin.kind, self.admin.words, change.place, self.titles),
                "chosen": self.choices.get(change.key),
                "mine": self.done(change, change.mine),
                "theirs": self.done(change, change.theirs),
            }
            for change in self.colliding
        ]

    def done(self, change, value):
        """What somebody did to one field of the base version."""
        after = copy.deepcopy(self.base)
        put(self.admin.kind, after, change.place, value)
        return differences(self.admin, self.base, after, self.titles)


def differences(admin, old, new, titles=None):
    """[(place in words, change, its parts in words)] between two documents of a kind. titles: of the pages that they
    link to, where these are known."""
    titles = titles_of(admin.kind, (old, new), reader_language()) if titles is None else titles
    words = ChangeWords(admin.kind, titles)
    return [
        (words_of_path(admin.kind, admin.words, change.path, titles), change, words.parts(change))
        for change in compare(admin.kind, old, new)
    ]
