"""Promises that PostgreSQL keeps for people, memberships, notices and the outbox."""

import pytest
from django.utils import timezone

from community.models import (
    AccessToken,
    Membership,
    Notice,
    OrganizationDomain,
    OutgoingMail,
    Person,
    Reply,
    organizations_of,
)
from tests.factories import OrganizationFactory, ReplyFactory
from tests.refusal import refused, repeat


@pytest.fixture
def person(stranger):
    return Person.objects.of(stranger)


@pytest.fixture
def membership(stranger):
    return Membership.objects.create(user=stranger, organization_id=OrganizationFactory().pk)


@pytest.fixture
def mail(db):
    return OutgoingMail.objects.create(to="a@example.org", kind="test", language="en", subject="S")


def test_two_people_cannot_have_names_that_look_the_same(person, editor):
    Person.objects.filter(pk=person.pk).delete()
    Person.objects.create(user=person.user, display_name="Ｌi  Lei")

    with refused("person_name_unique"):
        Person.objects.create(user=editor, display_name="li lei")


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("person_name_with_key", {"display_name": "Somebody"}),
        ("person_orcid_well_formed", {"orcid": "0000"}),
        ("person_guidelines_with_time", {"guidelines_version": 1}),
        ("person_language_known", {"language": "fr"}),
    ],
)
def test_a_person_cannot_have(person, constraint, columns):
    with refused(constraint):
        Person.objects.filter(pk=person.pk).update(**columns)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("membership_decided_with_time", {"state": "left"}),
        ("membership_verified_with_proof", {"state": "verified", "decided_at": timezone.now()}),
        ("membership_owner_only_when_decided", {"role": "owner"}),
        ("membership_role_known", {"role": "guest", "state": "left", "decided_at": timezone.now()}),
        ("membership_state_known", {"state": "lost", "decided_at": timezone.now()}),
        ("membership_proof_known", {"proof": "rumour"}),
    ],
)
def test_a_membership_cannot_be(membership, constraint, columns):
    with refused(constraint):
        Membership.objects.filter(pk=membership.pk).update(**columns)


def test_a_membership_is_asked_for_once_while_it_lives(membership):
    with refused("membership_live_once"):
        repeat(membership)

    Membership.objects.filter(pk=membership.pk).update(state="declined", decided_at=timezone.now())
    repeat(membership)


def test_only_verified_members_act_for_an_organisation(membership, stranger):
    assert not organizations_of(stranger)

    Membership.objects.filter(pk=membership.pk).update(state="verified", proof="staff", decided_at=timezone.now())

    assert [found.pk for found in organizations_of(stranger)] == [membership.organization_id]


def test_a_closed_account_acts_for_nobody(membership, stranger):
    Membership.objects.filter(pk=membership.pk).update(state="verified", proof="staff", decided_at=timezone.now())
    stranger.is_active = False
    stranger.save()

    assert not organizations_of(stranger)
    assert not Membership.objects.verified()


def test_a_domain_is_plain(db):
    with refused("domain_is_plain"):
        OrganizationDomain.objects.create(organization_id=OrganizationFactory().pk, domain="UPPER.example")


def test_a_notice_leads_to_this_site(stranger):
    with refused("notice_address_on_this_site"):
        Notice.objects.create(user=stranger, kind="test", address="//evil.example/")


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("mail_one_line_headers", {"subject": "a\nBcc: b@example.org"}),
        ("mail_one_line_headers", {"to": "a@example.org\r\nBcc: b@example.org"}),
        ("mail_sent_is_not_tried_again", {"sent_at": timezone.now()}),
        ("mail_language_known", {"language": "fr"}),
    ],
)
def test_a_mail_cannot_have(mail, constraint, columns):
    with refused(constraint):
        OutgoingMail.objects.filter(pk=mail.pk).update(**columns)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("access_token_name_not_empty", {"name": ""}),
        ("access_token_scopes_known", {"scopes": []}),
        ("access_token_scopes_known", {"scopes": ["read", "admin"]}),
    ],
)
def test_an_access_token_is_for_something(stranger, constraint, columns):
    token, _secret = AccessToken.objects.make(stranger, name="nightly", scopes=["read"], days=1)

    with refused(constraint):
        AccessToken.objects.filter(pk=token.pk).update(**columns)


def test_an_organisation_replies_to_a_case_once(db):
    first = ReplyFactory()
    second = ReplyFactory()

    with refused("reply_once"):
        Reply.objects.filter(pk=second.pk).update(organization=first.organization, case=first.case)


def test_a_reply_says_something(db):
    with refused("reply_says_something"):
        Reply.objects.filter(pk=ReplyFactory().pk).update(text_zh_hans="", text_en="")
