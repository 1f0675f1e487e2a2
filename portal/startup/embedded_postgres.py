"""The life of the PostgreSQL cluster that comes with the portal: made, started, shared by several programs, stopped.

Everybody who uses the cluster holds a shared lock on a file; the last one to leave stops the server. The kernel drops
the lock of a killed process, so nothing stale is left behind.
"""

import atexit
import contextlib
import os
import secrets
import shlex
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.sql import SQL, Identifier

from portal.startup.cluster_folder import ClusterFolder
from portal.startup.cluster_place import account_for, reachable_home, refuse_unusable_path
from portal.startup.database import NAME, cluster_home, cluster_settings, data_folder, password_file, socket_folder
from portal.startup.messages import Stop, say, sentence_for
from portal.startup.postgres_programs import Programs, is_server_of, major_version, utf8_character_type

ADMIN = "postgres"  # owns the cluster; the portal itself connects as NAME, which may not read files or run programs
SECONDS_TO_ANSWER = 60
THROWAWAY_PREFIX = "portal-test-"
THROWAWAY_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One cluster. `data` is the portal's data folder; `home` is given only for a cluster that lies elsewhere."""

    def __init__(self, data, home=None, options=None):
        home_in_data = cluster_home(data)
        refuse_unusable_path(home or home_in_data)
        self.account = account_for(home or home_in_data)
        self.home = home or (reachable_home(data, home_in_data, self.account) if self.account else home_in_data)
        self.folder = ClusterFolder(self.home, self.account)
        self.data = self.home / f"data-{major_version()}"
        self.programs = Programs(self.account, data)
        self.options = options or {}
        self._started_by = None

    # Starting

    def start(self):
        """Makes the cluster if it is new, starts it if it is down, and counts this process among its users."""
        with self.folder.alone():
            self._make_if_new()
            try:
                if not self._answers():
                    self._start_server()
                self.folder.register()
                self._started_by = os.getpid()
                self._make_database_if_new()
            except BaseException:  # an interruption too: nobody else would stop this server
                self._leave()
                raise

    def _make_if_new(self):
        if (self.data / "PG_VERSION").exists():
            return
        say(f"Making a database in {self.home} …")
        passwords = {ADMIN: secrets.token_urlsafe(32), NAME: secrets.token_urlsafe(32)}
        self.folder.write(password_file(self.home), "".join(f"*:*:*:{who}:{text}\n" for who, text in passwords.items()))
        for_initdb = self.home / "initdb.password"
        self.folder.write(for_initdb, f"{passwords[ADMIN]}\n")
        draft = self.data.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)  # of a first start that was killed
        code, said = self.programs.run(
            "initdb", "-D", draft, "-U", ADMIN, "--pwfile", for_initdb, "--auth=scram-sha-256", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
            f"--lc-ctype={utf8_character_type()}", "--set=timezone=UTC", "--set=log_timezone=UTC",
            *(["--no-sync"] if self.options else []),
        )  # fmt: skip
        for_initdb.unlink()
        if code:
            raise Stop(self.folder.why("could not make its files", said))
        draft.rename(self.data)

    def _start_server(self):
        options = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.folder.socket_folder()}"',
            "unix_socket_permissions": "0700",
            "port": "5432",
            "log_line_prefix": "%m [%p] ",
        } | self.options
        words = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items())
        command = ["-D", self.data, "-l", self.folder.log, "-w", "-t", SECONDS_TO_ANSWER, "-o", words, "start"]
        self.folder.keep_log_small()
        # The children of a server that was killed need a moment to let go of its memory; until then a start is refused.
        for pause in (0.2, 0.5, 1, 2, 4, 8, 0):
            code, _ = self.programs.run("pg_ctl", *command)
            if code == 0 or self._answers():
                return
            if "still in use" not in self.folder.end_of_log():
                break
            time.sleep(pause)
        raise Stop(self.folder.why("does not start", self.folder.end_of_log()))

    def _answers(self):
        """Whether it runs. pg_ctl's word is not enough: a zombie, a reused number and a copied folder fool it."""
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while time.monotonic() < deadline:
            code, _ = self.programs.run("pg_isready", "-q", "-h", self.folder.socket_folder(), "-p", "5432")
            if code == 0:
                return True
            if self.server_process() is None:
                self._remove_stale_files()
                return False
            time.sleep(0.2)
        raise Stop(self.folder.why("runs but does not answer", self.folder.end_of_log()))

    def server_process(self):
        """The number of the running server's process, or None."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            process = int(lines[0])
        except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
            return None
        return process if lines[1:2] == [str(self.data)] and is_server_of(process, self.data) else None

    def _remove_stale_files(self):
        """Of a server that is gone: PostgreSQL takes a zombie, or whoever has its number now, for the server."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.folder.socket_folder() / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _make_database_if_new(self):
        try:
            with psycopg.connect(
                host=str(socket_folder(self.home)),
                port=5432,
                user=ADMIN,
                dbname="postgres",
                passfile=str(password_file(self.home)),
                connect_timeout=10,
                autocommit=True,
            ) as connection:
                self._make_role_and_database(connection)
        except psycopg.Error as error:
            raise Stop(self.folder.why("runs, but cannot be used", str(error))) from None

    def _make_role_and_database(self, connection):
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone():
            password = connection.pgconn.encrypt_password(self.folder.password().encode(), NAME.encode())
            command = SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
            connection.execute(command.format(Identifier(NAME), password.decode()))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(SQL("CREATE DATABASE {0} OWNER {0}").format(Identifier(NAME)))

    # Stopping

    def release(self):
        """Leaves the cluster; the last one to leave stops the server. A forked child does not leave for its parent."""
        if self.folder.is_registered and self._started_by == os.getpid():
            with self.folder.alone():
                self._leave()

    def _leave(self):
        self.folder.unregister()
        if not self.folder.is_in_use() and self.server_process():
            self.programs.run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", SECONDS_TO_ANSWER, "stop")

    def url(self):
        """Its address with the password, for DATABASE_URL."""
        host = quote(str(socket_folder(self.home)), safe="")
        return f"postgresql://{NAME}:{self.folder.password()}@/{NAME}?host={host}&port=5432"


def start_for_this_process():
    """Starts the portal's cluster and leaves it when the process ends. Returns the cluster."""
    try:
        cluster = Cluster(data_folder())
        cluster.start()
    except OSError as error:
        raise Stop(sentence_for(error, data_folder())) from None
    atexit.register(cluster.release)
    return cluster


@contextlib.contextmanager
def throwaway_cluster():
    """A cluster for one test run, quick because it may lose everything; gives its settings, with DATABASE_URL in "URL".

    Put that address into the environment before settings are read: xdist's workers inherit it.
    """
    sweep_throwaway_clusters()
    home = Path(tempfile.mkdtemp(prefix=THROWAWAY_PREFIX)).resolve()
    cluster = Cluster(data_folder(), home=home, options=THROWAWAY_OPTIONS)
    try:
        cluster.start()
        yield cluster_settings(home) | {"URL": cluster.url()}
    finally:
        cluster.release()
        shutil.rmtree(home, ignore_errors=True)


def sweep_throwaway_clusters():
    """Stops and removes what killed test runs left behind."""
    for home in Path(tempfile.gettempdir()).resolve().glob(f"{THROWAWAY_PREFIX}*"):
        with contextlib.suppress(OSError, Stop):
            if time.time() - home.stat().st_mtime < SECONDS_TO_ANSWER:
                continue  # perhaps one that is being made
            cluster = Cluster(data_folder(), home=home)
            with cluster.folder.alone():
                if cluster.folder.is_in_use():
                    continue
                cluster._leave()
            shutil.rmtree(home)
