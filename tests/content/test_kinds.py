"""What kinds say of themselves holds for their pages and lists: the places that choose among kinds rely on it."""

import pytest
from django.utils import translation

from content.document import Role, kinds, kinds_with, side_by_side
from content.views import trail
from portal.api import VIEWSETS
from search.finding import FACETS

KINDS = list(kinds().values())


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
