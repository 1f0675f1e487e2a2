"""Access tokens: made by their owner, shown once, kept as a hash, ended in many ways."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import AccessToken
from community.models.tokens import MOST_TOKENS
from community.personal_data import delete_account, end_sessions, export_of
from contributions import actions
from tests.contributions.conftest import person

pytestmark = pytest.mark.django_db
ASKED = "/api/v1/contributions/"


@pytest.fixture
def owner():
    return person("owner")


@pytest.fixture
def token(owner):
    """(token, secret) that may do everything."""
    return AccessToken.objects.make(owner, name="nightly", scopes=AccessToken.Scope.values, days=30)


def status(client, secret, **headers):
    return client.get(ASKED, headers={"Authorization": f"Bearer {secret}"} | headers).status_code


def test_a_token_opens_the_part_of_the_api_that_is_for_people(client, token):
    assert status(client, token[1]) == 200


def test_a_secret_is_not_in_the_database(token):
    row = AccessToken.objects.filter(pk=token[0].pk).values()[0]

    assert token[1].startswith("cs_")
    assert token[1] not in str(row) and token[1][3:] not in str(row)


@pytest.mark.parametrize("secret", ["", "cs_", "cs_wrong", "Bearer", "cs_" + "a" * 5000, "null", "密码"])
def test_what_is_no_token_is_refused(client, db, secret):
    answer = client.get(ASKED, headers={"Authorization": f"Bearer {secret}".encode().decode("latin-1")})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert answer["Content-Type"] == "application/problem+json"


def test_another_scheme_is_refused(client, token):
    assert client.get(ASKED, headers={"Authorization": f"Basic {token[1]}"}).status_code == 401


def test_without_a_token_the_answer_says_what_to_send(client, db):
    answer = client.get(ASKED)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_wrong_token_is_refused_even_with_a_session(client, owner):
    client.force_login(owner)

    assert status(client, "cs_wrong") == 401


def test_the_token_decides_who_it_is_not_the_session(client, token, owner):
    mine = actions.start(by=owner, kind="case")
    client.force_login(person("another"))
    actions.start(by=person("third"), kind="case")

    rows = client.get(ASKED, headers={"Authorization": f"Bearer {token[1]}"}).json()["results"]

    assert [row["uid"] for row in rows] == [mine.uid]


@pytest.mark.parametrize("path", ["/accounts/", "/contributions/", "/admin/", "/review/", "/accounts/export/"])
def test_a_token_opens_no_page(client, token, path):
    answer = client.get(path, headers={"Authorization": f"Bearer {token[1]}"})

    assert answer.status_code == 302 and "login" in answer["Location"]


def test_an_expired_token_is_refused(client, token):
    AccessToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert status(client, token[1]) == 401


@pytest.mark.parametrize("end", ["password", "closed", "everywhere", "deleted"])
def test_what_ends_an_account_s_sessions_ends_its_tokens(client, token, owner, end):
    if end == "password":
        owner.set_password("another password of the owner")
        owner.save()
    elif end == "closed":
        owner.is_active = False
        owner.save()
    elif end == "everywhere":
        end_sessions(owner)
    else:
        delete_account(owner, keep_name=False)

    assert status(client, token[1]) == 401


def test_the_last_use_is_noted_once_a_minute(client, token, django_assert_num_queries):
    status(client, token[1])
    first = AccessToken.objects.get(pk=token[0].pk).last_used_at
    status(client, token[1])

    assert first is not None
    assert AccessToken.objects.get(pk=token[0].pk).last_used_at == first


def test_the_export_lists_tokens_without_their_secrets(token, owner):
    (kept,) = export_of(owner)["community"]["access_tokens"]

    assert kept["name"] == "nightly"
    assert set(kept) == {"name", "scopes", "created_at", "expires_at", "last_used_at"}


# --- The page ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(client, owner):
    """The owner's browser, freshly signed in."""
    client.force_login(owner)
    client.post("/accounts/reauthenticate/", {"password": "owner's password"})
    return client


def test_a_token_is_shown_once(page, owner, prefix):
    made = page.post(f"{prefix}/accounts/tokens/", {"name": "nightly", "scopes": ["read"], "days": "30"})

    assert made.status_code == 200
    secret = made.content.decode().partition('<code class="secret">')[2].partition("<")[0]
    assert AccessToken.objects.find(secret).user == owner
    assert "no-store" in made["Cache-Control"]
    again = page.get(f"{prefix}/accounts/tokens/").content.decode()
    assert "nightly" in again and secret not in again


def test_what_is_missing_is_said_and_what_was_written_stays(page):
    answer = page.post("/en/accounts/tokens/", {"name": "nightly", "days": "30"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="nightly"' in html and 'class="error"' in html
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize("wrong", [{"scopes": ["admin"]}, {"days": "9999"}, {"name": "x" * 101}])
def test_what_no_form_offers_is_refused(page, wrong):
    given = {"name": "n", "scopes": ["read"], "days": "30"} | wrong

    assert page.post("/accounts/tokens/", given).status_code == 422
    assert not AccessToken.objects.exists()


def test_a_person_has_so_many_tokens_and_no_more(page, owner):
    for number in range(MOST_TOKENS):
        AccessToken.objects.make(owner, name=f"t{number}", scopes=["read"], days=30)

    assert page.post("/accounts/tokens/", {"name": "n", "scopes": ["read"], "days": "30"}).status_code == 422
    assert AccessToken.objects.count() == MOST_TOKENS


def test_its_owner_ends_a_token_and_nobody_else(page, client, token):
    other, _secret = AccessToken.objects.make(person("another"), name="theirs", scopes=["read"], days=30)

    assert page.post(f"/accounts/tokens/{other.pk}/end/").status_code == 404
    assert page.post(f"/accounts/tokens/{token[0].pk}/end/").status_code == 302
    assert list(AccessToken.objects.all()) == [other]


@pytest.mark.parametrize(
    ("left", "said"), [(1, "The token no longer works."), (-1, "Removed from the list.")], ids=["in force", "ended"]
)
def test_a_token_that_has_ended_only_leaves_the_list(page, token, left, said):
    AccessToken.objects.update(expires_at=timezone.now() + timedelta(days=left))

    shown = page.post(f"/en/accounts/tokens/{token[0].pk}/end/", follow=True).content.decode()

    assert said in shown and not AccessToken.objects.exists()


def test_making_a_token_asks_for_the_password_again_after_a_while(client, owner):
    client.force_login(owner)

    assert "reauthenticate" in client.get("/accounts/tokens/")["Location"]
