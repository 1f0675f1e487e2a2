"""The words the portal knows: names of terms, tags and organisations, what else each is called, and how it sounds.

Editors change it by editing the other names of a term, a tag or an organisation in the admin. Each process keeps it
for as long as the collection stays at its version.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from search import chinese, collection
from search.kinds import NAMED
from search.models import SearchEntry
from search.query import STOP_WORDS
from search.variants import stem

MOST_OTHER_NAMES = 12
MOST_OF_A_SOUND = 5
BRACKETED = re.compile(r"([^（(]+)[（(]([^）)]+)[）)]")
NEAR = 78
"""From which likeness on, in per cent, a word may have been meant."""


@dataclass(frozen=True)
class Lexicon:
    """Everything in comparable form is a key; what is shown is as the pages write it."""

    called: dict
    """Comparable name → the other names of what is called so, each once."""
    shown: dict
    """Comparable name → the name as it is written."""
    sounds: dict
    """Pinyin or its initials, without spaces → the words that sound so."""
    latin: tuple
    """The Latin words of four and more letters in names: what a mistyped word may have been."""
    stemmed: dict
    """Stems of the telling words of a name → its comparable form."""
    segmenter: chinese.Segmenter
    version: int | None = None
    """Of the collection that it is of; None when nothing that is kept can be relied on."""

    def name_of(self, text):
        """The name, in comparable form, that is written so or with other endings and small words, or ""."""
        key = key_of(text)
        return key if key in self.called else self.stemmed.get(stems_of(key), "")

    def other_names(self, text):
        """What else is called so: names as they are written, without those that have the word in them anyway."""
        key = self.name_of(text)
        return tuple(name for name in self.called.get(key, ()) if key not in key_of(name))

    def words_that_sound(self, text):
        """Words with this pinyin, in full or by initials."""
        return self.sounds.get("".join(chinese.tokens(text)), ())

    def near(self, text, most=3):
        """Names that may have been meant: those that sound the same, then those that are spelt nearly so."""
        key = key_of(text)
        alike = [self.shown.get(key_of(word), word) for word in self.homophones(key)]
        spelt = process.extract(key, self.shown.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=most)
        found = dict.fromkeys([*alike, *(self.shown[name] for name, _score, _place in spelt)])
        return [name for name in found if key_of(name) != key][:most]

    def homophones(self, key):
        """Words that sound like this one, which is written in Han characters."""
        return self.sounds.get("".join(chinese.pinyin(key)), ()) if chinese.is_han(key[:1]) else ()

    def respelt(self, word):
        """The known Latin word that is spelt nearly so, or "" when it is known or like none."""
        if len(word) < 4 or not word.isascii() or word in self.latin:
            return ""
        found = process.extractOne(word, self.latin, scorer=fuzz.ratio, score_cutoff=NEAR)
        return found[0] if found else ""


def stems_of(text):
    """The stems of the words of a text that say something; () when it is one run of Han characters."""
    words = tuple(stem(word) for word in chinese.tokens(text) if word not in STOP_WORDS)
    return words if any(word.isascii() for word in words) else ()


def key_of(text):
    """A name in comparable form, its spaces made one."""
    return " ".join(chinese.comparable(text).split())


_kept = (None, None)
"""The collection's version, and the lexicon made at it: one for each process."""


def lexicon():
    """The lexicon of the collection as it is now: a query, and one more when the collection has changed."""
    global _kept  # noqa: PLW0603 - two threads may both make it; each puts a whole one
    version, unsettled = collection.state()
    kept_version, known = _kept
    if known is None or unsettled or kept_version != version:
        known = replace(read(), version=None if unsettled else version)
        _kept = (version, known)
    return known


def read():
    """Make the lexicon from the entries; names are the same in both languages. One query."""
    called, shown, sounds, latin = defaultdict(dict), {}, defaultdict(dict), set()
    entries = SearchEntry.objects.public().filter(kind__in=NAMED, language="zh").order_by("kind", "position", "pk")
    for title, names, heard in entries.values_list("title", "names", "sounds"):
        written = list(dict.fromkeys(part for name in without_pinyin(names) for part in parts_of(name)))
        title_key = key_of(title)
        for name in written:
            key = key_of(name)
            shown.setdefault(key, name)
            called[key][title_key] = [other for other in written if key_of(other) != key]
            latin |= {word for word in chinese.tokens(name) if len(word) > 3 and word.isascii()}
        for sound, word in heard.items():
            sounds[sound][word] = None
    return Lexicon(
        called={key: other_names_of(key, by_title) for key, by_title in called.items()},
        shown=shown,
        latin=tuple(sorted(latin)),
        stemmed={stems: key for key in reversed(called) if (stems := stems_of(key))},
        sounds={sound: tuple(words)[:MOST_OF_A_SOUND] for sound, words in sounds.items()},
        segmenter=chinese.segmenter_with(shown),
    )


def other_names_of(key, by_title):
    """The other names of what is called so; pages that have the name in their title go before those that mention it."""
    titled = [names for title, names in by_title.items() if key in title]
    found = dict.fromkeys(name for names in titled or by_title.values() for name in names)
    return tuple(name for name in found if key_of(name) != key)[:MOST_OTHER_NAMES]


def parts_of(name):
    """A name, and when it has another one in brackets, both: 谷歌（Google AI） is 谷歌 and Google AI."""
    match = BRACKETED.fullmatch(name)
    return [part.strip() for part in match.groups()] if match else [name]


def without_pinyin(names):
    """Names without those that only say how another one is read, with its tones. Huawei is a name: it has none."""
    spoken = {"".join(chinese.pinyin(name)) for name in names if chinese.is_han(name[:1])}

    def is_reading(name):
        return not (name.isascii() or chinese.is_han(name[:1])) and "".join(chinese.pinyin(name)) in spoken

    return [name for name in names if not is_reading(name)]
