"""What there is most of, in a sentence that names all that share the first place."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

MOST_NAMED = 4
"""Of more that share a place only some are named."""


def highest(found):
    """([names], number) of those with the highest number among [(name, number)]; ([], 0) of none."""
    most = max((number for _name, number in found), default=0)
    return [name for name, number in found if number == most], most


def superlative(found, one, several, **words):
    """The sentence that fits: `one` where one has most, `several` where more share that.

    Both say names and number; `words` are what they say besides.
    """
    names, number = highest(found)
    return (one if len(names) == 1 else several) % (words | {"names": listing(names), "number": number})


def listing(names):
    """Names in one phrase: all of a few, of many the first and how many more there are."""
    between = pgettext("between names", ", ")
    if len(names) <= MOST_NAMED:
        return between.join(names)
    shown = names[: MOST_NAMED - 1]
    return _("%(names)s and %(more)d more") % {"names": between.join(shown), "more": len(names) - len(shown)}


def quoted(name):
    """A name that stands in a sentence as it is written elsewhere."""
    return _("“%(name)s”") % {"name": name}
