"""A site whose pages fail on purpose, in front of the real middleware and error pages."""

import pytest

from portal import permissions
from portal.database_connection import breaker
from portal.readiness import migrations
from portal.rules import PUBLIC, READ_AND_WRITE, Rule
from tests.portal import faulty_urls
from tests.portal.clusters import folder  # noqa: F401 - a fixture
from tests.portal.small_site import site  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def _calm():
    """Each test starts with a database nobody has missed yet."""
    breaker.reset()
    migrations.settled = True
    yield
    breaker.reset()
    migrations.settled = True


@pytest.fixture
def faulty(settings, monkeypatch, client):
    """A reader of the faulty site, who gets the error page instead of the exception."""
    settings.ROOT_URLCONF = "tests.portal.faulty_urls"
    for route in faulty_urls.FAULTY:
        rule = Rule(PUBLIC, READ_AND_WRITE)
        monkeypatch.setitem(permissions.TABLE, f"/{route.pattern}", rule)
    client.raise_request_exception = False
    return client
