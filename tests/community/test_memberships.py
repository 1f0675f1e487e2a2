"""Belonging to an organisation: who can become a member, how, and who decides."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.utils import timezone

from community import memberships
from community.memberships import CannotChange
from community.models import Membership, Notice, Organization, OrganizationDomain, OutgoingMail, organizations_of
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    page = OrganizationFactory(slug="acme")
    OrganizationDomain.objects.create(organization_id=page.pk, domain="acme.example")
    return Organization.objects.get(pk=page.pk)


@pytest.fixture
def owner(organization):
    user = get_user_model().objects.create_user("u-owner", password="x")
    EmailAddress.objects.create(user=user, email="owner@acme.example", verified=True, primary=True)
    Membership.objects.create(
        user=user, organization=organization, role="owner", state="verified", proof="staff", decided_at=timezone.now()
    )
    return user


def ask(client, address=""):
    return client.post("/accounts/organizations/acme/join/", {"address": address})


def link():
    return re.search(r":8000(/\S+)", OutgoingMail.objects.get(kind="membership_proof").text).group(1)


def test_a_mail_to_the_organisation_makes_a_member(client, member, organization):
    client.force_login(member)
    ask(client, "me@ACME.example")
    path = link()

    client.get(path)
    assert not organizations_of(member)  # mail programs open links by themselves
    client.post(path)

    assert list(organizations_of(member)) == [organization]
    assert Membership.objects.get().proof == "mail"


def test_the_answer_does_not_tell_which_domains_are_the_organisations(client, member, organization):
    client.force_login(member)
    right = ask(client, "me@acme.example")
    wrong = ask(client, "me@other.example")

    assert (right.status_code, right["Location"]) == (wrong.status_code, wrong["Location"])
    assert OutgoingMail.objects.filter(kind="membership_proof").count() == 1
    assert "acme.example" not in client.get("/accounts/organizations/acme/join/").content.decode()


@pytest.mark.parametrize("address", ["me@sub.acme.example", "me@acme.example.evil.example", "me@evilacme.example"])
def test_only_the_domain_itself_counts(client, member, organization, address):
    client.force_login(member)
    ask(client, address)

    assert not OutgoingMail.objects.filter(kind="membership_proof").exists()


def test_the_click_of_somebody_else_makes_nobody_a_member(client, member, stranger, organization):
    client.force_login(member)
    ask(client, "boss@acme.example")
    path = link()

    client.force_login(stranger)
    assert client.post(path).status_code == 404
    client.logout()
    assert client.get(path)["Location"].startswith("/accounts/login/")
    assert not organizations_of(member)


def test_a_link_does_not_work_after_the_request_was_withdrawn(client, member, organization):
    client.force_login(member)
    ask(client, "me@acme.example")
    path = link()
    client.post("/accounts/organizations/acme/leave/")

    assert client.post(path).status_code == 404
    assert not organizations_of(member)


def test_asking_twice_is_asking_once_and_sends_few_mails(client, member, organization):
    client.force_login(member)
    for _click in range(8):
        ask(client, "me@acme.example")

    assert Membership.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="membership_proof").count() == memberships.MOST_MAILS_A_DAY


def test_an_owner_is_told_and_can_decline_but_not_verify(client, member, owner, organization):
    client.force_login(member)
    ask(client)
    asked = Membership.objects.get(user=member)
    assert Notice.objects.get(user=owner).kind == "membership_asked"

    client.force_login(owner)
    assert 'value="verify"' not in client.get("/accounts/organizations/acme/").content.decode()
    refused = client.post(f"/accounts/organizations/acme/members/{asked.pk}/", {"deed": "verify"}, follow=True)
    assert "别的操作这里没有" in refused.content.decode()
    asked.refresh_from_db()
    assert asked.state == "asked"

    client.post(f"/accounts/organizations/acme/members/{asked.pk}/", {"deed": "decline"})
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("declined", owner)


@pytest.mark.parametrize("deed", ["verify", "decline", "remove", "owner", "member", "", "delete"])
def test_nobody_else_manages_members(client, member, stranger, owner, organization, deed):
    membership = memberships.ask(user=member, organization=organization)

    for person in (member, stranger):
        client.force_login(person)
        path = f"/accounts/organizations/acme/members/{membership.pk}/"
        assert client.post(path, {"deed": deed}).status_code == 404

    membership.refresh_from_db()
    assert (membership.state, membership.role) == ("asked", "member")


def test_an_owner_of_one_organisation_has_no_say_in_another(client, member, owner):
    other = OrganizationFactory(slug="other")
    membership = memberships.ask(user=member, organization=Organization.objects.get(pk=other.pk))
    client.force_login(owner)

    for slug in ("acme", "other"):
        path = f"/accounts/organizations/{slug}/members/{membership.pk}/"
        assert client.post(path, {"deed": "verify"}).status_code == 404


def test_an_owner_makes_owners_and_removes_members(client, member, owner, organization):
    membership = memberships.ask(user=member, organization=organization)
    memberships.verify(membership, proof="staff", by=owner)
    path = f"/accounts/organizations/acme/members/{membership.pk}/"
    client.force_login(owner)

    client.post(path, {"deed": "owner"})
    assert Membership.objects.owners().filter(user=member).exists()
    client.post(path, {"deed": "remove"})

    assert not organizations_of(member)
    assert Notice.objects.filter(user=member, kind="membership_ended").exists()


def test_members_see_members_and_nobody_else_does(client, member, stranger, owner, organization):
    client.force_login(stranger)

    assert client.get("/accounts/organizations/acme/").status_code == 404
    memberships.ask(user=stranger, organization=organization)
    assert client.get("/accounts/organizations/acme/").status_code == 404


def test_a_second_decision_learns_of_the_first(member, owner, organization):
    membership = memberships.ask(user=member, organization=organization)
    memberships.decline(membership, by=owner)

    with pytest.raises(CannotChange):
        memberships.verify(membership, proof="staff", by=owner)


def test_an_organisation_is_found_by_name_and_joined(client, member, organization):
    client.force_login(member)

    page = client.get("/accounts/organizations/", {"q": str(organization)}).content.decode()

    assert "/accounts/organizations/acme/join/" in page
    assert 'href="/contribute/"' in page  # for one that is missing
    assert 'href="/contributions/"' in page
    assert "没有名称里含" in client.get("/accounts/organizations/?q=zzzz").content.decode()


def test_staff_verify_in_the_admin(client, member, admin, organization):
    membership = memberships.ask(user=member, organization=organization)
    client.force_login(admin)

    client.post("/admin/community/membership/", {"action": "verify", "_selected_action": [membership.pk]})

    membership.refresh_from_db()
    assert (membership.state, membership.proof, membership.decided_by) == ("verified", "staff", admin)


@pytest.mark.parametrize("domain", ["gmail.com", "qq.com", "ACME.example", "@x.org", "x", "a b.org"])
def test_a_domain_that_proves_nothing_is_refused(client, admin, organization, domain):
    client.force_login(admin)
    sent = {"organization": organization.pk, "domain": domain}

    assert client.post("/admin/community/organizationdomain/add/", sent).status_code == 200
    assert OrganizationDomain.objects.count() == 1


def test_the_outbox_shows_no_text_and_sends_again(client, member, admin):
    client.post("/accounts/password/reset/", {"email": member.email})
    mail = OutgoingMail.objects.get()
    OutgoingMail.objects.update(next_try_at=None, attempts=48)
    client.force_login(admin)

    page = client.get(f"/admin/community/outgoingmail/{mail.pk}/change/").content.decode()
    assert "password/reset/key" not in page
    client.post("/admin/community/outgoingmail/", {"action": "send_again", "_selected_action": [mail.pk]})

    mail.refresh_from_db()
    assert mail.next_try_at and mail.attempts == 0
