"""Promises that PostgreSQL keeps for pages, links, revisions, tags, references and claims."""

from pathlib import Path

import pytest
from django.apps import apps

from content.models import (
    Claim,
    FormerAddress,
    Image,
    Link,
    Page,
    PageReference,
    Reference,
    Revision,
    TaggedPage,
    Unrelated,
)
from tests.content.documents import FULL, prepare_neighbours
from tests.factories import CaseFactory, ClaimFactory, ImageFactory, ReferenceFactory, StrategyFactory
from tests.refusal import refused, repeat

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture
def case(db):
    prepare_neighbours()
    return CaseFactory(**FULL["case"])


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("page_slug_is_ascii_and_not_empty", {"slug": ""}),
        ("page_slug_is_ascii_and_not_empty", {"slug": "共创"}),
        ("page_slug_is_ascii_and_not_empty", {"slug": "a/../b"}),
        ("page_slug_is_ascii_and_not_empty", {"slug": "a\n"}),
        ("page_kind_and_uid_not_empty", {"kind": ""}),
        ("page_kind_and_uid_not_empty", {"uid": ""}),
        ("page_title_in_one_language", {"title_zh_hans": "", "title_en": ""}),
        ("page_origin_known", {"origin": "somewhere"}),
        ("page_status_known", {"status": "draft"}),
        ("page_removed_with_reason", {"status": "removed", "status_reason_zh_hans": "", "status_reason_en": ""}),
        ("page_visible_from_before_until", {"visible_from": "2026-01-02T00:00Z", "visible_until": "2026-01-01T00:00Z"}),
        ("page_visible_from_before_until", {"visible_from": "2026-01-01T00:00Z", "visible_until": "2026-01-01T00:00Z"}),
        ("page_version_with_document", {"version": 0}),
        ("page_version_with_document", {"document": None}),
    ],
)
def test_a_page_cannot_have(case, constraint, columns):
    with refused(constraint):
        Page.objects.filter(pk=case.pk).update(**columns)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("image_name_is_random", {"name": "photo.webp"}),
        ("image_name_is_random", {"name": f"{1:032x}.svg"}),
        ("image_has_a_size", {"width": 0}),
        ("image_has_a_size", {"height": 0}),
    ],
)
def test_an_image_cannot_have(db, constraint, columns):
    image = ImageFactory()

    with refused(constraint):
        Image.objects.filter(pk=image.pk).update(**columns)


def test_two_pages_of_a_kind_cannot_have_one_address(case):
    with refused("page_kind_slug_unique"):
        Page.objects.filter(kind="case").exclude(pk=case.pk).update(slug=case.slug)


def test_a_former_address_leads_to_one_page_and_is_one(case):
    FormerAddress.objects.create(kind="case", slug="left", page=case)

    with refused("former_address_leads_to_one_page"):
        FormerAddress.objects.create(kind="case", slug="left", page=case)
    with refused("former_address_is_ascii_and_not_empty"):
        FormerAddress.objects.create(kind="case", slug="", page=case)


def test_pages_of_different_kinds_may_have_one_address(case):
    assert StrategyFactory(slug=case.slug).slug == case.slug


def test_two_pages_cannot_have_one_number(case):
    unique = "content_page_uid_key"

    with refused(unique):
        Page.objects.filter(kind="tag").update(uid=case.uid)


@pytest.mark.parametrize(
    ("constraint", "changes"), [("link_once", {"position": 9}), ("link_relation_not_empty", {"relation": ""})]
)
def test_a_link_cannot_be(case, constraint, changes):
    with refused(constraint):
        repeat(case.links.first(), **changes)


def test_a_page_cannot_link_to_itself(case):
    with refused("link_not_to_itself"):
        Link.objects.create(source=case, target=case, relation="related", position=0)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("revision_number_unique", {"source": "import"}),
        ("revision_number_from_one", {"number": 0}),
        ("revision_source_known", {"number": 9, "source": "post"}),
    ],
)
def test_a_revision_cannot_be(case, constraint, changes):
    with refused(constraint):
        repeat(Revision.objects.get(page=case), **changes)


def test_a_tag_stands_once_on_a_page(case):
    with refused("tag_once_a_page"):
        repeat(TaggedPage.objects.filter(content_object=case).first(), position=9)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("reference_type_known", {"reference_type": "film"}),
        ("reference_publisher_kind_known", {"publisher_kind": "state"}),
        ("reference_web_addresses_only", {"url": "javascript:alert(1)"}),
        ("reference_web_addresses_only", {"archived_url": "ftp://example.org/"}),
    ],
)
def test_a_reference_cannot_have(db, constraint, columns):
    reference = ReferenceFactory()

    with refused(constraint):
        Reference.objects.filter(pk=reference.pk).update(**columns)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [("reference_once_a_page", {"position": 9}), ("page_reference_stance_known", {"stance": "likes"})],
)
def test_a_source_under_a_page_cannot_be(case, constraint, changes):
    source = PageReference.objects.filter(page=case).first()
    if "stance" in changes:
        changes = changes | {"page_id": Page.objects.get(kind="case", slug="other-case").pk}

    with refused(constraint):
        repeat(source, **changes)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("claim_finding_known", {"finding": "nonsense"}),
        ("claim_claimant_known", {"claimant": "reader"}),
        ("claim_confidence_known", {"confidence": "total"}),
    ],
)
def test_a_claim_cannot_have(case, constraint, columns):
    claim = ClaimFactory(about=[case.key])

    with refused(constraint):
        Claim.objects.filter(pk=claim.pk).update(**columns)


@pytest.fixture
def pair(case):
    """Two numbers of pages, the lower first."""
    return sorted(Page.objects.values_list("pk", flat=True)[:2])


def test_two_pages_are_told_apart_once(pair):
    first, second = pair
    Unrelated.objects.create(first_id=first, second_id=second)

    with refused("unrelated_once"):
        Unrelated.objects.create(first_id=first, second_id=second)


def test_two_pages_are_told_apart_in_order_and_are_two(pair):
    first, second = pair

    with refused("unrelated_in_order"):
        Unrelated.objects.create(first_id=second, second_id=first)
    with refused("unrelated_in_order"):
        Unrelated.objects.create(first_id=first, second_id=first)


# --- Of all models ----------------------------------------------------------------------------------------------------


def declared():
    """(app, name) of every constraint of every model of ours: of the rooms that stand in the project's folder."""
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == TESTS.parent}
    models = [model for model in apps.get_models() if model._meta.app_label in ours]
    return sorted({(model._meta.app_label, rule.name) for model in models for rule in model._meta.constraints})


def is_broken(app, name):
    """Does a test of the app say that it breaks the constraint, outside of its comments?"""
    texts = [file.read_text(encoding="utf-8") for file in (TESTS / app).rglob("test_*constraints.py")]
    return any(f'"{name}"' in line.partition("  # ")[0] for text in texts for line in text.splitlines())


def test_constraints_of_all_rooms_are_looked_at_and_a_new_one_is_missed():
    rooms = {app for app, _name in declared()}

    assert {"content", "community", "contributions", "cases", "strategies", "glossary", "book", "search"} <= rooms
    assert not is_broken("contributions", "contribution_" + "that_nobody_breaks")
    assert not is_broken("no_such_room", "page_origin_known")


@pytest.mark.parametrize(("app", "name"), declared())
def test_every_constraint_is_broken_in_a_test_of_its_app(app, name):
    assert is_broken(app, name)
