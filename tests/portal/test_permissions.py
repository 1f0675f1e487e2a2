"""The permission table knows every address, and means what it says."""

import io
import json
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.management import call_command
from django.http import HttpResponse
from django.urls import path

from portal import permissions
from portal.permissions import routes, rule_for
from portal.rules import NOBODY, NOT_YET, PUBLIC, READ, READ_AND_WRITE, SIGNED_IN, STAFF, SUPERUSER, Rule

ROUTES = routes()


@pytest.mark.parametrize("route", ROUTES, ids=[route.pattern for route in ROUTES])
def test_every_url_pattern_has_a_line(route):
    assert rule_for(route.name), f"add {route.name!r} to TABLE in portal/permissions.py"


def test_every_line_has_a_url_pattern():
    known = {route.name for route in ROUTES}

    assert set(permissions.TABLE) <= known


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (PUBLIC, {"anonymous", "member", "staff", "superuser"}),
        (SIGNED_IN, {"member", "staff", "superuser"}),
        (STAFF, {"staff", "superuser"}),
        (SUPERUSER, {"superuser"}),
        (NOT_YET, {"anonymous", "staff", "superuser"}),
        (NOBODY, set()),
        ("auth.view_user", {"superuser"}),
    ],
)
def test_rule_lets_through_whom_it_names(who, allowed):
    people = {
        "anonymous": AnonymousUser(),
        "member": User(username="m"),
        "staff": User(username="s", is_staff=True, pk=0),
        "superuser": User(username="r", is_staff=True, is_superuser=True),
        "dismissed": User(username="d", is_staff=True, is_superuser=True, is_active=False),
    }
    people["staff"]._perm_cache = people["staff"]._user_perm_cache = people["staff"]._group_perm_cache = set()
    if who == PUBLIC:
        allowed = allowed | {"dismissed"}

    assert {name for name, user in people.items() if Rule(who).allows(user)} == allowed


@pytest.mark.parametrize(
    ("page", "method", "who"),
    [
        ("cases_case_changelist", "GET", "cases.view_case or cases.change_case"),
        ("cases_case_change", "HEAD", "cases.view_case or cases.change_case"),
        ("cases_case_change", "POST", "cases.change_case"),
        ("strategies_practicegroup_compare", "GET", "strategies.view_practicegroup or strategies.change_practicegroup"),
        ("cases_case_restore", "POST", "cases.change_case"),
        ("cases_case_delete", "POST", NOBODY),
        ("auth_user_password_change", "POST", "auth.change_user"),
        ("auth_group_change", "POST", SUPERUSER),
        ("content_page_choices", "GET", "content.view_page"),
        ("index", "GET", STAFF),
        ("login", "POST", NOT_YET),
    ],
)
def test_admin_pages_need_what_they_do(page, method, who):
    rule = rule_for(f"admin:{page}")

    assert method in rule.methods
    assert rule.who_for(method) == who


def test_an_admin_page_that_nobody_listed_has_no_rule():
    assert rule_for("admin:cases_case_export") is None


@pytest.mark.parametrize(
    ("who", "rights", "allowed"),
    [
        ("a.view or a.change", {"a.change"}, True),
        ("a.view or a.change", set(), False),
        ("a.add and a.change", {"a.add"}, False),
        ("a.add and a.change", {"a.add", "a.change"}, True),
        (NOBODY, {"a.add"}, False),
    ],
)
def test_permissions_are_alternatives_or_needed_together(who, rights, allowed):
    for is_staff in (True, False):
        user = SimpleNamespace(
            is_active=True, is_authenticated=True, is_staff=is_staff, is_superuser=False, has_perm=rights.__contains__
        )
        assert Rule(who).allows(user) is (allowed and is_staff)


def test_writing_can_take_more_than_reading():
    reader = SimpleNamespace(
        is_active=True, is_authenticated=True, is_staff=True, is_superuser=False, has_perm={"a.view"}.__contains__
    )
    rule = Rule("a.view", READ_AND_WRITE, "a.change")

    assert [rule.allows(reader, method) for method in ("GET", "HEAD", "POST", "PUT")] == [True, True, False, False]


def test_unlisted_address_is_refused(faulty, monkeypatch):
    monkeypatch.delitem(permissions.TABLE, "/page/")

    assert faulty.get("/page/").status_code == 403


def test_unlisted_address_is_open_to_whoever_develops(faulty, settings, monkeypatch):
    monkeypatch.delitem(permissions.TABLE, "/page/")
    settings.DEBUG = True

    assert faulty.get("/page/").status_code == 200


@pytest.mark.parametrize("who", [SIGNED_IN, STAFF, "auth.view_user"])
def test_closed_address_leads_strangers_to_the_sign_in_and_refuses_what_they_send(faulty, monkeypatch, who):
    monkeypatch.setitem(permissions.TABLE, "/page/", Rule(who, READ_AND_WRITE))

    answer = faulty.get("/page/?q=1")

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/page/%3Fq%3D1")
    assert faulty.post("/page/").status_code == 403


@pytest.mark.parametrize("who", [STAFF, "auth.view_user"])
def test_closed_address_is_refused_to_those_who_lack_the_right(faulty, monkeypatch, who, stranger):
    monkeypatch.setitem(permissions.TABLE, "/page/", Rule(who, READ))
    faulty.force_login(stranger)

    assert faulty.get("/page/").status_code == 403


def test_hidden_address_is_unknown_to_those_who_lack_the_right(faulty, monkeypatch, stranger):
    monkeypatch.setitem(permissions.TABLE, "/page/", Rule(STAFF, hidden=True))
    faulty.force_login(stranger)

    assert faulty.get("/page/").status_code == 404


def test_method_outside_the_rule_is_refused(faulty, monkeypatch):
    monkeypatch.setitem(permissions.TABLE, "/page/", Rule(PUBLIC, READ))

    for method in ("POST", "PUT", "PATCH", "DELETE"):
        response = faulty.generic(method, "/page/")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_options_tells_the_methods_and_does_nothing(faulty, monkeypatch):
    monkeypatch.setitem(permissions.TABLE, "/broken/", Rule(PUBLIC, READ))

    response = faulty.options("/broken/")

    assert (response.status_code, response["Allow"], response.content) == (204, "GET, HEAD", b"")


def test_matrix_gives_a_verdict_for_each_role(db):
    Group.objects.get_or_create(name="editor")
    out = io.StringIO()

    call_command("permission_matrix", "--json", stdout=out)

    rows = json.loads(out.getvalue())
    assert {"pattern", "name", "method", "role", "verdict"} == set(rows[0])
    assert {"anonymous", "member", "editor", "superuser"} <= {row["role"] for row in rows}
    assert {"GET", "POST", "DELETE"} <= {row["method"] for row in rows}
    index = {row["role"]: row["verdict"] for row in rows if (row["name"], row["method"]) == ("admin:index", "GET")}
    assert index["anonymous"] == index["member"] == "deny"
    assert index["superuser"] == "allow"


def test_matrix_denies_what_has_no_line(db, settings, monkeypatch):
    monkeypatch.setattr("tests.portal.faulty_urls.urlpatterns", [path("new/", lambda request: HttpResponse(""))])
    settings.ROOT_URLCONF = "tests.portal.faulty_urls"
    out = io.StringIO()

    call_command("permission_matrix", "--json", stdout=out)

    assert {row["verdict"] for row in json.loads(out.getvalue())} == {"deny"}


def test_matrix_can_be_read_by_people(db):
    out = io.StringIO()

    call_command("permission_matrix", stdout=out)

    lines = out.getvalue().splitlines()
    assert "/cases/  GET,HEAD  public" in lines
    change = "cases.view_case or cases.change_case (to write: cases.change_case)"
    assert f"/admin/cases/case/<path:object_id>/change/  GET,HEAD,POST  {change}" in lines


def test_a_page_that_is_being_written_needs_no_line_while_developing(faulty, monkeypatch, settings):
    monkeypatch.delitem(permissions.TABLE, "/page/")
    settings.DEBUG = True

    assert faulty.get("/page/").status_code == 200
