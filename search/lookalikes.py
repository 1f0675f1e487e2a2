"""Letters that look alike: what two names share that a reader would take for each other."""

import functools
import re
import unicodedata

from search.chinese import comparable

# Small letters of other alphabets, and the Latin ones that they are taken for (after Unicode's confusables).
ALPHABETS = (
    ("аевкмнорстухіѕјԁһԛԝүѵьӏԍ", "aebkmhopctyxisjdhqwyvblg"),  # Cyrillic
    ("αβεικνορτυχηγσϲ", "abeikvoptuxnyoc"),  # Greek
    ("օոսհցյզքլ", "onuhgjqfl"),  # Armenian
    ("ⲁⲃⲉⲏⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭ", "abehikmnopctyx"),  # Coptic
    ("ꭺᏴᏟꭰꭼᏀꮋꭵꭻꮶꮮꮇꮲꭱꮪꭲꮩꮤꭹꮓꮯꮐꮷꮟꮢꮥꮎ", "abcdeghijklmprstvwyzcgdbrso"),  # Cherokee
    ("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcdefghijklmnopqrstuvwxyz".replace("q", "")),  # Lisu
    ("ɑɡıȷɩɛƨƽꞵʋꬰ", "agijiesbbva"),  # Latin itself
)
LOOKALIKES = {ord(other): latin for others, latins in ALPHABETS for other, latin in zip(others, latins, strict=True)}
LOOKALIKES |= {ord(unicodedata.normalize("NFKC", chr(code)).casefold()): latin for code, latin in LOOKALIKES.items()}
# Small capitals, letters with strokes and hooks, letters in boxes, flags.
VARIANT = re.compile(r"(?:LATIN|REGIONAL INDICATOR) .*LETTER (?:SMALL CAPITAL )?([A-Z])(?: WITH .*)?$")
EUROPEAN = re.compile("[\u00c0-\u052f\u1e00-\u1fff]")
"""Alphabets in which accents are left out; か and が are two letters."""
MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")


@functools.lru_cache(maxsize=20_000)
def lookalike_key(text: str) -> str:
    """The key of a name: width, case, spaces, accents, Traditional forms and look-alike letters make no difference.

    In: any text. Out: text to compare, never to show; longer than the text where one character stands for several.
    Raises: nothing.
    """
    folded = "".join(comparable(text).split())
    if folded.isascii():
        return folded
    return comparable("".join(map(_plain, unicodedata.normalize("NFC", folded))))


@functools.lru_cache(maxsize=5_000)
def _plain(character: str) -> str:
    """One letter as the Latin letter that it looks like; every other character as it is."""
    if MARKS.match(character):
        return ""
    if EUROPEAN.match(character):
        character = MARKS.sub("", unicodedata.normalize("NFD", character))
    found = VARIANT.search(unicodedata.name(character, "")) if len(character) == 1 else None
    return found[1].lower() if found else character.translate(LOOKALIKES)
