"""pip for an environment without one: Debian's Python cannot make it. The wheel is pinned by its checksum.

It comes from the index that pip itself is set up for (PIP_INDEX_URL or a pip.conf), so that mirrors work.
"""

import base64
import configparser
import hashlib
import os
import ssl
import sys
import urllib.error
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from portal.startup.messages import Stop

WHEEL = "pip-26.3-py3-none-any.whl"
CHECKSUM = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PUBLIC_INDEX = "https://pypi.org/simple"
SECONDS = 60


def fetch_pip(folder):
    """Puts the wheel into the folder and returns its path."""
    index = setting("index-url") or PUBLIC_INDEX
    address = f"{index.rstrip('/')}/pip/"
    try:
        wheel = _find_link(address)
        content = _read(wheel)
    except (urllib.error.URLError, TimeoutError, ValueError, ssl.SSLError) as error:
        raise Stop(
            f"pip could not be fetched from {without_password(index)} ({getattr(error, 'reason', error)}): connect to "
            "the network, or set PIP_INDEX_URL to a mirror."
        ) from None
    if hashlib.sha256(content).hexdigest() != CHECKSUM:
        raise Stop(
            f"What {without_password(index)} gave as {WHEEL} is not that file: set PIP_INDEX_URL to another mirror."
        )
    path = folder / WHEEL
    path.write_bytes(content)
    return path


def setting(name):
    """One of pip's settings, from the environment or its files, where the later file counts."""
    from_environment = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
    if from_environment:
        return from_environment
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read([path for path in _configuration_files() if path], encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return None  # pip itself will say what is wrong with its file
    for section in ("install", "global"):
        if parser.has_option(section, name):
            return parser.get(section, name).split()[0]
    return None


def _configuration_files():
    home = Path.home()
    if sys.platform == "darwin":
        system, user = ["/Library/Application Support/pip/pip.conf"], home / "Library/Application Support/pip/pip.conf"
    else:
        shared = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        system = [f"{folder}/pip/pip.conf" for folder in reversed(shared.split(":"))]
        user = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip/pip.conf"
    return [*system, "/etc/pip.conf", home / ".pip/pip.conf", user, os.environ.get("PIP_CONFIG_FILE")]


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = None

    def handle_starttag(self, tag, attrs):
        address = urldefrag(dict(attrs).get("href") or "").url if tag == "a" else ""
        if address.rpartition("/")[2] == WHEEL:
            self.found = address


def _find_link(address):
    links = _Links()
    links.feed(_read(address).decode("utf-8"))
    if not links.found:
        raise ValueError(f"{WHEEL} is not there")
    return urljoin(address, links.found)


def _read(address):
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    if "@" in urlsplit(address).netloc:
        request = _with_credentials(address)
    with urllib.request.urlopen(request, timeout=SECONDS, context=_trust(address)) as answer:
        return answer.read()


def _with_credentials(address):
    """urllib wants a name and password in a header, pip takes them in the address."""
    parts = urlsplit(address)
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()
    header = {"Authorization": f"Basic {base64.b64encode(pair).decode()}", "Accept": "text/html"}
    return urllib.request.Request(without_password(address), headers=header)


def _trust(address):
    """Whom to trust. A bare system has no certificates at all: there the wheel's checksum alone vouches for it."""
    context = ssl.create_default_context(cafile=setting("cert"))
    places = ssl.get_default_verify_paths()
    has_certificates = setting("cert") or places.cafile or (places.capath and any(Path(places.capath).iterdir()))
    if not has_certificates and "@" not in urlsplit(address).netloc:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def without_password(address):
    """The address as it may be shown."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
