"""Tags as words in a text field: what separates them, and which tag a word means."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.document.reading import document_language
from content.models import Status, Tag, translated

SEPARATORS = re.compile(r"[,，、;；\r\n]+")


def split_tags(text):
    """The words of a tag field in order, each once. Chinese and Latin separators divide; spaces belong to the word."""
    words = (" ".join(part.split()) for part in SEPARATORS.split(text))
    return list({folded(word): word for word in reversed([*words]) if word}.values())[::-1]


def folded(word):
    """The form in which words are compared: width and case make no difference."""
    return unicodedata.normalize("NFKC", word).casefold()


class TagWords:
    """All tags by the words they answer to: the address, else a title, else another name. One query."""

    def __init__(self):
        rows = Tag.objects.order_by("facet__position", "position", "pk")
        self.tags = list(
            rows.values("slug", "status", "aliases", *translated("title"), *translated("title", "facet__"))
        )
        self._levels = [self._by_word(names) for names in (self._addresses, self._titles, self._aliases)]

    @staticmethod
    def _addresses(tag):
        return [tag["slug"]]

    @staticmethod
    def _titles(tag):
        return [tag[name] for name in translated("title")]

    @staticmethod
    def _aliases(tag):
        return tag["aliases"]

    def _by_word(self, names):
        found = {}
        for tag in self.tags:
            for name in filter(None, names(tag)):
                found.setdefault(folded(name), set()).add(tag["slug"])
        return found

    def _meaning(self, word):
        """The addresses of the tags that answer to the word, on the first level where any does."""
        return next((found for level in self._levels if (found := level.get(folded(word)))), set())

    def knows(self, word):
        """Does any tag answer to the word?"""
        return bool(self._meaning(word))

    def resolve(self, words):
        """The addresses of the tags that the words mean. Raises ValidationError naming each word that fits none."""
        slugs, errors = [], []
        for word in words:
            found = self._meaning(word)
            if len(found) == 1:
                slugs += found
            elif found:
                errors.append(
                    _("“%(word)s” may be %(slugs)s: write one of these.")
                    % {"word": word[:80], "slugs": ", ".join(sorted(found))}
                )
            else:
                errors.append(_("There is no tag “%(word)s”.") % {"word": word[:80]})
        if errors:
            raise ValidationError(errors[:10])
        return list(dict.fromkeys(slugs))

    def text(self, slugs):
        """The tags as the field shows them: by title in the reader's language where that is clear, else by address."""
        chinese = document_language(get_language()) == "zh"
        titles = {tag["slug"]: self._title(tag, chinese) for tag in self.tags}
        return ("，" if chinese else ", ").join(self._clear(titles.get(slug, slug), slug) for slug in slugs)

    def by_facet(self):
        """(facet, titles of its tags) in the reader's language, for choosing from."""
        chinese = document_language(get_language()) == "zh"
        groups = {}
        for tag in self.tags:
            if tag["status"] == Status.PUBLISHED:
                title = self._clear(self._title(tag, chinese), tag["slug"])
                groups.setdefault(self._title(tag, chinese, "facet__"), []).append(title)
        return groups.items()

    @staticmethod
    def _title(tag, chinese, prefix=""):
        first, second = translated("title", prefix) if chinese else reversed(translated("title", prefix))
        return tag[first] or tag[second]

    def _clear(self, title, slug):
        """The title, unless it would be cut by a separator or could mean another tag."""
        return title if self._meaning(title) == {slug} and split_tags(title) == [title] else slug
