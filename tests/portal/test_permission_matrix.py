"""The permission matrix against the site itself: every address, method and role, asked for real."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from community.models import AccessToken, Collection, Membership, OrganizationDomain, OutgoingMail
from content.actions import save
from content.document import kinds
from content.models import Revision
from content.related import tell_apart
from contributions import actions
from contributions.guidelines import make_first_version
from contributions.models import GuidelineVersion, Reason
from portal.management.commands.permission_matrix import verdicts
from portal.permissions import rule_for
from tests.contributions.conftest import DECLARED, case_document, person
from tests.factories import OrganizationFactory, text
from tests.portal.addresses import address_of
from tests.portal.api_pages import page_of

ASKED = {
    **dict.fromkeys(("anonymous", "staff", "editor", "admin"), ("GET", "POST")),
    "member": ("GET",),
    "reviewer": ("GET",),
    "superuser": ("GET", "POST", "DELETE"),
    **dict.fromkeys(("token to read", "token to contribute", "token to review"), ("GET", "POST", "PATCH")),
}
"""The methods that somebody of each role tries on every address."""
NOT_FOUND = ("api:unknown", "admin:app_list", "admin:/admin/", "account_", "accounts:", "mfa_", "contributions:",
             "review:asked", "api:contribution", "sitemap_part", "data_file", "media", "admin:content_page_image",
             "portal:data_set", "collections:", "api:collection", "overviews:insight", "overviews:compare_table",
             "security")  # fmt: skip
"""How names begin of addresses that may say "not found" to whom they let through: a link from a mail, for example."""
NOTED = {"django_session", "community_person", "account_emailaddress", "community_accesstoken"}
"""What reading notes of the reader alone: the session, the row of an account made by a command, a token's last use."""
NO_COOKIE_COUNTS = ("accounts:unsubscribe", "review:asked", "api:unknown")
"""What is sent there counts by its signed link, or not at all."""
PASSWORD = "a password of the tests"
POSTED = {"restore": {"version": "1", "base_version": "2"}, "review:desk": {"act": "claim"}}


@pytest.fixture
def samples(db, stranger):
    """A page of each kind in its second version, by kind; and something of each other model of the admin."""
    pages = {}
    for name in kinds():
        page = page_of(name, slug=f"sample-{name.replace('_', '-')}")
        document = page.document | {"summary": text("改过了。", "Changed.")}
        pages[name] = save(kind=name, document=document, source=Revision.Source.ADMIN)
    organization = pages["organization"].pk
    Membership.objects.create(user=stranger, organization_id=organization)
    OrganizationDomain.objects.create(organization_id=organization, domain="sample.example")
    OutgoingMail.objects.create(to="a@sample.example", kind="test", language="en", subject="S")
    tell_apart(pages["case"], pages["term"], by=stranger)
    Collection.objects.create(owner=stranger, title="Sample", language="en", public=True, standing="shown")
    pages["contribution"] = contribution(stranger)
    return pages


def contribution(author):
    """A new case of somebody's, in review."""
    actions.agree(author, make_first_version(GuidelineVersion.objects, Reason.objects).number)
    OrganizationFactory(slug="acme")
    draft = actions.start(by=author, kind="case", document=case_document())
    draft = actions.save_draft(draft, by=author, version=1, **DECLARED)
    return actions.send(draft, by=author, version=draft.version)


@pytest.fixture
def clients(stranger, editor, admin):
    """Somebody of each role, signed in."""
    people = User.objects
    users = {
        "member": stranger,
        "reviewer": person("a-reviewer", "reviewer"),
        "staff": people.create_user("without-rights", password=PASSWORD, is_staff=True),
        "editor": editor,
        "admin": admin,
        "superuser": people.create_superuser("root", password=PASSWORD),
    }
    clients = {role: Client(raise_request_exception=True) for role in ASKED}
    for scope in AccessToken.Scope.values:
        owner = users["reviewer" if scope == "review" else "member"]
        _token, secret = AccessToken.objects.make(owner, name="matrix", scopes=[scope], days=1)
        clients[f"token to {scope}"] = Client(headers={"Authorization": f"Bearer {secret}"})
    for role, user in users.items():
        clients[role].force_login(user)
    return clients


def answer_to(client, method, address, name):
    """What the site answers; nothing that it did stays."""
    cookies = client.cookies.copy()
    data = POSTED.get(name, POSTED.get(name.rpartition("_")[2], {})) if method == "POST" else {}
    with transaction.atomic():
        answer = getattr(client, method.lower())(address, data)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def verdict_of(answer, name):
    """Whether this answer lets somebody through: "allow", "deny", or the status that says neither."""
    if answer.status_code in {401, 403, 405} or (answer.status_code == 404 and rule_for(name).hidden):
        return "deny"
    doors = (reverse("admin:login"), f"{reverse('account_login')}?next=")
    if answer.status_code == 302 and answer["Location"].startswith(doors) and name != "admin:login":
        return "deny"
    if answer.status_code >= 500 or (answer.status_code == 404 and not name.startswith(NOT_FOUND)):
        return answer.status_code
    return "allow"


@pytest.mark.parametrize("role", ASKED)
def test_every_verdict_is_what_the_site_answers(samples, clients, role):
    rows = [row for row in verdicts() if row["role"] == role and row["method"] in ASKED[role]]

    wrong = {}
    for row in rows:
        address = address_of(row["pattern"], samples)
        answer = answer_to(clients[role], row["method"], address, row["name"])
        if verdict_of(answer, row["name"]) != row["verdict"]:
            wrong[row["method"], address] = (row["verdict"], answer.status_code)
    assert len(rows) > 100
    assert not wrong, wrong


WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


class Written:
    """Notes which tables are written to."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        if found := WRITES.match(sql):
            self.tables.add(found[1])
        return execute(sql, params, many, context)


@pytest.mark.parametrize("role", ["anonymous", "member", "reviewer", "superuser", "token to review"])
def test_reading_writes_nothing(samples, clients, role):
    rows = [row for row in verdicts() if (row["role"], row["method"], row["verdict"]) == (role, "GET", "allow")]

    wrote = {}
    for row in rows:
        address, noted = address_of(row["pattern"], samples), Written()
        with connection.execute_wrapper(noted):
            answer_to(clients[role], "GET", address, row["name"])
        if noted.tables - NOTED:
            wrote[address] = noted.tables
    assert not wrote, wrote


@pytest.mark.parametrize("role", ["anonymous", "member", "superuser"])
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}], ids=["without a token", "from elsewhere"])
def test_every_write_of_a_browser_is_refused(samples, clients, role, headers):
    rows = [row for row in verdicts() if (row["role"], row["method"], row["verdict"]) == (role, "POST", "allow")]
    client = clients[role]
    client.handler.enforce_csrf_checks = True
    client.get(reverse("account_login" if role == "anonymous" else "accounts:profile"))
    sent = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value} if headers else {}

    taken = {}
    for row in rows:
        address = address_of(row["pattern"], samples)
        with transaction.atomic():
            answer = client.post(address, sent, headers=headers)
            transaction.set_rollback(True)
        if answer.status_code != 403 and row["name"] not in NO_COOKIE_COUNTS:
            taken[address] = answer.status_code
    assert rows
    assert not taken, taken
