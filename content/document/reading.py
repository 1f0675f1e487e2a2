"""A document as a reader of one language sees it."""

from django.utils.translation import get_language

from content.document.fields import LANGUAGES


class LocalText(str):
    """A text in the language asked for, or, visibly, in the other one when it is missing.

    `foreign` is the language tag to mark it with ("en", "zh-Hans") when it is not in the reader's language, else "".
    """

    foreign: str

    def __new__(cls, text, foreign=""):
        self = super().__new__(cls, text)
        self.foreign = foreign
        return self


TAGS = {"zh": "zh-Hans", "en": "en"}


def document_language(language_code):
    """The language key of documents ("zh", "en") for a Django language code."""
    return "en" if language_code.startswith("en") else "zh"


def reader_language():
    """The language key of documents ("zh", "en") for the active language."""
    return document_language(get_language())


def choose(texts, language):
    """The text of {"zh", "en"} for a reader, falling back visibly."""
    if texts.get(language):
        return LocalText(texts[language])
    for other in LANGUAGES:
        if texts.get(other):
            return LocalText(texts[other], TAGS[other])
    return LocalText("")


def localise(value, language):
    """The same structure with every text in two languages replaced by the one for the reader."""
    if isinstance(value, dict):
        if set(value) == set(LANGUAGES):
            return choose(value, language)
        return {key: localise(item, language) for key, item in value.items()}
    if isinstance(value, list):
        return [localise(item, language) for item in value]
    return value


def languages_of(document):
    """The languages in which the document has a title."""
    return [key for key in LANGUAGES if document["title"].get(key)]
