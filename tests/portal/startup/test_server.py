"""The supervisor, over a small site of its own: what happens when parts die, ports are taken, databases are wrong."""

import os
import signal
import socket
import threading
import time

import pytest

from portal.startup.embedded_postgres import Cluster
from portal.startup.messages import Stop
from portal.startup.postgres_programs import is_server_of
from portal.startup.server import refuse_taken_port
from portal.startup.serving import serving, who_serves
from portal.startup.settings_check import still_to_set
from tests.portal.small_site import Running, free_port, make_site, one_sentence, run_once, running

# The whole portal


@pytest.mark.slow
def test_first_start_shows_the_password_once_and_the_second_changes_nothing(site):
    with running(site) as server:
        assert server.get("/people/") == "1"
        said = "".join(server.said)
    assert said.count("password    ") == 1
    assert "CONTACT_EMAIL (where readers write to the editors)" in said
    assert "Book loaded." in said

    started = time.monotonic()
    with running(site, CONTACT_EMAIL="editors@example.org") as server:
        assert time.monotonic() - started < 10
        assert server.get("/people/") == "1"
        said = "".join(server.said)
    assert "password" not in said
    assert "PORTAL_BASE_URL" in said and "CONTACT_EMAIL" not in said
    assert "Updating the tables" not in said
    assert "static files" not in said


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_finishes_requests_under_way_and_stops_the_database(site, number):
    with running(site) as server:
        cluster = Cluster(site / "var")
        database = cluster.server_process()
        answers = []
        requests = [threading.Thread(target=lambda: answers.append(server.get("/slow/"))) for _reader in range(4)]
        for request in requests:
            request.start()
        time.sleep(0.5)

        assert server.end(number) == 0
        for request in requests:
            request.join()
        assert answers == ["finished"] * 4
        assert "panicked" not in "".join(server.said)
        assert not is_server_of(database, cluster.data)
        refuse_taken_port("127.0.0.1", server.port)


@pytest.mark.slow
def test_killed_parts_are_noticed_and_started_again(site):
    with running(site) as server:
        os.kill(int(server.get("/process/")), signal.SIGKILL)
        server.wait_for("The web server runs again.")
        assert server.get("/people/") == "1"

        os.kill(Cluster(site / "var").server_process(), signal.SIGKILL)
        server.wait_for("PostgreSQL runs again.")
        assert server.get("/people/") == "1"


@pytest.mark.slow
def test_killed_supervisor_leaves_nothing_that_blocks_the_next_start(site):
    port = free_port()
    server = Running(site, port)
    server.wait_for("The portal is at")
    server.process.kill()
    server.end()
    time.sleep(2)

    again = Running(site, port)
    again.wait_for("The portal is at")
    assert again.get("/people/") == "1"
    assert again.end() == 0


@pytest.mark.slow
def test_two_checkouts_serve_side_by_side(site):
    other = make_site(site.parent / "另一个")

    with running(site) as server, running(other) as beside:
        assert server.get("/people/") == beside.get("/people/") == "1"
        assert Cluster(site / "var").server_process() != Cluster(other / "var").server_process()


@pytest.mark.slow
def test_taken_port_is_told_before_anything_is_begun(site, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run_once(site, PORT=str(port), PORTAL_DATA=str(tmp_path / "var"))

    assert one_sentence(done).startswith(f"Port {port} is taken by another program")
    assert not (tmp_path / "var").exists()


@pytest.mark.slow
def test_the_same_portal_is_not_taken_for_another_program(site):
    with running(site) as server:
        first, said = server.process.pid, "".join(server.said)
        done = one_sentence(run_once(site, PORT=str(server.port)))
        elsewhere = one_sentence(run_once(site, PORT=str(server.port), PORTAL_DATA=str(site / "other")))
    assert done.startswith(f"This portal runs already, with the same data: open http://127.0.0.1:{server.port}/")
    assert f"kill {first}." in done
    assert "taken by another program" in elsewhere
    assert said.rstrip().splitlines()[-1].startswith("The portal is at")
    assert not list((site / "var").glob("serving-*"))


def test_what_a_public_site_lacks_is_named_until_it_is_set(monkeypatch):
    names = ("PORTAL_BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "CONTACT_EMAIL")
    monkeypatch.setenv(names[0], "")
    for name in names[1:]:
        monkeypatch.delenv(name, raising=False)

    for name in names:
        assert name in still_to_set()
        monkeypatch.setenv(name, "x")
        assert name not in still_to_set()
    assert still_to_set() == ""


def test_of_two_starts_at_once_one_says_that_the_other_runs(tmp_path):
    with serving(tmp_path, 8000), pytest.raises(Stop, match=f"kill {os.getpid()}"), serving(tmp_path, 8000):
        pass

    assert who_serves(tmp_path, 8000) is None


def test_a_killed_portal_serves_nothing_any_more(tmp_path):
    (tmp_path / "serving-8000").write_text("1")

    assert who_serves(tmp_path, 8000) is None


@pytest.mark.slow
def test_settings_are_read_before_anything_is_begun(site, tmp_path):
    done = run_once(site, WEB_WORKERS="x", PORTAL_DATA=str(tmp_path / "var"))

    assert one_sentence(done) == "WEB_WORKERS is 'x': set it to a whole number above 0.\n"
    assert done.stdout == "" and not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [("127.0.0.1", 70000, "from 1 to 65535"), ("192.0.2.1", 8000, "This machine has no address 192.0.2.1")],
)
def test_address_that_does_not_exist(host, port, sentence):
    with pytest.raises(Stop, match=sentence):
        refuse_taken_port(host, port)


@pytest.mark.slow
def test_broken_book_stops_the_start_with_its_place(site):
    (site / "broken-book").touch()
    try:
        done = run_once(site)
    finally:
        (site / "broken-book").unlink()

    assert one_sentence(done) == "book/content/cases/x.yaml: title: missing\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "DATABASE_URL is not the address of a PostgreSQL database"),
        (
            "postgresql://somebody:secret@127.0.0.1:1/portal",
            "No connection to DATABASE_URL at 127.0.0.1:1 (Connection refused",
        ),
    ],
)
def test_wrong_database_url_ends_with_one_sentence(site, url, sentence):
    said = one_sentence(run_once(site, DATABASE_URL=url))

    assert said.startswith(sentence)
    assert "secret" not in said
