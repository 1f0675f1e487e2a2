"""The real server in front of a real cluster, which is hung, killed and restarted under it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from portal.startup.database import data_folder
from portal.startup.embedded_postgres import THROWAWAY_OPTIONS, Cluster

pytestmark = pytest.mark.slow
READERS = 12
PAGE = "/cases/"  # one that reads the database


@pytest.fixture(scope="module")
def cluster():
    folder = Path(tempfile.mkdtemp(prefix="portal-outage-"))
    folder.chmod(0o755)  # pytest's own folders are closed; as root, the cluster belongs to somebody else
    cluster = Cluster(data_folder(), home=folder / "cluster", options=THROWAWAY_OPTIONS)
    cluster.start()
    yield cluster
    cluster.release()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def site(cluster, tmp_path_factory):
    """The address of a server with its own database, in one process as of `./run`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = os.environ | {"DATABASE_URL": cluster.url(), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    environment |= {"WEB_WORKERS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    environment["PORTAL_DATA"] = str(tmp_path_factory.mktemp("data"))
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0", "-i", "drf_spectacular_sidecar"]):
        subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=True)
    command = [sys.executable, "-m", "portal.startup.web", "127.0.0.1", port]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    await_answer(address, 200, within=30)
    yield address
    server.terminate()
    server.wait(30)


def ask(address, path=PAGE):
    """Status, seconds and text of one answer."""
    started = time.monotonic()
    try:
        with urllib.request.urlopen(address + path, timeout=20) as response:
            return response.status, time.monotonic() - started, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, time.monotonic() - started, error.read().decode()
    except urllib.error.URLError:
        return None, time.monotonic() - started, ""


def ask_often(address, path=PAGE):
    """The answers that many readers get at once."""
    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(lambda reader: ask(address, path), range(READERS)))


def await_answer(address, status, within, path=PAGE):
    started = time.monotonic()
    while ask(address, path)[0] != status:
        assert time.monotonic() - started < within, f"no {status} within {within} s"
        time.sleep(0.1)
    return time.monotonic() - started


@contextlib.contextmanager
def hung(cluster):
    """Every process of the cluster stands still, as under a stuck disk."""
    postmaster = psutil.Process(cluster.server_process())
    processes = [postmaster, *postmaster.children()]
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()


@contextlib.contextmanager
def killed(cluster):
    """The server has died without a word; afterwards somebody starts it again."""
    postmaster = psutil.Process(cluster.server_process())
    children = postmaster.children()
    os.kill(postmaster.pid, signal.SIGKILL)
    psutil.wait_procs(children, timeout=10)
    try:
        yield
    finally:
        cluster.folder.unregister()
        cluster.start()


def assert_calm(answers):
    assert {status for status, _, _ in answers} == {503}
    assert max(seconds for _, seconds, _ in answers) < 2
    assert all("资料库" in text and "database" in text and "css/site" in text for _, _, text in answers)


def test_hung_database_is_a_503_within_two_seconds_and_heals(site, cluster):
    ask_often(site)
    with hung(cluster):
        assert_calm(ask_often(site))
        assert ask(site, "/healthz")[0] == 200
        assert ask(site, "/readyz")[0] == 503
        assert_calm(ask_often(site))

    assert await_answer(site, 200, within=5) < 5


def test_killed_database_is_a_503_and_heals(site, cluster):
    ask_often(site)
    with killed(cluster):
        assert_calm(ask_often(site))

    assert await_answer(site, 200, within=5) < 5


def test_restart_while_nobody_reads_is_not_noticed(site, cluster):
    ask_often(site)
    with killed(cluster):
        pass

    assert [ask(site)[0] for _ in range(5)] == [200] * 5


def test_pages_are_refused_until_migrated(cluster):
    """Another process than the server of this module: one that starts on an empty database."""
    environment = os.environ | {"DATABASE_URL": cluster.url().replace("/portal?", "/postgres?")}
    environment |= {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "PYTHONPATH": os.pathsep.join(sys.path)}
    code = (
        "import django; django.setup()\nfrom django.test import Client\n"
        "answer = Client().get('/cases/', HTTP_HOST='localhost')\nprint(answer.status_code, answer['Retry-After'])"
    )

    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert said.stdout.split()[0] == "503"
