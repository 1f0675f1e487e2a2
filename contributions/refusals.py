"""Why an action is refused: exceptions with words for the person who asked."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """Something cannot be done; str() says why, in the reader's language."""


class NotAllowed(Refused):
    """This person may not do this; where they may not even know of it, views answer 404."""


class NotNow(Refused):
    """The contribution is not in a state for this."""


class Unsaid(NotNow):
    """Words that are needed are missing; `name` is where they belong: "message" or "reason"."""

    def __init__(self, words, name):
        super().__init__(words)
        self.name = name


class TooMany(Refused):
    """A limit was reached; try later."""


class StaleVersion(Refused):
    """The text was saved elsewhere after it was opened here. Both texts are kept: `current` has the saved one."""

    def __init__(self, current, document):
        super().__init__(_("This text was saved elsewhere after you opened it here. Both are below."))
        self.current = current
        self.document = document


class BadDraft(Refused):
    """Something was sent that cannot be kept even in a draft; `places` says where."""

    def __init__(self, places):
        names = ", ".join(" › ".join(map(str, place)) for place in places if place)[:300]
        super().__init__(
            _("This cannot be kept: %(names)s.") % {"names": names} if names else _("This is too long to be kept.")
        )
        self.places = places


class Incomplete(Refused):
    """Something needed is missing; `findings` are the checks that block."""

    def __init__(self, findings):
        super().__init__(_("Something is still missing."))
        self.findings = findings


class AlreadyDecided(Refused):
    """Somebody was first: `by` and `at` say who and when."""

    def __init__(self, contribution, name):
        self.contribution, self.by, self.at = contribution, name, contribution.decided_at
        super().__init__(
            _("%(name)s was first: %(state)s.") % {"name": name, "state": contribution.get_state_display()}
        )


class AlreadyClaimed(Refused):
    """Another reviewer reads it."""

    def __init__(self, contribution, name):
        self.contribution, self.by, self.at = contribution, name, contribution.claimed_at
        super().__init__(_("%(name)s is reading this one.") % {"name": name})


class Collisions(Refused):
    """The page has changed since, in the same fields; `changes` are to be chosen from."""

    def __init__(self, changes):
        super().__init__(_("The page was changed meanwhile, in the same places. Choose which text stays."))
        self.changes = changes


class Undecided(Refused):
    """Something that was proposed with the text is still to be decided on; `numbers` says which, from 0."""

    def __init__(self, numbers):
        super().__init__(
            _("Decide on each new tag and organisation: take it, use a page that is here, or leave it out.")
        )
        self.numbers = numbers


class NothingToAccept(Refused):
    """With these choices the page stays as it is."""
