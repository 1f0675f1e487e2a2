"""A new server process asks itself for pages, so that the first reader does not wait for templates and dictionaries."""

import logging

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError

from portal.readiness import migrations
from portal.startup.warming import PAGES, ask, ask_for_all, warm_up
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """The test's own connection stays open."""
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    monkeypatch.setattr("django.db.close_old_connections", lambda **_signal: None)


def test_every_page_is_there_and_nothing_of_it_is_logged(caplog, settings):
    CaseFactory(slug="tensorflow-google")
    host = settings.ALLOWED_HOSTS[0]

    with caplog.at_level(logging.INFO, logger="portal.request"):
        statuses = [ask(WSGIHandler(), host, *page) for page in PAGES]

    assert statuses == [200] * len(PAGES)
    assert not caplog.records


def test_a_request_from_outside_cannot_keep_itself_out_of_the_log(client, caplog):
    with caplog.at_level(logging.INFO, logger="portal.request"):
        client.get("/about/", headers={"portal.warming_up": "1", "portal-warming-up": "1"})

    assert [record.details["path"] for record in caplog.records] == ["/about/"]


@pytest.mark.parametrize("hosts", [["*"], [".example.org"], ["casebook.example"]])
def test_it_asks_under_a_name_of_the_site(hosts, settings):
    settings.ALLOWED_HOSTS = hosts
    seen = []

    def application(environ, start_response):
        seen.append(environ["HTTP_HOST"])
        return WSGIHandler()(environ, start_response)

    ask_for_all(application)

    assert len(seen) == len(PAGES) and set(seen) <= {"localhost", "example.org", "casebook.example"}


def test_a_site_that_is_not_ready_is_asked_once(monkeypatch):
    monkeypatch.setattr(migrations, "settled", False)
    monkeypatch.setattr(migrations, "pending", lambda: True)
    asked = []

    def application(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return WSGIHandler()(environ, start_response)

    ask_for_all(application)

    assert len(asked) == 1


def test_a_failure_is_logged_and_stops_nothing(caplog):
    def application(environ, start_response):
        raise OperationalError("gone")

    with caplog.at_level(logging.WARNING, logger="portal.warming"):
        warm_up(application).join(10)

    assert "not warmed up" in caplog.text
