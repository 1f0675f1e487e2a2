"""What all tests share: the database, three people, and both languages."""

import ipaddress
import os
import sys

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation

from book.actions import load_book
from book.content_files import CONTENT
from content.api.throttling import counter
from portal import readiness
from tests.chromium import MISSING, find_chromium


def stay_at_home(event, arguments):
    """No test reaches beyond this machine: whatever asks for another one fails at once, and says so."""
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        away = isinstance(arguments[1], tuple) and not is_here(arguments[1][0])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        away = not address_of(arguments[0])  # a name; numbers are read without asking anybody
    else:
        return
    if away:
        raise RuntimeError(f"Tests stay on this machine: {event} {arguments}")


def is_here(host):
    """Does the host's name stand for this machine?"""
    address = address_of(host)
    return bool(address and (address.is_loopback or address.is_unspecified))


def address_of(host):
    """The address that a host's name stands for without a look-up, or None."""
    host = host.decode() if isinstance(host, bytes) else host
    if host in {None, "", "localhost"}:
        return ipaddress.IPv4Address("127.0.0.1")
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def pytest_collection_modifyitems(items):
    """Tests of a module that need the whole book stay with one worker, so that it is loaded once for them."""
    for item in items:
        if "the_book" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group(item.module.__name__))


def pytest_configure():
    """Static files straight from their folders, pages made anew each time, migrations known to be applied."""
    sys.addaudithook(stay_at_home)
    hypothesis.settings.register_profile("on a busy machine", deadline=None)
    hypothesis.settings.load_profile("on a busy machine")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the tests
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PAGE_CACHE_BYTES = 0
    settings.GUARD_FORMS = False
    settings.DATA_SETS = settings.DATA_FOLDER / "no sets of open data"  # tests that need some make them elsewhere
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    readiness.migrations.settled = True


def pytest_sessionfinish(session):
    """Where browser tests are asked for (as CI does), a run without a browser has failed."""
    if os.environ.get("PORTAL_REQUIRE_BROWSER") and not find_chromium():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    """The last word about browser tests that did not run."""
    if not find_chromium():
        terminalreporter.write_line(f"The browser tests were skipped: {MISSING}.", red=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of the tests; at the end, whoever still holds a connection to it (a pool's thread) loses it."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


@pytest.fixture(autouse=True)
def _chinese_first():
    """Whatever language another test was in: every test begins in the site's first one."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _fresh_cache():
    """No test sees what another one cached, or is refused because others asked much."""
    cache.clear()
    counter.clear()
    yield
    cache.clear()


@pytest.fixture
def stranger(db):
    """Somebody with an account and no rights."""
    return get_user_model().objects.create_user("stranger", password="stranger's password")


@pytest.fixture
def editor(db):
    """Somebody who edits content, and nothing else."""
    user = get_user_model().objects.create_user("editor", password="editor's password", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    return user


@pytest.fixture
def admin(db):
    """Somebody who looks after people and settings too."""
    user = get_user_model().objects.create_user("admin", password="admin's password", is_staff=True)
    user.groups.add(Group.objects.get(name="admin"))
    return user


@pytest.fixture
def desk(client, editor):
    """The editor's browser."""
    client.force_login(editor)
    return client


@pytest.fixture(params=["", "/en"], ids=["zh", "en"])
def prefix(request):
    """The beginning of every address, in both languages."""
    return request.param


@pytest.fixture(scope="module")
def the_book(django_db_setup, django_db_blocker):
    """The whole book in the database, for the tests of one module; rolled back after them.

    Loading is measured where it is tried, in tests of the book: here it would only take twice as long.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        measuring = sys.gettrace()
        sys.settrace(None)
        load_book(CONTENT)
        sys.settrace(measuring)
        yield
        transaction.set_rollback(True)
