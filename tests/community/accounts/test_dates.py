"""Days on the pages and in the mails of an account, as readers of each language write them."""

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
    AccessToken.objects.make(member, name="nightly", scopes=["read"], days=30)
    AccessToken.objects.update(last_used_at=timezone.now())
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
