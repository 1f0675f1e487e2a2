"""What kinds say of themselves holds for their pages and lists: the places that choose among kinds rely on it."""

from dataclasses import replace

import pytest
from django.utils import translation

from content.actions import save
from content.document import FACET, Role, kinds, kinds_with, side_by_side
from content.models import Revision
from content.views import trail
from portal.api import VIEWSETS
from search.kinds import ANSWERING, FACETS, FIRST_SORT, NAMED, NOT_CALLED, NOT_SEARCHED, SUGGESTED, WEIGHTS
from tests.factories import FacetFactory, text

KINDS = list(kinds().values())
EVENT = replace(
    FACET, name="event", uid_prefix="E", collection="events", one="Event", many="Events", section="events",
    list_name="content:tags", place=99,
)  # fmt: skip
"""A kind that the site does not have."""


def test_no_two_kinds_share_a_number_a_collection_or_a_place():
    for name in ("uid_prefix", "collection", "model"):
        assert len({getattr(kind, name) for kind in KINDS}) == len(KINDS)
    assert len({kind.place for kind in side_by_side()}) == len(side_by_side())


@pytest.mark.parametrize("role", Role)
def test_every_role_is_of_kinds_that_readers_see(role):
    played = [kind.name for kind in KINDS if role in kind.roles]

    assert played
    assert sorted(kinds_with(role)) == sorted(played)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if Role.KEPT in kind.roles], ids=lambda kind: kind.name)
def test_what_is_kept_has_a_page_of_its_own(kind):
    assert "#" not in kind.path("thing")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.section], ids=lambda kind: kind.name)
def test_a_section_is_one_of_the_site_and_its_list_has_filters(kind):
    words, address = trail(kind.section)

    assert words
    assert address.endswith("/")
    assert kind.name in FACETS


def test_the_search_names_the_kinds_that_there_are():
    """What it says of each has to be said on purpose: a kind without a weight has to be in none of the lists."""
    named = {*ANSWERING, *FACETS, *FIRST_SORT, *NAMED, *NOT_CALLED, *SUGGESTED}

    assert named <= set(kinds())
    assert {*WEIGHTS, *NOT_SEARCHED} == set(kinds())
    assert not set(WEIGHTS) & set(NOT_SEARCHED)


@pytest.fixture
def event(db, settings):
    """A page of a kind that nothing but `PAGE_KINDS` knows."""
    settings.PAGE_KINDS = [*settings.PAGE_KINDS, f"{__name__}.EVENT"]
    kinds.cache_clear()
    document = FacetFactory.build(slug="meeting", title=text("聚会", "Meeting"))
    yield save(kind="event", document=document, source=Revision.Source.ADMIN)
    kinds.cache_clear()


@pytest.mark.parametrize(
    "address",
    ["/en/feeds/events.atom", "/en/feeds/all.atom", "/en/search/?q=Meeting", "/en/search/?q=Meeting&kind=event"],
)
def test_a_kind_that_is_added_is_found_and_has_a_feed(client, event, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert "Meeting" in answer.content.decode()


def test_every_kind_is_in_the_api():
    assert {viewset.kind for viewset in VIEWSETS} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_words_in_both_languages(kind):
    words = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words.append((str(kind.one), str(kind.many)))

    assert all(all(pair) for pair in words)
    assert words[0][0] != words[1][0]
