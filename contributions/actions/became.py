"""What became of the changes that a suggestion proposed: kept with the step, and told to the author."""

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from content.changes.wording import titles_of
from content.document.page import get_kind
from contributions.models.choices import Became
from contributions.proposals.settling import left_out
from contributions.refusals import Unsaid
from contributions.wording.places import FormWords

SOURCES = "sources"
"""The key of all new sources together, beside those of the fields."""


def became(changes, sources, accepted, choices):
    """{"taken": [key, …], "left": […], "kept": […]} of the changes (FieldChange) and the sources of a suggestion.

    accepted, choices: as `accept` takes them.
    """
    keys = [(change.key, change.collides) for change in changes] + ([(SOURCES, False)] if sources else [])
    found = {value: [] for value in Became.values}
    for key, collides in keys:
        left = accepted is not None and key not in accepted
        kept = collides and choices.get(key) == "theirs"
        found[Became.LEFT if left else Became.KEPT if kept else Became.TAKEN].append(key)
    return found


def refuse_without_a_word(changes, message):
    """Raise Unsaid where something is left out and the author would not learn why."""
    if changes.get(Became.LEFT) and not message:
        raise Unsaid(_("Say to the author why you leave out what is not ticked."), "message")


def is_partial(changes):
    """Was something that was proposed not accepted?"""
    return bool(changes.get(Became.LEFT) or changes.get(Became.KEPT))


def told(row, changes, language):
    """[(Became, its words, the fields it became of)] in the active language; empty where all was accepted."""
    if not is_partial(changes):
        return []
    kind = get_kind(row.kind)
    document = row.sent.document
    words = FormWords(kind, titles_of(kind, [document], language), [document])
    return [
        (value, Became(value).label, [words_of(key, words) for key in changes[value]])
        for value in Became.values
        if changes[value]
    ]


def words_of(key, words):
    """A change's key as readers know the field: “Summary › in Chinese”."""
    if key == SOURCES:
        return _("New sources")
    return words.place(tuple(int(part) if part.isdecimal() and len(part) < 6 else part for part in key.split("/")))


def acceptance_words(row, changes, message):
    """The reviewer's message, and below it which fields were accepted and which not, and what was left out and why:
    in both languages, or the message alone where there is nothing else to tell."""
    found = {language: in_words(row, changes, message, language) for language in ("zh", "en")}
    return message if found["zh"] == found["en"] == message else found


def in_words(row, changes, message, language):
    with override("zh-hans" if language == "zh" else "en"):
        between = pgettext("between names", ", ")
        lines = [
            _("%(became)s: %(fields)s") % {"became": label[:1].upper() + label[1:], "fields": between.join(fields)}
            for _value, label, fields in told(row, changes, language)
        ]
        return "\n\n".join(filter(None, [message, "\n".join(lines), *left_out(row.proposals, language)]))
