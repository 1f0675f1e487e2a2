"""A PostgreSQL of the user's own: taken when it is fit, refused with a sentence when it is not."""

import psycopg
import pytest

from portal.startup import database_check
from portal.startup.database_check import refuse_unfit_database
from portal.startup.embedded_postgres import throwaway_cluster
from portal.startup.messages import Stop

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def postgres():
    """How psycopg reaches a PostgreSQL that may be filled with unfit databases."""
    with throwaway_cluster() as settings:
        yield {"host": settings["HOST"], "port": 5432, "user": "portal", "passfile": settings["OPTIONS"]["passfile"]}


def make_database(postgres, name, how):
    with psycopg.connect(**postgres, dbname="portal", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C' {how}")


def test_fit_database_is_taken_and_left_as_it_was(postgres):
    refuse_unfit_database(postgres | {"dbname": "portal"})

    with psycopg.connect(**postgres, dbname="portal") as connection:
        assert connection.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("name", "how", "sentence"),
    [
        (
            "blind",
            "LC_CTYPE 'C' ENCODING 'UTF8'",
            "has LC_CTYPE C, in which searching finds no Chinese: make it anew with",
        ),
        ("latin", "LC_CTYPE 'C' ENCODING 'LATIN1'", "is encoded in LATIN1, the portal needs UTF8: make it anew with"),
    ],
)
def test_database_that_cannot_hold_or_find_chinese_is_refused(postgres, name, how, sentence):
    make_database(postgres, name, how)

    with pytest.raises(Stop, match=f"^The database {name} {sentence} createdb"):
        refuse_unfit_database(postgres | {"dbname": name})


def test_postgresql_that_is_too_old_is_refused(postgres, monkeypatch):
    monkeypatch.setattr(database_check, "OLDEST", 99)

    with pytest.raises(Stop, match="is version 18, the portal needs 99 or newer: upgrade it"):
        refuse_unfit_database(postgres | {"dbname": "portal"})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"dbname": "missing"}, 'database "missing" does not exist'),
        ({"password": "wrong"}, "password authentication failed"),
    ],
)
def test_database_that_does_not_let_us_in_is_told_in_its_words(postgres, wrong, sentence):
    with pytest.raises(Stop, match=f"^No connection to DATABASE_URL at .*{sentence}.*correct the address.$"):
        refuse_unfit_database(postgres | {"dbname": "portal"} | wrong)
