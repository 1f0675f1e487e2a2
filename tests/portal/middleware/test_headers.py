"""The headers of every answer: what protects the reader, and what a cache may keep."""

import pytest

from portal.middleware.security_headers import HEADERS, script_hashes

ANSWERS = [
    "/page/",
    "/nowhere/",
    "/broken/",
    "/lost/",
    "/gone/",
    "/page/?q=%00",
    "/api/nowhere/",
    "/static/nothing.css",
]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_security_headers(faulty, path):
    response = faulty.get(path)

    for name, value in HEADERS.items():
        assert response[name] == value
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Request-ID"]


def test_refused_host_and_method_carry_them_too(faulty):
    for response in (faulty.get("/page/", HTTP_HOST="evil.example"), faulty.generic("TRACE", "/page/")):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"]


def test_policy_allows_nothing_inline_but_the_theme_line(faulty, settings):
    policy = faulty.get("/page/")["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert script_hashes(settings.BASE_DIR / "templates" / "components" / "theme.html")[0] in policy


def test_theme_line_of_a_page_is_the_one_the_policy_allows(faulty, settings, tmp_path):
    (tmp_path / "page.html").write_text(faulty.get("/broken/").content.decode())

    (found,) = script_hashes(tmp_path / "page.html")

    assert found in faulty.get("/page/")["Content-Security-Policy"]


def test_public_page_may_be_kept_and_checked(faulty):
    response = faulty.get("/page/")

    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.has_header("Vary")
    assert not response.cookies
    again = faulty.get("/page/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_public_page_is_the_same_for_every_language_setting_and_header(faulty):
    plain = faulty.get("/page/")
    other = faulty.get("/page/", headers={"Accept-Language": "en", "X-Forwarded-Proto": "https", "User-Agent": "x"})

    assert other.content == plain.content
    assert other["ETag"] == plain["ETag"]


@pytest.mark.parametrize("path", ["/cookie/", "/nowhere/", "/gone/"])
def test_answer_for_one_reader_or_an_error_is_not_kept(faulty, path):
    assert faulty.get(path)["Cache-Control"] == "private, no-store"


def test_session_makes_the_answer_private(faulty, db):
    assert faulty.get("/remembered/")["Cache-Control"] == "private, no-store"
    assert faulty.get("/page/")["Cache-Control"] == "private, no-store"


def test_signed_in_page_is_private(faulty, stranger):
    faulty.force_login(stranger)

    assert faulty.get("/page/")["Cache-Control"] == "private, no-store"


def test_bearer_makes_the_answer_private(faulty):
    assert faulty.get("/api/page/", headers={"Authorization": "Token abc"})["Cache-Control"] == "private, no-store"


def test_head_is_get_without_the_body(faulty):
    got, asked = faulty.get("/page/"), faulty.head("/page/")

    assert asked.status_code == 200
    assert asked["ETag"] == got["ETag"]


@pytest.mark.parametrize("offered", ["a b", "a\tb", "x" * 65, "<b>", "共", ""])
def test_unfit_request_id_is_replaced(faulty, offered):
    given = faulty.get("/page/", HTTP_X_REQUEST_ID=offered)["X-Request-ID"]

    assert given != offered
    assert given.isalnum()


def test_address_on_another_host_is_no_way_out(faulty):
    for path in ("//evil.example/", "///evil.example/%2e%2e", "/\\evil.example/"):
        response = faulty.get(path)

        assert "evil.example" not in response.get("Location", "").split("/")[2:3]
