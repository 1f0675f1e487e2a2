"""Documents that are refused before anything is written, with the place of each fault."""

import json

import pytest
from rest_framework.exceptions import ValidationError

from book.actions import faults
from content.document import get_kind, kinds
from content.document.page import document_links
from content.document.writing import KnownPages, check
from tests.content.documents import FULL, prepare_images

pytestmark = pytest.mark.django_db  # a reply asks whether there is one already, an image for its size

PAGES = {key for kind, document in FULL.items() for key in document_links(get_kind(kind).document, document)}
PAGES |= {f"{kind}:{document['slug']}" for kind, document in FULL.items()}


@pytest.fixture(autouse=True)
def _images(db):
    prepare_images()


def with_change(kind, place, value):
    """The full document of a kind with one place changed: "steps.0.title.zh"."""
    document = json.loads(json.dumps(FULL[kind]))
    *steps, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    part = document
    for step in steps:
        part = part[step]
    part[last] = value
    return document


def places(kind, document):
    """Where the document is refused by the check that comes before saving."""
    with pytest.raises(ValidationError) as error:
        check(get_kind(kind), document, KnownPages(PAGES))
    return [".".join(map(str, keys)) for keys, _message in faults(error.value.detail)]


@pytest.mark.parametrize("kind", kinds())
def test_the_full_document_itself_is_not_refused(kind):
    assert check(get_kind(kind), FULL[kind], KnownPages(PAGES))[1] == FULL[kind]


@pytest.mark.parametrize("field", ["version", "uid", "kind", "computed", "owner", "is_staff", "created_at", "id", "pk"])
@pytest.mark.parametrize("kind", kinds())
def test_a_field_that_is_not_the_document_s_is_refused(kind, field):
    assert places(kind, FULL[kind] | {field: 1}) == [field]


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("facet", "references.1.grade"),
        ("case", "period.from"),
        ("case", "parties.0.verified"),
        ("case", "ledger.1.balance"),
        ("case", "activities.1.done"),
        ("case", "outcomes.0.figure.currency"),
        ("case", "strategies.0.maturity"),
        ("case", "related.0.slug"),
        ("strategy", "steps.1.position"),
        ("organization", "relations.0.since"),
        ("term", "aliases.1.pinyin"),
        ("reference", "alternative.url"),
        ("chapter", "mentions.0.url"),
    ],
)
def test_an_unknown_field_at_any_depth_is_refused_with_its_place(kind, place):
    assert places(kind, with_change(kind, place, "")) == [place]


@pytest.mark.parametrize("place", ["title.fr", "parties.1.role.fr", "steps.0.checklist.1.fr"])
def test_an_unknown_language_is_refused_at_its_text(place):
    kind = "strategy" if place.startswith("steps") else "case"

    assert places(kind, with_change(kind, place, "Bonjour")) == [place.removesuffix(".fr")]


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [
        ("case", "tags", ["t1", "nowhere"]),
        ("case", "sections", ["1.2.3"]),
        ("case", "references.0.reference", "nowhere"),
        ("case", "parties.0.organization", "nowhere"),
        ("case", "activities.0.section", "nowhere"),
        ("case", "activities.0.practice", "nowhere"),
        ("case", "outcomes.0.figure.reference", "nowhere"),
        ("case", "strategies.0.strategy", "nowhere"),
        ("case", "related.0.case", "nowhere"),
        ("strategy", "steps.0.terms", ["nowhere"]),
        ("term", "term_category", "nowhere"),
        ("term", "related", ["Word"]),
        ("tag", "facet", ""),
        ("claim", "about", ["case:nowhere"]),
        ("claim", "about", ["other-case"]),
        ("claim", "about", ["person:other-case"]),
        ("claim", "about", []),
        ("claim", "about", [None]),
        ("claim", "about", "case:other-case"),
        ("chapter", "parent", "nowhere"),
        ("organization", "relations.0.organization", ["guild"]),
    ],
)
def test_a_link_to_a_page_that_is_not_there_is_refused_with_its_place(kind, place, value):
    assert places(kind, with_change(kind, place, value)) == [place]


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [
        ("term", "related", ["term"]),
        ("case", "related.0.case", "case"),
        ("organization", "relations.0.organization", "organization"),
        ("claim", "about", ["claim:K1"]),
        ("strategy", "related", ["strategy"]),
        ("chapter", "parent", "9.2"),
        ("tag", "tags", ["tag"]),
    ],
)
def test_a_page_cannot_link_to_itself(kind, place, value):
    assert places(kind, with_change(kind, place, value)) == ["slug"]


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\x7f", "\ud800", "\udfff", "\u202e", "\u2066", "\u061c", "\u200e", "\u200f"],
    ids=lambda text: f"U+{ord(text):04X}",
)
@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("case", "slug"),
        ("case", "title.zh"),
        ("case", "lessons.1.en"),
        ("case", "ledger.0.cost.en"),
        ("tag", "aliases.0"),
        ("term", "pinyin"),
        ("reference", "url"),
    ],
)
def test_control_and_bidirectional_characters_are_refused_at_their_place(kind, place, character):
    assert places(kind, with_change(kind, place, f"a{character}b")) == [place]


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [
        ("case", "slug", "a" * 101),
        ("case", "title.en", "a" * 301),
        ("case", "summary.zh", "字" * 5_001),
        ("case", "background.zh", "字" * 20_001),
        ("case", "lessons.0.zh", "字" * 2_001),
        ("case", "tags", ["t1"] * 61),
        ("strategy", "fits", [{"zh": "甲"}] * 101),
        ("organization", "products", ["P"] * 51),
        ("organization", "products.1", "P" * 301),
        ("reference", "url", "https://example.org/" + "a" * 1_000),
        ("strategy", "position", 32_768),
        ("strategy", "position", -1),
    ],
)
def test_what_is_too_long_or_too_large_is_refused_at_its_place(kind, place, value):
    assert places(kind, with_change(kind, place, value)) == [place]


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [
        ("case", "title", "A title"),
        ("case", "title", {"zh": " ", "en": ""}),
        ("case", "title.zh", 3),
        ("case", "slug", "Has space"),
        ("case", "slug", "a//b"),
        ("case", "origin", "nowhere"),
        ("case", "visible_from", "yesterday"),
        ("case", "review_by", "2026-02-30"),
        ("case", "visible_until", "2025-01-01T00:00:00Z"),
        ("case", "period.start", "1990s"),
        ("case", "period.end", "2014"),
        ("case", "parties.0.name", {"zh": "", "en": ""}),
        ("case", "outcomes.0.figure.value", 12.5),
        ("case", "outcomes.0.figure.value", "NaN"),
        ("case", "outcomes.0.figure.unit", {}),
        ("case", "implicit", "yes"),
        ("case", "lessons", "One lesson"),
        ("strategy", "position", "7"),
        ("strategy", "position", True),
        ("reference", "url", "javascript:alert(1)"),
        ("reference", "year", 19.99),
        ("reference", "alternative", []),
    ],
)
def test_a_value_of_another_form_is_refused(kind, place, value):
    document = with_change(kind, place, value)
    if place == "parties.0.name":
        document["parties"][0]["organization"] = ""

    (found,) = places(kind, document)

    assert found.startswith(place.rpartition(".")[0])


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("case", "parties"),
        ("case", "outcomes"),
        ("case", "strategies"),
        ("case", "related"),
        ("case", "references"),
        ("organization", "relations"),
        ("term", "aliases"),
        ("term", "related"),
    ],
)
def test_the_same_row_twice_is_refused(kind, place):
    rows = FULL[kind][place]

    assert places(kind, FULL[kind] | {place: [rows[0], *rows]}) == [place]


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_case_has_one_ledger_for_each_side(rows):
    assert places("case", FULL["case"] | {"ledger": (FULL["case"]["ledger"] * 2)[:rows]}) == ["ledger"]


@pytest.mark.parametrize(
    ("kind", "changes", "place"),
    [
        ("practice", {"pros": {}, "cons": {}}, "pros_cons_from_book"),
        ("chapter", {"parent": ""}, "parent"),
        ("case", {"status": "removed", "status_reason": {}}, "status_reason"),
        ("case", {"period": FULL["case"]["period"] | {"ongoing": True}}, "period.end"),
    ],
)
def test_parts_that_need_each_other_are_refused_alone(kind, changes, place):
    assert places(kind, FULL[kind] | changes) == [place]
