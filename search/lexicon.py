"""The words the portal knows: names of terms, tags and organisations, what else each is called, and how it sounds.

Editors change it by editing the other names of a term, a tag or an organisation in the admin. Each process keeps it
for as long as the collection stays at its version.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from search import chinese, collection
from search.kinds import NAMED, TAGGING
from search.models import SearchEntry
from search.query import STOP_WORDS
from search.variants import stem

MOST_OTHER_NAMES = 12
MOST_OF_A_SOUND = 5
BRACKETED = re.compile(r"([^（(]+)[（(]([^）)]+)[）)]")
NEAR, SURE = 78, 85
"""From which likeness on, in per cent, a word may have been meant, and probably was."""
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Sounds that many do not tell apart."""
SHORTEST_BEGINNING = 4
LONG_SOUND = 6
"""From so many letters on, pinyin with a mistake is still like nothing else."""


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
    blurred: dict
    """Pinyin in which sounds that many confuse are one → the words that sound so."""
    faceted: dict
    """Comparable name of a tag or an organisation → the facets of pages that have it."""
    joined: dict
    """Latin names without spaces and hyphens → their comparable form."""
    shortened: dict
    """Beginnings of Chinese names that only one has → its comparable form."""
    stemmed: dict
    """Stems of the telling words of a name → its comparable form."""
    segmenter: chinese.Segmenter
    version: int | None = None
    """Of the collection that it is of; None when nothing that is kept can be relied on."""

    def name_of(self, text):
        """The name, in comparable form, that is written so or with other endings and small words, or ""."""
        key = key_of(text)
        if key in self.called:
            return key
        return self.stemmed.get(stems_of(key), "") or self.joined.get("".join(chinese.tokens(key)), "")

    def facets_of(self, text):
        """The facets of pages that are tagged with what is called so, under any of its names."""
        return self.faceted.get(self.name_of(text), ())

    def other_names(self, text):
        """What else is called so: names as they are written, without those that have the word in them anyway."""
        key = self.name_of(text) or self.shortened.get(key_of(text), "")
        return tuple(name for name in self.called.get(key, ()) if key_of(text) not in key_of(name))

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

    def misheard(self, text):
        """Words that sound like this one and are written otherwise; for pinyin those that nearly sound so."""
        key = "".join(chinese.tokens(text))
        if chinese.is_han(key[:1]):
            sound = "".join(chinese.pinyin(key))
            return [word for word in self.sounds.get(sound, ()) or self.blurred.get(blurred(sound), ()) if word != key]
        if len(key) < LONG_SOUND or not key.isascii():
            return ()
        near = process.extractOne(key, self.sounds.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
        return self.blurred.get(blurred(key), ()) or (self.sounds[near[0]] if near else ())

    def respelt(self, word, least=NEAR):
        """The known Latin word that is spelt nearly so, or "" when it is known or like none."""
        if len(word) < 4 or not word.isascii() or word in self.latin:
            return ""
        found = process.extractOne(word, self.latin, scorer=fuzz.ratio, score_cutoff=least)
        return found[0] if found else ""


def stems_of(text):
    """The stems of the words of a text that say something; () when it is one run of Han characters."""
    words = tuple(stem(word) for word in chinese.tokens(text) if word not in STOP_WORDS)
    return words if any(word.isascii() for word in words) else ()


def key_of(text):
    """A name in comparable form, its spaces made one."""
    return " ".join(chinese.comparable(text).split())


_kept = (None, None, None)
"""The collection's version, the rows and the lexicon made of them: one for each process."""


def lexicon(at=None):
    """The lexicon of the collection as it is now, or as it was at a version that the caller has read: a query, and one
    more when the collection has changed; none when it is of that version."""
    global _kept  # noqa: PLW0603 - two threads may both make it; each puts a whole one
    kept_version, kept_rows, known = _kept
    if at is not None and kept_version == at:
        return known
    version, unsettled = collection.state()
    if known is None or unsettled or kept_version != version:
        rows = read()
        known = replace(known if rows == kept_rows else made_of(rows), version=None if unsettled else version)
        _kept = (version, rows, known)
    return known


def read():
    """What the entries say of names, the same in both languages; most changes leave it as it was. One query."""
    entries = SearchEntry.objects.public().filter(kind__in=NAMED, language="zh").order_by("kind", "position", "pk")
    return list(entries.values_list("kind", "slug", "title", "names", "sounds"))


def blurred(sound):
    """Pinyin in which sounds that many confuse are one."""
    for one, other in CONFUSED:
        sound = sound.replace(one, other)
    return sound


def made_of(rows):
    """Make the lexicon."""
    called, shown, sounds, latin, faceted = defaultdict(dict), {}, defaultdict(dict), set(), defaultdict(tuple)
    for kind, slug, title, names, heard in rows:
        written = list(dict.fromkeys(part for name in without_pinyin(names) for part in parts_of(name)))
        title_key = key_of(title)
        for name in written:
            key = key_of(name)
            shown.setdefault(key, name)
            called[key][title_key] = [other for other in written if key_of(other) != key]
            latin |= {word for word in chinese.tokens(name) if len(word) > 3 and word.isascii()}
            if kind in TAGGING:
                faceted[key] += (f"{TAGGING[kind]}:{slug}",)
        for sound, word in heard.items():
            sounds[sound][word] = None
    return Lexicon(
        called={key: other_names_of(key, by_title) for key, by_title in called.items()},
        shown=shown,
        latin=tuple(sorted(latin)),
        stemmed={stems: key for key in reversed(called) if (stems := stems_of(key))},
        joined={"".join(words): key for key in reversed(called) if (words := chinese.tokens(key)) and key.isascii()},
        shortened=beginnings_of(called),
        faceted=dict(faceted),
        sounds={sound: tuple(words)[:MOST_OF_A_SOUND] for sound, words in sounds.items()},
        blurred={
            blurred(sound): tuple(words)[:MOST_OF_A_SOUND]
            for sound, words in sounds.items()
            if len(sound) >= LONG_SOUND
        },
        segmenter=chinese.segmenter_with(shown),
    )


def beginnings_of(names):
    """{beginning of a Chinese name, of so many characters that it says something: the only name that begins so}."""
    found = defaultdict(set)
    for name in names:
        for end in range(SHORTEST_BEGINNING, len(name)) if chinese.is_han(name) else ():
            found[name[:end]].add(name)
    return {start: several.pop() for start, several in found.items() if len(several) == 1 and start not in names}


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
