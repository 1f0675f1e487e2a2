"""These addresses are for reading: other methods are refused in its own words, for programs of other sites too."""

import pytest

pytestmark = pytest.mark.django_db
ADDRESSES = ["/api/v1/", "/api/v1/terms/", "/api/v1/terms/some/", "/api/v1/schema/", "/api/v1/schema/term/"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize(
    ("language", "title", "detail"),
    [
        (
            "en",
            "Method not allowed",
            "This address is for reading: GET, HEAD and OPTIONS. Contributions are written at /api/v1/contributions/.",
        ),
        ("zh", "不支持这种方法", "这个地址只供读取：GET、HEAD和OPTIONS。投稿请用/api/v1/contributions/。"),
    ],
)
def test_other_methods_are_refused_with_a_problem(client, method, language, title, detail):
    for address in ADDRESSES:
        answer = client.generic(method, address, headers={"Accept-Language": language, "Origin": "https://example.org"})

        problem = answer.json()
        assert (answer.status_code, problem["status"]) == (405, 405), address
        assert answer["Content-Type"] == "application/problem+json"
        assert (problem["title"], problem["detail"]) == (title, detail)
        assert problem["instance"] == answer["X-Request-ID"]
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Allow" in answer["Access-Control-Expose-Headers"]


def test_an_address_that_is_not_there_is_not_found_whatever_the_method(client):
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        answer = client.generic(method, "/api/v1/nothing/")
        assert answer.status_code == 404
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_pages_do_not_open_to_other_sites(client):
    assert "Access-Control-Allow-Origin" not in client.post("/cases/")
