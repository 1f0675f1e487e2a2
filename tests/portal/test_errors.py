"""Error pages say what happened and what to do, in both languages, with or without the site around them."""

import json
import re

import pytest
from django.core.exceptions import PermissionDenied

from portal import errors
from portal.error_wording import FRAME, LACKING_RIGHTS, MAINTENANCE, STALE_FORM, UNKNOWN_HOST, WORDING

CODES = sorted(WORDING)


@pytest.mark.parametrize("status", CODES)
@pytest.mark.parametrize(("path", "language"), [("/x/", "zh"), ("/en/x/", "en")])
def test_every_code_has_a_page_in_both_languages(rf, status, path, language):
    response = errors.error_answer(rf.get(path), status)
    html = response.content.decode()

    assert response.status_code == status
    assert f"<h1>{WORDING[status][language][0]}</h1>" in html.replace("<wbr>", "")
    assert html.count("<h1") == 1
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in html


def test_words_keep_to_the_voice():
    texts = [*WORDING.values(), LACKING_RIGHTS, MAINTENANCE, STALE_FORM, UNKNOWN_HOST]
    spoken = " ".join(" ".join(pair) for text in texts for pair in text.values())

    assert not re.search(r"[!！您]|oops|sorry|please|抱歉|哎呀|404|500", spoken, re.IGNORECASE)
    assert FRAME["zh"].keys() == FRAME["en"].keys()
    assert not re.search(r"[一-鿿]", " ".join(" ".join(text["en"]) for text in texts))


def test_page_shows_the_requests_id(faulty):
    response = faulty.get("/broken/", headers={"X-Request-ID": "from-the-proxy-7"})

    assert response.status_code == 500
    assert response["X-Request-ID"] == "from-the-proxy-7"
    assert "from-the-proxy-7" in response.content.decode()


def test_page_tells_nothing_about_the_fault(faulty):
    html = faulty.get("/broken/").content.decode()

    assert "a fault of ours" not in html
    assert "RuntimeError" not in html


def test_page_survives_a_broken_layout(faulty, monkeypatch):
    def no_layout(template, context=None, request=None):
        if template == "errors/page.html":
            raise RuntimeError("context processor")
        return original(template, context, request)

    original = errors.loader.render_to_string
    monkeypatch.setattr(errors.loader, "render_to_string", no_layout)

    assert "没有这一页" in faulty.get("/nowhere/").content.decode()


def test_unknown_address_of_the_api_is_a_problem(faulty):
    response = faulty.get("/api/v1/nowhere/")
    body = json.loads(response.content)

    assert response["Content-Type"] == "application/problem+json"
    assert body["status"] == response.status_code == 404
    assert body["instance"] == response["X-Request-ID"]


def test_withdrawn_page_gives_its_reason(faulty):
    response = faulty.get("/gone/")

    assert response.status_code == 410
    assert "双方都要求撤下。" in response.content.decode()


def test_path_in_the_address_is_not_repeated(faulty):
    assert "<script>alert" not in faulty.get("/<script>alert(1)</script>/").content.decode()


def test_form_without_its_token_is_explained(faulty):
    faulty.handler.enforce_csrf_checks = True

    response = faulty.post("/form/", {"text": "a"})

    assert response.status_code == 403
    assert STALE_FORM["zh"][0] in response.content.decode()


def test_refusal_without_words_of_its_own_is_a_403(rf):
    assert errors.permission_denied(rf.get("/x/"), PermissionDenied()).status_code == 403


@pytest.mark.parametrize(("path", "method"), [("/", "post"), ("/en/", "post"), ("/cases/", "delete"), ("/en/", "put")])
def test_a_method_that_an_address_does_not_have_is_told_before_a_missing_token(client, path, method):
    client.handler.enforce_csrf_checks = True

    response = getattr(client, method)(path)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("en", "You are signed in, but"), ("zh-CN,zh", "你已经登录，但")])
def test_who_is_signed_in_without_rights_is_told_so_in_their_language(client, stranger, language, words):
    client.force_login(stranger)

    response = client.get("/admin/", headers={"accept-language": language}, follow=True)

    assert response.status_code == 403
    assert words in response.content.decode()


def test_too_many_requests_say_when_to_come_again(rf):
    response = errors.too_many_requests(rf.get("/en/accounts/login/"))

    assert response["Retry-After"] == "60"
    assert "Try again in a minute" in response.content.decode()
