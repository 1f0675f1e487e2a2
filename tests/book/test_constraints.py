"""Promises that PostgreSQL keeps for chapters."""

import pytest

from book.models import Chapter, Mention
from tests.factories import ChapterFactory
from tests.refusal import refused

pytestmark = pytest.mark.django_db


def test_a_section_has_a_chapter_above_it():
    ChapterFactory(slug="9")
    ChapterFactory(slug="9.1", level=2, parent="9")

    with refused("chapter_below_a_part_has_a_parent"):
        Chapter.objects.filter(slug="9.1").update(parent=None)


def test_a_mention_has_a_name():
    ChapterFactory(mentions=[{"name": "Somebody"}])

    with refused("mention_name_not_empty"):
        Mention.objects.update(name="")
