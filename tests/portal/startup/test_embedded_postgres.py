"""The cluster that comes with the portal, put through what happens to it on people's machines."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from portal.startup import database, embedded_postgres
from portal.startup.database import ROOT, settings_from_url
from portal.startup.embedded_postgres import Cluster, throwaway_cluster
from portal.startup.messages import Stop
from portal.startup.postgres_programs import is_server_of
from tests.portal.clusters import HOLDER, QUICK, ask, do, holder, mode, running

pytestmark = pytest.mark.slow

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand PostgreSQL to another account")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs a subreaper")

KILLS_ITS_SERVER = """
import ctypes, os, signal, sys, time
from pathlib import Path
from portal.startup.embedded_postgres import THROWAWAY_OPTIONS, Cluster
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: the server becomes our child, and we never reap it
cluster = Cluster(Path(sys.argv[1]), options=THROWAWAY_OPTIONS)
cluster.start()
killed = cluster.server_process()
os.kill(killed, signal.SIGKILL)
time.sleep(0.3)
state = Path(f"/proc/{killed}/stat").read_text().rpartition(")")[2].split()[0]
again = Cluster(Path(sys.argv[1]), options=THROWAWAY_OPTIONS)
again.start()
print(state, killed != again.server_process())
again.release()
cluster.release()
"""


def test_cluster_finds_chinese_sorts_the_same_everywhere_and_keeps_its_rows(folder):
    with running(folder) as cluster:
        do(cluster, "CREATE EXTENSION pg_trgm; CREATE TABLE kept AS SELECT '共创' AS text")
        assert ask(cluster, "SELECT cardinality(show_trgm('开源'))") > 0
        assert ask(cluster, "SELECT datlocprovider::text FROM pg_database WHERE datname = current_database()") == "b"
        assert ask(cluster, "SHOW timezone") == "UTC"
        assert ask(cluster, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False

    with running(folder) as cluster:
        assert ask(cluster, "SELECT text FROM kept") == "共创"


def test_cluster_listens_only_in_its_own_folder_and_asks_for_the_password(folder):
    with running(folder) as cluster:
        assert ask(cluster, "SHOW listen_addresses") == ""
        assert mode(cluster.home) == 0o700
        assert mode(cluster.home / "passwords") == 0o600
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host=str(cluster.home), user="portal", dbname="portal", passfile="/dev/null")


def test_last_user_stops_the_server_and_no_other(folder):
    with holder(folder) as other, running(folder) as cluster:
        server = cluster.server_process()
        assert server == other.server
        cluster.release()
        assert is_server_of(server, cluster.data)

    assert other.returncode == 0
    assert not is_server_of(server, cluster.data)


def test_four_first_starts_at_once_share_one_server(folder):
    command = [sys.executable, "-c", HOLDER, folder]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(4)
    ]
    servers = {next(line for line in process.stdout if line.startswith("server")) for process in processes}
    for process in processes:
        process.communicate("", timeout=60)

    assert len(servers) == 1
    assert [process.returncode for process in processes] == [0, 0, 0, 0]


def test_two_checkouts_do_not_meet(folder):
    with running(folder / "one") as one, running(folder / "two") as two:
        do(one, "CREATE TABLE here (n int)")
        assert ask(two, "SELECT count(*) FROM pg_tables WHERE tablename = 'here'") == 0


def test_killed_holder_leaves_a_server_that_the_next_one_uses_and_stops(folder):
    with holder(folder) as other:
        other.kill()
        other.wait()

    with running(folder) as cluster:
        assert cluster.server_process() == other.server
    assert not is_server_of(other.server, cluster.data)


def test_killed_server_comes_back_with_every_row_that_was_committed(folder):
    with running(folder, options={}) as cluster:
        do(cluster, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        os.kill(cluster.server_process(), signal.SIGKILL)
        with running(folder, options={}) as again:
            assert ask(again, "SELECT count(*) FROM kept") == 1000


@on_linux
def test_zombie_of_a_killed_server_does_not_block_the_next_start(folder):
    done = subprocess.run(
        [sys.executable, "-c", KILLS_ITS_SERVER, folder], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert done.stdout.splitlines()[-1] == "Z True", done.stderr


def test_number_of_a_dead_server_taken_by_another_process_does_not_block_the_start(folder):
    with running(folder) as cluster:
        lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    (cluster.home / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")

    with running(folder) as cluster:
        assert ask(cluster, "SELECT 1") == 1


def test_folder_copied_while_its_server_runs_gets_a_server_of_its_own(folder):
    with running(folder / "original") as original:
        shutil.copytree(original.home, folder / "copy" / "postgres", ignore=shutil.ignore_patterns(".s.*"))
        for path in [folder / "copy" / "postgres", *(folder / "copy").rglob("*")]:
            shutil.chown(path, original.home.stat().st_uid, original.home.stat().st_gid)
        with running(folder / "copy") as copy:
            assert copy.server_process() != original.server_process()


def test_first_start_killed_halfway_is_begun_anew(folder):
    home = folder / "postgres"
    (home / "data-18.draft").mkdir(parents=True)
    (home / "data-18.draft" / "PG_VERSION").write_text("18\n")

    with running(folder) as cluster:
        assert ask(cluster, "SELECT 1") == 1
    assert not (home / "data-18.draft").exists()


def test_long_path_gets_a_private_socket_folder(folder):
    data = folder / "很长的路径" / ("x" * 90)
    with running(data) as cluster:
        socket_folder = database.socket_folder(cluster.home)
        assert socket_folder.parent == Path("/tmp")
        assert mode(socket_folder) == 0o700
        assert ask(cluster, "SELECT 1") == 1
    socket_folder.rmdir()

    socket_folder.mkdir(mode=0o755)
    with pytest.raises(Stop, match="belongs to somebody else: set PORTAL_DATA to a shorter path"):
        Cluster(data, options=QUICK).start()
    socket_folder.rmdir()


def test_path_that_postgresql_cannot_handle_is_refused(folder):
    with pytest.raises(Stop, match="set PORTAL_DATA to a path without"):
        Cluster(folder / 'a"b')


@as_root
def test_full_disk_ends_with_one_sentence(folder):
    small = folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", small], check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        with pytest.raises(Stop, match="^The disk is full: free some space"):
            Cluster(small).start()
    finally:
        subprocess.run(["umount", small], check=True)


def test_server_that_does_not_start_says_why(folder):
    with running(folder) as cluster:
        pass
    with open(cluster.data / "postgresql.auto.conf", "a") as configuration:
        configuration.write("shared_buffers = nonsense\n")

    with pytest.raises(Stop, match=r"^PostgreSQL does not start: .*postgres\.log\)\.$"):
        cluster.start()


def test_throwaway_cluster_gives_an_address_and_leaves_nothing():
    with throwaway_cluster() as settings:
        again = settings_from_url(settings["URL"])
        assert again["HOST"] == settings["HOST"]
        with psycopg.connect(settings["URL"]) as connection:
            assert connection.execute("SHOW fsync").fetchone()[0] == "off"
            assert connection.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()[0]
    assert not Path(settings["HOST"]).exists()


def test_throwaway_cluster_of_a_killed_run_is_swept_by_the_next(folder, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with throwaway_cluster() as settings:
        home = Path(settings["HOST"])
        kept = shutil.copytree(
            home, folder / f"{embedded_postgres.THROWAWAY_PREFIX}killed", symlinks=True, ignore=_sockets
        )
        long_ago = time.time() - 1000
        os.utime(home, (long_ago, long_ago))
        os.utime(kept, (long_ago, long_ago))
        embedded_postgres.sweep_throwaway_clusters()
        assert home.exists()
        assert not kept.exists()


def _sockets(_, names):
    return [name for name in names if name.startswith(".s.")]
