"""Promises that PostgreSQL keeps for the other names of terms."""

import pytest

from glossary.models import Alias
from tests.factories import TermFactory
from tests.refusal import refused, repeat

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("alias_once_a_term", {"position": 9}),
        ("alias_not_empty", {"text": ""}),
        ("alias_language_known", {"language": "fr"}),
        ("alias_status_known", {"text": "other", "status": "dubious"}),
    ],
)
def test_another_name_cannot_be(constraint, changes):
    TermFactory(aliases=[{"text": "别名", "language": "zh"}])

    with refused(constraint):
        repeat(Alias.objects.get(), **changes)
