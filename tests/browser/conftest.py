"""A real portal for the browser tests: the production server over a database of its own, with the whole book."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import expect

from tests.chromium import MISSING, find_chromium

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = find_chromium()
PASSWORD = secrets.token_urlsafe(16)


def pytest_collection_modifyitems(items):
    """Browser tests are marked, each file stays with one worker, and all are skipped aloud without a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]  # fmt: skip
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"args": quiet + root, "executable_path": CHROMIUM}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(scope="session")
def environment(django_db_setup, django_db_blocker, tmp_path_factory):
    """The variables of a portal with a database and a folder of its own."""
    with django_db_blocker.unblock():
        parameters = connection.get_connection_params()
    name = f"browser_{secrets.token_hex(4)}"
    settings = {key: value for key, value in parameters.items() if key in {"host", "port", "user", "password"}}
    with psycopg.connect(**settings, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        data = tmp_path_factory.mktemp("data")
        url = f"postgresql://{settings['user']}:{settings['password']}@/{name}?host={settings['host']}&port={settings['port']}"
        yield unmeasured() | {
            "DATABASE_URL": url, "PORTAL_DATA": str(data), "WEB_WORKERS": "1", "DEBUG": "0", "PORT": free_port()
        }  # fmt: skip
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def unmeasured():
    """The variables without coverage's: what the browser sees is tried inside the process too, at half the time."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="session")
def portal(environment):
    """The address of a running portal. Its editor is "editor" with PASSWORD."""
    yield from serve(environment)


@pytest.fixture
def mail_to(environment):
    """A function: send what is in the outbox, and read the newest mail to an address."""

    def newest(address):
        subprocess.run(
            [sys.executable, "manage.py", "send_mail"], check=True, capture_output=True, cwd=ROOT, env=environment
        )
        files = sorted(Path(environment["PORTAL_DATA"], "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        mails = [text for file in files if f"To: {address}" in (text := file.read_text(encoding="utf-8"))]
        return mails[-1]

    return newest


def serve(environment):
    """Prepare the database and the static files, serve, stop."""
    port = environment["PORT"]
    run = {"cwd": ROOT, "env": environment}
    subprocess.run([sys.executable, "-m", "portal.startup.prepare"], check=True, capture_output=True, **run)
    subprocess.run([sys.executable, "manage.py", "shell", "-v0", "-c", make_editor()], check=True, **run)
    process = subprocess.Popen([sys.executable, "-m", "portal.startup.web", "127.0.0.1", port], **run)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        process.terminate()
        process.wait()


def make_editor():
    """Code for the portal's shell: two people; cases with two versions, a long title, an image; a collection; open
    data."""
    return (
        "from django.contrib.auth.models import Group, User;"
        f"user = User.objects.create_user('editor', password='{PASSWORD}', is_staff=True);"
        "user.groups.add(Group.objects.get(name='editor'));"
        f"User.objects.create_user('keyholder', password='{PASSWORD}');"
        "from content.actions import save; from content.models import Page;"
        "document = Page.objects.get(kind='case', slug='vllm').document;"
        "document['summary'] = {'zh': '改过的摘要。', 'en': 'A changed summary.'};"
        "save(kind='case', document=document, source='admin', by=user, note='A second version');"
        "long = document | {'slug': 'long-title', 'title': {'zh': '', 'en': 'Unbreakable' * 27}, 'related': []};"
        "save(kind='case', document=long, source='admin', by=user);"
        "from content.images.reading import store; from tests.images import upload;"
        "shown = {'file': store(upload(), by=user).name, 'alt': {'zh': '', 'en': 'A square'}, 'credit': 'Somebody'};"
        "illustrated = document | {'slug': 'illustrated', 'images': [shown], 'related': []};"
        "save(kind='case', document=illustrated, source='admin', by=user);"
        "from community.collecting.actions import Wish, add, create;"
        "row = create(by=user, language='zh', wish=Wish('先读这些', public=True, by_editors=True, slug='begin'));"
        "add(row, Page.objects.get(kind='case', slug='vllm'), by=user, note='A note');"
        "from portal.open_data.making import make; make()"
    )


def wait_for(url):
    for _try in range(100):
        try:
            urllib.request.urlopen(url, timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{url} does not answer")


@pytest.fixture
def watched(page):
    """A page that fails the test on any error in the console: also every violation of the content security policy."""
    errors = []

    def note(message):
        if message.type == "error" and "409 (Conflict)" not in message.text:  # the form of a second editor
            errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def signed_in(watched, portal):
    """A page on which the editor is signed in to the admin."""
    watched.goto(f"{portal}/admin/login/?next=/admin/")
    watched.fill("#id_login", "editor")
    watched.fill("#id_password", PASSWORD)
    watched.press("#id_password", "Enter")
    watched.wait_for_url(f"{portal}/admin/")
    return watched


@pytest.fixture(scope="session")
def people(portal, environment):
    """A reviewer and somebody who has been published before, beside the newcomers of the tests."""
    code = (
        "from django.contrib.auth.models import Group, User; from contributions.actions import agree;"
        f"reviewer = User.objects.create_user('reviewer', password='{PASSWORD}');"
        "reviewer.groups.add(Group.objects.get(name='reviewer'));"
        f"[agree(User.objects.create_user(name, password='{PASSWORD}'), 1)"
        " for name in ('writer', 'typist', 'proposer')]"
    )
    run = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    subprocess.run(run, check=True, cwd=ROOT, env=environment)


@pytest.fixture
def enter(browser, portal, people):
    """A function: a page of a browser of its own, on which somebody is signed in."""
    contexts = []

    def signed_in(name, prefix="", javascript=True):
        context = browser.new_context(java_script_enabled=javascript, locale="en" if prefix else "zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if name:
            page.goto(f"{portal}{prefix}/accounts/login/")
            page.fill("[name=login]", name)
            page.fill("[name=password]", PASSWORD)
            page.locator("main form button.button").first.click()
            expect(page).to_have_url(re.compile("/accounts/$"))
        return page

    yield signed_in
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def windows(browser, portal):
    """A function: a page of a browser in which this person is signed in; one for all tests of a file."""
    contexts = {}

    def window(who):
        if who not in contexts:
            contexts[who] = browser.new_context(locale="zh-CN", reduced_motion="reduce")
            if who:
                page = contexts[who].new_page()
                page.goto(f"{portal}/accounts/login/")
                page.fill("[name=login]", who)
                page.fill("[name=password]", PASSWORD)
                page.locator("main form button.button").first.click()
                expect(page).to_have_url(re.compile("/accounts/$"))
                page.close()
        return contexts[who].new_page()

    yield window
    for context in contexts.values():
        context.close()
