"""Where a cluster may lie and under which account it runs.

PostgreSQL refuses to run as root. As root we hand it to an account without rights; when that account cannot reach the
project (a closed folder such as /root), programs and data go to a public place, and no foreign folder is opened for it.
"""

import contextlib
import os
import pwd
import subprocess
from pathlib import Path

from portal.startup.database import location_file, short_hash
from portal.startup.messages import Stop

PUBLIC_PARENT = Path("/var/lib")
UNUSABLE_IN_PATHS = '"`$\\\n'  # initdb and pg_ctl hand paths to a shell, between double quotes


def account_for(home):
    """The account that PostgreSQL runs under: None for our own, as root another one."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(FileNotFoundError, KeyError):
        owner = home.stat().st_uid
        if owner:  # a cluster that exists keeps its owner
            return pwd.getpwuid(owner)
    wished = os.environ.get("PORTAL_PG_USER")
    for name in [wished] if wished else ["postgres", "nobody"]:
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            if account.pw_uid:
                return account
    raise Stop("PostgreSQL does not run as root: name an account without rights in PORTAL_PG_USER, or start as one.")


def run_as(account, command, **more):
    """Runs a command under the account (None: our own) and waits for it."""
    identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    defaults = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": "/"}
    return subprocess.run(command, check=False, **(defaults | identity | more))


def succeeds(account, *command):
    """Whether the account can run this command: found out by trying, since modes do not tell everything."""
    try:
        return run_as(account, command).returncode == 0
    except PermissionError:
        return False


def refuse_unusable_path(path):
    """PostgreSQL's own programs cannot handle these few characters in a path."""
    if any(character in str(path) for character in UNUSABLE_IN_PATHS):
        raise Stop(f"PostgreSQL cannot keep data in {str(path)!r}: set PORTAL_DATA to a path without quotes, $ or \\.")


def public_folder(data):
    """A place that every account can reach, one for each data folder."""
    return PUBLIC_PARENT / f"portal-{short_hash(data)}"


def make_public(folder):
    """Makes one of our own folders that every account may pass through."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)


def reachable_home(data, home, account):
    """As root: the home in the data folder if the account can enter it, else a public one, which a file names."""
    pointer = location_file(data)
    if pointer.exists():
        return _moved_home(data, home, pointer)
    if _can_enter(account, home):
        return home
    if home.exists():
        raise Stop(
            f"The account {account.pw_name} can no longer enter {home}, where the database lies: "
            "let it pass through the folders above, or start as an account that can."
        )
    return _point_to_public_home(data, pointer)


def _can_enter(account, folder):
    while not folder.exists():
        folder = folder.parent
    return succeeds(account, "/bin/sh", "-c", 'cd "$1"', "sh", str(folder))


def _moved_home(data, home, pointer):
    """The place that the pointer names, unless pointer and all were copied from another checkout."""
    belongs = home.parent / "belongs-to"
    owner = Path(belongs.read_text(encoding="utf-8")) if belongs.exists() else data
    if owner != data:
        if location_file(owner).exists():
            return _point_to_public_home(data, pointer)
        belongs.write_text(str(data), encoding="utf-8")
    return home


def _point_to_public_home(data, pointer):
    public = public_folder(data)
    make_public(public)
    (public / "belongs-to").write_text(str(data), encoding="utf-8")
    pointer.parent.mkdir(parents=True, exist_ok=True)
    pointer.write_text(f"{public / 'postgres'}\n", encoding="utf-8")
    return public / "postgres"
