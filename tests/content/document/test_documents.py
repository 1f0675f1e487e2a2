"""Rows → document → rows → document, for every kind: full, one language, and only what is needed."""

import pytest

from content.actions import save
from content.changes.field_names import NAMES
from content.document import get_kind, kinds
from content.document.fields import Document
from content.document.page import shape
from content.document.writing import read
from content.models import Revision
from tests.content.documents import FULL, MINIMAL, prepare_neighbours

pytestmark = pytest.mark.django_db


def without_language(value, language):
    """The same document with every text of one language taken away."""
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        return {"zh": value["zh"], "en": value["en"]} | {language: ""}
    if isinstance(value, dict):
        return {key: without_language(item, language) for key, item in value.items()}
    if isinstance(value, list):
        return [without_language(item, language) for item in value]
    return value


def saved(kind, document):
    prepare_neighbours()
    return save(kind=kind, document=document, source=Revision.Source.ADMIN)


@pytest.mark.parametrize("name", FULL)
def test_a_document_with_every_part_comes_back_unchanged(name):
    page = saved(name, FULL[name])

    assert read(get_kind(name), page) == page.document == FULL[name]


@pytest.mark.parametrize("name", FULL)
def test_the_order_of_the_fields_comes_back_too(name):
    page = saved(name, FULL[name])

    assert list(read(get_kind(name), page)) == list(get_kind(name).document().fields)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FULL)
def test_a_document_with_one_language_missing_comes_back_unchanged(name, language):
    document = without_language(FULL[name], language)

    page = saved(name, document)

    assert read(get_kind(name), page) == page.document == document


@pytest.mark.parametrize("name", MINIMAL)
def test_a_document_with_every_optional_part_missing_comes_back_with_empty_parts(name):
    page = saved(name, MINIMAL[name])

    document = read(get_kind(name), page)
    assert document == page.document
    assert set(document) == set(get_kind(name).document().fields)
    assert saved_again(name, document).version == 1


def saved_again(name, document):
    return save(kind=name, document=document, source=Revision.Source.ADMIN)


@pytest.mark.parametrize("name", FULL)
def test_replacing_a_full_document_by_a_minimal_one_leaves_nothing_behind(name):
    saved(name, FULL[name])

    page = save(kind=name, document=MINIMAL[name] | {"slug": FULL[name]["slug"]}, source=Revision.Source.ADMIN)

    assert page.version == 2
    assert read(get_kind(name), page) == page.document


def test_every_kind_is_tried():
    assert set(FULL) == set(MINIMAL) == set(kinds())


def names_in(serializer):
    """The names of all fields of a document, at any depth."""
    for name, field in serializer.fields.items():
        yield name
        for part in (field, getattr(field, "child", None)):
            if isinstance(part, Document):
                yield from names_in(part)


def test_every_field_has_a_name_for_readers_of_changes():
    missing = {name for kind in kinds().values() for name in names_in(shape(kind.document))} - set(NAMES)

    assert missing == set(), f"content/changes/field_names.py lacks {missing}"
