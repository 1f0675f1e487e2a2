"""Names that people give themselves: which are refused, and which are taken for the same; and ORCID numbers."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.lookalikes import lookalike_key

# Controls, directions and joiners, private and unassigned characters, line separators.
UNSEEN_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
# Fillers and selectors that are letters or marks to Unicode, and nothing to the eye.
UNSEEN = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U0001d159") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
MOST_MARKS = 3  # on one letter; Vietnamese needs two
SCRIPTS_THAT_DO_NOT_MIX = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
RESERVED = {
    *("admin", "administrator", "root", "system", "editor", "editors", "reviewer", "moderator", "staff", "support"),
    *(
        "commonsource",
        "commonsourceeditors",
        "commonsourceteam",
        "共源",
        "管理员",
        "系统",
        "编辑",
        "编辑部",
        "共源编辑",
        "共源编辑部",
        "共源团队",
        "共源管理员",
        "审稿人",
        "客服",
        "官方",
        "一位贡献者",
        "一位投稿人",
        "acontributor",
    ),
}
AT_A_GLANCE = str.maketrans("01l35", "oiies")
LONGEST_KEY = 240  # of Person.name_key; one character may stand for a whole sentence
ORCID = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])")


def tidy_name(text: str) -> str:
    """The name as it is kept and shown: composed characters, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_key(text: str) -> str:
    """What two names share that a reader would take for each other; see `search.lookalikes`."""
    return lookalike_key(text)


def drawn(text: str) -> str:
    """The letters of a name as they strike the eye at a glance: adm1n, adrnin and Admin. are admin."""
    letters = "".join(char for char in name_key(text) if char.isalnum())
    return letters.replace("rn", "m").replace("vv", "w").translate(AT_A_GLANCE)


def check_name(text: str) -> None:
    """Raise ValidationError for a name of a person that hides characters, or passes for the staff's."""
    check_letters(text)
    if drawn(text) in {drawn(name) for name in RESERVED}:
        raise ValidationError(_("This name could be taken for the editors’. Choose another one."))
    if len(name_key(text)) > LONGEST_KEY:
        raise ValidationError(_("This name is too long."))


def check_letters(text: str) -> None:
    """Raise ValidationError for a name that hides characters, plays with directions or mixes alphabets."""
    if any(unicodedata.category(char) in UNSEEN_CATEGORIES or char in UNSEEN for char in text):
        raise ValidationError(_("The name has invisible characters. Type it anew."))
    if not any(unicodedata.category(char)[0] in "LN" for char in text):
        raise ValidationError(_("A name needs at least one letter or digit."))
    if longest_run_of_marks(text) > MOST_MARKS:
        raise ValidationError(_("There are too many marks on one letter."))
    if any(len(scripts_of(word)) > 1 for word in text.split()):
        raise ValidationError(_("One word mixes letters of several alphabets that look alike. Use one alphabet."))


def longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for char in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.combining(char) else 0
        longest = max(longest, run)
    return longest


def scripts_of(word: str) -> set[str]:
    """Which of the alphabets that look alike the word uses."""
    first_words = {unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha()}
    return first_words.intersection(SCRIPTS_THAT_DO_NOT_MIX)


def tidy_orcid(text: str) -> str:
    """An ORCID number as 0000-0002-1825-0097. Raises ValidationError when it is none, its check digit included."""
    found = ORCID.fullmatch(text.strip().upper().replace("HTTPS://ORCID.ORG/", "").replace("HTTP://ORCID.ORG/", ""))
    if not found or not has_check_digit("".join(found.groups())):
        raise ValidationError(_("This is not an ORCID number. Copy the 16 digits from your ORCID page."))
    return "-".join(found.groups())


def has_check_digit(digits: str) -> bool:
    """ISO 7064, MOD 11-2."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]


def check_orcid(text: str) -> None:
    """The same as a validator: the number must already be in its usual form."""
    if tidy_orcid(text) != text:
        raise ValidationError(_("This is not an ORCID number. Copy the 16 digits from your ORCID page."))
