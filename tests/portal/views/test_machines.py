"""Files that machines ask for at fixed addresses."""

from urllib.robotparser import RobotFileParser

import time_machine


def test_who_finds_a_weakness_learns_whom_to_tell(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.CONTACT_EMAIL, settings.BASE_URL = "editors@example.org", "https://casebook.example"

    with time_machine.travel("2026-11-28T12:00:00+08:00"):
        answer = client.get("/.well-known/security.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:editors@example.org",
        "Expires: 2027-05-27T00:00:00Z",
        "Preferred-Languages: zh, en",
        "Canonical: https://casebook.example/.well-known/security.txt",
    ]


def test_search_engines_may_read_all_but_the_editing_room(client):
    answer = client.get("/robots.txt")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_a_reader_of_robots_txt_knows_where_it_may_go_and_finds_the_sitemap(client):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())

    assert robots.can_fetch("*", "http://testserver/cases/")
    assert not robots.can_fetch("*", "http://testserver/admin/")
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]


def test_the_icon_is_where_browsers_look_for_it(client):
    answer = client.get("/favicon.ico")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


def test_both_are_only_read(client):
    for path in ("/robots.txt", "/favicon.ico"):
        answer = client.post(path)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
