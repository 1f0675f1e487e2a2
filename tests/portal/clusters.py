"""Clusters for the tests: started and left, in this process or in another one."""

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from portal.startup.database import ROOT, cluster_settings
from portal.startup.embedded_postgres import THROWAWAY_OPTIONS as QUICK
from portal.startup.embedded_postgres import Cluster

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
