"""Where the portal's data lies: pure questions that settings.py asks, without starting anything."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from portal.startup.messages import Stop, sentence_for

ROOT = Path(__file__).resolve().parents[2]
NAME = "portal"  # of the database and of the role that owns it
LONGEST_SOCKET_PATH = 100  # bytes; macOS allows 103, Linux 107
SHORTEST_KEY = 50  # characters; Django warns below that
URL_EXAMPLE = "postgresql://user:password@host:5432/name"


def data_folder():
    """The folder with the database, the secret key and the collected static files: PORTAL_DATA, by default ./var.

    A relative PORTAL_DATA counts from the project's folder, so that every command means the same one.
    """
    return (ROOT / Path(os.environ.get("PORTAL_DATA") or "var").expanduser()).resolve()


def uses_own_database():
    """Whether DATABASE_URL names a PostgreSQL that is not ours to start."""
    return bool(os.environ.get("DATABASE_URL"))


def database_settings():
    """Django's DATABASES["default"]: DATABASE_URL when set, else the embedded cluster, whether it runs yet or not."""
    if uses_own_database():
        return settings_from_url(os.environ["DATABASE_URL"])
    return cluster_settings(cluster_home(data_folder()))


def connection_parameters():
    """The same address in psycopg's words."""
    settings = database_settings()
    words = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {words[key]: settings[key] for key in words if settings[key]} | settings["OPTIONS"]


def settings_from_url(url):
    """Django's settings for a postgresql:// address; what follows the question mark goes to libpq as it is."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Stop(f"DATABASE_URL is not an address ({error}): write it like {URL_EXAMPLE}.") from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise Stop(f"DATABASE_URL is not the address of a PostgreSQL database: write it like {URL_EXAMPLE}.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(port or ""),
        "OPTIONS": options,
    }


def cluster_settings(home):
    """Django's settings for the embedded cluster in this folder. The password stays in its file, which libpq reads."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": NAME,
        "PASSWORD": "",
        "HOST": str(socket_folder(home)),
        "PORT": "5432",
        "OPTIONS": {"passfile": str(password_file(home))},
    }


def cluster_home(data):
    """The cluster's folder: inside the data folder, or where the first start as root had to put it."""
    try:
        return Path(location_file(data).read_text(encoding="utf-8").strip())
    except (FileNotFoundError, NotADirectoryError):
        return data / "postgres"
    except PermissionError as error:
        raise Stop(sentence_for(error, data)) from None


def location_file(data):
    """Names the cluster's folder when it could not lie in the data folder."""
    return data / "postgres.location"


def password_file(home):
    """The roles' passwords, in the format of libpq's password file."""
    return home / "passwords"


def socket_folder(home):
    """Where the cluster listens: in its own folder, or in /tmp when that path is too long for a socket."""
    if len(os.fsencode(home)) + len("/.s.PGSQL.5432") < LONGEST_SOCKET_PATH:
        return home
    return Path("/tmp") / f"portal-socket-{short_hash(home)}"  # its owner and mode are checked at start


def short_hash(path):
    """A few letters that stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def secret_key(data):
    """Django's SECRET_KEY: made on the first call and kept in the data folder, readable by its owner only."""
    kept = data / "secret_key"
    try:
        if not kept.exists():
            write_privately(kept, secrets.token_urlsafe(50) + "\n")
        if kept.stat().st_mode & 0o077:
            kept.chmod(0o600)
        key = kept.read_text(encoding="ascii").strip()
    except OSError as error:
        raise Stop(sentence_for(error, data)) from None
    if len(key) < SHORTEST_KEY:
        raise Stop(f"{kept} does not hold a secret key: remove it, a new one is made (everybody has to sign in again).")
    return key


def write_privately(path, text):
    """Writes a file of mode 600 whole or not at all; of two writers at once the first one's text stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        with contextlib.suppress(FileExistsError):  # another first start was quicker; its text counts
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
