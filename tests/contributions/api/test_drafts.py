"""/api/v1/contributions/: what authors do, for programs."""

import json

import pytest
from django.contrib.auth import get_user_model

from contributions import actions
from contributions.models import Contribution, State
from tests.contributions.conftest import person
from tests.contributions.program import ALL, NEW, Program
from tests.factories import TermFactory, text

pytestmark = pytest.mark.django_db


def place(answer):
    return answer.json()["errors"][0]["pointer"]


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_a_contribution_is_begun_written_sent_and_read(program, begun):
    assert begun.status_code == 201
    assert begun["Location"].endswith(f"{ALL}{begun.json()['uid']}/")
    changed = program.step(begun, "", {"document": {"title": text("另一个标题")}})
    assert changed.status_code == 200
    assert changed.json()["document"]["title"]["zh"] == "另一个标题"
    assert changed.json()["document"]["summary"] == begun.json()["document"]["summary"]
    sent = program.step(changed, "send/")
    assert (sent.status_code, sent.json()["state"]) == (200, "submitted")
    read = program.ask("GET", f"{ALL}{sent.json()['uid']}/")
    assert read.json() == sent.json()
    assert [step["event"] for step in read.json()["steps"]] == ["sent"]
    assert program.ask("GET", ALL).json()["results"][0]["state"] == "submitted"


@pytest.mark.parametrize(("name", "title"), [("author", "写到一半"), ("colleague", "补丁怎样进了主线")])
def test_only_the_author_reads_what_was_not_sent_yet(client, rewritten, name, title):
    program = Program(client, get_user_model().objects.get(username=name))

    item = program.ask("GET", f"{ALL}{rewritten.uid}/").json()
    listed = program.ask("GET", ALL).json()["results"][0]

    assert [item["title"]["zh"], item["document"]["title"]["zh"], listed["title"]["zh"]] == [title] * 3
    assert (item["note"] == "not yet") is (name == "author")


def test_reviewers_and_staff_see_the_title_that_was_sent(client, rewritten, reviewer, admin):
    colleague = get_user_model().objects.get(username="colleague")
    for user, path in ((reviewer, "/review/"), (reviewer, f"/review/{rewritten.uid}/"),
                       (reviewer, f"/contributions/{rewritten.uid}/"), (colleague, f"/contributions/{rewritten.uid}/"),
                       (admin, f"/admin/contributions/contribution/{rewritten.pk}/change/"),
                       (admin, "/admin/contributions/contribution/")):  # fmt: skip
        client.force_login(user)
        html = client.get(path, follow=True).content.decode()
        assert ("补丁怎样进了主线" in html, "写到一半" in html, "not yet" in html) == (True, False, False), path


def test_answers_are_for_one_person_and_kept_by_no_cache(program, begun):
    for answer in (begun, program.ask("GET", ALL)):
        assert answer["Cache-Control"] == "private, no-store"
        assert "Access-Control-Allow-Origin" not in answer


def test_a_change_to_a_page_is_begun_from_what_it_says(program):
    page = TermFactory(summary=text("旧的释义。", "An old one."))

    answer = program.begin({"target": f"term:{page.slug}", "document": {"summary": text("新的释义。")}})

    item = answer.json()
    assert (item["kind"], item["target"], item["base_version"]) == ("term", f"term:{page.slug}", 1)
    assert item["document"]["summary"]["zh"] == "新的释义。"
    assert item["document"]["title"] == page.document["title"]


def test_the_checks_come_with_the_text(program):
    item = program.begin({"kind": "case", "document": {"title": text("没写完")}}).json()

    places = {check["pointer"] for check in item["checks"] if check["blocks"]}
    assert {"#/document/summary", "#/licence", "#/rights"} <= places


def test_what_is_missing_is_said_and_nothing_is_sent(program):
    begun = program.begin({"kind": "case", "document": {"title": text("没写完")}})

    answer = program.step(begun, "send/")

    assert answer.status_code == 422
    assert len(answer.json()["errors"]) > 2
    assert Contribution.objects.get().state == State.DRAFT


def test_guidelines_are_agreed_to_by_version_when_sending(client, acme, guidelines):
    program = Program(client, person("newcomer"))
    begun = program.begin()

    assert program.step(begun, "send/").status_code == 422
    assert program.step(begun, "send/", {"guidelines": guidelines.number + 1}).status_code == 409
    assert program.step(begun, "send/", {"guidelines": guidelines.number}).status_code == 200


def test_it_is_taken_back_and_taken_up_again(program, begun):
    taken = program.step(program.step(begun, "send/"), "withdraw/", {"message": "Too early."})

    assert taken.json()["state"] == "withdrawn"
    again = program.step(taken, "revise/")
    assert again.status_code == 201
    assert again.json()["follows"] == begun.json()["uid"]
    assert program.step(taken, "appeal/", {"message": "Why?"}).status_code == 409


def test_messages_are_read_and_written(program, begun):
    sent = program.step(begun, "send/")
    path = f"{ALL}{sent.json()['uid']}/messages/"

    first = program.ask("POST", path, {"text": "One more thing.", "place": "summary/zh"})
    answer = program.ask("POST", path, {"text": "Done.", "thread": first.json()["number"]})

    assert (first.status_code, answer.status_code) == (201, 201)
    assert [message["text"] for message in program.ask("GET", path).json()["results"]] == ["One more thing.", "Done."]
    assert place(program.ask("POST", path, {"text": "To nobody.", "thread": 999_999})) == "#/thread"
    assert place(program.ask("POST", path, {"text": ""})) == "#/text"


def test_notes_among_reviewers_are_not_for_authors(program, begun, reviewer):
    sent = program.step(begun, "send/")
    row = Contribution.objects.get()
    actions.message(row, by=reviewer, text="Between us.", staff_only=True)

    path = f"{ALL}{sent.json()['uid']}/messages/"

    assert program.ask("GET", path).json()["results"] == []
    assert place(program.ask("POST", path, {"text": "x", "staff_only": True})) == "#/staff_only"


# --- Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (NEW | {"colour": "red"}, "#/colour"),
        (NEW | {"document": []}, "#/document"),
        (NEW | {"document": {"evidence_level": 3}}, "#/document/evidence_level"),
        (NEW | {"document": {"title": "no languages"}}, "#/document/title"),
        (NEW | {"sources": {}}, "#/sources"),
        (NEW | {"note": "a\x00b"}, "#/note"),
        (NEW | {"note": 7 * "word " * 200}, "#/note"),
        (NEW | {"interest": "secret"}, "#/interest"),
        (NEW | {"organization": "nobody-s"}, "#/organization"),
        (NEW | {"kind": "weather"}, "#/kind"),
        ({"target": "case:nowhere"}, "#/target"),
        ({"target": "nonsense"}, "#/target"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_place(program, body, where):
    answer = program.begin(body)

    assert answer.status_code == 400, answer.content
    assert place(answer) == where
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "7", "null", '{"note": NaN}', "[" * 100_000, b"\xff\xfe", '{"kind":"case"}]']
)
def test_what_is_no_json_object_is_refused(program, body):
    assert program.begin(body or "x").status_code == 400


def test_another_format_is_refused(program, client):
    headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": "k"}

    assert client.post(ALL, {"kind": "case"}, headers=headers).status_code == 415


def test_too_large_a_body_is_refused(program, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert program.begin({"note": "x" * 2000}).status_code == 413


def test_a_kind_that_cannot_be_proposed_is_refused(program):
    assert program.begin({"kind": "chapter"}).status_code == 403


@pytest.mark.parametrize("query", ["state=lost", "page_size=0", "page_size=101", "before=x", "colour=red"])
def test_unknown_parameters_of_the_list_are_refused(program, query):
    assert program.ask("GET", f"{ALL}?{query}").status_code == 400


def test_a_list_is_read_in_parts(program):
    uids = [program.begin(key=f"k{number}").json()["uid"] for number in range(3)]

    first = program.ask("GET", f"{ALL}?page_size=2&state=draft").json()
    second = program.ask("GET", first["next"].partition("8000")[2] or first["next"].partition("testserver")[2]).json()

    assert [row["uid"] for row in first["results"] + second["results"]] == uids[::-1]
    assert (first["count"], second["next"]) == (3, None)


@pytest.mark.parametrize("act", ["", "send/", "withdraw/", "revise/", "appeal/", "messages/"])
def test_somebody_else_s_contribution_is_not_there(program, begun, client, act):
    stranger = Program(client, person("stranger"))
    path = f"{ALL}{begun.json()['uid']}/{act}"

    assert stranger.ask("GET" if act in {"", "messages/"} else "POST", path).status_code == 404
    assert stranger.ask("PATCH" if not act else "POST", path, {"text": "x"}, If_Match="x").status_code == 404


def test_a_reviewer_reads_others_under_review_alone(begun, client, reviewer):
    assert Program(client, reviewer, "read", "review").ask("GET", f"{ALL}{begun.json()['uid']}/").status_code == 404


@pytest.mark.parametrize(
    ("scopes", "method", "allowed"),
    [(["read"], "GET", True), (["read"], "POST", False), (["contribute"], "GET", False), (["review"], "GET", False)],
)
def test_a_token_does_what_it_was_made_for(client, author, acme, scopes, method, allowed):
    answer = Program(client, author, *scopes).ask(method, ALL, NEW if method == "POST" else None, Idempotency_Key="k")

    assert (answer.status_code == 200) == allowed
    if not allowed:
        assert answer.status_code == 403
        assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]


def test_a_session_works_and_is_guarded_against_forged_forms(author, acme):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(author)

    refused = browser.post(ALL, json.dumps(NEW), content_type="application/json", headers={"Idempotency-Key": "k"})
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert browser.get(ALL).status_code == 200
    browser.get("/contribute/new/")
    headers = {"Idempotency-Key": "k", "X-CSRFToken": browser.cookies["csrftoken"].value}
    allowed = browser.post(ALL, json.dumps(NEW), content_type="application/json", headers=headers)
    assert allowed.status_code == 201


def test_reading_costs_the_same_however_many_there_are(program, begun, django_assert_num_queries):
    with django_assert_num_queries(4):  # the token, how many there are, the list, and what was sent
        program.ask("GET", ALL)
    for number in range(5):
        program.begin(key=f"k{number}")
    with django_assert_num_queries(4):
        program.ask("GET", ALL)


def test_a_method_that_an_address_does_not_take_is_refused_in_words_that_fit(program, begun):
    answer = program.ask("DELETE", f"{ALL}{begun.json()['uid']}/")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, PATCH, OPTIONS")
    assert answer.json()["detail"] == "This address takes other methods: the header Allow names them."
