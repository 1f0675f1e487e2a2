"""Where the data lies, and the secret key beside it."""

import errno
import os
import stat

import pytest

from portal.startup.database import ROOT, data_folder, database_settings, secret_key, settings_from_url
from portal.startup.messages import Stop, sentence_for


def test_secret_key_is_made_once_for_its_owner_only(tmp_path):
    key = secret_key(tmp_path / "var")

    assert len(key) > 60
    assert secret_key(tmp_path / "var") == key
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_secret_key_that_was_opened_or_emptied(tmp_path):
    secret_key(tmp_path)
    (tmp_path / "secret_key").chmod(0o644)
    secret_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600

    (tmp_path / "secret_key").write_text("")
    with pytest.raises(Stop, match="does not hold a secret key"):
        secret_key(tmp_path)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "is read-only"), (errno.EACCES, "belongs to another account")],
)
def test_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path, monkeypatch, number, sentence):
    def fail(*_):
        raise OSError(number, os.strerror(number), str(tmp_path))

    monkeypatch.setattr("portal.startup.database.os.open", fail)
    with pytest.raises(Stop, match=sentence):
        secret_key(tmp_path)
    assert sentence in sentence_for(OSError(number, ""), tmp_path)


def test_data_folder_counts_from_the_project(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PORTAL_DATA", raising=False)
    assert data_folder() == ROOT / "var"
    monkeypatch.setenv("PORTAL_DATA", "elsewhere")
    assert data_folder() == ROOT / "elsewhere"
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    assert data_folder() == tmp_path.resolve()


def test_address_of_the_cluster_is_known_before_it_exists(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "var"))

    settings = database_settings()

    assert settings["HOST"] == str(tmp_path.resolve() / "var" / "postgres")
    assert settings["OPTIONS"]["passfile"].endswith("/postgres/passwords")
    assert list(tmp_path.iterdir()) == []


def test_database_url_is_read_with_all_its_parts():
    settings = settings_from_url("postgresql://p%40t:p%2Fw@[::1]:6000/名?sslmode=require")

    assert settings["USER"] == "p@t"
    assert settings["PASSWORD"] == "p/w"
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("::1", "6000", "名")
    assert settings["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["sqlite:///x", "postgres://host", "nonsense", "postgres://host:port/name"])
def test_wrong_database_url_is_told_in_one_sentence(url):
    with pytest.raises(Stop, match="^DATABASE_URL is not .*postgresql://user:password@host:5432/name"):
        settings_from_url(url)
