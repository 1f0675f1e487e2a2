"""What people say of themselves, what they take with them, and what is left when they go."""

import pytest
from django.contrib.auth import get_user_model

from community.models import Membership, Notice, OutgoingMail, Person, public_name_of
from community.notices import tell
from content.models import Revision
from tests.community.signing_in import ADDRESS, PASSWORD, sign_in
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def send(client, **changes):
    return client.post("/accounts/profile/", {"display_name": "", "orcid": "", "language": "zh-hans"} | changes)


def confirmed(client, member):
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_a_name_is_shown_only_if_wanted(client, member):
    client.force_login(member)

    send(client, display_name="李雷", orcid="https://orcid.org/0000-0002-1825-0097")
    person = Person.objects.get()
    assert (person.public_name, person.show_orcid, person.orcid) == ("", False, "0000-0002-1825-0097")

    send(client, display_name="李雷", show_name="on")
    assert public_name_of(get_user_model().objects.get(pk=member.pk)) == "李雷"


@pytest.mark.parametrize("name", ["ｌｉ ｌｅｉ", "LiLei", "Lі Lеі", "a\u202eb", "admin", "x" * 61])
def test_a_name_that_is_taken_or_deceives_is_refused_and_stays_in_the_form(client, member, stranger, name):
    Person.objects.create(user=stranger, display_name="Li Lei")
    client.force_login(member)

    answer = send(client, display_name=name)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert Person.objects.get(user=member).display_name == ""


def test_only_the_fields_of_the_form_are_taken(client, member):
    client.force_login(member)

    send(client, display_name="L", is_staff="on", user="1", guidelines_version="9", deleted_at="2026-01-01")

    member.refresh_from_db()
    assert not member.is_staff
    assert Person.objects.get().guidelines_version == 0


def test_mails_are_switched_off_and_on(client, member):
    client.force_login(member)

    client.post("/accounts/notices/mails/", {"wanted": ["membership_asked"]})
    assert "membership_verified" in Person.objects.get().muted
    client.post("/accounts/notices/mails/", {"wanted": ["membership_asked", "membership_verified"]})

    assert "membership_verified" not in Person.objects.get().muted
    assert client.post("/accounts/notices/mails/", {"wanted": ["nonsense"]}).status_code == 422


def test_notices_are_ones_own_and_marked_as_read(client, member, stranger):
    tell(member, "membership_verified", organization={"zh": "某组织", "en": "S"})
    client.force_login(stranger)
    assert "某组织" not in client.get("/accounts/notices/").content.decode()
    client.post("/accounts/notices/")
    assert Notice.objects.get().read_at is None

    client.force_login(member)
    assert "你现在是某组织的成员" in client.get("/accounts/notices/").content.decode()
    client.post("/accounts/notices/")
    assert Notice.objects.get().read_at


@pytest.mark.parametrize("page", ["-1", "0", "9" * 400, "x", "１"])
def test_notices_have_no_bad_pages(client, member, page):
    client.force_login(member)

    assert client.get("/accounts/notices/", {"page": page}).status_code == 200


def test_everything_that_is_kept_is_handed_out(client, member):
    confirmed(client, member)

    answer = client.get("/accounts/export/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.json()["community"]["account"]["addresses"][0]["email"] == ADDRESS
    assert "password" not in answer.content.decode()


def test_taking_data_or_leaving_asks_for_the_password_again(client, member):
    sign_in(client)

    assert client.get("/accounts/export/")["Location"].startswith("/accounts/reauthenticate/")
    assert client.get("/accounts/delete/")["Location"].startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize(("credit", "name"), [("name", "李雷"), ("anonymous", "")])
def test_a_deleted_account_leaves_its_texts_and_the_credit_that_was_chosen(client, member, credit, name):
    send_as = Person.objects.of(member)
    send_as.display_name, send_as.show_name = "李雷", True
    send_as.save()
    case = CaseFactory()
    Revision.objects.filter(page_id=case.pk).update(author=member)
    confirmed(client, member)

    answer = client.post("/accounts/delete/", {"credit": credit, "sure": "on"})

    assert answer["Location"] == "/accounts/deleted/"
    author = Revision.objects.get(page_id=case.pk).author
    assert public_name_of(author) == name
    assert (author.email, author.is_active, author.has_usable_password()) == ("", False, False)
    assert client.get("/accounts/").status_code == 302
    assert OutgoingMail.objects.get(to=ADDRESS).subject == "账户已删除"
    assert not Membership.objects.live().exists()


def test_who_shows_no_name_is_not_asked_to_keep_it(client, member):
    confirmed(client, member)

    html = client.get("/accounts/delete/").content.decode()

    assert 'value="anonymous"' in html
    assert 'value="name"' not in html
    assert client.post("/accounts/delete/", {"credit": "name", "sure": "on"}).status_code == 422


def test_the_account_leads_to_writing_and_the_masthead_keeps_the_address_to_itself(client, member):
    client.force_login(member)

    html = client.get("/en/accounts/").content.decode()

    assert 'href="/en/contribute/"' in html
    assert ADDRESS not in html.partition("</header>")[0]
    assert "My account" in html.partition("</header>")[0]


def test_nothing_is_deleted_without_the_tick(client, member):
    confirmed(client, member)

    assert client.post("/accounts/delete/", {"credit": "name"}).status_code == 422
    member.refresh_from_db()
    assert member.is_active


@pytest.mark.parametrize(("path", "queries"), [("", 10), ("profile/", 6), ("notices/", 7), ("organizations/", 7)])
def test_pages_of_an_account_ask_little(client, member, django_assert_num_queries, path, queries):
    client.force_login(member)

    with django_assert_num_queries(queries):
        client.get(f"/accounts/{path}")


def test_reviewers_and_staff_find_their_rooms(client, member, editor, prefix):
    client.force_login(member)
    assert f'href="{prefix}/review/"' not in client.get(f"{prefix}/accounts/").content.decode()

    client.force_login(editor)
    html = client.get(f"{prefix}/accounts/").content.decode()

    assert f'href="{prefix}/review/"' in html and 'href="/admin/"' in html
