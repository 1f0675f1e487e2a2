"""Days, browsers and refusals on the pages and in the mails of an account, in the words of each language."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from community.models import AccessToken, Membership, OutgoingMail, Person
from tests.community.signing_in import PASSWORD, sign_in
from tests.contributions.review_page import plain
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
DAY = {"": r"\d{4}年\d{1,2}月\d{1,2}日", "/en": r"\d{1,2} [A-Z][a-z]+ \d{4}"}
FOR_PROGRAMS = r"\d{4}-\d\d-\d\d"


@pytest.mark.parametrize(
    "path",
    ["/accounts/sessions/", "/accounts/tokens/", "/accounts/2fa/webauthn/", "/accounts/organizations/acme/"],
)
def test_pages_of_an_account_say_days_in_words(client, member, prefix, path):
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    AccessToken.objects.make(member, name="nightly", scopes=["read"], days=30)
    AccessToken.objects.update(last_used_at=timezone.now())
    if "webauthn" in path:  # whoever has one needs it for the other pages
        Authenticator.objects.create(user=member, type="webauthn", data={"name": "key"})
    acme = OrganizationFactory(slug="acme")
    belongs = {"state": "verified", "proof": "staff", "decided_at": timezone.now()}
    Membership.objects.create(user=member, organization_id=acme.pk, **belongs)

    words = plain(client.get(prefix + path))

    assert re.search(DAY[prefix], words)
    assert not re.search(FOR_PROGRAMS, words)


def test_a_warning_by_mail_says_when_in_words(client, member, prefix):
    Person.objects.update_or_create(user=member, defaults={"language": "en" if prefix else "zh-hans"})
    sign_in(client)
    new = "another four plain words"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    mail = OutgoingMail.objects.get(kind="account")

    for text in (mail.text, mail.html):
        assert re.search(DAY[prefix], text)
        assert not re.search(FOR_PROGRAMS, text)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 MicroMessenger/8.0", "微信 · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari · iOS"),
        ("curl/8.0", "未知的浏览器"),
    ],
)
def test_a_browser_is_called_by_its_name(client, member, agent, words):
    sign_in(client, **{"User-Agent": agent})
    page = plain(client.get("/accounts/sessions/", headers={"User-Agent": agent}))

    assert words in page
    assert agent not in page


def test_an_empty_field_is_refused_in_our_words(client, member):
    page = plain(client.post("/accounts/login/", {"login": "", "password": ""}))

    assert "这一项要填" in page and "该字段" not in page
