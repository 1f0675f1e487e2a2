"""An organisation that a case names replies to it: in its own words, whole, in versions, and takes it back."""

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from community.models import Membership, Reply
from content.models import Page, Revision
from contributions import actions
from contributions.models import Contribution
from contributions.refusals import Incomplete, NotAllowed, NotNow
from tests.contributions.conftest import DECLARED, person
from tests.factories import CaseFactory, OrganizationFactory, ReplyFactory, text

pytestmark = pytest.mark.django_db
OWN = {name: value for name, value in DECLARED.items() if name != "interest"}


@pytest.fixture
def case(acme):
    parties = [{"side": "community", "name": text("某社区")}, {"side": "company", "organization": "acme"}]
    return CaseFactory(slug="dispute", title=text("谁的代码", "Whose code"), parties=parties)


def joined(user, organization):
    return Membership.objects.create(
        user=user, organization=organization, state="verified", proof="staff", decided_at=timezone.now()
    )


@pytest.fixture
def member(author, acme):
    joined(author, acme)
    return author


def sent_reply(member, case, organization, words):
    begun = actions.begin_reply(by=member, case=case, organization=organization)
    saved = actions.save_draft(begun, by=member, version=begun.version, document={"text": words}, **OWN)
    return actions.send(saved, by=member, version=saved.version)


@pytest.fixture
def published(member, case, acme, reviewer):
    return actions.accept(sent_reply(member, case, acme, text("我们不这样看。", "We disagree.")), by=reviewer).page


def test_a_member_replies_and_the_case_shows_it_with_its_date_and_version(client, published, case, prefix):
    html = client.get(f"{prefix}/cases/dispute/").content.decode()

    assert 'id="replies"' in html
    assert ("We disagree." if prefix else "我们不这样看。") in html
    assert f'{prefix}/replies/{published.slug}/"' in html
    assert client.get(f"{prefix}/replies/{published.slug}/").status_code == 200


@pytest.fixture
def taken_back(published, member, case, acme, reviewer):
    actions.accept(sent_reply(member, case, acme, text("我们改口了。", "We changed our mind.")), by=reviewer)
    actions.take_back_reply(Reply.objects.get(), by=member)
    return published.slug


def test_the_case_s_history_lists_every_version_of_every_reply(client, taken_back, prefix):
    html = client.get(f"{prefix}/cases/dispute/history/").content.decode()

    for path in (f"/replies/{taken_back}/v/1/", f"/replies/{taken_back}/v/2/", f"/replies/{taken_back}/"):
        assert html.count(f'href="{prefix}{path}"') == 1
    assert html.count("Acme" if prefix else "尖端公司") >= 3
    for word in ("Replied", "Written anew", "Taken back") if prefix else ("作出回应", "重写", "已收回"):
        assert html.count(f"<td>{word}</td>") == 1


def test_a_history_without_replies_and_one_with_a_removed_one_say_nothing_of_them(client, case):
    ReplyFactory(case="dispute", status="removed", status_reason=text("违反准则", "Against the guidelines"))

    assert "reply" not in client.get("/en/cases/dispute/history/").content.decode().lower()


@pytest.mark.parametrize("number", [1, 5])
def test_a_history_costs_two_more_queries_however_many_replies(client, case, number, django_assert_num_queries):
    ReplyFactory.create_batch(number, case="dispute")
    with django_assert_num_queries(4):
        client.get("/cases/dispute/history/")


def test_the_reply_stands_in_the_api(client, published):
    answer = client.get(f"/api/v1/replies/{published.slug}/").json()

    assert (answer["organization"], answer["case"], answer["text"]["en"]) == ("acme", "dispute", "We disagree.")


def test_nobody_replies_for_an_organisation_they_do_not_belong_to(client, author, case, acme):
    with pytest.raises(NotAllowed):
        actions.begin_reply(by=author, case=case, organization=acme)
    client.force_login(author)
    assert client.post("/cases/dispute/reply/", {"organization": "acme"}).status_code == 404
    assert not Contribution.objects.exists()


def test_nobody_replies_for_an_organisation_that_the_case_does_not_name(author, case):
    other = OrganizationFactory(slug="bystander")
    joined(author, other)

    with pytest.raises(NotAllowed):
        actions.begin_reply(by=author, case=case, organization=other)


def test_others_cannot_begin_a_change_of_a_reply(client, published, case):
    other = person("other")

    with pytest.raises(NotAllowed):
        actions.start(by=other, kind="reply", target=published)
    client.force_login(other)
    assert client.post(f"/contribute/change/reply/{published.slug}/", {}).status_code == 400


def test_a_reply_stays_its_organisations_and_its_cases(member, case, acme):
    other = OrganizationFactory(slug="second")
    joined(member, other)
    begun = actions.begin_reply(by=member, case=case, organization=acme)

    with pytest.raises(NotAllowed):
        actions.save_draft(begun, by=member, version=1, organization=other)
    with pytest.raises(NotAllowed):
        actions.save_draft(begun, by=member, version=1, organization=None)
    with pytest.raises(Exception, match="case"):
        actions.save_draft(begun, by=member, version=1, document={"case": "elsewhere"})


def test_an_empty_reply_is_not_sent(member, case, acme):
    begun = actions.begin_reply(by=member, case=case, organization=acme)
    saved = actions.save_draft(begun, by=member, version=1, **OWN)

    with pytest.raises(Incomplete):
        actions.send(saved, by=member, version=saved.version)


def test_who_has_left_the_organisation_cannot_send_for_it(member, case, acme):
    begun = actions.begin_reply(by=member, case=case, organization=acme)
    saved = actions.save_draft(begun, by=member, version=1, document={"text": text("话")}, **OWN)
    Membership.objects.all().delete()

    with pytest.raises(Incomplete):
        actions.send(saved, by=member, version=saved.version)


def test_a_reviewer_of_the_same_organisation_does_not_decide_on_it(member, case, acme, reviewer):
    sent = sent_reply(member, case, acme, text("话"))
    joined(reviewer, acme)

    with pytest.raises(NotAllowed):
        actions.accept(sent, by=reviewer)


def test_a_new_version_is_a_version_of_the_same_reply(client, published, member, case, acme, reviewer):
    again = actions.accept(sent_reply(member, case, acme, text("我们想过了。", "We thought again.")), by=reviewer)

    assert (again.page_id, again.page_version) == (published.pk, 2)
    assert "We thought again." in client.get("/en/cases/dispute/").content.decode()
    assert "We disagree." in client.get(f"/en/replies/{published.slug}/v/1/").content.decode()
    assert client.get(f"/en/replies/{published.slug}/history/").status_code == 200
    assert client.get(f"/en/replies/{published.slug}/compare/1..2/").status_code == 200


def test_part_of_a_reply_is_never_accepted(published, member, case, acme, reviewer):
    sent = sent_reply(member, case, acme, text("一", "two"))

    with pytest.raises(NotNow):
        actions.accept(sent, by=reviewer, accepted={"text"})
    assert Page.objects.get(pk=published.pk).version == 1


def test_a_second_reply_of_the_same_organisation_is_refused(member, case, acme, reviewer):
    colleague = person("colleague")
    joined(colleague, acme)
    actions.agree(colleague, 1)
    first, second = (sent_reply(user, case, acme, text("话")) for user in (member, colleague))
    actions.accept(first, by=reviewer)

    with pytest.raises(NotNow):
        actions.accept(second, by=reviewer)
    assert Reply.objects.count() == 1


def test_a_declined_reply_can_be_written_again(member, case, acme, reviewer):
    sent = sent_reply(member, case, acme, text("话"))
    actions.withdraw(sent, by=member)

    again = actions.revise(sent, by=member)

    assert (again.document["text"]["zh"], again.organization, again.document["case"]) == ("话", acme, "dispute")


def test_taking_back_is_visible_and_keeps_the_versions(client, published, member, prefix):
    client.force_login(member)
    page = client.post(f"{prefix}/replies/{published.slug}/take-back/", follow=True)
    html = page.content.decode()

    assert ("took its reply back" if prefix else "收回") in html
    assert ("We disagree." if prefix else "我们不这样看。") not in html
    own = client.get(f"{prefix}/replies/{published.slug}/").content.decode()
    assert f"{prefix}/replies/{published.slug}/v/1/" in own
    assert ("We disagree." if prefix else "我们不这样看。") in client.get(
        f"{prefix}/replies/{published.slug}/v/1/"
    ).content.decode()
    assert Revision.objects.filter(page_id=published.pk, source="contribution").count() == 2
    history = client.get(f"{prefix}/replies/{published.slug}/history/").content.decode()
    assert ("Taken back by the organisation" if prefix else "组织已收回") in history


def test_taking_back_twice_is_one_version(published, member):
    for _time in range(2):
        actions.take_back_reply(Reply.objects.get(pk=published.pk), by=member)

    assert Page.objects.get(pk=published.pk).version == 2


def test_others_cannot_take_it_back(client, published, reviewer, admin):
    for user in (person("other"), reviewer, admin):
        client.force_login(user)
        assert client.post(f"/replies/{published.slug}/take-back/").status_code == 404
    assert Page.objects.get(pk=published.pk).status == "published"


def test_a_new_version_stands_again_after_taking_back(published, member, case, acme, reviewer):
    actions.take_back_reply(Reply.objects.get(pk=published.pk), by=member)

    again = actions.accept(sent_reply(member, case, acme, text("新的话")), by=reviewer)

    assert again.page.status == "published"


def test_editors_change_no_word_of_a_reply(client, published, admin):
    client.force_login(admin)
    address = reverse("admin:community_reply_change", args=[published.pk])
    page = client.get(address)

    assert 'name="text_zh_hans"' not in page.content.decode()
    given = {"status": "published", "base_version": 1, "note": "n", "text_zh_hans": "改了", "title_zh_hans": "改了"}
    client.post(address, given)
    assert Page.objects.get(pk=published.pk).document == published.document
    refused = client.post(address, given | {"status": "archived"})
    assert refused.status_code == 400
    assert client.post(reverse("admin:community_reply_restore", args=[published.pk]), {}).status_code == 403
    assert client.get(reverse("admin:community_reply_add")).status_code == 403


def test_editors_can_remove_a_reply_with_a_reason(client, published, admin, member, case, acme):
    client.force_login(admin)
    given = {"status": "removed", "status_reason_en": "Threats", "status_reason_zh_hans": "", "base_version": 1}
    saved = client.post(reverse("admin:community_reply_change", args=[published.pk]), given | {"note": "n"})

    assert saved.status_code == 302
    assert client.get(f"/replies/{published.slug}/").status_code == 410
    assert 'id="replies"' not in client.get("/cases/dispute/").content.decode()
    with pytest.raises(NotAllowed):
        actions.begin_reply(by=member, case=case, organization=acme)
    with pytest.raises(NotNow):
        actions.take_back_reply(Reply.objects.get(pk=published.pk), by=member)


def test_the_page_for_replying_says_what_can_be_done(client, published, member, case):
    client.force_login(member)
    html = client.get("/cases/dispute/reply/").content.decode()

    assert 'value="acme"' in html
    assert f"/replies/{published.slug}/take-back/" in html
    begun = client.post("/cases/dispute/reply/", {"organization": "acme", "form_key": "k"})
    assert begun.status_code == 302
    assert client.get(begun["Location"]).status_code == 200
    uid = begun["Location"].split("/")[2]
    for place in ("edit/text/", "edit/evidence/", "edit/send/", "preview/"):
        assert client.get(f"/contributions/{uid}/{place}").status_code == 200, place


def test_somebody_without_an_organisation_is_shown_the_way(client, author, case):
    client.force_login(author)

    html = client.get("/cases/dispute/reply/").content.decode()

    assert "/accounts/organizations/acme/join/" in html


def test_the_desk_says_what_to_look_for(client, member, case, acme, reviewer):
    sent = sent_reply(member, case, acme, text("话"))
    client.force_login(reviewer)

    html = client.get(f"/en/review/{sent.uid}/").content.decode()

    assert "or not at all" in html
    assert 'name="by_field"' not in html


def test_a_second_reply_is_refused_with_a_reason_however_it_comes(case, acme):
    ReplyFactory(slug="one", organization="acme", case="dispute")

    with pytest.raises(ValidationError):
        ReplyFactory(slug="two", organization="acme", case="dispute")
