"""The portal's own Python environment in .venv: made and filled on the first start, only checked later."""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys

from portal.startup.database import ROOT
from portal.startup.messages import Progress, Stop, say
from portal.startup.pip_wheel import PUBLIC_INDEX, fetch_pip, setting, without_password

RUNTIME = "requirements.txt"
ENOUGH_SPACE = 100_000_000  # bytes; with less there is no point in beginning

DISK_FULL = "The disk is full: free about 1 GB in {root} and run it again."
CAUSES = (
    (r"No space left on device|Disk quota exceeded|os error 28", DISK_FULL),
    (
        r"DO NOT MATCH THE HASHES|[Hh]ash mismatch",
        "A downloaded package is not the one that {file} names, so it was left out: run it again, or use a mirror.",
    ),
    (
        r"Connection refused|NewConnectionError|ConnectionError|Temporary failure in name resolution|timed out|"
        r"Name or service not known|Network is unreachable|ProxyError|SSLError|[Dd]ns error|error sending request",
        "The packages could not be fetched from {index}: connect to the network, or set PIP_INDEX_URL to a mirror.",
    ),
    (
        r"No matching distribution|no usable wheels|has no wheels",
        "A package of {file} is not to be had for Python {python} on {system}: {detail}.",
    ),
    (r"Permission denied", "{venv} belongs to another account: run this as its owner, or use a checkout of your own."),
)


class Environment:
    """The environment of one checkout."""

    def __init__(self, root=ROOT):
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"

    def make_ready(self, requirements=RUNTIME):
        """Makes it and installs what is missing; returns its Python. Several first starts at once take turns."""
        if not self._is_installed(requirements):
            with self._alone():
                if not self._is_installed(requirements):
                    self._make()
                    self._install(requirements)
        return self.python

    def _is_installed(self, requirements):
        try:
            return self._stamp(requirements).read_text(encoding="ascii") == self._fingerprint(requirements)
        except FileNotFoundError:
            return False

    def _stamp(self, requirements):
        return self.folder / f".installed-{requirements}"

    def _fingerprint(self, requirements):
        """Changes with the pinned versions, with the Python beneath, and when the environment cannot run any more."""
        runs = os.access(self.python, os.X_OK)
        text = (self.root / requirements).read_bytes() + f"{sys.version}{runs}".encode()
        return hashlib.sha256(text).hexdigest()

    @contextlib.contextmanager
    def _alone(self):
        """A lock on the project's folder itself: it leaves no file behind."""
        folder = os.open(self.root, os.O_RDONLY)
        try:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is installing the packages: waiting for it …")
                fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _make(self):
        if shutil.disk_usage(self.root).free < ENOUGH_SPACE:
            raise Stop(DISK_FULL.format(root=self.root))
        if self._runs("-c", "import sys; sys.exit(sys.version_info[:2] != %r)" % (sys.version_info[:2],)):  # noqa: UP031
            return
        say(f"Making a Python environment in {self.folder} …")
        shutil.rmtree(self.folder, ignore_errors=True)
        made = _run(sys.executable, "-m", "venv", "--without-pip", self.folder)
        if made.returncode:
            raise Stop(self._why(made.stdout, RUNTIME))

    def _runs(self, *arguments):
        return self.python.exists() and _run(self.python, *arguments).returncode == 0

    def _install(self, requirements):
        self._stamp(requirements).unlink(missing_ok=True)
        uv = shutil.which("uv")
        if not (uv and self._install_with_uv(uv, requirements)):
            self._install_with_pip(requirements)
        for covered in {requirements, RUNTIME}:
            self._stamp(covered).write_text(self._fingerprint(covered), encoding="ascii")

    def _install_with_uv(self, uv, requirements):
        """uv knows nothing of pip's settings, so the mirror is handed on. Whatever it cannot do, pip tries again."""
        say(f"Installing {requirements} with uv …")
        index = setting("index-url")
        environment = _clean_environment() | ({"UV_DEFAULT_INDEX": index} if index else {})
        command = [uv, "pip", "install", "--python", self.python, "--require-hashes", "-r", self.root / requirements]
        return subprocess.run(command, env=environment, check=False).returncode == 0

    def _install_with_pip(self, requirements):
        self._have_pip()
        path = self.root / requirements
        total = len(re.findall(r"^[a-zA-Z0-9]\S*==", path.read_text(encoding="utf-8"), re.MULTILINE))
        command = [self.python, "-m", "pip", "install", "--require-hashes", "--no-input", "--disable-pip-version-check"]
        command += ["--retries", "2", "--progress-bar", "off", "-r", path]
        command += ["--only-binary", ":all:"] if requirements == RUNTIME else ["--prefer-binary"]
        progress = Progress(f"Installing about {total} packages of {requirements}")
        said, collected = [], 0
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=_clean_environment(),
        )
        with process:
            for line in process.stdout:
                said.append(line)
                collected += line.startswith(("Collecting ", "Processing "))
                if line.startswith(("Collecting ", "  Downloading ", "Downloading ")):
                    progress.at(f"{collected} of about {total}: {line.split()[1].partition('==')[0]}")
                elif line.startswith("Installing collected packages"):
                    progress.at(f"unpacking {collected} packages")
                elif "Retrying" in line:
                    progress.at("no answer, trying again")
        if process.returncode:
            raise Stop(self._why("".join(said), requirements))
        progress.done()

    def _have_pip(self):
        if self._runs("-m", "pip", "--version"):
            return
        if importlib.util.find_spec("ensurepip") and self._runs("-m", "ensurepip"):
            return
        wheel = fetch_pip(self.folder)
        done = _run(self.python, wheel / "pip", "install", "--no-index", "--disable-pip-version-check", wheel)
        wheel.unlink()
        if done.returncode:
            raise Stop(self._why(done.stdout, RUNTIME))

    def _why(self, said, requirements):
        """The sentence for what pip or venv said."""
        system = os.uname()
        facts = {
            "root": self.root,
            "venv": self.folder,
            "file": requirements,
            "index": without_password(setting("index-url") or PUBLIC_INDEX),
            "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
            "system": f"{system.sysname} {system.machine}",
            "detail": _last_line(said),
        }
        known = (sentence for pattern, sentence in CAUSES if re.search(pattern, said))
        return next(known, "Installing {file} failed: {detail}.").format(**facts)


def _clean_environment():
    """Without what would lead pip or Python out of our environment."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_REQUIRE_VIRTUALENV"}
    return {name: value for name, value in os.environ.items() if name not in unwanted} | {"PIP_USER": "0"}


def _run(*command):
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
    return subprocess.run(command, **streams, text=True, errors="replace", check=False, env=_clean_environment())


def _last_line(said):
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1].removeprefix("ERROR: ").rstrip(".") if lines else "it gave no reason"
