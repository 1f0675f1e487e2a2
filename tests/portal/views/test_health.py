"""/healthz says the process lives, /readyz whether it can serve."""

import json

import pytest
from django.db import OperationalError

from portal import readiness
from portal.readiness import Migrations
from portal.views import health


def test_healthz_answers_without_asking_anything(client, django_assert_num_queries):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_readyz_names_each_part(client, db):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert set(response.json()["parts"]) == {"database", "migrations", "cache", "storage"}
    assert response.json()["status"] == "ok"


@pytest.mark.parametrize(
    ("part", "group", "answer"),
    [
        ("database", "NEEDED", (503, "down")),
        ("migrations", "NEEDED", (503, "down")),
        ("cache", "USEFUL", (200, "degraded")),
        ("storage", "USEFUL", (200, "degraded")),
    ],
)
def test_readyz_without_a_part(client, db, monkeypatch, part, group, answer):
    monkeypatch.setitem(getattr(health, group), part, lambda: False)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == answer
    assert response.json()["parts"][part] == "down"


def test_readyz_tells_no_versions_or_addresses(client, db):
    text = json.dumps(client.get("/readyz").json())

    assert not any(character.isdigit() for character in text)
    assert "/" not in text


def test_parts_that_fail_are_down_and_not_an_error(monkeypatch, settings, tmp_path):
    def fail(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr(readiness.connection, "cursor", fail)
    monkeypatch.setattr(readiness.migrations, "pending", fail)
    settings.DATA_FOLDER = tmp_path / "not there"

    assert not readiness.database_works()
    assert not readiness.migrations_applied()
    assert not readiness.storage_works()
    assert readiness.cache_works()


def test_migrations_are_complete_in_the_test_database(db):
    assert Migrations().missing() == set()


def test_migrations_are_asked_until_settled_and_never_again(monkeypatch):
    answers = [{("cases", "0001_initial")}, set()]
    migrations = Migrations()
    monkeypatch.setattr(migrations, "missing", lambda: answers.pop(0))

    assert migrations.pending()
    assert migrations.pending()  # within the second: not asked
    migrations.asked_at -= 2
    assert not migrations.pending()
    assert not migrations.pending()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_for_reading_only(client, path):
    assert client.post(path).status_code == 405
