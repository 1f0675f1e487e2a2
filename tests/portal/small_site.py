"""A small site of its own under the real supervisor, for tests of starting and stopping."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.startup.database import ROOT

SITE = {
    "portal/__init__.py": "",
    "portal/management/__init__.py": "",
    "portal/management/commands/__init__.py": "",
    "portal/management/commands/load_book.py": """
from django.core.management.base import BaseCommand, CommandError
from pathlib import Path

class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--if-changed", action="store_true")

    def handle(self, *args, **options):
        if Path("broken-book").exists():
            raise CommandError("book/content/cases/x.yaml: title: missing")
        self.stdout.write("Book loaded.")
""",
    "portal/management/commands/rebuild_search.py": """
from django.core.management.base import BaseCommand

class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--if-outdated", action="store_true")

    def handle(self, *args, **options):
        pass
""",
    "portal/urls.py": """
import os, time
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.urls import path

urlpatterns = [
    path("process/", lambda request: HttpResponse(str(os.getppid()))),
    path("people/", lambda request: HttpResponse(str(get_user_model().objects.count()))),
    path("slow/", lambda request: HttpResponse(time.sleep(2) or "finished")),
]
""",
    "portal/settings.py": """
import os
from pathlib import Path
from portal.startup import data_folder, database_settings, secret_key

DATA_FOLDER = data_folder()
SECRET_KEY = secret_key(DATA_FOLDER)
DEBUG = bool(os.environ.get("DEBUG"))
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.staticfiles", "portal"]
ROOT_URLCONF = "portal.urls"
DATABASES = {"default": database_settings() | {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [Path(__file__).parent.parent / "static"]
""",
    "static/site.css": "a {}",
}


@pytest.fixture(scope="module")
def site():
    """A project of a few lines, in a path with spaces and Chinese, that every account can reach."""
    parent = Path(tempfile.mkdtemp(prefix="portal 站点-")).resolve()
    parent.chmod(0o755)
    yield make_site(parent / "one")
    shutil.rmtree(parent)


def make_site(folder):
    for name, text in SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "portal" / "startup", folder / "portal" / "startup", ignore=leave_out)
    shutil.copy(ROOT / "portal" / "wsgi.py", folder / "portal")
    shutil.copy(ROOT / "portal/management/commands/create_first_admin.py", folder / "portal/management/commands")
    shutil.copy(ROOT / "manage.py", folder)
    return folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def variables(**more):
    outside = ("DATABASE_URL", "PORTAL_DATA", "PORTAL_HOST", "DJANGO_SETTINGS_MODULE", "DEBUG")
    kept = {name: value for name, value in os.environ.items() if name not in outside}
    return kept | {"WEB_WORKERS": "1", "PYTHONUNBUFFERED": "1"} | more


class Running:
    """A supervisor and what it has said so far."""

    def __init__(self, site, port, *arguments, **more):
        self.port = port
        self.said = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.startup.server", *arguments], cwd=site, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=variables(PORT=str(port), **more),
        )  # fmt: skip
        self.reader = threading.Thread(target=lambda: self.said.extend(self.process.stdout))
        self.reader.start()

    def wait_for(self, text, seconds=60):
        deadline = time.monotonic() + seconds
        while text not in "".join(self.said):
            assert time.monotonic() < deadline, f"{text!r} was not said:\n{''.join(self.said)}"
            time.sleep(0.05)

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    def end(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.wait(60)
        self.reader.join()
        self.process.stdout.close()
        return self.process.returncode


@contextmanager
def running(site, *arguments, **more):
    server = Running(site, free_port(), *arguments, **more)
    try:
        server.wait_for("The portal is at")
        yield server
    finally:
        server.end()


def run_once(site, **more):
    """Starts a supervisor that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "portal.startup.server"], cwd=site, capture_output=True, text=True, check=False,
        env=variables(**({"PORT": str(free_port())} | more)), timeout=60,
    )  # fmt: skip


def one_sentence(done):
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr
