"""The document of a chapter."""

from django.utils import translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from book.models import Chapter, Mention
from content.document import Kind, PageDocument, Role
from content.document.fields import Number, PageLink, PageLinks, Plain, Row, Text
from content.document.reading import TAGS, choose

CHARACTERS_PER_MINUTE = {"zh-Hans": 400, "en": 1_300}
"""For adding up the short sections of a part; a page counts its own words more exactly."""


class MentionDocument(Row):
    """Somebody or something named in passing."""

    name = Plain(needed=True)
    role = Text(limit=300)
    note = Text(limit=2_000)

    class Meta:
        model = Mention
        parent = "chapter"


class ChapterDocument(PageDocument):
    """A heading of the book, with a summary in our own words. The body is the owner's import of the full text."""

    position = Number()
    level = Number(most=6)
    parent = PageLink("chapter")
    body = Text(limit=200_000)
    terms = PageLinks("term")
    practice_groups = PageLinks("practice_group")
    strategies = PageLinks("strategy")
    organizations = PageLinks("organization")
    cases = PageLinks("case")
    mentions = MentionDocument(many=True, default=list, max_length=50)

    def validate(self, data):
        if data["level"] >= 2 and not data["parent"]:
            raise serializers.ValidationError({"parent": [_("Say which chapter this is part of.")]})
        return super().validate(data)


def chapter_entry(document, computed, language, neighbours):
    body = choose(document["body"], language)
    return {
        "position": document["position"],
        "facets": [f"part:{document['slug'].partition('.')[0]}"],
        "row": {
            "level": document["level"],
            "parent": document["parent"],
            "minutes": round(len(body) / CHARACTERS_PER_MINUTE[body.foreign or TAGS[language]], 1),
        },
    }


def rights(document, neighbours):
    """What the site's licence does not cover, for programs: the owner's full text, where it was imported."""
    imported = any(document["body"].values())
    return {"rights": {key: full_text_rights(tag.lower()) if imported else "" for key, tag in TAGS.items()}}


def full_text_rights(language):
    with translation.override(language):
        return gettext("The full text is not under this site's licence; its rights stay with the author.")


CHAPTER = Kind(
    "chapter", Chapter, ChapterDocument, "B", "book:chapter", "chapters", _("Chapter"), _("Chapters"), chapter_entry,
    compute=rights, kept=("body",), section="book", list_name="book:contents",
    heading=pgettext_lazy("navigation", "The book"), place=7,
    roles=(Role.TAKEN, Role.TAGGED, Role.KEPT),
)  # fmt: skip
